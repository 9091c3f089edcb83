// Command worker is engine.wasm: the engine in a Web Worker. web/worker.js starts
// it and stands between it and the page. With the build tag tunnel it is tunnel.wasm,
// which can also send through relays: what that takes, TLS and HTTP/2, makes it a third larger.
package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"syscall/js"

	"roundtrip/app/engine"
	"roundtrip/app/engine/bridge"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/httpwasm"
)

func main() {
	debug.SetGCPercent(400) // for every 16 MB at least rather than for every 4: it holds up what is sent
	line := js.Global().Get("roundtripWorker")
	files := chosen{}
	location := js.Global().Get("location")
	var e *engine.Engine
	var begun beginning
	var out bridge.Outbox
	e = engine.New(
		&session.Session{Transport: &httpwasm.Transport{}, Open: files.open},
		session.Place{
			Browser:   true,
			Page:      location.Get("origin").String() + "/",
			UserAgent: js.Global().Get("navigator").Get("userAgent").String(),
			Normalise: normalise,
		},
		out.Put,
	)
	e.Disk = disk{line}
	e.Permission = permission
	e.Relay = relay(line)
	post := func(message map[string]any) {
		message["busy"] = e.Busy()
		line.Call("post", message)
	}
	out.Send = func(events []exchange.Event) {
		data, err := json.Marshal(events)
		if err != nil {
			panic(err) // every event is plain data
		}
		message := map[string]any{"event": "exchange", "data": string(data)}
		for _, event := range events {
			if begun.next(event) {
				if w, err := e.Rows(begun.id, begun.mode, 0, firstRows); err == nil {
					message["first"] = map[string]any{"id": begun.id, "mode": string(begun.mode), "rows": rows(engine.Rows{Window: w})}
				}
			}
		}
		post(message)
	}
	line.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		message := args[0]
		id := message.Get("id")
		method, params := message.Get("method").String(), message.Get("params").String()
		files.keep(method, params, message.Get("files"))
		go func() {
			reply := answer(func() (any, error) { return e.Serve(method, []byte(params)) })
			reply["id"] = id
			post(reply)
		}()
		return nil
	}))
	line.Call("ready")
	select {}
}

// firstRows is how many rows go along with the first word of a body: as many as the
// viewer would ask for.
const firstRows = 400

// beginning is the reading of a body whose first rows went to the page last. Their
// going along unasked spares the page a question and, more often than not, a frame.
type beginning struct {
	id   int
	mode exchange.Mode
}

// next reports whether an event is the first that tells of rows in another reading.
func (b *beginning) next(event exchange.Event) bool {
	if event.View == nil || event.View.Rows == 0 || *b == (beginning{event.ID, event.View.Mode}) {
		return false
	}
	*b = beginning{event.ID, event.View.Mode}
	return true
}

// answer makes the answer of a call out of what serving it brings. A panic there is
// an error of this call, and the engine lives on.
func answer(serve func() (any, error)) (reply map[string]any) {
	defer func() {
		if r := recover(); r != nil {
			reply = map[string]any{"error": map[string]any{"message": fmt.Sprintf("the engine failed: %v", r), "stack": string(debug.Stack())}}
		}
	}()
	result, err := serve()
	var ok any
	if err == nil {
		ok, err = value(result)
	}
	if err != nil {
		return map[string]any{"error": map[string]any{"message": err.Error()}}
	}
	return map[string]any{"ok": ok}
}

// chosen holds the Files that came with a request until it is sent again without them.
type chosen map[string]js.Value

// withFiles are the methods that come with a request's files.
var withFiles = []string{bridge.MethodSend, bridge.MethodMany, bridge.MethodWire, bridge.MethodWebhook}

// keep takes the files of a call. They stand in the order of the request's own list.
func (c chosen) keep(method, params string, files js.Value) {
	if !slices.Contains(withFiles, method) || files.Length() == 0 {
		return
	}
	var call struct {
		Request struct {
			Request request.Request `json:"request"`
		} `json:"request"`
	}
	if json.Unmarshal([]byte(params), &call) != nil {
		return // Serve says what is wrong
	}
	if method == bridge.MethodSend {
		clear(c)
	}
	for i, f := range call.Request.Request.Files() {
		if i < files.Length() {
			c[f.ID] = files.Index(i)
		}
	}
}

func (c chosen) open(f request.File) (any, error) {
	file, ok := c[f.ID]
	if !ok {
		return nil, fmt.Errorf("choose the file again")
	}
	return httpwasm.WrapBlob(file)
}

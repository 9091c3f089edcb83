package bridge

import (
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"roundtrip/app/exchange"
)

// Worker is the line to the engines in their Web Workers, over the RPC of boot.js.
func Worker() Line { return LineFunc(callWorker) }

func callWorker(method string, c Call, files []string) (reply []byte, err error) {
	defer caught(&err)
	params, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	about := map[string]any{"exchange": c.about(), "tunnelled": c.Via.Relayed()}
	if c.Run != 0 {
		about["opens"] = c.ID
	}
	rt := js.Global().Get("roundtrip")
	chosen := js.Global().Get("Array").New()
	for _, id := range files {
		file := rt.Get("files").Call("get", id)
		if file.IsUndefined() {
			return nil, errors.New("a chosen file is gone: choose it again")
		}
		chosen.Call("push", file)
	}
	type answer struct {
		reply []byte
		err   error
	}
	answers := make(chan answer, 1)
	ok := js.FuncOf(func(_ js.Value, args []js.Value) any {
		a := answer{}
		if len(args) > 0 && args[0].Type() == js.TypeObject {
			if text := args[0].Get("json"); text.Type() == js.TypeString {
				a.reply = []byte(text.String())
			}
		}
		answers <- a
		return nil
	})
	defer ok.Release()
	fail := js.FuncOf(func(_ js.Value, args []js.Value) any {
		answers <- answer{err: errors.New(message(args))}
		return nil
	})
	defer fail.Release()
	rt.Call("call", method, string(params), chosen, about).Call("then", ok, fail)
	a := <-answers
	return a.reply, a.err
}

// about is the number of the exchange that the call is about, 0 for none: the engine that has it is the one to ask.
func (c Call) about() int {
	switch {
	case c.Webhook != nil:
		return c.Webhook.Response
	case c.Run != 0:
		return c.Run
	}
	return c.ID
}

// Events tells a function of the engine's events as an [Outbox] gathers them, from now
// on and those that waited. It is called on the goroutine of the browser's event and must
// return soon.
func Events(tell func([]exchange.Event)) {
	js.Global().Get("roundtrip").Set("onevent", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var events []exchange.Event
		if len(args) == 0 || json.Unmarshal([]byte(args[0].Get("data").String()), &events) != nil {
			return nil
		}
		tell(events)
		return nil
	}))
}

// States tells a function how far the engine has come: loading, ready or failed, and
// the bytes that have been loaded of a total that is 0 when unknown.
func States(tell func(state string, loaded, total int64)) {
	js.Global().Get("roundtrip").Set("onenginestate", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) == 3 {
			tell(args[0].String(), number(args[1]), number(args[2]))
		}
		return nil
	}))
}

func number(v js.Value) int64 {
	if v.Type() != js.TypeNumber {
		return 0
	}
	return int64(v.Float())
}

func message(args []js.Value) string {
	if len(args) > 0 && args[0].Type() == js.TypeObject {
		return args[0].Get("message").String()
	}
	return "the engine did not answer"
}

// caught turns a JavaScript exception into an error; any other panic goes on.
func caught(err *error) {
	switch r := recover().(type) {
	case nil:
	case js.Error:
		*err = fmt.Errorf("call the engine: %w", r)
	case *js.ValueError:
		*err = fmt.Errorf("call the engine: %w", r)
	default:
		panic(r)
	}
}

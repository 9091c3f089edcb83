package httpwasm

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall/js"
)

// counting is what counting.js offers, where the page has it, and the requests that it has on their way.
var counting struct {
	once   sync.Once
	script js.Value
	ended  js.Func // one for all requests, kept for ever

	mu      sync.Mutex
	last    int
	waiting map[int]chan counted // capacity 1: a callback must never block
}

// counted is how a request ended whose body was counted.
type counted struct {
	head   string // in lines, "" where no response came
	size   int64
	failed string // the name and the message of an exception, "" for none
}

// canCount reports whether a request may go through counting.js.
func (x *exchange) canCount() bool {
	if !x.options.Count || x.options.StreamUpload {
		return false
	}
	counting.once.Do(func() {
		counting.script = js.Global().Get("httpwasmCounting")
		counting.waiting = map[int]chan counted{}
		counting.ended = js.FuncOf(func(_ js.Value, args []js.Value) any {
			id := args[0].Int()
			counting.mu.Lock()
			c := counting.waiting[id]
			delete(counting.waiting, id)
			counting.mu.Unlock()
			c <- counted{args[1].String(), int64(args[2].Float()), args[3].String()}
			return nil
		})
	})
	return counting.script.Truthy()
}

// countedTrip sends a request and counts its response's body before it returns.
func (x *exchange) countedTrip() (*http.Response, Kind, error) {
	if x.req.Body != nil {
		defer x.req.Body.Close()
	}
	if kind, err := check(x.req); err != nil {
		return nil, kind, err
	}
	body, size := js.Undefined(), int64(0)
	if hasBody(x.req) {
		var err error
		if body, size, err = collect(x.ctx, x.req); err != nil && x.ctx.Err() == nil {
			return nil, BadBody, err
		}
	}
	if x.ctx.Err() != nil {
		kind, err := ended(x.ctx)
		return nil, kind, err
	}
	result, kind, err := x.count(body)
	switch {
	case err != nil:
		return nil, kind, err
	case result.head == "" && x.ctx.Err() != nil:
		kind, err := ended(x.ctx)
		return nil, kind, err
	case result.head == "":
		kind, err := x.fetchFailed(exceptionIn(result.failed))
		return nil, kind, err
	}
	if x.options.Uploaded != nil && hasBody(x.req) {
		x.options.Uploaded(size)
	}
	return x.countedResponse(result), "", nil
}

// count hands a request over, and waits for its end.
func (x *exchange) count(body js.Value) (counted, Kind, error) {
	end := make(chan counted, 1)
	counting.mu.Lock()
	counting.last++
	id := counting.last
	counting.waiting[id] = end
	counting.mu.Unlock()
	address := x.req.URL.String()
	_, err := try(func() js.Value {
		return counting.script.Call("send", id, address, methodOf(x.req), headerLines(x.req.Header), x.options.lines(), body, counting.ended)
	})
	if body.InstanceOf(uint8Array) {
		free(body) // the request has a copy
	}
	if err != nil {
		counting.mu.Lock()
		delete(counting.waiting, id)
		counting.mu.Unlock()
		return counted{}, BadOption, err
	}
	stop := context.AfterFunc(x.ctx, func() { counting.script.Call("abort", id) })
	defer stop()
	return <-end, "", nil
}

// countedResponse makes the http.Response of a request that has ended.
func (x *exchange) countedResponse(r counted) *http.Response {
	lines := strings.Split(r.head, "\n")
	header := http.Header{}
	for i := 5; i+1 < len(lines); i += 2 {
		header.Add(lines[i], narrow(lines[i+1]))
	}
	received := new(atomic.Int64)
	received.Store(r.size)
	code, _ := strconv.Atoi(lines[0])
	info := Info{
		Type: ResponseType(lines[1]), Redirected: lines[2] == "true", URL: lines[3], Reason: narrow(lines[4]),
		EncodedLength: lengthOf(header), received: received, timing: untimed.wait,
	}
	resp := &http.Response{
		StatusCode: code, Status: status(code, info.Reason), Header: header, ContentLength: -1,
		Body:    &countedBody{size: r.size},
		Request: x.req.WithContext(context.WithValue(x.ctx, infoKey{}, info)),
	}
	if info.Redirected {
		if final, err := url.Parse(info.URL); err == nil {
			resp.Request.URL = final
		}
	}
	if r.failed != "" {
		kind, cause := BrokenBody, fmt.Errorf("%w: %w", io.ErrUnexpectedEOF, exceptionIn(r.failed))
		if x.ctx.Err() != nil {
			kind, cause = ended(x.ctx)
		}
		failure := x.failure(kind, cause)
		failure.Received = r.size
		resp.Body = &countedBody{size: r.size, err: failure}
	}
	return resp
}

// exceptionIn reads the name and the message of an exception.
func exceptionIn(text string) error {
	name, message, _ := strings.Cut(text, "\n")
	return &exception{name: name, message: message}
}

// headerLines are the names and values of a header in turn, each on a line: neither can hold a line break.
func headerLines(header http.Header) string {
	var lines []string
	for name, values := range header {
		for _, value := range values {
			lines = append(lines, name, widen(value))
		}
	}
	return strings.Join(lines, "\n")
}

// lines are the names and values of the options that fetch knows, in turn, each on a line.
func (o Options) lines() string {
	var lines []string
	for _, option := range [...][2]string{
		{"credentials", string(o.Credentials)}, {"cache", string(o.Cache)}, {"redirect", string(o.Redirect)},
		{"mode", string(o.Mode)}, {"referrerPolicy", string(o.ReferrerPolicy)}, {"priority", string(o.Priority)},
	} {
		if option[1] != "" {
			lines = append(lines, option[0], option[1])
		}
	}
	return strings.Join(lines, "\n")
}

// countedBody is a body that has come and gone: reading it gives nothing but how it ended.
type countedBody struct {
	size int64
	err  error
}

func (b *countedBody) Read([]byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	return 0, io.EOF
}

// Discard gives the number of bytes that came.
func (b *countedBody) Discard() (int64, error) { return b.size, b.err }

func (b *countedBody) Close() error { return nil }

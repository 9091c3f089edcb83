package httpwasm

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall/js"
)

// counting is what counting.js offers, where the page has it, and the requests that it has on their way.
var counting struct {
	once sync.Once
	send js.Value // undefined where the page does not have it
	stop js.Value
	read js.Value // of bodies that are kept
	drop js.Value

	mu      sync.Mutex
	last    int
	said    string               // what the last request said
	waiting map[int]chan counted // capacity 1: a callback must never block
	text    string               // the header of the last response, and what was read of it
	header  http.Header
}

// counted is how a request ended whose body was counted.
type counted struct {
	size   int64
	failed string // the name and the message of an exception, "" for none
	head   string // in lines, "" where no response came
	header string // names and values in turn, each with a line feed after it
	kept   Kept   // the body, nil where it is not kept
}

// canCount reports whether a request may go through counting.js.
func (x *exchange) canCount() bool {
	if !x.options.Count || x.options.StreamUpload {
		return false
	}
	counting.once.Do(func() {
		script := js.Global().Get("httpwasmCounting")
		if missing(script) {
			return
		}
		counting.send, counting.stop = script.Get("send"), script.Get("abort")
		counting.read, counting.drop = script.Get("read"), script.Get("drop")
		counting.waiting = map[int]chan counted{}
		script.Set("ended", js.FuncOf(func(_ js.Value, args []js.Value) any { // one for all requests, kept for ever
			fields := strings.Split(args[0].String(), "\x00")
			for ; len(fields) >= 6; fields = fields[6:] {
				id, _ := strconv.Atoi(fields[0])
				size, _ := strconv.ParseInt(fields[1], 10, 64)
				counting.mu.Lock()
				c := counting.waiting[id]
				delete(counting.waiting, id)
				counting.mu.Unlock()
				end := counted{size: size, failed: fields[2], head: fields[3], header: fields[4]}
				if fields[5] == "kept" {
					end.kept = keptBody{id, size}
				}
				c <- end
			}
			return nil
		}))
	})
	return counting.send.Truthy()
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
	case result.head == "" && idled(result.failed):
		return nil, Idle, exceptionIn(result.failed)
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
	id, err := x.handOver(body, end)
	if err != nil {
		return counted{}, BadOption, err
	}
	select {
	case c := <-end:
		return c, "", nil
	case <-x.ctx.Done():
		counting.stop.Invoke(id)
		return <-end, "", nil
	}
}

// handOver sends a request, whose end then comes through a channel.
func (x *exchange) handOver(body js.Value, end chan counted) (id int, err error) {
	said := x.lines()
	counting.mu.Lock()
	defer counting.mu.Unlock()
	counting.last++
	id = counting.last
	counting.waiting[id] = end
	request := any(said)
	if said == counting.said {
		request = nil // it has been read
	}
	if _, err = try(func() js.Value { return counting.send.Invoke(id, request, body) }); err != nil {
		delete(counting.waiting, id)
		said = ""
	}
	counting.said = said
	if body.InstanceOf(uint8Array) {
		free(body) // the request has a copy
	}
	return id, err
}

// lines is what a request says, as counting.js reads it. No part of it can hold a line break but an opaque URL, where the URL
// standard leaves it out.
func (x *exchange) lines() string {
	o := x.options
	lines := []string{strings.ReplaceAll(x.req.URL.String(), "\n", ""), methodOf(x.req)}
	for _, option := range [...][2]string{
		{"credentials", string(o.Credentials)}, {"cache", string(o.Cache)}, {"redirect", string(o.Redirect)},
		{"idle", positive(o.Idle.Milliseconds())}, {"keep", positive(o.Keep)}, {"mode", string(o.Mode)}, {"referrerPolicy", string(o.ReferrerPolicy)}, {"priority", string(o.Priority)},
	} {
		if option[1] != "" {
			lines = append(lines, option[0], option[1])
		}
	}
	lines = append(lines, "")
	for _, name := range slices.Sorted(maps.Keys(x.req.Header)) {
		for _, value := range x.req.Header[name] {
			lines = append(lines, name, widen(value))
		}
	}
	return strings.Join(lines, "\n")
}

// positive writes a number above zero, and no other.
func positive(n int64) string {
	if n <= 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// idled reports whether counting.js ended a request of which nothing came.
func idled(failed string) bool { return strings.HasPrefix(failed, "TimeoutError\n") }

// countedResponse makes the http.Response of a request that has ended.
func (x *exchange) countedResponse(r counted) *http.Response {
	lines := strings.Split(r.head, "\n")
	header := countedHeader(r.header)
	received := new(atomic.Int64)
	received.Store(r.size)
	code, _ := strconv.Atoi(lines[0])
	info := Info{
		Type: ResponseType(lines[1]), Redirected: lines[2] == "true", URL: lines[3], Reason: narrow(lines[4]),
		EncodedLength: lengthOf(header), received: received, timing: untimed.wait,
	}
	resp := &http.Response{
		StatusCode: code, Status: status(code, info.Reason), Header: header, ContentLength: -1,
		Body:    &countedBody{size: r.size, kept: r.kept},
		Request: x.req.WithContext(context.WithValue(x.ctx, infoKey{}, info)),
	}
	if info.Redirected {
		if final, err := url.Parse(info.URL); err == nil {
			resp.Request.URL = final
		}
	}
	if r.failed != "" {
		kind, cause := BrokenBody, fmt.Errorf("%w: %w", io.ErrUnexpectedEOF, exceptionIn(r.failed))
		switch {
		case x.ctx.Err() != nil:
			kind, cause = ended(x.ctx)
		case idled(r.failed):
			kind, cause = Idle, exceptionIn(r.failed)
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

// countedHeader reads the header of a response. Those of a run often have the same one.
func countedHeader(text string) http.Header {
	counting.mu.Lock()
	defer counting.mu.Unlock()
	if text != counting.text || counting.header == nil {
		header := http.Header{}
		lines := strings.Split(text, "\n")
		for i := 0; i+1 < len(lines); i += 2 {
			header.Add(lines[i], narrow(lines[i+1]))
		}
		counting.text, counting.header = text, header
	}
	return counting.header.Clone()
}

// countedBody is a body that has come: reading it gives nothing but how it ended. What is kept of it goes when it is closed, unless
// somebody has taken it.
type countedBody struct {
	size int64
	kept Kept
	err  error
}

func (b *countedBody) Read([]byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	return 0, io.EOF
}

func (b *countedBody) Counted() (int64, Kept, error) {
	kept := b.kept
	b.kept = nil
	return b.size, kept, b.err
}

func (b *countedBody) Close() error {
	if b.kept != nil {
		b.kept.Drop()
		b.kept = nil
	}
	return nil
}

// keptBody is a body that counting.js keeps.
type keptBody struct {
	id   int
	size int64
}

func (b keptBody) ReadAt(p []byte, off int64) (n int, err error) {
	if off >= b.size {
		return 0, io.EOF
	}
	stretch, err := try(func() js.Value { return counting.read.Invoke(b.id, off, off+int64(len(p))) })
	if err != nil {
		return 0, err // it was dropped
	}
	if n = js.CopyBytesToGo(p, stretch); n < len(p) {
		err = io.EOF
	}
	return n, err
}

func (b keptBody) Drop() { counting.drop.Invoke(b.id) }

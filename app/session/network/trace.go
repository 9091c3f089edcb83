package network

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"roundtrip/app/exchange"
)

// Trace is what becomes known of one request on its way. Its methods may be called at any time, and from any goroutine.
type Trace struct {
	alive func() // is told of bytes of the body that came; may be nil

	mu       sync.Mutex
	used     bool // a Transport has taken the request
	reused   bool
	protocol string
	opened   *opened
	sent     []exchange.Field
	before   []exchange.Informational
	answer   []exchange.Field // of the response, in order
	decoded  []string
	tap      *tap
	start    time.Time
	got      time.Time // the connection
	wrote    time.Time // the request, or the last of it so far
	first    time.Time // byte of the response's head
	head     time.Time // was there
	end      time.Time // of the body
	trailer  http.Header

	wire atomic.Int64 // bytes of the body
}

type traceKey struct{}

// WithTrace has a [Transport] tell of one request in its context. Alive is called whenever bytes of the response's body have come, and
// may be nil.
func WithTrace(ctx context.Context, alive func()) (context.Context, *Trace) {
	t := &Trace{alive: alive}
	return context.WithValue(ctx, traceKey{}, t), t
}

// TraceOf gives the trace of the request that a response answers; ok is false where there is none, or another transport sent it.
func TraceOf(resp *http.Response) (t *Trace, ok bool) {
	if resp == nil || resp.Request == nil {
		return nil, false
	}
	t, ok = resp.Request.Context().Value(traceKey{}).(*Trace)
	return t, ok && t.Used()
}

// Used reports whether a [Transport] has sent the request, and not another transport.
func (t *Trace) Used() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.used
}

// hook has net/http tell the trace. A request that found a connection dead goes out again: the last attempt counts.
func (t *Trace) hook(ctx context.Context) context.Context {
	set := func(to *time.Time) {
		t.mu.Lock()
		defer t.mu.Unlock()
		*to = time.Now()
	}
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.got, t.reused, t.sent, t.before, t.opened, t.tap = time.Now(), info.Reused, nil, nil, nil, nil
			if c := connOf(info.Conn); c != nil {
				t.opened = c.opened
				if c.text {
					t.tap = &tap{}
					c.listen(t.tap)
				}
			}
		},
		WroteHeaderField: func(name string, values []string) {
			t.mu.Lock()
			defer t.mu.Unlock()
			for _, value := range values {
				t.sent = append(t.sent, exchange.Field{Name: name, Value: exchange.FieldText(value)})
			}
		},
		WroteHeaders:         func() { set(&t.wrote) },
		WroteRequest:         func(httptrace.WroteRequestInfo) { set(&t.wrote) },
		GotFirstResponseByte: func() { set(&t.first) },
		Got1xxResponse: func(status int, header textproto.MIMEHeader) error {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.before = append(t.before, exchange.Informational{Status: status, Reason: reasonOf(status), Headers: fieldList(header, true)})
			return nil
		},
	})
}

// begin notes that a request sets out.
func (t *Trace) begin() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.used, t.start = true, time.Now()
}

func (t *Trace) connection() *opened {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.opened
}

// dialled tells the trace of a request that its connection is there: it may break before the request gets it. Another request may
// get it after all, and this one another.
func dialled(ctx context.Context, o *opened) {
	if t, ok := ctx.Value(traceKey{}).(*Trace); ok {
		t.over(o)
	}
}

// again reports whether the connection had served a request before.
func (t *Trace) again() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.reused
}

// answered takes the head of the response.
func (t *Trace) answered(resp *http.Response) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.head, t.protocol = time.Now(), resp.Proto
	if resp.ProtoMajor >= 2 || t.tap == nil {
		t.answer = fieldList(resp.Header, resp.ProtoMajor >= 2)
		if resp.ProtoMajor >= 2 {
			t.tap = nil
		}
		return
	}
	heads := t.tap.answers()
	if len(heads) == 0 {
		t.answer = fieldList(resp.Header, false)
		return
	}
	t.before = nil
	for _, head := range heads[:len(heads)-1] {
		t.before = append(t.before, readHead(head))
	}
	t.answer = readHead(heads[len(heads)-1]).Headers
}

// over takes the connection of a request that has none yet.
func (t *Trace) over(o *opened) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.opened == nil {
		t.opened = o
	}
}

// came counts bytes of the body as they are on the wire.
func (t *Trace) came(n int) {
	t.wire.Add(int64(n))
	if t.alive != nil {
		t.alive()
	}
}

func (t *Trace) ended(trailer http.Header) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.end.IsZero() {
		t.end, t.trailer = time.Now(), trailer
	}
}

// Connection is what the request went over, as far as it came; nil where nothing was dialled.
func (t *Trace) Connection() *exchange.Connection {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.opened == nil {
		return nil
	}
	c := &exchange.Connection{Remote: t.opened.remote, Via: t.opened.via, Protocol: t.protocol, Reused: t.reused}
	if t.opened.handshake != nil {
		h := *t.opened.handshake
		c.TLS = &h
	}
	return c
}

// Phases are the stretches of the request, in milliseconds since a moment: up to its head, or to the end of its body once that came.
func (t *Trace) Phases(since time.Time) []exchange.Phase {
	t.mu.Lock()
	defer t.mu.Unlock()
	var list []exchange.Phase
	last := t.start
	add := func(name string, start, end time.Time) {
		if end.After(start) && !start.IsZero() {
			list = append(list, exchange.Phase{Name: name, Start: milliseconds(start.Sub(since)), End: milliseconds(end.Sub(since))})
		}
	}
	if o := t.opened; o != nil && !o.start.Before(t.start) && !t.reused {
		if o.start.Sub(t.start) > time.Millisecond {
			add("Waiting for a connection", t.start, o.start)
		}
		for _, p := range o.phases {
			add(p.name, p.start, p.end)
			last = p.end
		}
	} else if !t.got.IsZero() {
		add("Waiting for a connection", t.start, t.got)
	}
	if !t.got.IsZero() {
		last = t.got
	}
	if !t.wrote.IsZero() && (t.first.IsZero() || t.wrote.Before(t.first)) {
		add("Sending the request", last, t.wrote)
		last = t.wrote
	}
	add("Waiting for the server", last, t.first)
	if !t.first.IsZero() {
		add("Head", t.first, t.head)
		add("Body", t.head, t.end)
	}
	return list
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// Sent lists the headers as they were written, in order; nil where net/http does not say it, as for HTTP/2.
func (t *Trace) Sent() []exchange.Field {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.sent)
}

// Fields lists the headers of a response as they came; of HTTP/2 by name, because their order is not kept. The response may have been
// changed since: what it does not have any more is left out, what it has in addition is at the end.
func (t *Trace) Fields(h http.Header) []exchange.Field {
	t.mu.Lock()
	came := slices.Clone(t.answer)
	t.mu.Unlock()
	left := h.Clone()
	list := slices.DeleteFunc(came, func(f exchange.Field) bool {
		name := http.CanonicalHeaderKey(f.Name)
		if framing[name] {
			delete(left, name)
			return false
		}
		at := slices.IndexFunc(left[name], func(value string) bool { return exchange.FieldText(value) == f.Value })
		if at < 0 {
			return true
		}
		left[name] = slices.Delete(left[name], at, at+1)
		return false
	})
	return append(list, fieldList(left, false)...)
}

// framing are the headers that net/http takes out of a response.
var framing = map[string]bool{"Transfer-Encoding": true, "Trailer": true, "Connection": true}

// Informational lists the responses before the response.
func (t *Trace) Informational() []exchange.Informational {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.before)
}

// Traffic is what went over the wire for the request: the heads, or all with the beginning of both bodies. It is nil but for HTTP/1.1.
func (t *Trace) Traffic(all bool) *exchange.Traffic {
	t.mu.Lock()
	tap := t.tap
	t.mu.Unlock()
	if tap == nil {
		return nil
	}
	return tap.traffic(all)
}

// Trailers lists what came behind the body, once it has come to its end.
func (t *Trace) Trailers() []exchange.Field {
	t.mu.Lock()
	defer t.mu.Unlock()
	return fieldList(t.trailer, strings.HasPrefix(t.protocol, "HTTP/2"))
}

// Wire is how many bytes of the body have come, as they are on the wire, without the framing of chunks or HTTP/2.
func (t *Trace) Wire() int64 { return t.wire.Load() }

// Decoded lists the codings that are taken off the body, the outermost last.
func (t *Trace) Decoded() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.decoded)
}

// Protocol is the name of the protocol in ALPN.
func (t *Trace) Protocol() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case strings.HasPrefix(t.protocol, "HTTP/2"):
		return "h2"
	case t.protocol == "":
		return ""
	}
	return strings.ToLower(t.protocol)
}

package session

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"

	"roundtrip/app/exchange"
)

// timeouts bounds each attempt by the connect and the read timeout of requests: until there is a connection, and between two stretches
// of bytes, the wait for the head among them. The waits between attempts do not count. The total timeout is the context's own. Browsers
// do not tell when they are connected: there the read timeout alone holds.
type timeouts struct{ next http.RoundTripper }

func (t timeouts) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	if c.counts() {
		return t.next.RoundTrip(req)
	}
	connect, read := c.prepared.Options.Timeouts()
	ctx, cancel := context.WithCancelCause(req.Context())
	w := &watchdog{cancel: cancel}
	connected := func() {
		w.stop()
		w.start(read, exchange.ReadTime)
	}
	if c.prepared.browser {
		connected()
		w.allow(blindUpload(c.prepared))
	} else {
		connecting := func() {
			w.stop()
			w.start(connect, exchange.ConnectTime)
		}
		connecting()
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
			GetConn: func(string) { connecting() }, // once more where a connection that was kept turns out to be dead
			GotConn: func(httptrace.GotConnInfo) { connected() },
			// What is written resets the read timeout: it is the answer that is waited for.
			WroteRequest: func(httptrace.WroteRequestInfo) { w.alive() },
		})
	}
	c.alive = w.alive
	resp, err := t.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		w.stop()
		cancel(nil)
		return nil, w.explain(ctx, err)
	}
	w.pause() // what nobody reads yet is not late
	resp.Body = &watched{ReadCloser: resp.Body, ctx: ctx, dog: w}
	return resp, nil
}

// slowestUpload is the pace, in bytes a second, that a browser is given for a body of which it does not tell how much has gone out.
const slowestUpload = 32 << 10

// blindUpload is how much longer the first bytes of an answer may take for that.
func blindUpload(p *Prepared) time.Duration {
	if p.Options.Stream {
		return 0
	}
	return time.Duration(p.Body.Size()/slowestUpload) * time.Second
}

// watchdog cancels when nothing has been heard for a while.
type watchdog struct {
	cancel context.CancelCauseFunc

	mu    sync.Mutex
	timer *time.Timer
	limit time.Duration
	idle  bool // nobody waits for anything
}

func (w *watchdog) start(limit time.Duration, kind exchange.Kind) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit = limit
	w.timer = time.AfterFunc(limit, func() {
		w.cancel(&chainError{kind, fmt.Sprintf("Nothing was heard for %s.", limit)})
	})
}

// allow gives the first wait more time.
func (w *watchdog) allow(more time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if more > 0 {
		w.timer.Reset(w.limit + more)
	}
}

// alive begins the time anew.
func (w *watchdog) alive() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer != nil && !w.idle {
		w.timer.Reset(w.limit)
	}
}

// pause lets the time stand still until something is waited for again.
func (w *watchdog) pause() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.idle = true
	if w.timer != nil {
		w.timer.Stop()
	}
}

// resume begins the time again, for a wait that begins.
func (w *watchdog) resume() {
	w.mu.Lock()
	w.idle = false
	w.mu.Unlock()
	w.alive()
}

func (w *watchdog) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer != nil {
		w.timer.Stop()
		w.timer = nil
	}
}

// explain gives the timeout in place of what it made of the transport.
func (w *watchdog) explain(ctx context.Context, err error) error {
	if cause, ok := context.Cause(ctx).(*chainError); ok {
		return cause
	}
	return err
}

// watched is a body whose bytes are signs of life.
type watched struct {
	io.ReadCloser
	ctx context.Context
	dog *watchdog
}

func (b *watched) Read(p []byte) (int, error) {
	b.dog.resume() // the reader may have had its own reasons to wait
	n, err := b.ReadCloser.Read(p)
	b.dog.pause()
	if err != nil {
		b.dog.stop()
		if err != io.EOF {
			err = b.dog.explain(b.ctx, err)
		}
	}
	return n, err
}

func (b *watched) Close() error {
	b.dog.stop()
	err := b.ReadCloser.Close()
	b.dog.cancel(nil)
	return err
}

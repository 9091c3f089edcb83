package engine

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"roundtrip/app/body"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/app/session/network"
	"roundtrip/httpwasm"
)

// running is one exchange and the body that it brought.
type running struct {
	engine  *Engine
	way     *way
	id      int
	request request.Request
	cancel  context.CancelFunc
	over    atomic.Bool // its end has been told

	recordings recordings

	mu       sync.Mutex
	prepared *session.Prepared
	store    *body.Store
	format   body.Format
	head     exchange.Head
	reading  *reading
	results  *many // of a run
	ended    bool

	file  DiskFile // in the store's place, where the body is saved to the disk
	filed bool     // it is closed
	saved int64    // its size then
}

// progressEvery is how often progress is told: often enough to look alive, seldom enough
// to cost nothing.
const progressEvery = 50 * time.Millisecond

func (x *running) tell(e exchange.Event) {
	e.ID = x.id
	if e.Done != nil || e.Failure != nil {
		x.over.Store(true)
	}
	x.engine.emit(e)
}

// run takes the exchange from its preparation to its last byte.
func (x *running) run(ctx context.Context) {
	if x.request.Options.Pages.Kind != request.NoPages {
		x.runPages(ctx)
		return
	}
	start := time.Now()
	if x.request.Options.Save {
		x.request.Options.Keep, x.request.Options.KeepServed = 0, false // the cache holds what it keeps in memory
	}
	ctx, cancel := session.Deadline(ctx, x.request.Options)
	defer cancel()
	if !x.prepare() {
		return
	}
	p := x.prepared
	resp, err := x.way.session.Do(ctx, p, session.Watch{
		Uploaded: x.uploaded(p.Body.Size()),
		Hop:      func(h exchange.Hop) { x.tell(exchange.Event{Hop: &h}) },
		Raw:      x.recordings.keep,
		Wait:     func(w exchange.Wait) { x.tell(exchange.Event{Wait: &w}) },
	})
	if err != nil {
		x.fail(err, start, 0)
		return
	}
	defer resp.Body.Close()
	timing := exchange.Timing{Head: session.Since(start), Wire: -1}
	head := *headOf(resp)
	if bad := session.RefusedRedirect(resp, p); bad != nil {
		bad.After = session.Since(start)
		x.tell(exchange.Event{Failure: bad})
		return
	}
	x.begin(head, start)
	x.tell(exchange.Event{Head: &head})
	var got int64
	if file := x.create(head); file != nil {
		got, err = x.save(resp, file)
	} else {
		got, err = x.receive(resp)
	}
	x.store.Close(err)
	x.wake()
	if err != nil {
		x.awaitRows()
		x.fail(err, start, got)
		return
	}
	if bad := session.Raised(head, p); bad != nil {
		x.settle(head)
		x.awaitRows()
		bad.After, bad.Got = session.Since(start), got
		x.tell(exchange.Event{Failure: bad})
		return
	}
	timing.Total = session.Since(start)
	timing.Decoded = got
	x.settle(head)
	measure(&timing, resp, start)
	x.awaitRows()
	x.tell(exchange.Event{Done: &exchange.Done{Timing: timing, Body: x.described(head), Trailers: trailers(resp)}})
}

// trailers are what came behind the body, where the transport shows it.
func trailers(resp *http.Response) []exchange.Field {
	if t, ok := network.TraceOf(resp); ok {
		return t.Trailers()
	}
	return nil
}

// prepare works out what is sent and tells it, or why it cannot be sent.
func (x *running) prepare() bool {
	p, bad := session.Prepare(x.request, x.way.place)
	if bad != nil {
		x.tell(exchange.Event{Failure: bad})
		return false
	}
	x.prepared = p
	sent := p.Sent()
	x.tell(exchange.Event{Sent: &sent})
	return true
}

func (x *running) fail(err error, start time.Time, got int64) {
	f := x.engine.failure(err, x.prepared, x.way)
	var disk *diskError
	if errors.As(err, &disk) {
		f.Kind, f.Detail = exchange.Disk, disk.failure()
	}
	f.After, f.Got = session.Since(start), max(f.Got, got)
	if coding := x.head.Coding(); x.way.place.Browser && f.Kind == exchange.BrokenBody && f.Got == 0 && coding != "" {
		f.Cause = exchange.BadCoding
		f.Detail = "Content-Encoding is " + coding + ", and the browser could decode nothing of the body, or the connection ended before it. " +
			"Browsers do not give undecoded bytes to pages. Through a relay they are shown."
	}
	if f.Kind == exchange.Blocked && x.way.place.Browser {
		x.diagnose(f)
		return
	}
	x.tell(exchange.Event{Failure: &f})
}

// failure says why there is no answer on a way.
func (e *Engine) failure(err error, p *session.Prepared, w *way) exchange.Failure {
	f := session.Fail(err, p)
	if f.Cause == exchange.NoRelay && e.shutOut(w.via) {
		f.Cause, f.Detail = exchange.NoPermission, noPermission(w.via)
	}
	return f
}

// uploaded tells how much of the request's body went out.
func (x *running) uploaded(total int64) func(int64) {
	if total == 0 {
		return nil
	}
	told := time.Time{}
	return func(sent int64) {
		if sent < total && time.Since(told) < progressEvery {
			return
		}
		told = time.Now()
		x.tell(exchange.Event{Upload: &exchange.Progress{Bytes: sent, Total: total}})
	}
}

// begin makes room for the body. Of a stream it is noted when each part came.
func (x *running) begin(head exchange.Head, start time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.head = head
	x.store = body.NewStore()
	if f := body.Detect(head.MediaType, nil); f.Kind == body.Events || f.Many {
		x.store.StartClock(start)
	}
}

// receive takes the body in as it arrives, straight into the store's own memory.
func (x *running) receive(resp *http.Response) (int64, error) {
	total := x.length(resp)
	progress := throttle{every: progressEvery, tell: func() {
		x.tell(exchange.Event{Progress: &exchange.Progress{Bytes: x.store.Len(), Total: total}})
	}}
	defer progress.stop()
	for {
		n, err := resp.Body.Read(x.store.Free())
		if n > 0 {
			x.store.Commit(n)
			x.arrived()
			progress.news()
		}
		if err == io.EOF {
			return x.store.Len(), nil
		}
		if err != nil {
			return x.store.Len(), err
		}
	}
}

// length is how long the body will be as far as that is known, -1 where it is not.
func (x *running) length(resp *http.Response) int64 {
	if x.head.NoBody(x.prepared.Method) != "" {
		return 0
	}
	if info, ok := httpwasm.InfoOf(resp); ok && resp.ContentLength < 0 && !resp.Uncompressed {
		return info.EncodedLength
	}
	return resp.ContentLength
}

// end drops the body and stops whatever works on it.
func (x *running) end() {
	x.cancel()
	x.mu.Lock()
	x.ended = true
	r := x.reading
	x.reading = nil
	if x.filed {
		x.file.Remove()
	}
	if x.results != nil {
		x.results.drop()
	}
	x.mu.Unlock()
	if r != nil {
		r.stop()
	}
}

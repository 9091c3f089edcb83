package httpwasm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"syscall/js"
	"time"
)

// blockFor is how long reading a body may keep the event loop from other work.
const blockFor = 8 * time.Millisecond

// collect turns the request's body into what fetch takes, and tells its length in bytes. A Blob is passed on as it is; the rest
// is read to its end first, since that is the only way for a browser to know the length.
func collect(ctx context.Context, req *http.Request) (body js.Value, size int64, err error) {
	if blob, ok := req.Body.(*Blob); ok {
		body = blob.rest()
		size = int64(body.Get("size").Float())
		return body, size, checkLength(req, size)
	}
	var c collector
	done := make(chan error, 1)
	go func() { done <- readAll(ctx, req, &c, &size) }()
	select {
	case err = <-done:
	case <-ctx.Done(): // the caller closes the body, which ends a Read that is waiting
		return js.Value{}, 0, ctx.Err()
	}
	if err == nil {
		body, err = c.body()
	}
	return body, size, err
}

func readAll(ctx context.Context, req *http.Request, c *collector, size *int64) (err error) {
	defer recovered(&err)
	pause := pauser{since: time.Now()}
	for {
		n, err := c.readOnce(req.Body)
		*size += int64(n)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case req.ContentLength > 0 && *size > req.ContentLength:
			return checkLength(req, *size)
		case err == io.EOF:
			return checkLength(req, *size)
		case err != nil:
			return err
		}
		pause.maybe()
	}
}

// checkLength compares what a body had with what the request promised, as net/http does.
func checkLength(req *http.Request, size int64) error {
	if req.ContentLength > 0 && size != req.ContentLength {
		return fmt.Errorf("the body has %d bytes or more, and the request's ContentLength is %d", size, req.ContentLength)
	}
	return nil
}

// recovered turns a panic in a caller's Reader or in Options.Uploaded into an error: it happens in a
// goroutine where the caller could not recover it.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic while the body was read: %v", r)
	}
}

// pauser lets the event loop run now and then while Go is busy: a goroutine that never waits starves it.
type pauser struct{ since time.Time }

func (p *pauser) maybe() {
	if time.Since(p.since) > blockFor {
		time.Sleep(time.Microsecond) // a timer of JavaScript: everything else in the queue comes first
		p.since = time.Now()
	}
}

// uploadStream is a ReadableStream that is fed from the request's body while fetch sends it.
type uploadStream struct {
	body       io.ReadCloser
	closeBody  sync.Once
	readable   js.Value
	controller js.Value
	pull       callback
	wanted     chan struct{} // a chunk is; capacity 1
	quit       chan struct{} // closed when fetch wants no more
	done       chan struct{} // closed when run has ended
	err        error         // why reading the body failed; valid after done
}

// newUploadStream starts to feed. stop must be called when the fetch is over.
func newUploadStream(req *http.Request, uploaded func(int64)) (*uploadStream, error) {
	u := &uploadStream{body: req.Body, wanted: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	start := newCallback(func(args []js.Value) { u.controller = args[0] })
	defer start.release() // it is called at once
	u.pull = newCallback(func([]js.Value) {
		select {
		case u.wanted <- struct{}{}:
		default: // the last wish is still open
		}
	})
	source := map[string]any{"type": "bytes", "start": start.fn, "pull": u.pull.fn}
	var err error
	u.readable, err = try(func() js.Value { return js.Global().Get("ReadableStream").New(source) })
	if err != nil {
		u.pull.release()
		return nil, err
	}
	go u.run(req, uploaded)
	return u, nil
}

func (u *uploadStream) run(req *http.Request, uploaded func(int64)) {
	defer close(u.done)
	defer u.close()
	err := u.feed(req, uploaded)
	try(func() js.Value { // a stream that fetch has dropped already refuses both
		if err != nil {
			return u.controller.Call("error", err.Error())
		}
		u.controller.Call("close")
		// A pull that waits for bytes at the end of a byte stream must be told that there are none.
		if byob := u.controller.Get("byobRequest"); !missing(byob) {
			byob.Call("respond", 0)
		}
		return js.Undefined()
	})
	if !errors.Is(err, errQuit) {
		u.err = err
	}
}

// feed gives one chunk for each wish, until the body ends.
func (u *uploadStream) feed(req *http.Request, uploaded func(int64)) (err error) {
	defer recovered(&err)
	var (
		buf   = make([]byte, firstView)
		sent  int64
		pause = pauser{since: time.Now()}
	)
	for {
		select {
		case <-u.wanted:
		case <-u.quit:
			return errQuit
		}
		n, readErr := io.ReadAtLeast(req.Body, buf, 1)
		if n > 0 {
			_, err := try(func() js.Value {
				chunk := uint8Array.New(n)
				js.CopyBytesToJS(chunk, buf[:n])
				return u.controller.Call("enqueue", chunk) // takes the chunk's memory away with it
			})
			if err != nil {
				return errQuit
			}
			if sent += int64(n); uploaded != nil {
				uploaded(sent)
			}
		}
		switch {
		case readErr == io.EOF:
			return checkLength(req, sent)
		case readErr != nil:
			return readErr
		case req.ContentLength > 0 && sent > req.ContentLength:
			return checkLength(req, sent)
		}
		pause.maybe()
	}
}

func (u *uploadStream) close() { u.closeBody.Do(func() { u.body.Close() }) }

// stop ends the feeding, also when a Read of the body hangs that Close can end, and lets go of the callback.
func (u *uploadStream) stop() {
	close(u.quit)
	u.close()
	go func() {
		<-u.done
		u.pull.release()
	}()
}

// failure is why the upload failed, if it did.
func (u *uploadStream) failure() error {
	select {
	case <-u.done:
		return u.err
	default:
		return nil
	}
}

//go:build !js

package hostile

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
)

// Flow is an answer that a test gives piece by piece, with no clock involved. One request to /flow/NAME is answered by the flow
// of that name; what the test has said before the request came is said then.
type Flow struct {
	steps   chan step
	takes   chan int64
	arrived chan struct{}
	gone    chan struct{}
	closed  <-chan struct{}
}

type step func(w http.ResponseWriter) (more bool)

type flows struct {
	mu     sync.Mutex
	byName map[string]*Flow
	closed chan struct{}
}

func (f *flows) init() {
	f.byName = map[string]*Flow{}
	f.closed = make(chan struct{})
}

func (f *flows) close() { close(f.closed) }

func (f *flows) get(name string) *Flow {
	f.mu.Lock()
	defer f.mu.Unlock()
	flow := f.byName[name]
	if flow == nil {
		flow = &Flow{steps: make(chan step, 64), takes: make(chan int64, 64), arrived: make(chan struct{}), gone: make(chan struct{}), closed: f.closed}
		f.byName[name] = flow
	}
	return flow
}

// Flow gives the flow of a name; its requests go to server.URL + "/flow/" + name.
func (s *Server) Flow(name string) *Flow { return s.flows.get(name) }

// Head sends the head now. The headers are names and values in turn; without a Content-Type it is text.
func (f *Flow) Head(status int, headers ...string) {
	f.steps <- func(w http.ResponseWriter) bool {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		return http.NewResponseController(w).Flush() == nil
	}
}

// Write sends a piece of the body now.
func (f *Flow) Write(text string) {
	f.steps <- func(w http.ResponseWriter) bool {
		_, err := io.WriteString(w, text)
		return err == nil && http.NewResponseController(w).Flush() == nil
	}
}

// End ends the body in good order.
func (f *Flow) End() { f.steps <- func(http.ResponseWriter) bool { return false } }

// Reset resets the connection.
func (f *Flow) Reset() {
	f.steps <- func(w http.ResponseWriter) bool {
		resetConnection(w)
		return false
	}
}

// Take reads so many bytes of the request's body; the client is held up before. It is for requests to /flow/NAME?upload.
func (f *Flow) Take(n int64) { f.takes <- n }

// upload reads the body as the test takes it.
func (f *Flow) upload(r *http.Request) {
	for {
		select {
		case n := <-f.takes:
			if _, err := io.CopyN(io.Discard, r.Body, n); err != nil {
				return
			}
		case <-r.Context().Done():
			return
		case <-f.closed:
			return
		}
	}
}

// Arrived waits until the request has come.
func (f *Flow) Arrived(ctx context.Context) error { return await(ctx, f.arrived, "the request") }

// Gone waits until the client has closed the connection before the answer was whole.
func (f *Flow) Gone(ctx context.Context) error {
	return await(ctx, f.gone, "the end of the connection")
}

func await(ctx context.Context, event <-chan struct{}, what string) error {
	select {
	case <-event:
		return nil
	case <-ctx.Done():
		return errors.New("waiting for " + what + ": " + ctx.Err().Error())
	}
}

func (s *Server) flow(w http.ResponseWriter, r *http.Request) {
	f := s.flows.get(r.PathValue("name"))
	select {
	case <-f.arrived: // a flow is for one request: this one is a probe after it failed
		panic(http.ErrAbortHandler)
	default:
	}
	if r.URL.Query().Has("upload") {
		close(f.arrived)
		f.upload(r)
	} else {
		_, _ = io.Copy(io.Discard, r.Body) // so that the end of the connection is noticed
		close(f.arrived)
	}
	for {
		select {
		case next := <-f.steps:
			if !next(w) {
				return
			}
		case <-r.Context().Done():
			close(f.gone)
			return
		case <-f.closed:
			return
		}
	}
}

// resetConnection closes a connection so that the client gets a reset (RST) instead of an end.
func resetConnection(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	_ = conn.(*tap).Conn.(*net.TCPConn).SetLinger(0)
	_ = conn.Close()
}

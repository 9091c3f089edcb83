package engine

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"roundtrip/app/body"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

// Engine sends requests and holds what comes back. Its methods may be called from
// any goroutine.
type Engine struct {
	Disk Disk // where bodies are saved; nil where there is none

	// Relay makes the transport that sends through a relay. It is called once for each; nil where there are none.
	Relay func(exchange.Via) http.RoundTripper

	// Permission gives what the person has said to something that pages need a permission for, by its name in the Permissions API:
	// "granted", "denied", "prompt" before anything was said, "" where the browser does not know it. Nil where nobody is asked.
	Permission func(name string) string

	own  way // the browser's
	ways ways
	emit func(exchange.Event)

	mu        sync.Mutex
	exchanges map[int]*running

	tokens tokens
	jar    jar
}

// New makes an engine that sends through a session from a place, which is the way of requests that take no relay. Whatever happens
// to its exchanges is told to emit, in order for each exchange; emit must return soon.
func New(s *session.Session, place session.Place, emit func(exchange.Event)) *Engine {
	return &Engine{own: way{session: s, place: place}, emit: emit, exchanges: map[int]*running{}}
}

// Send starts an exchange under a number of the caller's and returns at once. The
// last of its events is Done or Failure; View events of its body may follow.
func (e *Engine) Send(id int, r request.Request, v exchange.Via) {
	x, ctx := e.enter(id, r, v)
	go x.run(ctx)
}

// enter makes room for an exchange under its number, in place of what was there.
func (e *Engine) enter(id int, r request.Request, v exchange.Via) (*running, context.Context) {
	return e.enterBy(e.way(v), id, r)
}

func (e *Engine) enterBy(w *way, id int, r request.Request) (*running, context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	x := &running{engine: e, way: w, id: id, request: r, cancel: cancel}
	e.mu.Lock()
	old := e.exchanges[id]
	e.exchanges[id] = x
	e.mu.Unlock()
	if old != nil {
		old.end()
	}
	return x, ctx
}

// Cancel ends an exchange that is in flight; it then fails as cancelled. What has
// come of the body stays.
func (e *Engine) Cancel(id int) {
	if x, err := e.find(id); err == nil {
		x.cancel()
	}
}

// Forget drops an exchange and its body.
func (e *Engine) Forget(id int) {
	e.mu.Lock()
	x := e.exchanges[id]
	delete(e.exchanges, id)
	e.mu.Unlock()
	if x != nil {
		x.end()
	}
}

// Busy reports whether an exchange is under way, or the getting of a token between two calls: another engine could not go on with them.
func (e *Engine) Busy() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, x := range e.exchanges {
		if !x.over.Load() {
			return true
		}
	}
	return e.tokens.between()
}

// Read reads the body of an exchange in another mode; View events tell how far it is.
func (e *Engine) Read(id int, mode exchange.Mode) error {
	x, err := e.find(id)
	if err != nil {
		return err
	}
	return x.read(body.Mode(mode))
}

// Rows gives rows of the reading of an exchange's body in a mode: at most count
// rows from row from, numbered from 0, as many as there are yet.
func (e *Engine) Rows(id int, mode exchange.Mode, from, count int) (body.Window, error) {
	x, err := e.find(id)
	if err != nil {
		return body.Window{}, err
	}
	return x.window(body.Mode(mode), from, count)
}

// Body gives the exact bytes of an exchange's body that have come, and the name
// and media type under which to save them.
func (e *Engine) Body(id int) (store *body.Store, name, mediaType string, err error) {
	x, err := e.find(id)
	if err != nil {
		return nil, "", "", err
	}
	return x.whole()
}

// Text gives the whole body of an exchange as text, in its charset.
func (e *Engine) Text(id int) (string, error) {
	x, err := e.find(id)
	if err != nil {
		return "", err
	}
	return x.text()
}

func (e *Engine) find(id int) (*running, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if x := e.exchanges[id]; x != nil {
		return x, nil
	}
	return nil, fmt.Errorf("there is no exchange %d any more: send again", id)
}

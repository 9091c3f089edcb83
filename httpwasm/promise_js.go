package httpwasm

import (
	"errors"
	"sync"
	"syscall/js"
)

// awaiter waits for promises, one after the other, with the same two callbacks: making new ones for each chunk of a body
// would cost more than the chunk.
type awaiter struct {
	fulfilled, rejected callback
	settled             chan settlement // capacity 1: a callback must never block

	mu      sync.Mutex
	pending bool // a promise may still call back
	closed  bool
}

type settlement struct {
	value js.Value
	err   error
}

// errQuit: the wait was given up, the promise is still open.
var errQuit = errors.New("gave up waiting for a promise")

func newAwaiter() *awaiter {
	w := &awaiter{settled: make(chan settlement, 1)}
	w.fulfilled = newCallback(func(args []js.Value) { w.settle(settlement{value: args[0]}) })
	w.rejected = newCallback(func(args []js.Value) { w.settle(settlement{err: exceptionOf(args[0])}) })
	return w
}

// await blocks until the promise settles or quit is closed. After errQuit the awaiter can only be closed.
func (w *awaiter) await(promise js.Value, quit <-chan struct{}) (js.Value, error) {
	w.mu.Lock()
	w.pending = true
	w.mu.Unlock()
	promise.Call("then", w.fulfilled.fn, w.rejected.fn)
	select {
	case s := <-w.settled:
		return s.value, s.err
	case <-quit:
		return js.Value{}, errQuit
	}
}

func (w *awaiter) settle(s settlement) {
	w.mu.Lock()
	w.pending = false
	closed := w.closed
	w.mu.Unlock()
	if closed {
		w.release()
		return
	}
	w.settled <- s
}

// close releases the callbacks, once the promise that was given up (if any) has settled. It may be called again.
func (w *awaiter) close() {
	w.mu.Lock()
	first, pending := !w.closed, w.pending
	w.closed = true
	w.mu.Unlock()
	if first && !pending {
		w.release()
	}
}

func (w *awaiter) release() {
	w.fulfilled.release()
	w.rejected.release()
}

package httpwasm

import (
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"
	"syscall/js"
)

// liveCallbacks counts the callbacks that have not been released. Each keeps a JavaScript function and a Go closure alive.
var liveCallbacks atomic.Int64

// callback is a Go function that JavaScript calls. A panic in it is reported and goes no further: it
// would otherwise end the whole program.
type callback struct{ fn js.Func }

func newCallback(f func(args []js.Value)) callback {
	liveCallbacks.Add(1)
	return callback{js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer func() {
			if r := recover(); r != nil {
				fmt.Fprintf(os.Stderr, "httpwasm: panic in a callback: %v\n%s", r, debug.Stack())
			}
		}()
		f(args)
		return nil
	})}
}

func (c callback) release() {
	liveCallbacks.Add(-1)
	c.fn.Release()
}

package components

import (
	"runtime"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// collectAfter is when the garbage of the start is collected: by then the engine runs.
const collectAfter = 1500 * time.Millisecond

// collectLater has the garbage of the start collected when the browser has nothing else
// to do. The first collection also has the browser compile the collector, which would
// otherwise hold up what a person has just asked for.
func collectLater() {
	time.AfterFunc(collectAfter, func() {
		whenIdle(runtime.GC)
	})
}

// whenIdle calls a function once the browser has nothing to do.
func whenIdle(f func()) {
	idle := app.Window().Get("requestIdleCallback")
	if !idle.Truthy() {
		f()
		return
	}
	var callback app.Func
	callback = app.FuncOf(func(app.Value, []app.Value) any {
		defer guard()
		defer callback.Release()
		f()
		return nil
	})
	app.Window().Call("requestIdleCallback", callback)
}

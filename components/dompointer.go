package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// setSplit gives the request's pane its share of the width, in percent.
func setSplit(percent int) {
	if panes := byID("panes"); panes.Truthy() {
		panes.Get("style").Call("setProperty", "--split", percent)
	}
}

// capturePointer lets an element hear of a pointer until its button is let go.
func capturePointer(element app.Value, e app.Event) {
	if err := try(func() { element.Call("setPointerCapture", e.Get("pointerId")) }); err != nil {
		app.Log(err) // the pointer is gone already
	}
}

// pointerShare is where a pointer is in the width of an element, in percent.
func pointerShare(id string, e app.Event) (percent int, ok bool) {
	element := byID(id)
	if !element.Truthy() {
		return 0, false
	}
	box := element.Call("getBoundingClientRect")
	width := box.Get("width").Float()
	if width <= 0 {
		return 0, false
	}
	return int(100*(e.Get("clientX").Float()-box.Get("left").Float())/width + .5), true
}

package components

import (
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// copyText puts a text into the clipboard, and says how that went.
func copyText(text string, then func(error)) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		then(copyBySelection(text))
		return
	}
	settle(clipboard.Call("writeText", text), func(app.Value) { then(nil) }, func(error) { then(copyBySelection(text)) })
}

// copyBody puts the whole body of an exchange into the clipboard, as text. It goes
// from the worker to the clipboard without passing through Go.
func copyBody(id int, then func(error)) {
	settle(roundtrip().Call("call", "text", map[string]any{"id": id}), func(v app.Value) {
		clipboard := app.Window().Get("navigator").Get("clipboard")
		if !clipboard.Truthy() {
			then(copyBySelection(v.Get("text").String()))
			return
		}
		settle(clipboard.Call("writeText", v.Get("text")), func(app.Value) { then(nil) }, then)
	}, then)
}

// copyBySelection is for pages without the clipboard: not served over https, or embedded.
func copyBySelection(text string) error {
	area := document().Call("createElement", "textarea")
	area.Set("value", text)
	area.Set("className", "sr-only")
	before := document().Get("activeElement")
	host := document().Call("querySelector", "dialog[open]") // all else is inert while one is open
	if !host.Truthy() {
		host = document().Get("body")
	}
	host.Call("append", area)
	area.Call("select")
	copied := document().Call("execCommand", "copy").Truthy()
	area.Call("remove")
	if before.Truthy() {
		before.Call("focus")
	}
	if !copied {
		return errors.New("the browser does not let this page write to the clipboard; select the text and copy it by hand")
	}
	return nil
}

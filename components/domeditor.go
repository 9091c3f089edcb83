package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
)

// editor is the code editor inside an element.
type editor struct {
	handle app.Value
	change app.Func
}

// newEditor puts the code editor into an element, if its bundle is here; else then is
// called once it is, or never if it cannot be had.
func newEditor(element app.Value, label, language, text, placeholder string, onChange func(string), then func()) *editor {
	r := roundtrip()
	if !r.Truthy() {
		return nil
	}
	if !r.Get("editor").Truthy() {
		settle(r.Call("loadEditor"), func(app.Value) { then() }, func(err error) { app.Log(err) })
		return nil
	}
	change := app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		onChange(first(args).String())
		return nil
	})
	handle := r.Get("editor").Call("createEditor", element, map[string]any{
		"label": label, "language": language, "text": text, "placeholder": placeholder, "onChange": change,
	})
	return &editor{handle: handle, change: change}
}

func (e *editor) setText(text string) { e.handle.Call("setText", text) }

func (e *editor) setLanguage(language string) { e.handle.Call("setLanguage", language) }

// describe ties the editor to what is said about it, and marks the place that is wrong.
func (e *editor) describe(by string, wrong *exchange.Problem) {
	e.handle.Call("setDescribedBy", by)
	e.handle.Call("setInvalid", wrong != nil)
	if wrong == nil {
		e.handle.Call("setDiagnostic", 0, nil, "")
		return
	}
	e.handle.Call("setDiagnostic", wrong.Line, wrong.Column, wrong.Message)
}

func (e *editor) destroy() {
	e.handle.Call("destroy")
	e.change.Release()
}

// responsePane is the part of boot.js that draws bodies, or an empty value.
func responsePane() app.Value {
	if r := roundtrip(); r.Truthy() {
		return r.Get("response")
	}
	return app.Undefined()
}

// viewBody shows rows of a body in an element, or what has become known of them.
func viewBody(host app.Value, shown map[string]any) {
	if r := responsePane(); r.Truthy() {
		r.Call("viewBody", host, shown)
	}
}

// showPlace brings the marked place of the body into view, with the caret at it.
func showPlace() {
	if r := responsePane(); r.Truthy() {
		r.Call("showPlace", document().Call("querySelector", "#response .viewer"))
	}
}

// closeViewer takes the viewer out of an element.
func closeViewer(host app.Value) {
	if r := responsePane(); r.Truthy() {
		r.Call("closeViewer", host)
	}
}

// previewBody draws the body of an exchange in an element.
func previewBody(host app.Value, what map[string]any) {
	if r := responsePane(); r.Truthy() {
		r.Call("previewBody", host, what)
	}
}

// closePreview empties an element, and gives back the memory of what it showed.
func closePreview(host app.Value) {
	if r := responsePane(); r.Truthy() {
		r.Call("closePreview", host)
	}
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// modal is what the dialogs share: a native dialog is shown over the page, and the
// focus goes back to where it was. Components embed it and draw with its frame.
type modal struct {
	opener app.Value
	dialog app.Value
	first  string
	coming bool // it is about to be shown
	closed bool // it was closed by its own means, and the model knows
}

// show opens the dialog of a component that has been mounted. The element is
// native, so that Tab stays in it, Esc closes it and the rest of the page is inert.
// First is the id of the control that gets the focus.
func (m *modal) show(ctx app.Context, dialog app.Value, first string) {
	m.opener, m.dialog, m.first = document().Get("activeElement"), dialog, first
	m.coming, m.closed = true, false
	ctx.Defer(func(app.Context) {
		defer guard()
		m.coming = false
		showModal(dialog)
		focus(first)
	})
}

// closes is what the close event of the dialog does: the message tells the model.
func (m *modal) closes(msg playground.Msg) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		defer guard()
		m.closed = true
		send(ctx, msg)
	}
}

// OnUpdate shows a dialog again that was closed and opened before the page was drawn, and so has never gone. One that has just been
// closed may be drawn once more before its close event comes, and stays closed.
func (m *modal) OnUpdate(ctx app.Context) {
	defer guard()
	if m.closed && !m.coming && !m.dialog.Get("open").Truthy() {
		m.show(ctx, m.dialog, m.first)
	}
}

// OnDismount gives the focus back if nothing else has taken it. A dialog that was closed
// by its own means has done so already; one that was taken out of the page has not.
func (m *modal) OnDismount() {
	defer guard()
	if m.opener != nil {
		refocus(m.opener)
	}
}

// dialogFrame is a dialog with its title, its body, and a line for what was done in
// it: the toasts of the page cannot be heard while a dialog is open.
func dialogFrame(id, title string, onClose app.EventHandler, said string, body ...app.UI) app.UI {
	return app.Dialog().ID(id).Class("dialog").Aria("labelledby", id+"-title").On("close", onClose).Body(
		app.Div().Class("dialog-head").Body(
			app.H2().ID(id+"-title").Text(title),
			app.Button().Type("button").ID(id+"-close").Class("button", "button-quiet", "dialog-close").Aria("label", "Close").
				OnClick(closeOwnDialog).Body(icon("delete")),
		),
		app.Div().Class("dialog-body").Body(body...),
		app.P().Class("dialog-said").Role("status").Text(said),
	)
}

// closeOwnDialog closes the dialog that the control stands in; its close event tells
// the model.
func closeOwnDialog(ctx app.Context, _ app.Event) {
	defer guard()
	closeDialog(ctx.JSSrc())
}

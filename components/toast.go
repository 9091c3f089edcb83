package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// toast is a short message that goes away by itself. While the pointer or the focus
// is on it, it stays on the screen though the model has let it go.
type toast struct {
	app.Compo
	ID   int
	Text string

	held bool
	kept string
}

func (t *toast) Render() app.UI {
	text := t.Text
	switch {
	case text != "":
		t.kept = text
	case t.held:
		text = t.kept
	}
	return app.Div().Class("toast").DataSet("on", text != "").
		OnMouseEnter(t.onHold).OnMouseLeave(t.onRelease).On("focusin", t.onHold).On("focusout", t.onRelease).Body(
		app.Span().Role("status").Text(text),
		app.If(text != "",
			app.Button().Type("button").Class("button", "button-quiet", "toast-close").Aria("label", "Dismiss").
				OnClick(t.onDismiss).Body(icon("delete")),
		),
	)
}

func (t *toast) onHold(app.Context, app.Event)    { t.held = true }
func (t *toast) onRelease(app.Context, app.Event) { t.held = false }

func (t *toast) onDismiss(ctx app.Context, _ app.Event) {
	defer guard()
	t.held = false
	send(ctx, playground.ToastExpired{ID: t.ID})
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// transportLimits says what the browser would not do of the request. The engine finds that out a moment after each change, so it stands
// at the foot of the pane: over it, what is about to be clicked would move away.
type transportLimits struct {
	app.Compo
	Transport playground.Transport
}

func (l *transportLimits) Render() app.UI {
	t := l.Transport
	notes := []app.UI{
		app.P().ID("transport-permission").Class("transport-line").Role("note").Hidden(t.Permission == "").Text("Local network. " + t.Permission),
	}
	if first, _ := t.LimitsText(); first != "" {
		notes = append(notes, l.proposal())
	}
	return app.Div().Class("transport-foot").Body(notes...)
}

// proposal offers the relay. Whether it is used is for the person to say.
func (l *transportLimits) proposal() app.UI {
	t := l.Transport
	first, rest := t.LimitsText()
	use := "Use the relay"
	if !t.Known {
		use = "Set up a relay …"
	}
	return app.Div().ID("transport-limits").Class("transport-line", "transport-limits").Role("note").Aria("label", "Not by the browser").Body(
		app.P().Body(app.Strong().Text(first), app.Text(" "+rest)),
		app.Button().Type("button").ID("transport-use").Class("button", "button-quiet").Text(use).OnClick(l.onUse),
	)
}

func (l *transportLimits) onUse(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.TransportChosen{Relay: true})
	ctx.Defer(func(app.Context) {
		defer guard()
		if !somethingHasFocus() { // the button has gone
			focus("transport")
		}
	})
}

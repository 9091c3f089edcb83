package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// transportNames are the values of the choice of a transport.
const (
	byBrowser = "browser"
	byRelay   = "relay"
)

// newTransportChoice is the choice of the way that the request takes. It stands beside Send.
func newTransportChoice(t playground.Transport) app.UI {
	value, class := byBrowser, "transport"
	if t.Relay {
		value, class = byRelay, "transport transport-relay"
	}
	name := "Relay"
	switch {
	case t.Host != "":
		name += " · " + t.Host
	case !t.Relay:
		name += " …" // it leads to a dialog
	}
	return &Select{
		ID: "transport", Label: "Transport", Class: class, Title: t.Reason, DescribedBy: "transport-reason transport-lines transport-problem", Value: value,
		Choices: []choice{{byBrowser, "Browser"}, {byRelay, name}}, OnEdit: transportEdit{},
	}
}

// transportEdit chooses the transport. Where it leads to a dialog instead, the list goes back to what is chosen.
type transportEdit struct{}

func (transportEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.TransportChosen{Relay: value == byRelay}
}

// transportLine says under the request line what is to be known of the way that the request takes.
type transportLine struct {
	app.Compo
	Transport playground.Transport
}

func (l *transportLine) Render() app.UI {
	t := l.Transport
	return app.Div().Body(
		app.P().ID("transport-reason").Class("sr-only").Hidden(t.Reason == "").Text(t.Reason),
		problem("transport-problem", t.Problem),
		app.Div().ID("transport-lines").Body(
			app.P().Class("transport-line").Hidden(t.Note == "").Text(t.Note),
			app.Range(t.Warnings).Slice(func(i int) app.UI {
				return app.P().Class("transport-line", "transport-warning").Role("note").Text(t.Warnings[i])
			}),
		),
	)
}

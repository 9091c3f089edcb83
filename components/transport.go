package components

import (
	"strconv"

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
	value := byBrowser
	if t.Relay {
		value = byRelay
	}
	name := "Relay"
	if !t.Known && !t.Relay {
		name = "Relay …"
	}
	// Which relay it is stands over it in the open list, and in the line below once it is chosen: beside Send there is no room for a host.
	return &Select{
		ID: "transport", Label: "Transport", Class: "transport", DescribedBy: "transport-reason transport-problem", Value: value,
		Choices: []choice{{byBrowser, "Browser"}, {byRelay, name}}, Last: t.Host, OnEdit: transportEdit{},
	}
}

// transportEdit chooses the transport. Where it leads to a dialog instead, the list goes back to what is chosen.
type transportEdit struct{}

func (transportEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.TransportChosen{Relay: value == byRelay}
}

// transportLine says under the request line why the request takes its way, and what the browser would not do of it.
type transportLine struct {
	app.Compo
	Transport  playground.Transport
	Unverified string
}

func (l *transportLine) Render() app.UI {
	t := l.Transport
	more := ""
	if n := len(t.Limits); n == 2 {
		more = " One thing more is in Preview."
	} else if n > 2 {
		more = " " + strconv.Itoa(n-1) + " things more are in Preview."
	}
	return app.Div().Class("transport-lines").Body(
		app.P().ID("transport-reason").Class("transport-line").Hidden(t.Reason == "" || t.Problem != "").Text(t.Reason),
		app.If(len(t.Limits) > 0, l.limits(more)),
		app.P().ID("transport-permission").Class("transport-line").Role("note").Hidden(t.Permission == "").Text("Local network. "+t.Permission),
		app.P().Class("transport-line", "transport-warning").Role("note").Hidden(l.Unverified == "").Text(l.Unverified),
		problem("transport-problem", t.Problem),
	)
}

// limits proposes the relay. Whether it is used is for the person to say.
func (l *transportLine) limits(more string) app.UI {
	t := l.Transport
	if len(t.Limits) == 0 {
		return app.P().Hidden(true)
	}
	use := "Use the relay"
	if !t.Known {
		use = "What a relay does …"
	}
	return app.Div().ID("transport-limits").Class("transport-line", "transport-limits").Role("note").Aria("label", "Not by the browser").Body(
		app.P().Body(app.Strong().Text(t.Limits[0].What+". "), app.Text(t.Limits[0].Text+more)),
		app.Button().Type("button").ID("transport-use").Class("button", "button-quiet").Text(use).OnClick(l.onUse),
	)
}

func (l *transportLine) onUse(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.TransportChosen{Relay: true})
	ctx.Defer(func(app.Context) {
		defer guard()
		if !somethingHasFocus() { // the button has gone
			focus("transport")
		}
	})
}

package components

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// traffic is the Traffic tab of the response: every request that went out, with its head and that of its response.
type traffic struct {
	app.Compo
	Hops []exchange.Hop
	Run  *exchange.Run
}

func (t *traffic) Render() app.UI {
	if t.Run != nil {
		return blank(playground.RunNote(playground.ResponseTraffic))
	}
	if len(t.Hops) == 0 {
		return blank("Nothing has been sent.")
	}
	hops, older := playground.LastHops(t.Hops)
	return app.Div().Class("facts").Body(
		app.Div().Class("facts-bar").Body(
			app.H2().Text("On the wire"),
			app.Button().Type("button").Class("button", "button-quiet").Text("Copy traffic").OnClick(t.onCopy),
		),
		app.If(older > 0, app.P().Class("note").Text("The last "+strconv.Itoa(len(hops))+" requests are shown. Copy traffic copies the "+strconv.Itoa(older)+" before them too.")),
		app.Range(hops).Slice(func(i int) app.UI { return &hop{Hop: hops[i]} }),
		app.P().Class("note").Hidden(hops[0].Connection != nil).Text("Heads as far as they are known. A browser shows pages neither redirects that it follows nor all of the headers."),
	)
}

// hop is one request. It is a component of its own, so that those that stand there are not drawn anew with each that comes.
type hop struct {
	app.Compo
	Hop exchange.Hop
}

func (v *hop) Render() app.UI {
	h := v.Hop
	class, result := playground.HopResult(h)
	return app.Section().Class("hop").Body(
		app.H3().Class("hop-title").Text(playground.HopTitle(h)),
		app.P().Class("hop-result").DataSet("class", class).Text(result),
		app.Pre().Class("sent-body").TabIndex(0).Role("region").Aria("label", "Heads of request "+strconv.Itoa(h.Number)).Text(playground.HopText(h)),
	)
}

func (t *traffic) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: playground.TrafficText(t.Hops), What: "Traffic"})
}

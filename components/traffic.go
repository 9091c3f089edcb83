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
	ID       int // of the exchange
	Hops     []exchange.Hop
	OfRun    bool                 // it is one request of a run
	Recorded *playground.Recorded // the bytes of one of them
}

func (t *traffic) Render() app.UI {
	if t.OfRun && len(t.Hops) == 0 {
		return blank("The traffic of a run is not kept. Send this request alone to see it.")
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
		app.Range(hops).Slice(func(i int) app.UI {
			v := &hop{Hop: hops[i]}
			if r := t.Recorded; r != nil && r.ID == t.ID && r.Hop == v.Hop.Number {
				v.Recorded = r
			}
			return v
		}),
		app.P().Class("note").Hidden(hops[0].Connection != nil).Text("Heads as far as they are known. A browser shows pages neither redirects that it follows nor all of the headers."),
	)
}

// hop is one request. It is a component of its own, so that those that stand there are not drawn anew with each that comes.
type hop struct {
	app.Compo
	Hop      exchange.Hop
	Recorded *playground.Recorded // nil where its bytes are not shown
}

func (v *hop) Render() app.UI {
	h := v.Hop
	number := strconv.Itoa(h.Number)
	class, result := playground.HopResult(h)
	return app.Section().Class("hop").Body(
		app.H3().Class("hop-title").Text(playground.HopTitle(h)),
		app.P().Class("hop-result").DataSet("class", class).Text(result),
		app.Pre().Class("sent-body").TabIndex(0).Role("region").Aria("label", "Heads of request "+number).Text(playground.HopText(h)),
		app.If(h.Raw != nil, app.Button().Type("button").Class("button", "button-quiet").Aria("expanded", v.Recorded != nil).
			Aria("label", "Bytes of request "+number).Text("Bytes").OnClick(v.onBytes)),
		app.If(v.Recorded != nil, v.bytes(number)...),
	)
}

// bytes is what went over the wire, both ways.
func (v *hop) bytes(number string) []app.UI {
	if v.Recorded == nil {
		return nil
	}
	r := v.Recorded.Bytes
	if v.Recorded.Problem != "" || r == nil {
		text := v.Recorded.Problem
		if text == "" {
			text = "Reading the bytes."
		}
		return []app.UI{app.P().Class("note").Role("status").Text(text)}
	}
	rows := func(way, label, rows string, shown, size int64) app.UI {
		return app.Div().Body(
			app.H4().Text(playground.RecordedTitle(way, shown, size)),
			app.Pre().Class("sent-body", "hop-rows").TabIndex(0).Role("region").Aria("label", label+number).Text(rows),
		)
	}
	return []app.UI{
		rows("Sent", "Bytes sent by request ", r.Sent, r.SentShown, r.SentSize),
		rows("Received", "Bytes received by request ", r.Received, r.ReceivedShown, r.ReceivedSize),
	}
}

func (v *hop) onBytes(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.TrafficPressed{Hop: v.Hop.Number})
}

func (t *traffic) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: playground.TrafficText(t.Hops), What: "Traffic"})
}

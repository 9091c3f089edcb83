package components

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// timing is the Timing tab of the response: a bar for each phase, with its numbers.
type timing struct {
	app.Compo
	Timing     *exchange.Timing
	Connection *exchange.Connection // where it was not the browser that made it
	Failure    *exchange.Failure
}

func (t *timing) Render() app.UI {
	switch {
	case t.Timing == nil && t.Failure == nil:
		return blank("Timing is known once the response is complete.")
	case t.Timing == nil:
		failed := "No timing: the request failed after " + playground.Milliseconds(t.Failure.After) + "."
		if t.Connection == nil {
			return blank(failed)
		}
		return app.Div().Class("facts").Body(app.P().Class("note").Text(failed), newConnection(t.Connection))
	}
	known := *t.Timing
	bars, facts, note := playground.Waterfall(known), playground.TimingFacts(known), playground.TimingNote(known)
	return app.Div().Class("facts").Body(
		app.Table().Class("waterfall").Body(
			app.Caption().Class("sr-only").Text("Phases of the exchange"),
			app.THead().Body(app.Tr().Body(
				app.Th().Scope("col").Text("Phase"),
				app.Td().Class("waterfall-track").Aria("hidden", true),
				app.Th().Scope("col").Class("waterfall-number").Text("Start"),
				app.Th().Scope("col").Class("waterfall-number").Text("Took"),
			)),
			app.TBody().Body(app.Range(bars).Slice(func(i int) app.UI { return waterfallRow(bars[i]) })),
		),
		app.If(note != "", app.P().Class("note").Text(note)),
		app.Dl().Class("timing-facts").Body(app.Range(facts).Slice(func(i int) app.UI {
			return app.Div().Body(app.Dt().Text(facts[i].Name), app.Dd().Text(facts[i].Value))
		})),
		newConnection(t.Connection),
	)
}

func waterfallRow(b playground.Bar) app.UI {
	return app.Tr().Body(
		app.Th().Scope("row").Text(b.Name),
		app.Td().Class("waterfall-track").Aria("hidden", true).Body(barDrawing(b)),
		app.Td().Class("waterfall-number").Text(b.From),
		app.Td().Class("waterfall-number").Text(b.Duration),
	)
}

const svgNamespace = "http://www.w3.org/2000/svg"

// barDrawing draws a bar in SVG, whose attributes are no styles: the page's
// policy allows no style in an element.
func barDrawing(b playground.Bar) app.UI {
	percent := func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) + "%" }
	return app.Elem("svg").XMLNS(svgNamespace).Attr("height", "8").Attr("width", "100%").Aria("hidden", true).Body(
		app.Elem("rect").XMLNS(svgNamespace).Attr("x", percent(b.Start)).Attr("width", percent(b.Width)).Attr("height", "8").Attr("rx", "2"),
	)
}

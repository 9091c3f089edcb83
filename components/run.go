package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// run is what many requests came to: numbers, bars that say theirs beside them, and the results one by one.
type run struct {
	app.Compo
	Run       exchange.Run
	Table     playground.ResultsTable
	CanRepeat bool
}

func (r *run) Render() app.UI {
	latency, failures := playground.LatencyFacts(r.Run), playground.FailureTallies(r.Run)
	return app.Div().Class("run").Body(
		app.Section().Class("run-summary").Aria("label", "Summary").Body(
			app.Div().Class("run-numbers").Body(
				factList("Run", playground.RunFacts(r.Run)),
				factList("Latency", latency),
			),
			tallies("run-failures", "Failures", "Failure", "Requests", failures),
			tallies("run-statuses", "Statuses", "Status", "Responses", playground.StatusTallies(r.Run)),
			app.Details().Class("run-more").Hidden(len(r.Run.Histogram) == 0).Body(
				app.Summary().Text("Latency distribution"),
				tallies("run-histogram", "Histogram of latency", "Took", "Requests", playground.HistogramTallies(r.Run)),
			),
		),
		&results{Table: r.Table, CanRepeat: r.CanRepeat},
	)
}

// factList is a list of facts under a heading.
func factList(title string, facts []playground.Fact) app.UI {
	return app.Div().Class("run-facts").Hidden(len(facts) == 0).Body(
		app.H2().Text(title),
		app.Dl().Body(app.Range(facts).Slice(func(i int) app.UI {
			return app.Div().Body(app.Dt().Text(facts[i].Name), app.Dd().Text(facts[i].Value))
		})),
	)
}

// tallies is a table of counts, each with a bar.
func tallies(class, title, what, of string, list []playground.Tally) app.UI {
	return app.Table().Class("run-table", class).Hidden(len(list) == 0).Body(
		app.Caption().Text(title),
		app.THead().Class("sr-only").Body(app.Tr().Body(
			app.Th().Scope("col").Text(what),
			app.Th().Scope("col").Text(of),
			app.Td(), // of the bars, which say nothing more
		)),
		app.TBody().Body(app.Range(list).Slice(func(i int) app.UI {
			t := list[i]
			return app.Tr().DataSet("class", t.Class).Body(
				app.Th().Scope("row").Text(t.Name),
				app.Td().Class("run-count").Text(t.Count),
				app.Td().Class("run-bar").Body(barDrawing(playground.Bar{Width: t.Width})),
			)
		})),
	)
}

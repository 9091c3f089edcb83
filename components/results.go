package components

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// results are the results of a run, a page of them at a time.
type results struct {
	app.Compo
	Table     playground.ResultsTable
	CanRepeat bool
}

// resultID is the id of what opens one request of a run, by its place.
func resultID(index int) string { return "result-" + strconv.Itoa(index) }

func (r *results) Render() app.UI {
	t := r.Table
	return app.Section().Class("results").Aria("label", "Results").Body(
		app.Div().Class("results-bar").Body(
			&Select{ID: "results-only", Label: "Show", Choices: resultChoices, Value: string(t.Only), OnEdit: resultsFilter{}},
			app.Span().Class("results-range").Text(t.Range),
			resultsPage("Previous", !t.Back, r.onPrevious),
			resultsPage("Next", !t.Forward, r.onNext),
			app.Button().Type("button").Class("button", "results-repeat").Hidden(!r.CanRepeat).Text("Run again").OnClick(r.onRepeat),
		),
		app.P().Class("note", "note-warn").Hidden(t.Problem == "").Text(t.Problem),
		app.Div().Class("results-scroll").Hidden(len(t.Rows) == 0).TabIndex(0).Role("region").Aria("label", "Table of results").Body(
			app.Table().Class("results-table").Body(
				app.Caption().Class("sr-only").Text("Results, one request a row"),
				app.THead().Body(app.Tr().Body(
					app.Range(t.Columns).Slice(func(i int) app.UI { return resultHead(t.Columns[i]) }),
					app.Th().Scope("col").Body(app.Span().Class("sr-only").Text("Open")),
				)),
				app.TBody().Body(app.Range(t.Rows).Slice(func(i int) app.UI { return resultRow(t.Rows[i]) })),
			),
		),
	)
}

var resultChoices = func() (list []choice) {
	for _, f := range playground.ResultFilters {
		list = append(list, choice{string(f.Only), f.Name})
	}
	return list
}()

func resultsPage(text string, off bool, press app.EventHandler) app.UI {
	return app.Button().Type("button").Class("button", "button-quiet").Text(text).Aria("label", text+" page of results").Aria("disabled", off).OnClick(press)
}

func resultHead(c playground.ResultColumn) app.UI {
	head := app.Th().Scope("col").DataSet("number", c.Number)
	if c.Sorted != "" {
		head = head.Aria("sort", c.Sorted)
	}
	return head.Body(&resultOrder{Column: c})
}

// resultOrder is the head of a column, which orders the table by it.
type resultOrder struct {
	app.Compo
	Column playground.ResultColumn
}

func (o *resultOrder) Render() app.UI {
	return app.Button().Type("button").Class("results-order").Title("Sort by "+o.Column.Name).Body(
		app.Text(o.Column.Name), app.Span().Class("results-arrow").Aria("hidden", true),
	).OnClick(o.onClick)
}

func (o *resultOrder) onClick(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ResultsOrdered{Order: o.Column.Order, Column: o.Column.Column})
}

func resultRow(r playground.ResultRow) app.UI {
	return app.Tr().DataSet("class", r.Class).Body(
		app.Th().Scope("row").DataSet("number", true).Text(r.Number),
		app.Range(r.Cells).Slice(func(i int) app.UI {
			return app.Td().Class("results-cell").Title(r.Cells[i]).Text(r.Cells[i])
		}),
		app.Td().Class("results-status").Text(r.Status),
		app.Td().DataSet("number", true).Text(r.Time),
		app.Td().DataSet("number", true).Title(r.Note).Body(
			app.Text(r.Size),
			app.Span().Class("results-note").Hidden(r.Note == "").Text(" "+r.Note),
		),
		app.Td().Class("results-open").Body(&resultOpen{Index: r.Index, Number: r.Number}),
	)
}

// resultOpen opens all that came of one request.
type resultOpen struct {
	app.Compo
	Index  int
	Number string
}

func (o *resultOpen) Render() app.UI {
	return app.Button().ID(resultID(o.Index)).Type("button").Class("button", "button-quiet").
		Aria("label", "Open request "+o.Number).Text("Open").OnClick(o.onClick)
}

func (o *resultOpen) onClick(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ResultOpened{Index: o.Index})
}

func (r *results) onPrevious(ctx app.Context, _ app.Event) {
	defer guard()
	if r.Table.Back {
		send(ctx, playground.ResultsMoved{Pages: -1})
	}
}

func (r *results) onNext(ctx app.Context, _ app.Event) {
	defer guard()
	if r.Table.Forward {
		send(ctx, playground.ResultsMoved{Pages: 1})
	}
}

func (r *results) onRepeat(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RetryPressed{})
}

// resultsFilter leaves some of the results.
type resultsFilter struct{}

func (resultsFilter) msg(_ playground.Model, text string) playground.Msg {
	return playground.ResultsFiltered{Only: exchange.ResultFilter(text)}
}

// openedResult stands over what came of one request of a run, and leads back.
type openedResult struct {
	app.Compo
	Text string // which one it is, "" for none
}

func (o *openedResult) Render() app.UI {
	return app.Div().Class("opened").Hidden(o.Text == "").Body(
		app.Button().ID("result-back").Type("button").Class("button", "button-quiet").Text("Back to results").OnClick(o.onBack),
		app.Span().Class("opened-text").Title(o.Text).Text(o.Text),
		app.Button().Type("button").Class("button", "button-quiet").Text("Send alone").
			Title("Send this one request again, with its traffic and its phases").OnClick(o.onAlone),
	)
}

func (o *openedResult) onAlone(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RetryPressed{})
}

func (o *openedResult) onBack(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ResultClosed{})
}

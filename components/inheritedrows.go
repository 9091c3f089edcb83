package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// inheritedRows are the rows of the session under those of the request. They are edited in the session's dialog.
type inheritedRows struct {
	app.Compo

	List playground.List
	Base string // where the URL leads, below the session's base URL
	Rows []playground.InheritedRow
}

func (r *inheritedRows) Render() app.UI {
	id := string(r.List) + "-inherited"
	return app.Section().Class("inherited-rows").Aria("labelledby", id).Hidden(r.Base == "" && len(r.Rows) == 0).Body(
		app.Div().Class("panel-bar").Body(
			app.H2().ID(id).Text("From the session"),
			app.Button().Type("button").Class("button", "button-quiet").Text("Edit session").OnClick(r.onEdit),
		),
		app.P().Class("hint").Hidden(r.Base == "").Text(r.Base),
		app.Table().Class("inherited-table").Aria("labelledby", id).Hidden(len(r.Rows) == 0).Body(
			app.THead().Class("sr-only").Body(app.Tr().Body(
				app.Th().Scope("col").Text("Name"), app.Th().Scope("col").Text("Value"), app.Th().Scope("col").Text("In this request"),
			)),
			app.TBody().Body(app.Range(r.Rows).Slice(func(i int) app.UI { return &inheritedRow{List: r.List, Row: r.Rows[i]} })),
		),
	)
}

func (r *inheritedRows) onEdit(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.SessionPressed{})
}

// inheritedRow is one of them.
type inheritedRow struct {
	app.Compo

	List playground.List
	Row  playground.InheritedRow
}

func (r *inheritedRow) Render() app.UI {
	button := "Leave out"
	if !r.Row.Taken {
		button = "Use it"
	}
	name, why := r.Row.Field.Name, "This request has its own"
	if r.Row.Back {
		why = "Not sent: it is for the base URL's host"
	}
	return app.Tr().DataSet("taken", r.Row.Taken).Body(
		app.Th().Scope("row").Text(name),
		app.Td().Body(
			app.Text(r.Row.Field.Value),
			app.P().Class("row-note").DataSet("dropped", r.Row.Dropped).Hidden(r.Row.Note == "").Text(r.Row.Note),
		),
		app.Td().Class("inherited-do").Body(
			app.Span().Class("hint").Hidden(!r.Row.Own && !r.Row.Back).Text(why),
			app.Button().Type("button").Class("button", "button-quiet").Hidden(r.Row.Own || r.Row.Back).Aria("label", button+": "+name).Text(button).OnClick(r.onClick),
		),
	)
}

func (r *inheritedRow) onClick(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.InheritedRowSet{List: r.List, Name: r.Row.Field.Name, On: !r.Row.Taken})
}

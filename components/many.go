package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// many is the Many tab: the request, sent many times.
type many struct {
	app.Compo

	Form     playground.Many
	Problems manyProblems
	Running  bool
	Question string // whether what changes things is really to be sent so often
	Count    string // "500 requests"
	Note     string // what of the options a run does not do
	Read     string // how the values or the CSV were read
}

// manyProblems says what is wrong with each field.
type manyProblems struct{ Times, Values, CSV, Workers, Rate string }

func newMany(m playground.Model) app.UI {
	c := &many{Form: m.Many, Running: m.Running(), Question: m.ManyQuestion(), Note: m.ManyNote(), Read: m.ManyRead(), Problems: manyProblems{
		Times: m.ManyProblem(playground.ManyTimes), Values: m.ManyProblem(playground.ManyValues), CSV: m.ManyProblem(playground.ManyCSV),
		Workers: m.ManyProblem(playground.ManyWorkers), Rate: m.ManyProblem(playground.ManyRate),
	}}
	if c.Question != "" {
		c.Count = m.ManyCount()
	}
	return c
}

func manyID(field playground.ManyField) string { return "many-" + string(field) }

var manyWays = []choice{
	{string(playground.ManyTimes), "Repeat"}, {string(playground.ManyValues), "For each value"}, {string(playground.ManyCSV), "For each row of a CSV"},
}

func (c *many) Render() app.UI {
	f := c.Form
	return app.Div().Class("many").Body(
		&Radios{Name: "many-how", Label: "What to send", Choices: manyWays, Value: string(f.How), OnEdit: manyEdit(playground.ManyHow)},
		app.Div().Class("fields").Body(
			app.Div().Hidden(f.How != playground.ManyTimes).Body(&labelledField{
				ID: manyID(playground.ManyTimes), Label: "Requests", Value: f.Times, InputMode: "numeric", Problem: c.Problems.Times,
				Hint: "How often to send this request, at most 10,000 times.", OnEdit: manyEdit(playground.ManyTimes),
			}),
			app.Div().Hidden(f.How != playground.ManyValues).Body(c.text(manyTexts[playground.ManyValues], f.Values, c.Problems.Values)),
			app.Div().Hidden(f.How != playground.ManyCSV).Body(c.text(manyTexts[playground.ManyCSV], f.CSV, c.Problems.CSV)),
			&labelledField{
				ID: manyID(playground.ManyWorkers), Label: "Concurrency", Value: f.Workers, InputMode: "numeric", Problem: c.Problems.Workers,
				Hint:   "Requests in flight at a time, at most 100. Browsers open 6 connections to a host over HTTP/1.1.",
				OnEdit: manyEdit(playground.ManyWorkers),
			},
			&labelledField{
				ID: manyID(playground.ManyRate), Label: "Rate limit", Value: f.Rate, Placeholder: "none", InputMode: "decimal", Problem: c.Problems.Rate,
				Hint: "Requests started per second, at most.", OnEdit: manyEdit(playground.ManyRate),
			},
			app.Div().Class("labelled").Body(app.Span().Class("labelled-none"), app.Div().Class("labelled-body").Body(
				app.P().Class("hint").Hidden(c.Note == "").Text(c.Note), c.start(), c.confirm(),
			)),
		),
	)
}

// manyText is a field that says what each request is sent with.
type manyText struct {
	field                        playground.ManyField
	label, placeholder, template string
	before, after                string // the hint around the template
}

var manyTexts = map[playground.ManyField]manyText{
	playground.ManyValues: {
		playground.ManyValues, "Values", "ada\ngrace\n0-49", "{{value}}",
		"One per line. A line such as 0-49 or 001-100 is a range. Each value replaces ", " in the URL, headers, body and auth, encoded as needed.",
	},
	playground.ManyCSV: {
		playground.ManyCSV, "CSV", "id,name\n1,ada\n2,grace", "{{name}}",
		"The first line names the columns. The cells of a column replace its ", " in the URL, headers, body and auth, encoded as needed.",
	},
}

func (c *many) text(t manyText, text, wrong string) app.UI {
	id := manyID(t.field)
	described := ids(id+"-read", id+"-hint")
	if wrong != "" {
		described = ids(id+"-problem", described)
	}
	return app.Div().Class("labelled").Body(
		app.Label().For(id).Text(t.label),
		app.Div().Class("labelled-body").Body(
			&TextArea{ID: id, Class: "many-values", Rows: 7, Value: text, Placeholder: t.placeholder, Invalid: wrong != "", DescribedBy: described, OnEdit: manyEdit(t.field)},
			problem(id+"-problem", wrong),
			app.P().ID(id+"-read").Class("hint", "many-read").Hidden(c.Read == "").Text(c.Read),
			app.If(t.field == playground.ManyCSV, &manyFile{Problem: id + "-problem"}),
			app.P().ID(id+"-hint").Class("hint").Body(app.Text(t.before), app.Code().Text(t.template), app.Text(t.after)),
		),
	)
}

// manyFile fills the CSV in from a file.
type manyFile struct {
	app.Compo
	Problem string // the id of what is wrong with it
}

func (f *manyFile) Render() app.UI {
	return app.Label().Class("button", "file-button").Body(
		app.Text("Open a CSV file …"),
		app.Input().Type("file").Class("sr-only").Accept(".csv,.tsv,.txt,text/csv").Aria("label", "Open a CSV file …").Aria("describedby", f.Problem).OnChange(f.onChange),
	)
}

func (f *manyFile) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	readFile(ctx.JSSrc(), func(_ string, data []byte) {
		Post(playground.ManyEdited{Field: playground.ManyCSV, Text: string(data)})
	})
}

// start is the button that starts a run and stops it: one element, so that it keeps the focus.
func (c *many) start() app.UI {
	text := "Start"
	if c.Running {
		text = "Stop"
	}
	return app.Button().ID("many-start").Type("button").Class("button", "button-primary").Hidden(c.Question != "").Text(text).OnClick(c.onStart)
}

// confirm asks before what changes things is sent many times.
func (c *many) confirm() app.UI {
	return app.Div().Class("many-question").Role("group").Aria("labelledby", "many-question").Hidden(c.Question == "").Body(
		app.P().ID("many-question").Text(c.Question),
		app.Div().Class("many-answers").Body(
			app.Button().ID("many-confirm").Type("button").Class("button", "button-primary").Aria("describedby", "many-question").Text("Send "+c.Count).OnClick(c.onConfirm),
			app.Button().Type("button").Class("button").Text("Cancel").OnClick(c.onDecline),
		),
	)
}

// onStart keeps the second click of a double-click on Start from being a Stop.
func (c *many) onStart(ctx app.Context, e app.Event) {
	defer guard()
	switch {
	case e.Get("detail").Int() > 1:
	case c.Running:
		send(ctx, playground.CancelPressed{})
	default:
		send(ctx, playground.ManyPressed{})
	}
}

func (c *many) onConfirm(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ManyPressed{Confirmed: true})
}

func (c *many) onDecline(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ManyDeclined{})
}

// manyEdit edits the field of its name.
type manyEdit playground.ManyField

func (e manyEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.ManyEdited{Field: playground.ManyField(e), Text: text}
}

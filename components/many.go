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
}

// manyProblems says what is wrong with each field.
type manyProblems struct{ Times, Values, Workers, Rate string }

func newMany(m playground.Model) app.UI {
	c := &many{Form: m.Many, Running: m.Running(), Question: m.ManyQuestion(), Note: m.ManyNote(), Problems: manyProblems{
		Times: m.ManyProblem(playground.ManyTimes), Values: m.ManyProblem(playground.ManyValues),
		Workers: m.ManyProblem(playground.ManyWorkers), Rate: m.ManyProblem(playground.ManyRate),
	}}
	if c.Question != "" {
		c.Count = m.ManyCount()
	}
	return c
}

func manyID(field playground.ManyField) string { return "many-" + string(field) }

var manyWays = []choice{{string(playground.ManyTimes), "A number of times"}, {string(playground.ManyValues), "Once for each value"}}

func (c *many) Render() app.UI {
	f := c.Form
	how := playground.ManyTimes
	if f.ByValue {
		how = playground.ManyValues
	}
	return app.Div().Class("many").Body(
		&Radios{Name: "many-how", Label: "How often to send", Choices: manyWays, Value: string(how), OnEdit: manyEdit(playground.ManyHow)},
		app.Div().Class("fields").Body(
			app.Div().Hidden(f.ByValue).Body(&labelledField{
				ID: manyID(playground.ManyTimes), Label: "Times", Value: f.Times, InputMode: "numeric", Problem: c.Problems.Times,
				Hint: "The same request so often. At most 10,000.", OnEdit: manyEdit(playground.ManyTimes),
			}),
			app.Div().Hidden(!f.ByValue).Body(manyValues(f.Values, c.Problems.Values)),
			&labelledField{
				ID: manyID(playground.ManyWorkers), Label: "At a time", Value: f.Workers, InputMode: "numeric", Problem: c.Problems.Workers,
				Hint:   "Requests on their way together, at most 100. Browsers keep six connections to a host over HTTP/1.1; the others wait for one.",
				OnEdit: manyEdit(playground.ManyWorkers),
			},
			&labelledField{
				ID: manyID(playground.ManyRate), Label: "Per second", Value: f.Rate, Placeholder: "no limit", InputMode: "decimal", Problem: c.Problems.Rate,
				Hint: "Requests that start in a second, at most.", OnEdit: manyEdit(playground.ManyRate),
			},
			app.Div().Class("labelled").Body(app.Span().Class("labelled-none"), app.Div().Class("labelled-body").Body(
				app.P().Class("hint").Hidden(c.Note == "").Text(c.Note), c.start(), c.confirm(),
			)),
		),
	)
}

func manyValues(text, wrong string) app.UI {
	id := manyID(playground.ManyValues)
	described := id + "-hint"
	if wrong != "" {
		described = ids(id+"-problem", described)
	}
	return app.Div().Class("labelled").Body(
		app.Label().For(id).Text("Values"),
		app.Div().Class("labelled-body").Body(
			&TextArea{ID: id, Class: "many-values", Rows: 7, Value: text, Placeholder: "one a line", Invalid: wrong != "", DescribedBy: described, OnEdit: manyEdit(playground.ManyValues)},
			problem(id+"-problem", wrong),
			app.P().ID(id+"-hint").Class("hint").Body(
				app.Text("One a line; empty lines are left out. Each takes the place of "),
				app.Code().Text("{{value}}"),
				app.Text(" in the URL, the headers, the body and the auth, encoded as it must be there: "),
				app.Code().Text("/users/{{value}}"),
			),
		),
	)
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
			app.Button().Type("button").Class("button").Text("Do not send").OnClick(c.onDecline),
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

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// failure says what happened to a request that failed, why, and what to do next.
// Brief is its form over a body of which a part came.
//
// What is found out about a blocked call comes later. Over the buttons it changes the words alone, and whatever button goes is the last:
// no other comes under the pointer.
type failure struct {
	app.Compo
	Failure *exchange.Failure
	Request request.Request
	Origin  string
	FixFor  string // the kind of server that a fix is shown for
	FixOpen bool
	Brief   bool
	OfRun   bool // it is one request of a run
	Relay   playground.RelayOffer
}

func (f *failure) Render() app.UI {
	if f.Failure == nil {
		return app.Div().Hidden(true)
	}
	e := playground.Explain(*f.Failure, f.Request, f.Origin)
	d := f.Failure.Diagnosis
	first := min(1, len(e.Why))
	more := append([]app.UI{sentences("failure-why", e.Why[first:])}, f.next(e)...)
	return app.Div().Class("failure").DataSet("kind", string(f.Failure.Kind)).DataSet("brief", f.Brief).
		DataSet("neutral", playground.Neutral(f.Failure.Kind)).Body(
		app.Div().Class("failure-head").DataSet("changes", d != nil).Body(
			app.H2().Class("failure-title").Text(e.Title),
			sentences("failure-why", e.Why[:first]),
		),
		app.If(d == nil && f.Brief, more[0]),
		app.If(d == nil && !f.Brief, more...),
		f.actions(e),
		app.If(d != nil, more...),
		app.If(d != nil, &evidence{Diagnosis: d, How: e.How, Exception: exception(e), Detail: e.Detail}),
	)
}

// actions are the buttons, and what they open.
func (f *failure) actions(e playground.Explanation) app.UI {
	d := f.Failure.Diagnosis
	fixes := d != nil && len(d.Fixes) > 0
	return app.Div().Body(
		app.Div().Class("failure-actions").Body(
			app.If(e.Retry, app.Button().Type("button").Class("button").Text("Send again").
				Title(f.sends()).OnClick(f.onRetry)),
			app.If(f.Relay.Text != "", app.Button().Type("button").Class("button", "button-primary").Text(f.Relay.Text).OnClick(f.onRelay)),
			app.If(fixes, app.Button().Type("button").Class("button", "button-primary").Text("Show server fix").
				Aria("expanded", f.FixOpen).Aria("controls", fixID).OnClick(f.onFix)),
			app.If(d == nil && (e.Detail != "" || f.Brief), app.Details().Class("failure-detail").Body(
				app.Summary().Text("Details"),
				app.If(f.Brief, f.next(e)...),
				app.Code().Text(e.Detail),
			)),
		),
		app.If(fixes, &serverFix{Diagnosis: d, Server: f.FixFor, Open: f.FixOpen}),
	)
}

func (f *failure) next(e playground.Explanation) []app.UI {
	return []app.UI{
		app.H3().Class("failure-next").Hidden(len(e.Next) == 0).Text("What to do"),
		sentences("failure-do", e.Next),
		app.P().Class("hint", "failure-exception").Hidden(f.Failure.Diagnosis != nil || e.Exception == "").Text(exception(e)),
	}
}

func exception(e playground.Explanation) string {
	if e.Exception == "" {
		return ""
	}
	return "Python’s requests raises " + e.Exception + "."
}

// sentences is a paragraph for one sentence, a list for several.
func sentences(class string, lines []string) app.UI {
	switch len(lines) {
	case 0:
		return app.P().Class(class).Hidden(true)
	case 1:
		return app.P().Class(class).Text(lines[0])
	}
	return app.Ul().Class(class).Body(app.Range(lines).Slice(func(i int) app.UI {
		return app.Li().Text(lines[i])
	}))
}

func (f *failure) onRelay(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RelaySendPressed{})
}

// sends says what sending again sends.
func (f *failure) sends() string {
	if f.OfRun {
		return "Sends this one request of the run"
	}
	return "Sends what is on the screen now"
}

func (f *failure) onRetry(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RetryPressed{})
}

func (f *failure) onFix(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.FixToggled{})
}

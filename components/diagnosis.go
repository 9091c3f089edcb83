package components

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// diagnosis is what was found out about a call that the browser blocked: the evidence, line by line, what stays hidden even so, and what
// would allow the call on the server.
type diagnosis struct {
	app.Compo
	Diagnosis *exchange.Diagnosis
	FixFor    string
}

func (d *diagnosis) Render() app.UI {
	if d.Diagnosis == nil {
		return app.Div().Hidden(true)
	}
	return app.Div().Class("diagnosis").Body(
		d.evidence(),
		app.If(len(d.Diagnosis.Fixes) > 0 && !d.Diagnosis.Pending, d.fix()),
	)
}

// evidence is said as it comes.
func (d *diagnosis) evidence() app.UI {
	list, hidden := d.Diagnosis.Evidence, d.Diagnosis.Hidden
	return app.Div().Aria("live", "polite").Body(
		app.P().Class("note").Hidden(!d.Diagnosis.Pending).Text("Looking for the cause."),
		app.Div().Hidden(len(list) == 0).Body(
			app.H3().Class("failure-next").Text("What was found out"),
			app.Ul().Class("evidence").Body(app.Range(list).Slice(func(i int) app.UI {
				sign, word := playground.EvidenceMark(list[i].Mark)
				return app.Li().DataSet("mark", string(list[i].Mark)).Body(
					app.Span().Class("evidence-sign").Aria("hidden", "true").Text(sign),
					app.Span().Body(app.Span().Class("sr-only").Text(word+": "), app.Text(list[i].Text)),
				)
			})),
		),
		app.P().Class("note").Hidden(len(hidden) == 0).Text("If the call were allowed, this page would still not see "+strings.Join(hidden, ", ")+
			". The server shows them by Access-Control-Expose-Headers, but for Set-Cookie, which no page sees."),
	)
}

func (d *diagnosis) fix() app.UI {
	fix := playground.FixOf(*d.Diagnosis, d.FixFor)
	choices := make([]choice, len(d.Diagnosis.Fixes))
	for i, f := range d.Diagnosis.Fixes {
		choices[i] = choice{Value: f.Server, Name: f.Server}
	}
	return app.Div().Class("fix").Body(
		app.H3().Class("failure-next").Text("What allows it on "+d.Diagnosis.Where),
		app.Div().Class("fix-bar").Body(
			&Select{ID: "fix-server", Label: "Kind of server", Choices: choices, Value: fix.Server, OnEdit: fixEdit{}},
			app.Button().Type("button").Class("button", "button-quiet").Text("Copy").Aria("label", "Copy what to change").OnClick(d.onCopy),
		),
		app.Pre().Class("fix-code").TabIndex(0).Role("region").Aria("label", "What to change on the server").Text(fix.Code),
	)
}

func (d *diagnosis) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: playground.FixOf(*d.Diagnosis, d.FixFor).Code + "\n", What: "Code"})
}

type fixEdit struct{}

func (fixEdit) msg(_ playground.Model, server string) playground.Msg {
	return playground.FixChosen{Server: server}
}

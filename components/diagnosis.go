package components

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// evidence is how it is known what blocked a call, line by line, and what would stay hidden even so.
type evidence struct {
	app.Compo
	Diagnosis *exchange.Diagnosis
	How       []string
	Exception string
	Detail    string // what the browser said
}

func (e *evidence) Render() app.UI {
	if e.Diagnosis.Pending {
		return app.P().Class("failure-pending").Text(playground.LookingForCause)
	}
	list, hidden := e.Diagnosis.Evidence, e.Diagnosis.Hidden
	return app.Details().Class("failure-how").Body(
		app.Summary().Text("How we know"),
		app.Ul().Class("evidence").Hidden(len(list) == 0).Body(app.Range(list).Slice(func(i int) app.UI {
			sign, word := playground.EvidenceMark(list[i].Mark)
			return app.Li().DataSet("mark", string(list[i].Mark)).Body(
				app.Span().Class("evidence-sign").Aria("hidden", "true").Text(sign),
				app.Span().Body(app.Span().Class("sr-only").Text(word+": "), app.Text(list[i].Text)),
			)
		})),
		sentences("failure-why", e.How),
		app.P().Hidden(len(hidden) == 0).Text("Hidden from pages even if the request were allowed: "+strings.Join(hidden, ", ")+
			". Access-Control-Expose-Headers shows them, except Set-Cookie."),
		app.P().Hidden(e.Exception == "").Text(e.Exception),
		app.Code().Text(e.Detail),
	)
}

const fixID = "fix"

// serverFix is what would allow a call on the server.
type serverFix struct {
	app.Compo
	Diagnosis *exchange.Diagnosis
	Server    string
	Open      bool
}

func (s *serverFix) Render() app.UI {
	fix := playground.FixOf(*s.Diagnosis, s.Server)
	choices := make([]choice, len(s.Diagnosis.Fixes))
	for i, f := range s.Diagnosis.Fixes {
		choices[i] = choice{Value: f.Server, Name: f.Server}
	}
	return app.Div().ID(fixID).Class("fix").Hidden(!s.Open).Body(
		app.H3().Class("failure-next").Text("Fix for "+s.Diagnosis.Where),
		app.Div().Class("fix-bar").Body(
			&Select{ID: "fix-server", Label: "Kind of server", Choices: choices, Value: fix.Server, OnEdit: fixEdit{}},
			app.Button().Type("button").Class("button", "button-quiet").Text("Copy").Aria("label", "Copy the fix").OnClick(s.onCopy),
		),
		app.Pre().Class("fix-code").TabIndex(0).Role("region").Aria("label", "What to change on the server").Text(fix.Code),
	)
}

func (s *serverFix) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: playground.FixOf(*s.Diagnosis, s.Server).Code + "\n", What: "Code"})
}

type fixEdit struct{}

func (fixEdit) msg(_ playground.Model, server string) playground.Msg {
	return playground.FixChosen{Server: server}
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// sentRequest is the Request tab of the response: the request as it went out,
// every header with who set it.
type sentRequest struct {
	app.Compo
	Sent  *exchange.Sent
	Note  string
	First bool // of the requests of a run
}

func (s *sentRequest) Render() app.UI {
	if s.Sent == nil {
		return blank("Nothing has been sent.")
	}
	sent := s.Sent
	return app.Div().Class("facts").Body(
		app.Div().Class("facts-bar").Body(
			app.H2().Text("As it was sent"),
			app.Button().Type("button").Class("button", "button-quiet").Text("Copy request").OnClick(s.onCopy),
		),
		app.If(s.First, app.P().Class("note").Text("This is the first request of the run. Open a result to see its own.")),
		app.P().Class("sent-line").Body(
			app.Strong().Class("method-name", methodClass(sent.Method)).Text(sent.Method),
			app.Text(" "),
			app.Span().Text(sent.URL),
		),
		app.Table().Class("headers-table").Body(
			app.Caption().Class("sr-only").Text("Headers of the request, and who set each"),
			app.THead().Body(app.Tr().Body(
				app.Th().Scope("col").Text("Header"),
				app.Th().Scope("col").Text("Value"),
				app.Th().Scope("col").Text("Set by"),
			)),
			app.TBody().Body(app.Range(sent.Headers).Slice(func(i int) app.UI { return sentHeader(sent.Headers[i]) })),
		),
		app.P().Class("note").Text(s.Note),
		app.H2().Text("Body"),
		s.body(),
	)
}

func sentHeader(h exchange.Header) app.UI {
	return app.Tr().DataSet("dropped", h.Dropped).Body(
		app.Th().Scope("row").Body(
			app.Span().Class("field-name").Text(h.Name),
			app.If(h.Dropped, app.Text(" "), app.Span().Class("tag").Text("not sent")),
		),
		app.Td().Body(
			app.Span().Class("field-value").Text(h.Value),
			app.If(h.Note != "", app.Text(" "), app.Span().Class("field-note").Text(h.Note)),
		),
		app.Td().Class("field-origin").Text(playground.OriginLabel(h.Origin)),
	)
}

func (s *sentRequest) body() app.UI {
	sent := s.Sent
	if sent.BodySize == 0 {
		return app.P().Class("facts-none").Text("No body.")
	}
	return app.Div().Body(
		app.Pre().Class("sent-body").TabIndex(0).Role("region").Aria("label", "Body of the request").Text(sent.BodyHead),
		app.P().Class("note").Text(playground.SentBodyNote(*sent)),
	)
}

func (s *sentRequest) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: playground.SentText(*s.Sent), What: "Request"})
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// requestLine is the form at the top: method, URL, and Send, which is Cancel while a
// request is in flight.
type requestLine struct {
	app.Compo

	Method        string
	URL           string
	MethodProblem string
	URLProblem    string
	URLNote       string // what was taken away from it when it was pasted
	Sending       bool
	Transport     playground.Transport
	Fraction      float64 // of what is in flight, -1 while it is not known
}

func newRequestLine(m playground.Model) app.UI {
	l := &requestLine{
		Method: m.Request.Method, URL: m.Request.URL,
		MethodProblem: m.InvalidAt(exchange.AtMethod), URLProblem: m.InvalidAt(exchange.AtURL),
		URLNote: m.URLNote, Sending: m.Sending(), Fraction: -1, Transport: m.Transport(),
	}
	if l.MethodProblem == "" {
		l.MethodProblem = m.MethodProblem(l.Method)
	}
	if fraction, ok := m.Fraction(); ok {
		l.Fraction = fraction
	}
	return l
}

func (l *requestLine) Render() app.UI {
	send, class := "Send", "send"
	if l.Sending {
		send, class = "Cancel", "send cancel"
	}
	described := ""
	if l.URLProblem != "" {
		described = "url-problem"
	}
	return app.Form().ID("reqline").Class("reqline").Aria("label", "Request line").Attr("novalidate", "novalidate").AutoComplete(false).OnSubmit(l.onSubmit).Body(
		&methodField{Method: l.Method, Problem: l.MethodProblem},
		&TextField{
			ID: "url", Name: "url", Label: "URL", Class: "url", Value: l.URL, InputMode: "url",
			Placeholder: "Enter a URL, such as https://example.com/", Invalid: l.URLProblem != "", DescribedBy: described,
			OnEdit: urlEdit{}, OnPaste: urlPaste{},
		},
		newTransportChoice(l.Transport),
		app.Button().ID("send").Type("submit").Class(class).Text(send).Title(send+" (Ctrl/⌘ Enter)").OnClick(l.onClick),
		progressBar(l.Sending, l.Fraction),
		app.Div().Class("reqline-lines").Body(
			problem("url-problem", l.URLProblem),
			app.P().ID("url-note").Class("url-note").Role("status").Text(l.URLNote),
			problem("method-problem", l.MethodProblem),
			&transportLine{Transport: l.Transport},
		),
	)
}

// progressBar lies under the line; it takes no room.
func progressBar(sending bool, fraction float64) app.UI {
	bar := app.Progress().Class("progress").Max(1).Aria("hidden", true).Hidden(!sending)
	if fraction >= 0 {
		return bar.Value(fraction)
	}
	return bar
}

// problem says under a control what is wrong with it; the control refers to its id.
func problem(id, text string) app.UI {
	return app.P().ID(id).Class("problem").Hidden(text == "").Text(text)
}

func (l *requestLine) onSubmit(ctx app.Context, e app.Event) {
	defer guard()
	e.PreventDefault()
	send(ctx, playground.SubmitPressed{})
}

// onClick keeps the second click of a double-click on Send from being a Cancel.
func (l *requestLine) onClick(_ app.Context, e app.Event) {
	defer guard()
	if e.Get("detail").Int() > 1 {
		e.PreventDefault()
	}
}

type urlEdit struct{}

func (urlEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.URLEdited{Text: text}
}

// urlPaste takes a URL out of what stands around it where it was copied. Within a URL only lines and what nobody sees are taken away.
type urlPaste struct{}

func (urlPaste) pasted(text string, all bool) (clean string, told playground.Msg) {
	return playground.PastedURL(text, all)
}

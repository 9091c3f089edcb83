package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// statusBar is the line over a response: what came of the request, and what can
// be done with the body. It has one height in every state.
//
// The pieces that one sees count up while a request is in flight. A screen reader
// would read each change aloud, so it gets a sentence of its own in their place,
// which changes when there is news.
type statusBar struct {
	app.Compo
	Line    playground.Status
	Wrap    bool
	CanCopy bool
	CanSave bool
}

func (s *statusBar) Render() app.UI {
	return app.Div().Class("statusbar").DataSet("class", s.Line.Class).Body(
		app.P().Class("statusbar-line").Role("status").Aria("live", "polite").Body(
			app.Span().Class("sr-only").Text(s.Line.Spoken),
			s.piece("statusbar-code", s.Line.Code, s.Line.Code),
			s.piece("statusbar-time", s.Line.Time, ""),
			s.piece("statusbar-size", s.Line.Size, s.Line.Exact),
		),
		app.Div().Class("statusbar-actions").Body(
			responseAction("wrap", "Wrap", "Break long lines").Aria("pressed", s.Wrap).OnClick(s.onWrap),
			responseAction("copy", "Copy", "Copy the body's text").Aria("disabled", !s.CanCopy).OnClick(s.onCopy),
			responseAction("save", "Download", "Save the body, byte for byte").Aria("disabled", !s.CanSave).OnClick(s.onSave),
		),
	)
}

func (s *statusBar) piece(class, text, title string) app.UI {
	return app.Span().Class(class).Aria("hidden", true).Attr("title", title).Text(text)
}

func responseAction(picture, label, title string) app.HTMLButton {
	return app.Button().Type("button").Class("button", "button-quiet").Title(title).
		Body(icon(picture), app.Span().Class("action-label").Text(label))
}

func (s *statusBar) onWrap(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.WrapToggled{})
}

func (s *statusBar) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyBodyPressed{})
}

func (s *statusBar) onSave(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.SaveBodyPressed{})
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// responseBody is the Body tab of the response.
//
// The viewer stays mounted whatever is shown, hidden where it shows nothing:
// making one anew costs more than showing a small response.
type responseBody struct {
	app.Compo
	ID       int
	Reading  playground.Reading
	Modes    []playground.BodyMode
	About    string
	View     *exchange.View
	Language string
	Follow   bool
	Wrap     bool
	Run      *exchange.Run // of many requests
	Results  playground.ResultsTable
	Repeat   bool // the run can be repeated
	OfRun    bool // it is one request of a run
	Failure  *exchange.Failure
	Pages    string // why no more pages were asked for
	Cut      bool   // there may be more of them
	Request  request.Request
	Origin   string
	FixFor   string // the kind of server that a fix is shown for
	FixOpen  bool
	Demo     string
	NoKeys   bool
	Relay    playground.RelayOffer
	Asks     playground.Challenge
}

func (b *responseBody) Render() app.UI {
	pane := b.Reading.Pane
	view := &viewer{Wrap: b.Wrap, Language: b.Language}
	if pane == playground.TextPane {
		view.ID, view.Mode = b.ID, string(b.Reading.Mode)
		if b.View != nil && string(b.View.Mode) == view.Mode {
			view.Rows, view.Bytes, view.Done, view.Follow, view.Wrong = b.View.Rows, b.View.Bytes, b.View.Done, b.Follow, b.View.Problem
		}
	}
	return app.Div().Class("body").DataSet("pane", string(pane)).Body(
		app.Div().Class("body-bar").Hidden(b.ID == 0 || pane == playground.FailurePane || pane == playground.ResultsPane).Body(
			modeSwitch(b.Modes, b.Reading.Mode),
			app.Span().Class("body-about").Attr("title", b.About).Text(b.About),
		),
		b.notes(),
		b.run(),
		app.Div().Class("body-view").Hidden(pane != playground.TextPane).Body(view),
		b.other(),
	)
}

// notes stand over a body: why it ended early, and where it stopped being what it
// should be.
func (b *responseBody) notes() app.UI {
	broken := b.Failure != nil && b.Reading.Pane != playground.FailurePane
	return app.Div().Class("body-notes").Body(
		app.If(broken, &failure{Failure: b.Failure, OfRun: b.OfRun, Request: b.Request, Origin: b.Origin, Brief: true, Relay: b.Relay}),
		app.If(b.Asks.Text != "", app.Div().Class("note", "note-warn", "note-challenge").Body(
			app.P().Text(b.Asks.Text),
			app.Button().Type("button").Class("button", "button-quiet").Hidden(b.Asks.Kind == request.NoAuth).
				Text("Set up "+request.AuthLabel(b.Asks.Kind)+" auth").OnClick(b.onSetUp),
		)),
		app.If(b.Pages != "", app.P().Class("note", cutClass(b.Cut)).Text(b.Pages)),
		app.If(b.Reading.Problem != "", app.Div().Class("note", "note-warn", "note-problem").Body(
			app.P().Text(b.Reading.Problem),
			app.Button().Type("button").Class("button", "button-quiet").Hidden(b.Reading.GoTo == "").Text(b.Reading.GoTo).
				OnClick(b.onGoTo),
		)),
	)
}

func (b *responseBody) onGoTo(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ProblemPressed{})
}

func (b *responseBody) onSetUp(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.SetUpAuth{Kind: b.Asks.Kind})
}

// cutClass marks a note about a list that may go on.
func cutClass(cut bool) string {
	if cut {
		return "note-warn"
	}
	return "note-end"
}

// run is what came of many requests.
func (b *responseBody) run() app.UI {
	if b.Run == nil {
		return app.Span().Hidden(true)
	}
	return &run{Run: *b.Run, Table: b.Results, CanRepeat: b.Repeat}
}

// other is what stands in the place of the viewer.
func (b *responseBody) other() app.UI {
	switch b.Reading.Pane {
	case playground.EmptyPane:
		return &welcome{Demo: b.Demo, NoKeys: b.NoKeys}
	case playground.FailurePane:
		return &failure{Failure: b.Failure, OfRun: b.OfRun, Request: b.Request, Origin: b.Origin, FixFor: b.FixFor, FixOpen: b.FixOpen, Relay: b.Relay}
	case playground.PreviewPane:
		return &preview{ID: b.ID, Media: b.Reading.Media}
	case playground.SavingPane:
		return &transfer{ID: "saving-title", Transfer: b.Reading.Transfer}
	case playground.BlankPane, playground.WaitingPane:
		return app.P().Class("body-blank").Text(b.Reading.Text)
	}
	return app.Span().Hidden(true)
}

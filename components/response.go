package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// response is the half of the screen that shows what came back. Its parts keep
// their place whatever they show, so that nothing moves when a response arrives.
type response struct {
	app.Compo
	Line     playground.Status
	Exchange playground.Exchange // the zero value before the first response
	Reading  playground.Reading
	Tab      playground.ResponseTab
	Stale    bool
	Wrap     bool
	CanCopy  bool
	CanSave  bool
	Demo     string // where the demo API is
	Origin   string
	FixFor   string
	FixOpen  bool
	NoKeys   bool
	Relay    playground.RelayOffer
	Asks     playground.Challenge
	Recorded *playground.Recorded
	Opened   string // which request of a run is shown
	Results  playground.ResultsTable
	Repeat   bool

	Uploading playground.Transfer
}

func newResponsePane(m playground.Model) *response {
	r := &response{
		Line:    m.ResponseLine(),
		Reading: m.Reading(),
		Tab:     m.ShownTab(),
		Stale:   m.Stale(),
		Wrap:    m.Wrap(),
		CanCopy: m.CanCopy(),
		CanSave: m.CanSave(),
		Demo:    m.DemoBase(),
		Origin:  m.Origin,
		FixFor:  m.FixFor,
		FixOpen: m.FixOpen(),
		NoKeys:  m.NoKeys,
		Relay:   m.RelayOffer(),
		Asks:    m.Challenge(),

		Recorded: m.Recorded,
		Opened:   m.OpenedResult(),
		Results:  m.ResultsTable(),
		Repeat:   m.CanRepeat(),

		Uploading: m.Uploading(),
	}
	if m.Shown != nil {
		r.Exchange = *m.Shown
	}
	return r
}

func (r *response) Render() app.UI {
	x := &r.Exchange
	pages, cut := x.PagesNote()
	return app.Section().ID("response").Class("pane", "response").Aria("label", "Response").TabIndex(-1).DataSet("exchange", x.ID).Body(
		&statusBar{Line: r.Line, Wrap: r.Wrap, CanCopy: r.CanCopy, CanSave: r.CanSave},
		&transfer{ID: "uploading-title", Transfer: r.Uploading},
		&openedResult{Text: r.Opened},
		r.tabs(),
		app.Div().Class("response-panels").DataSet("stale", r.Stale).Aria("busy", r.Stale).Body(
			r.panel(playground.ResponseBody, &responseBody{
				ID: x.ID, Reading: r.Reading, Modes: x.Modes(), About: x.About(), View: x.View, Language: x.Language(), Follow: x.Follows(),
				Run: x.Run, Results: r.Results, Repeat: r.Repeat, OfRun: x.Of != nil, Wrap: r.Wrap, Failure: x.Failure, Pages: pages, Cut: cut,
				Request: x.Request, Origin: r.Origin, FixFor: r.FixFor, FixOpen: r.FixOpen, Demo: r.Demo, NoKeys: r.NoKeys, Relay: r.Relay, Asks: r.Asks,
			}),
			// What is not seen is not drawn: a response is on the screen sooner.
			r.panel(playground.ResponseHeaders, app.If(r.Tab == playground.ResponseHeaders, &responseHeaders{Exchange: r.Exchange})),
			r.panel(playground.ResponseRequest, app.If(r.Tab == playground.ResponseRequest, &sentRequest{Sent: x.SentOut(), Note: x.SentNote(), First: x.Run != nil})),
			r.panel(playground.ResponseTiming, app.If(r.Tab == playground.ResponseTiming, &timing{Timing: x.Timing(), Connection: x.Connection(), Failure: x.Failure})),
			r.panel(playground.ResponseTraffic, app.If(r.Tab == playground.ResponseTraffic, &traffic{ID: x.ID, Hops: x.Hops, OfRun: x.Of != nil, Recorded: r.Recorded})),
		),
	)
}

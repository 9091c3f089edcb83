package playground

import (
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Cmd is an effect, to be run outside.
type Cmd interface{}

// The effects.
type (
	// Send starts an exchange under a number; its events come back as EngineEvent.
	Send struct {
		ID      int
		Via     exchange.Via
		Request request.Request
	}
	// SendMany starts a run under a number; its events come back as EngineEvent.
	SendMany struct {
		ID      int
		Via     exchange.Via
		Request request.Request
		Many    request.Many
	}
	// AskResults asks for results of a run; answered by ResultsAnswered.
	AskResults struct {
		ID, Number int
		Ask        exchange.ResultsAsk
	}
	// OpenResult makes an exchange under a number of what came of one request of a run; its events come back as EngineEvent.
	OpenResult struct{ ID, Run, Index int }
	// Cancel ends an exchange; it still says how it ended.
	Cancel struct{ ID int }
	// Forget lets the engine drop the body of an exchange that is not shown any more.
	Forget struct{ ID int }
	// Read asks for another reading of a body; its progress comes as events.
	Read struct {
		ID   int
		Mode BodyMode
	}
	// ShowStatus scrolls the line over the response into view, where the window is too short for both panes.
	ShowStatus struct{}
	// Tick asks for Ticked about ten times a second while the exchange is in flight.
	Tick      struct{ ID int }
	CheckJSON struct{ Text string } // answered by BodyChecked, once typing pauses
	// Prepare asks how a request would go out, once typing pauses; answered by Prepared.
	Prepare struct {
		Request request.Request
		Via     exchange.Via
	}
	FormatJSON struct{ Text string } // answered by Formatted
	// Preview asks what would go out, in a mode; answered by Previewed.
	Preview struct {
		Request request.Request
		Via     exchange.Via
		Mode    BodyMode
	}
	ClearCache struct{} // the session's own
	// GetToken gets an OAuth 2 token; answered by TokenGranted, and before it by DeviceBegun where a code is to be typed.
	GetToken struct {
		Number   int
		Request  request.Request
		Via      exchange.Via
		Renew    bool
		Callback string
		Session  bool // it is the session's: what comes of it is sent as [InSession]
	}
	// CancelToken ends the getting of a token, and closes the window of its sign-in.
	CancelToken struct{ Via exchange.Via }
	// CopyBody puts the body's exact text into the clipboard.
	CopyBody struct{ ID int }
	// SaveBody offers the body's exact bytes as a download.
	SaveBody struct {
		ID   int
		Name string
	}
	CopyText struct{ Text, Say string } // Say is the toast when it worked
	SaveText struct{ Name, Text, Say string }
	// SetAddress puts a fragment into the address bar, without a new history entry. It is the person's own where it stands for what
	// they edited: opened again from this entry of the history, it is no link of somebody else.
	SetAddress struct {
		Fragment string
		Own      bool
	}
	// After sends a message when a time has passed.
	After struct {
		Delay time.Duration
		Msg   Msg
	}
	Focus struct{ Target Target }
	// Reveal scrolls an option into view, by its name.
	Reveal struct{ Setting string }
	// ShowProblem brings the place into view at which a body stops being what it should be.
	ShowProblem struct{}
	ShowFix     struct{} // scrolls the fix for a server into view
	SetTheme    struct{ Theme Theme }
	SetKeys     struct{ On bool } // keeps the choice for the next time
	Reload      struct{}
)

// Target names a control that takes the focus.
type Target struct {
	Control string // "url", "method", "send", "tab", "row", "hole", "body", "token" …: see components
	List    List
	Index   int
	Setting string // of "auth" and "options": which of them
	Session bool   // it stands in the session
}

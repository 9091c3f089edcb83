package playground

import (
	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Msg is something that happened.
type Msg interface{}

// The request is edited.
type (
	MethodChosen struct{ Method string }
	URLEdited    struct{ Text string }
	URLCleaned   struct{ Note string } // of the URL that was pasted just now
	TabChosen    struct{ Tab Tab }

	// RowEdited sets row Index of a list; the index after the last appends.
	RowEdited struct {
		List  List
		Index int
		Row   request.Field
	}
	RowDeleted struct {
		List  List
		Index int
	}
	BulkToggled struct{ List List }
	BulkEdited  struct {
		List List
		Text string
	}

	BodyKindChosen struct{ Kind request.BodyKind }
	// BodyEdited has the text of the kind that is chosen: JSON or text. A plain one was typed into a text area, which has LF alone.
	BodyEdited struct {
		Text  string
		Plain bool
	}
	LineEndsChosen  struct{ Ends LineEnds }
	MediaTypeEdited struct{ Text string }
	FormatPressed   struct{}
	PartEdited      struct {
		Index int
		Part  request.Part
	}
	PartDeleted struct{ Index int }
	// FilesChosen puts files into the body: one as the whole body, none to take it out
	// again, or any number as parts from Part on, the first into that part.
	FilesChosen struct {
		Part  int // -1 for the whole body
		Files []request.File
	}

	AuthKindChosen struct{ Kind request.AuthKind }
	// SettingEdited sets a setting of the auth or the options from text, by its name in package request.
	SettingEdited struct{ Name, Text string }
	// SettingFileOpened sets a setting from a file, unless that holds something else.
	SettingFileOpened struct {
		Name string // of the setting
		File string
		Data []byte
	}

	// ManyEdited sets a field of the tab Many as it is typed.
	ManyEdited struct {
		Field ManyField
		Text  string
	}
	ManyPressed  struct{ Confirmed bool } // Start, and then "yes" to the question whether to
	ManyDeclined struct{}

	// ResultsOrdered orders the results of a run by a column, or turns the order round.
	ResultsOrdered struct {
		Order  exchange.ResultOrder
		Column int // of the rows
	}
	ResultsFiltered struct{ Only exchange.ResultFilter }
	ResultsMoved    struct{ Pages int } // on, or back below zero
	ResultsAnswered struct {
		Number  int // of the AskResults that it answers
		Results exchange.Results
		Problem string
	}
	ResultOpened struct{ Index int } // one request of the run
	ResultClosed struct{}            // back to the run

	ClearCachePressed struct{}
	TokenPressed      struct{ Renew bool } // get an OAuth 2 token
	TokenCancelled    struct{}
	SignInClosed      struct{ Number int } // the window of a GetToken was closed, as far as the page can see
	DeviceBegun       struct {
		Number int // of the GetToken that it answers
		Device exchange.Device
	}
	TokenGranted struct {
		Number  int
		Granted exchange.Granted
	}
)

// The request is sent and answered.
type (
	SendPressed   struct{}
	RetryPressed  struct{} // what failed is sent again: the request, or the run
	CancelPressed struct{}
	// SubmitPressed is Mod+Enter: Send, or Cancel while a request is in flight.
	SubmitPressed struct{}
	EngineEvent   struct{ Event exchange.Event }
	EngineChanged struct{ State EngineState }
	// Diagnosed is what was found out about the failure of an exchange.
	Diagnosed struct {
		ID        int
		Diagnosis exchange.Diagnosis
	}
	// SendFailed says that the engine could not take a request at all.
	SendFailed struct {
		ID    int
		Error string
	}
	Ticked struct {
		ID      int
		Elapsed float64
	} // milliseconds since Send
	BodyChecked struct {
		Text    string
		Problem *exchange.Problem
	}
	// Prepared is how a request would go out, or why it cannot.
	Prepared struct {
		Request request.Request
		Via     exchange.Via
		Sent    *exchange.Sent
		Failure *exchange.Failure
		Limits  []exchange.Fact // what the browser does not send as it was typed, or cannot do

		Permission string // what the person must have allowed the page
		Refused    bool   // of Failure: it is the browser that refuses it
	}
	// Previewed is what would go out, in a mode, or why it cannot.
	Previewed struct {
		Request request.Request
		Via     exchange.Via
		Mode    BodyMode
		Wire    exchange.Wire
	}
	WireModeChosen        struct{ Mode BodyMode }
	PreviewProblemPressed struct{} // lead me to what keeps the request from being sent
	Formatted             struct {
		From, Text string
		Problem    *exchange.Problem
	}
)

// The response is read.
type (
	ResponseTabChosen struct{ Tab ResponseTab }
	ModeChosen        struct{ Mode BodyMode }
	WrapToggled       struct{}
	ProblemPressed    struct{} // goes to where a body stops being what it should be
	CopyBodyPressed   struct{}
	SaveBodyPressed   struct{}
	CopyTextPressed   struct{ Text, What string }
	ClearPressed      struct{}
	FixToggled        struct{} // shows what would allow the call on the server, or hides it
	// FixChosen chooses the kind of server that a fix is shown for.
	FixChosen struct{ Server string }
)

// Requests come and go as links and files.
type (
	SharePressed       struct{}
	ShareClosed        struct{}
	ShareSecretToggled struct{ Hole string }
	// ShareSuspectToggled leaves out a value that may be secret, or not. Index is its place in [Share.Suspects].
	ShareSuspectToggled struct{ Index int }
	CopyLinkPressed     struct{}
	SaveRequestPressed  struct{}
	ImportPressed       struct{}
	ImportClosed        struct{}
	ImportEdited        struct{ Text string } // a link or a request file, as text
	ImportSubmitted     struct{}
	FileOpened          struct {
		Name string
		Data []byte
	}
	// LinkOpened is the fragment of the address bar, at the start and whenever it changes.
	LinkOpened    struct{ Fragment string }
	LinkDismissed struct{}
	// PrepareDue says that the engine may be asked how the request would go out.
	PrepareDue struct{}
	// AddressDue says that typing has paused: the address bar follows.
	AddressDue struct{}
	LinkUndone struct{}
	HoleFilled struct{ Name, Value string }
	HoleLeft   struct{ Name string } // it is sent as it stands: {{name}}
	// HeldTaken puts into the request what was withheld of a link, or takes it out again. Index is its place in [LinkNotice.Held].
	HeldTaken struct {
		Index int
		In    bool
	}
)

// The rest of the screen.
type (
	ThemeChosen   struct{ Theme Theme }
	HelpPressed   struct{}
	HelpClosed    struct{}
	KeysSwitched  struct{ On bool } // shortcuts of a single character
	OnlineChanged struct{ Online bool }
	UpdateReady   struct{}
	ReloadPressed struct{}
	StorageFailed struct{ Why string }
	SplitMoved    struct{ Percent int }
	Done          struct {
		What string
		Err  error
	} // an effect that says what it did: "Link copied."
	ToastExpired struct{ ID int }
	Started      struct {
		URL, Method string // what was typed before the program had started
		Send        bool   // Enter was pressed before the program had started
		Fragment    string
		Own         bool   // the page itself put the fragment there, for what was edited: see [SetAddress]
		Page        string // the page's own address without its fragment
		Relay       string // where the page's own host has a relay, "" where it has none
		Kept        KeptRelay
		Demo        string // where the page's own host has a demo API, "" where it has none
		Theme       Theme
		NoKeys      bool
		Online      bool
	}
)

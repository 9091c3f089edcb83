package playground

import (
	"slices"

	"roundtrip/app/exchange"
	"roundtrip/app/permalink"
	"roundtrip/app/recipe"
	"roundtrip/app/request"
)

// Model is everything that the screen shows.
type Model struct {
	Request     request.Request
	Tab         Tab
	Bulk        map[List]bool     // the lists that are edited as text
	Typed       map[string]string // settings as they are typed, by name, where that is not how they are written
	BodyProblem *exchange.Problem
	Many        Many
	URLNote     string         // what was taken away from the URL when it was pasted
	Invalid     *Invalid       // what kept the last Send from going out
	Prepared    *exchange.Sent // the request as it would go out, once the engine has said so

	Limits     []exchange.Fact // what the browser would not do of it, once the engine has said so
	Permission string          // what the person must have allowed the page for it, in a sentence, as the engine said
	Relay      Relay

	Wire     *exchange.Wire // what would go out, while its tab is open
	WireMode BodyMode       // how it is shown: RawMode, HexMode, or "" for RawMode

	Flight      *Exchange // in flight
	Shown       *Exchange // what the response pane shows: the last one that was answered or failed
	Opening     *Exchange // what came of one request of the run that is shown, until all of it is here
	Results     Results   // of the newest run
	Elapsed     float64   // milliseconds since the flight's Send, while it lasts
	ResponseTab ResponseTab
	Mode        BodyMode // how the body is read; "" picks by what it is
	wrap        *bool    // whether long lines are wrapped, once the person has chosen

	Session Session
	Without []string // what the request does not take from the session: see [request.Inherit]

	Token   *Token // of the request's OAuth 2, once one was asked for
	Engine  EngineState
	Link    *LinkNotice
	Share   *Share
	Import  *Import
	Recipes *Recipes
	Cookies *Cookies
	Webhook Webhook
	// Recorded is the bytes of one request of the exchange that is shown, nil where none are shown.
	Recorded *Recorded

	FixFor string // the kind of server that a fix is shown for; "" for the first
	fixed  int    // the exchange whose fix is open
	Help   bool   // the dialog of shortcuts is open
	NoKeys bool   // shortcuts of a single character are switched off
	Toast  *Toast

	subject string // of the page's title
	Theme   Theme
	Offline bool
	Update  bool   // a new version is ready
	Storage string // a warning: why nothing can be kept on this machine
	Page    string // the page's own address without its fragment
	Origin  string // of the page
	Split   int    // the request pane's share of the width, in percent

	demo   string // the demo API of the page's own host, without a slash at its end; "" if it has none
	lastID int    // the number of the newest send
	toasts int    // the number of the newest toast
	tokens int    // the number of the newest ask for a token
	asks   int    // the number of the newest ask for results
	undo   *replaced
	home   home     // the request as it was opened
	typed  []string // the placeholders in it that somebody typed: they are asked for, and sent as they stand where nobody answers
	addr   string   // the fragment that stands in the address bar

	opened     bool // the fragment that the page was opened with has been looked at
	addressDue bool // the address bar is to follow soon
}

// New is the screen before anything happened.
func New() Model {
	return Model{Request: request.New(), Many: newMany(), Theme: System, Split: 50}
}

// Exchange is one send and what came of it.
type Exchange struct {
	ID       int
	Via      exchange.Via    // the way that it took
	Request  request.Request // as it stood when it was sent, whole
	Own      request.Request // the same without what it took from the session
	Sent     *exchange.Sent
	Hops     []exchange.Hop // requests that went out, and what came of them
	Wait     *exchange.Wait // before the next of them, while it lasts
	Declined string         // why it was not waited for another, in sentences
	Upload   *exchange.Progress
	Many     *request.Many // how often it is sent, where that is not once
	Run      *exchange.Run // of many requests, in place of the head
	Of       *Exchange     // the run that it is one request of
	Place    int           // among the requests of that, from 0
	Head     *exchange.Head
	Progress *exchange.Progress
	View     *exchange.View // of the mode that is shown
	Pages    *exchange.Pages
	Done     *exchange.Done
	Failure  *exchange.Failure
	Saving   *exchange.Saving
	Pace     []Moment // of the bytes of the last seconds
}

// Answered reports whether an answer has begun.
func (e *Exchange) Answered() bool { return e.Head != nil || e.Run != nil }

// Over reports whether nothing more will come.
func (e *Exchange) Over() bool { return e.Done != nil || e.Failure != nil }

// Tab is a tab of the request.
type Tab string

// The tabs of the request. The zero value is Params.
const (
	ParamsTab  Tab = ""
	HeadersTab Tab = "headers"
	BodyTab    Tab = "body"
	AuthTab    Tab = "auth"
	OptionsTab Tab = "options"
	ManyTab    Tab = "many"
	PreviewTab Tab = "preview"
)

// Tabs lists the tabs of the request in their order.
var Tabs = []Tab{ParamsTab, HeadersTab, BodyTab, AuthTab, OptionsTab, ManyTab, PreviewTab}

// ResponseTab is a tab of the response.
type ResponseTab string

// The tabs of the response. The zero value is Body.
const (
	ResponseBody    ResponseTab = ""
	ResponseHeaders ResponseTab = "headers"
	ResponseRequest ResponseTab = "request"
	ResponseTiming  ResponseTab = "timing"
	ResponseTraffic ResponseTab = "traffic"
)

// ResponseTabs lists the tabs of the response in their order.
var ResponseTabs = []ResponseTab{ResponseBody, ResponseHeaders, ResponseRequest, ResponseTiming, ResponseTraffic}

// RunTabs are those that a run has: the others are of each of its requests.
var RunTabs = []ResponseTab{ResponseBody, ResponseRequest}

// Tabs lists the tabs of an exchange.
func (e *Exchange) Tabs() []ResponseTab {
	if e.Run != nil {
		return RunTabs
	}
	return ResponseTabs
}

// ShownTab is the tab of the response that is shown: the one that was chosen, if what is shown has it.
func (m Model) ShownTab() ResponseTab {
	if m.Shown != nil && !slices.Contains(m.Shown.Tabs(), m.ResponseTab) {
		return ResponseBody
	}
	return m.ResponseTab
}

// BodyMode is a way to show a body: the readings of package exchange, and a preview.
type BodyMode string

// The ways to show a body. The zero value picks the first of [Exchange.Modes].
const (
	AutoMode    BodyMode = ""
	PrettyMode           = BodyMode(exchange.Pretty)
	RawMode              = BodyMode(exchange.Raw)
	HexMode              = BodyMode(exchange.Hex)
	PreviewMode          = BodyMode(exchange.Preview)
)

// List names a list of rows.
type List string

// The lists of rows.
const (
	ParamList  List = "params"
	HeaderList List = "headers"
	FormList   List = "form"

	SessionParamList  List = "session-params"
	SessionHeaderList List = "session-headers"
)

// Theme is the choice of colours.
type Theme string

// The themes.
const (
	System Theme = "system"
	Light  Theme = "light"
	Dark   Theme = "dark"
)

// Themes lists the themes in their order.
var Themes = []Theme{System, Light, Dark}

// EngineState says whether the worker can send yet.
type EngineState struct {
	Ready  bool
	Failed string // why it cannot start, in words for people
	Loaded int64  // bytes that have come, while it loads
	Total  int64  // 0 when unknown
}

// Invalid is an input that must be corrected before the request can be sent.
type Invalid struct {
	Where   exchange.Where
	Message string
	Setting string // of auth or options: the name of the one that is wrong, where it is known
	Session bool   // it stands in the session
	Row     int    // of the session's headers
}

// LinkNotice says where the request on the screen came from.
type LinkNotice struct {
	Source string // in words: "a shared link", "a link written by hand", "a file"
	Error  string // why the link could not be opened; the request is then untouched
	Notes  []string
	Undo   bool // there is something to go back to
	Recipe *recipe.Recipe

	Held []request.Withheld // what the link says, and holds only once the person allows it
	Sent bool               // the request has been sent since
}

// Share is the open share dialog.
type Share struct {
	Items    []ShareItem
	Secrets  []ShareSecret
	Suspects []ShareSuspect
	URL      string // the whole link; "" when it cannot be made
	Length   int    // of the fragment, in characters
	Error    string // why there is no link
	Offer    bool   // the link is long: a file is offered

	kept permalink.Kept // what the link is made of; it cannot change while the dialog is open
}

// ShareItem is one line of what goes into a link.
type ShareItem struct{ Name, Value string }

// ShareSecret is one secret, and whether it goes into the link.
type ShareSecret struct {
	Hole, Where string
	In          bool
}

// ShareSuspect is a value of the link that may be secret, and whether it is left out.
type ShareSuspect struct {
	Sealed request.Sealed
	Shown  string // its beginning and its end
	Out    bool
}

// Import is the open dialog that opens a request from elsewhere.
type Import struct {
	Text  string
	Error string
}

// DialogOpen reports whether a dialog is open.
func (m Model) DialogOpen() bool {
	return m.Share != nil || m.Import != nil || m.Recipes != nil || m.Cookies != nil || m.Webhook.Open || m.Relay.Open || m.Help || m.Session.Open
}

// Toast is a short message that goes away.
type Toast struct {
	ID   int
	Text string
}

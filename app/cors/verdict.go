package cors

// Verdict is what a browser makes of a call.
type Verdict struct {
	Outcome Outcome
	Lines   []Line   // what led to it, in order
	Type    Type     // of the response, where one came through
	Hidden  []string // names of the response's headers that the page does not see, as they came
	URL     string   // of the last request of the call: that of a redirect, where one was followed

	Redirects int // how many were followed
}

// Outcome is how a call ends for the page.
type Outcome string

// The outcomes.
const (
	Allowed   Outcome = "allowed"   // the page gets the response
	Blocked   Outcome = "blocked"   // fetch fails, and says nothing
	Undecided Outcome = "undecided" // answers are missing
)

// Type is the type of a response (Fetch standard, response type).
type Type string

// The types of responses that a request in mode cors can bring.
const (
	Basic          Type = "basic" // from the page's own origin
	CORS           Type = "cors"
	OpaqueRedirect Type = "opaqueredirect" // a redirect that is not followed: nothing of it is seen
)

// Line is one piece of what led to a verdict.
type Line struct {
	Mark Mark
	Kind Kind   // of what is wrong
	Text string // a sentence
}

// Mark says how a line weighs.
type Mark string

// The marks of lines.
const (
	Step  Mark = "step" // a request of the call: what follows is about it
	Fine  Mark = "fine"
	Wrong Mark = "wrong" // this alone blocks the call
	Note  Mark = "note"
)

// Kind says what is wrong, for programs.
type Kind string

// What can be wrong with the answer to a request or to a preflight.
const (
	NoAnswer            Kind = "no answer"
	NoAllowOrigin       Kind = "no Access-Control-Allow-Origin"
	SeveralOrigins      Kind = "several origins allowed"
	OtherOrigin         Kind = "another origin allowed"
	WildcardCredentials Kind = "* with credentials"
	NoAllowCredentials  Kind = "credentials not allowed"
)

// What can be wrong with the answer to a preflight.
const (
	PreflightStatus   Kind = "preflight status"
	PreflightRedirect Kind = "preflight redirected"
	BadMethods        Kind = "malformed Access-Control-Allow-Methods"
	BadHeaders        Kind = "malformed Access-Control-Allow-Headers"
	MethodNotAllowed  Kind = "method not allowed"
	HeaderNotAllowed  Kind = "header not allowed"
)

// What can be wrong with a redirect.
const (
	RedirectRefused  Kind = "redirect refused" // by the redirect mode error
	RedirectLocation Kind = "redirect to no URL"
	RedirectScheme   Kind = "redirect to another scheme"
	RedirectUser     Kind = "redirect with credentials in the URL"
	RedirectStream   Kind = "redirect of a streamed body"
	RedirectLoop     Kind = "too many redirects"
)

// What a browser refuses before it sends anything.
const (
	MixedContent Kind = "mixed content"
	BadPort      Kind = "blocked port"
	BadURL       Kind = "bad URL"
)

// Reasons are the lines that say why a call is blocked. Each is enough alone, so all of them are to be mended.
func (v Verdict) Reasons() []Line {
	var list []Line
	for _, l := range v.Lines {
		if l.Mark == Wrong {
			list = append(list, l)
		}
	}
	return list
}

// Has reports whether something of this kind is wrong.
func (v Verdict) Has(k Kind) bool {
	for _, l := range v.Reasons() {
		if l.Kind == k {
			return true
		}
	}
	return false
}

// OfRedirect reports whether it is a redirect that is wrong, not what a server allows.
func (k Kind) OfRedirect() bool {
	switch k {
	case PreflightRedirect, RedirectRefused, RedirectLocation, RedirectScheme, RedirectUser, RedirectStream, RedirectLoop:
		return true
	}
	return false
}

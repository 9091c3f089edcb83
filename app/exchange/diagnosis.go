package exchange

// Diagnosis is what is known of a call that the browser blocked, or could not make. It comes with the failure, and once more when
// evidence has been collected.
type Diagnosis struct {
	Cause    Blocker    `json:"cause,omitempty"`
	Reason   string     `json:"reason,omitempty"`   // why a relay did not reach the server either, in sentences
	Known    *Failure   `json:"known,omitempty"`    // the failure that was found behind it, with its kind and cause
	Pending  bool       `json:"pending,omitempty"`  // evidence is still being collected
	Cross    bool       `json:"cross,omitempty"`    // the call left the page's own origin
	Because  []Fact     `json:"because,omitempty"`  // what makes the browser ask first
	Asks     bool       `json:"asks,omitempty"`     // the browser may ask the person before the page may call this address
	Evidence []Evidence `json:"evidence,omitempty"` // in order
	Hidden   []string   `json:"hidden,omitempty"`   // headers of the response that the page would not see even so
	Where    string     `json:"where,omitempty"`    // the origin whose server has to change
	Fixes    []Fix      `json:"fixes,omitempty"`    // what would allow the call there
}

// Decisive is what blocked the call, in a sentence, or "" where no request told: the first that was wrong with the last request that was
// sent, at which the browser stopped too.
func (d Diagnosis) Decisive() string {
	decisive := ""
	for _, e := range d.Evidence {
		switch {
		case e.Mark == MarkStep:
			decisive = ""
		case e.Mark == MarkWrong && decisive == "":
			decisive = e.Text
		}
	}
	return decisive
}

// Blocker is who or what made a call fail, as far as it could be found out.
type Blocker string

// The blockers. The zero value is unknown.
const (
	ByCORS       Blocker = "cors"        // the server is there, and does not let the page read its answer
	ByRedirect   Blocker = "redirect"    // the server is there, and what it redirects to does not let the page read its answer
	ByNobody     Blocker = "unreachable" // nothing answered
	ByBrowser    Blocker = "browser"     // the browser never calls such a URL
	ByPermission Blocker = "permission"  // the person has not let the page call this machine or the local network
	ByElsewhere  Blocker = "elsewhere"   // the server allows the call: something between page and server stops it
)

// Evidence is one thing that was found out, in a sentence.
type Evidence struct {
	Mark Mark   `json:"mark"`
	Text string `json:"text"`
}

// Mark says how a piece of evidence weighs.
type Mark string

// The marks.
const (
	MarkStep  Mark = "step" // a request that was sent: what follows is about its answer
	MarkFine  Mark = "fine"
	MarkWrong Mark = "wrong" // this alone blocks the call
	MarkNote  Mark = "note"
)

// Fix is code or configuration for one kind of server.
type Fix struct {
	Server string `json:"server"` // its name
	Code   string `json:"code"`
}

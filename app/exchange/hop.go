package exchange

// Hop is one request and what came of it. An exchange has one, and one more for every redirect, every retry and every
// challenge of the server's that was answered. Of what a browser follows by itself only the last is known.
type Hop struct {
	Number  int      `json:"number"` // from 1
	Why     Why      `json:"why,omitempty"`
	Sent    Sent     `json:"sent"`
	Head    *Head    `json:"head,omitempty"`    // of the response
	Failure *Failure `json:"failure,omitempty"` // in its place
	Start   float64  `json:"start"`             // milliseconds since Send
	End     float64  `json:"end"`               // the same, of the response's head or the failure
	Waited  float64  `json:"waited,omitempty"`  // milliseconds of the pause before it, for a retry or a rate limit
	Note    string   `json:"note,omitempty"`    // what was made of what the server said before it, in a sentence

	// Of a request that follows a redirect, the names of headers, and the host.
	Withheld []string `json:"withheld,omitempty"` // that were left out, because they are not for this URL
	Carried  []string `json:"carried,omitempty"`  // credentials that went to another origin, as the options say
	BodyTo   string   `json:"bodyTo,omitempty"`   // to which the body went again, where that is another than before

	// These are known where it was not the browser that made the connection.
	Connection    *Connection     `json:"connection,omitempty"`
	Phases        []Phase         `json:"phases,omitempty"` // up to the head
	Informational []Informational `json:"informational,omitempty"`
	Raw           *Traffic        `json:"raw,omitempty"` // the heads, of HTTP/1.1

	// These are known of a request for a token, which stands beside the exchange.
	Form   Masked `json:"form,omitempty"`   // that was sent
	Answer Masked `json:"answer,omitempty"` // the body of the response
}

// Why says why a request was sent, after the first.
type Why string

// The reasons for another request. The zero value is that of the first.
const (
	Redirecting Why = "redirect"
	Retrying    Why = "retry"
	NextPage    Why = "next page"
	Challenged  Why = "challenge" // credentials that the server's challenge asked for (RFC 9110, section 11)
)

// Wait is a pause before another request, or why there is none.
type Wait struct {
	Attempt int     `json:"attempt"`         // the number of the one that comes, from 2
	Of      int     `json:"of"`              // how many there are at most
	For     float64 `json:"for"`             // milliseconds from now
	Until   float64 `json:"until"`           // milliseconds since Send
	Cause   string  `json:"cause"`           // for people: "503 Service Unavailable"
	Asked   bool    `json:"asked"`           // the server said how long
	Limit   bool    `json:"limit,omitempty"` // it is for a rate limit, before the request is sent at all

	Declined string `json:"declined,omitempty"` // in place of all of it: why it was not waited for, in sentences
}

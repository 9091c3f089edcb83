package exchange

// Origin says who put a header into a request.
type Origin string

// The origins of a header.
const (
	FromYou     Origin = "you"     // typed by the person
	FromAuth    Origin = "auth"    // from the auth tab
	FromBody    Origin = "body"    // follows from the body: its media type
	FromBrowser Origin = "browser" // set by the browser, and seen or known
	FromSession Origin = "session" // worked out on the way: cookies, signatures, answers to challenges

	// FromDefaults is of the defaults that all requests of a session share.
	FromDefaults Origin = "defaults"
)

// Header is one header of a request as it was sent, or as the browser keeps it from being sent.
type Header struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Origin Origin `json:"origin"`

	// Note says what happens to the header, where that is not simply "sent": why
	// the browser drops or replaces it, or that its value cannot be known.
	Note string `json:"note,omitempty"`

	// Dropped is set for a header that the browser will not send as it stands.
	Dropped bool `json:"dropped,omitempty"`

	// Row is the number, from 1, of the row in the request's list of headers that
	// it comes from; 0 if it comes from elsewhere.
	Row int `json:"row,omitempty"`
}

// Field is one header of a response, as the browser exposes it.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

package exchange

// Wire is a request as HTTP/1.1 would carry it if it were sent now, or why it cannot be sent.
type Wire struct {
	Line    string   `json:"line"`    // the request line
	Headers []Header `json:"headers"` // in their order, then those that are not sent
	Head    string   `json:"head"`    // rows of hex of what is known of the head, where hex was asked for
	Body    string   `json:"body"`    // its beginning, as text or as rows of hex
	Shown   int64    `json:"shown"`   // bytes of the body that Body shows
	Size    int64    `json:"size"`    // bytes of the whole body
	Binary  bool     `json:"binary"`  // what is shown of the body is not all text
	Browser bool     `json:"browser"` // a browser sends it: order and some values of the headers are the browser's own

	Changes []Fact `json:"changes,omitempty"` // what is another each time it is sent
	Limits  []Fact `json:"limits,omitempty"`  // what a browser does not send as it was typed
	Hides   []Fact `json:"hides,omitempty"`   // what of the answer a browser does not show

	Cross string `json:"cross,omitempty"` // the origin of the page, where the request goes to another one with CORS
	Asks  []Fact `json:"asks,omitempty"`  // what makes the browser ask that one first, with a preflight

	Permission string `json:"permission,omitempty"` // what the person must have allowed the page for it, in a sentence

	Failure *Failure `json:"failure,omitempty"` // in place of all of it
	Refused bool     `json:"refused,omitempty"` // it is the browser that refuses it
}

// Fact is something to know, in words: what it is about, and a sentence.
type Fact struct {
	What string `json:"what"`
	Text string `json:"text"`
}

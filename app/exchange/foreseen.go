package exchange

// Foreseen is how a request would go out, or why it cannot.
type Foreseen struct {
	Sent    *Sent    `json:"sent,omitempty"`
	Failure *Failure `json:"failure,omitempty"`

	Limits  []Fact `json:"limits,omitempty"`  // what a browser does not send as it was typed, or cannot do
	Refused bool   `json:"refused,omitempty"` // of Failure: it is the browser that refuses it

	Permission string `json:"permission,omitempty"` // what the person must have allowed the page for it, in a sentence
}

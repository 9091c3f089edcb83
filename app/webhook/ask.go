package webhook

import "time"

// Ask is a body that is to be signed or verified. It holds the secret: it goes from the page to its own worker and nowhere further.
type Ask struct {
	Sign     bool      `json:"sign,omitempty"`
	Preset   Preset    `json:"preset"`
	Secret   string    `json:"secret,omitempty"`
	Headers  string    `json:"headers,omitempty"`  // of the call that is verified, one a line, as "Name: value"
	At       time.Time `json:"at,omitzero"`        // what now is; zero means the clock's
	Response int       `json:"response,omitempty"` // the exchange whose response's body it is; 0: the body of the request that goes along
}

// Answer is what came of an [Ask].
type Answer struct {
	Problem string   `json:"problem,omitempty"` // why there is nothing else, in a sentence
	Verdict *Verdict `json:"verdict,omitempty"` // of a body that was verified; its bytes stay with the engine
	Near    string   `json:"near,omitempty"`    // where the signature is wrong: the small change that would make it right, in a sentence
	Headers []Header `json:"headers,omitempty"` // of a body that was signed, in order
	Size    int64    `json:"size"`              // of the body, in bytes
	Signed  Shown    `json:"signed,omitzero"`   // what was hashed
}

// Header is a header that carries a signature, or what was signed with the body.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Shown are bytes as a screen shows them.
type Shown struct {
	Size int64    `json:"size"` // in bytes
	Cut  int64    `json:"cut"`  // how many of them are shown, from the first
	Text string   `json:"text"` // what cannot be seen has a sign in its place
	Hex  string   `json:"hex"`
	Note []string `json:"note,omitempty"` // sentences about what is easily missed
}

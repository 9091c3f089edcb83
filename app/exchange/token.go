package exchange

import "time"

// Begun is an authorization that was begun, for a window of its own (RFC 6749, section 4.1).
type Begun struct {
	URL      string `json:"url"` // of the authorization server
	State    string `json:"state"`
	Verifier string `json:"verifier"` // of PKCE (RFC 7636)
	Problem  string `json:"problem,omitempty"`
}

// Device is what a person is to type where, to let a device in (RFC 8628).
type Device struct {
	UserCode string `json:"userCode"`
	URL      string `json:"url"`
	Complete string `json:"complete,omitempty"` // the same, with the code in it
	Hops     []Hop  `json:"hops,omitempty"`
	Problem  string `json:"problem,omitempty"`
}

// Granted is a token, or why there is none. It goes from the worker to its own page and nowhere further.
type Granted struct {
	Access  string    `json:"access,omitempty"`
	Refresh string    `json:"refresh,omitempty"`
	Expires time.Time `json:"expires,omitzero"` // zero where the server did not say
	Scope   string    `json:"scope,omitempty"`
	Hops    []Hop     `json:"hops,omitempty"` // the token exchange
	Note    string    `json:"note,omitempty"` // what is unusual about the answer, in sentences
	Problem string    `json:"problem,omitempty"`
}

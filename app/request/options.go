package request

import (
	"cmp"
	"time"
)

// Options say how a request is sent. Each field's zero value is its default.
type Options struct {
	Timeout     time.Duration `json:"timeout,omitempty"`     // for connecting and for reading, as in requests; 0 means DefaultTimeout
	Connect     time.Duration `json:"connect,omitempty"`     // until there is a connection; 0 means Timeout
	Read        time.Duration `json:"read,omitempty"`        // between two stretches of bytes, the wait for the first among them; 0 means Timeout
	Total       time.Duration `json:"total,omitempty"`       // of everything, with redirects, retries and waits; 0 is no limit
	Redirect    Redirect      `json:"redirect,omitempty"`    // Fetch standard, redirect mode
	MaxRedirect int           `json:"maxRedirect,omitempty"` // 0 means DefaultMaxRedirect
	Trusted     bool          `json:"trusted,omitempty"`     // credentials go where redirects lead, also to other origins
	Credentials Credentials   `json:"credentials,omitempty"` // Fetch standard, credentials mode
	Cache       Cache         `json:"cache,omitempty"`       // Fetch standard, cache mode
	Stream      bool          `json:"stream,omitempty"`      // stream the upload: shows progress, needs HTTP/2
	Raise       bool          `json:"raise,omitempty"`       // a status of 400 or more is a failure, as raise_for_status has it
	Retry       Retry         `json:"retry,omitzero"`
	Wait        bool          `json:"wait,omitempty"`       // wait where the server says that the rate limit is used up
	Keep        time.Duration `json:"keep,omitempty"`       // keep responses for so long in the session's own cache; 0 keeps none
	KeepServed  bool          `json:"keepServed,omitempty"` // keep responses for as long as they say themselves (RFC 9111); Keep wins
	Pages       Pages         `json:"pages,omitzero"`
	Save        bool          `json:"save,omitempty"` // save the body to the disk as it comes, and do not hold it in memory
	Network     Network       `json:"network,omitzero"`
}

// DefaultTimeout bounds connecting and reading where nothing else was chosen. There is always a bound.
const DefaultTimeout = 30 * time.Second

// Timeouts are the bounds that hold for each attempt: timeout=(connect, read) of requests.
func (o Options) Timeouts() (connect, read time.Duration) {
	both := cmp.Or(o.Timeout, DefaultTimeout)
	return cmp.Or(o.Connect, both), cmp.Or(o.Read, both)
}

// DefaultMaxRedirect is how many redirects are followed when nothing else was chosen, as in requests.
const DefaultMaxRedirect = 30

// MaxRedirectOrDefault is the bound that holds.
func (o Options) MaxRedirectOrDefault() int {
	if o.MaxRedirect <= 0 {
		return DefaultMaxRedirect
	}
	return o.MaxRedirect
}

// Redirect says what happens to a redirect.
type Redirect string

// The redirect modes. The zero value follows.
const (
	Follow        Redirect = ""
	RedirectError Redirect = "error" // a redirect is a failure
	Stop          Redirect = "stop"  // the redirect itself is the response, as with allow_redirects=False
)

// Credentials says when the browser sends its own cookies and client certificates.
type Credentials string

// The credentials modes. The zero value is omit: a playground's request carries
// what the person put into it, and nothing of what the browser happens to hold.
const (
	Omit       Credentials = ""
	SameOrigin Credentials = "same-origin"
	Include    Credentials = "include"
)

// Cache says how the browser's HTTP cache is used.
type Cache string

// The cache modes. The zero value is no-store: every Send asks the server.
const (
	NoStore      Cache = ""
	DefaultCache Cache = "default"
	Reload       Cache = "reload"
	NoCache      Cache = "no-cache"
	ForceCache   Cache = "force-cache"
)

// ChosenOptions lists the options that are not at their defaults.
func (r Request) ChosenOptions() []Setting {
	var chosen []Setting
	for _, s := range Settings {
		if s.IsOption() && s.Of(&r) && s.Get(&r) != "" {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

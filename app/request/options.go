package request

import "time"

// Options say how a request is sent. Each field's zero value is its default.
type Options struct {
	Timeout     time.Duration `json:"timeout,omitempty"`     // of the whole exchange; 0 means DefaultTimeout
	Redirect    Redirect      `json:"redirect,omitempty"`    // Fetch standard, redirect mode
	Credentials Credentials   `json:"credentials,omitempty"` // Fetch standard, credentials mode
	Cache       Cache         `json:"cache,omitempty"`       // Fetch standard, cache mode
	Stream      bool          `json:"stream,omitempty"`      // stream the upload: shows progress, needs HTTP/2
}

// DefaultTimeout bounds an exchange from Send to the last byte when nothing
// else was chosen. There is always a bound.
const DefaultTimeout = 30 * time.Second

// TimeoutOrDefault is the bound that holds.
func (o Options) TimeoutOrDefault() time.Duration {
	if o.Timeout <= 0 {
		return DefaultTimeout
	}
	return o.Timeout
}

// Redirect says what happens to a redirect.
type Redirect string

// The redirect modes. The zero value follows.
const (
	Follow        Redirect = ""
	RedirectError Redirect = "error" // a redirect is a failure
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

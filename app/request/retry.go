package request

import (
	"slices"
	"time"
)

// Retry says when a request that failed is sent again: urllib3's Retry, by the same defaults. The zero value never does.
type Retry struct {
	Total    int           `json:"total,omitempty"`    // attempts after the first
	Backoff  time.Duration `json:"backoff,omitempty"`  // the wait before attempt n+1 is Backoff times two to the power of n-1; the second attempt does not wait
	Jitter   time.Duration `json:"jitter,omitempty"`   // up to so much is added to each wait
	Max      time.Duration `json:"max,omitempty"`      // of one wait; 0 means DefaultMaxBackoff
	Statuses []int         `json:"statuses,omitempty"` // that are tried again
	Methods  []string      `json:"methods,omitempty"`  // that are tried again; empty means RetryMethods
	NoHeader bool          `json:"noHeader,omitempty"` // do not do as Retry-After says
	Return   bool          `json:"return,omitempty"`   // when the attempts are used up the last response is the result: raise_on_status=False
}

// DefaultMaxBackoff bounds a wait when nothing else was chosen.
const DefaultMaxBackoff = 120 * time.Second

// MaxOrDefault is the bound that holds.
func (r Retry) MaxOrDefault() time.Duration {
	if r.Max <= 0 {
		return DefaultMaxBackoff
	}
	return r.Max
}

// RetryMethods are those that may be repeated without harm (RFC 9110, section 9.2.2).
var RetryMethods = []string{"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"}

// Allows reports whether requests of a method are sent again.
func (r Retry) Allows(method string) bool {
	if len(r.Methods) == 0 {
		return slices.Contains(RetryMethods, method)
	}
	return slices.Contains(r.Methods, method)
}

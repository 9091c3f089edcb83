package ratelimit

import "time"

// Unknown stands for a number that a server did not give.
const Unknown = -1

// Limit is one limit on the requests that a server takes.
type Limit struct {
	Limit     int64         // requests (or what else the server counts) in a window; Unknown where it was not said
	Remaining int64         // how many are left; Unknown where it was not said
	Reset     time.Time     // when there are more again; zero where it was not said
	Window    time.Duration // how long a window is; zero where it was not said
	Policy    string        // the server's name for the limit, "" where it has none
	Source    string        // the header that says how many are left, or else the one that says anything
}

// Limits are all limits of one response, in the order of trust: Retry-After, RateLimit, then the older fields.
type Limits []Limit

const retryAfter = "Retry-After"

// Wait is how long to wait from now until a request may go: zero if one may go at once, or if nobody can know. Retry-After
// is the last word where it stands beside other fields, as the IETF's draft has it.
func (l Limits) Wait(now time.Time) time.Duration {
	var wait time.Duration
	for _, one := range l {
		if one.Source == retryAfter {
			return max(0, one.Reset.Sub(now))
		}
		if one.Remaining == 0 && !one.Reset.IsZero() {
			wait = max(wait, one.Reset.Sub(now))
		}
	}
	return wait
}

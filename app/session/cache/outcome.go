package cache

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
)

// State says where a response came from.
type State string

// The states of a response.
const (
	Hit         State = "HIT"         // from the store, fresh
	Stale       State = "STALE"       // from the store, no longer fresh, as the request's max-stale allows
	Revalidated State = "REVALIDATED" // from the store, after the server had said that it still holds
	Miss        State = "MISS"        // from the server
	Bypass      State = "BYPASS"      // from the server, past the cache
)

// Outcome is what the cache did for one response.
type Outcome struct {
	State   State
	Age     time.Duration // of a response from the store, when it was used (RFC 9111, section 4.2.3)
	Expires time.Time     // when the stored response stops being fresh; zero where none is stored
	Stored  bool          // the response is in the store, or was put there
	Why     string        // in words
}

type outcomeKey struct{}

// OutcomeOf gives the outcome for a response of [Transport]; ok is false for a response of another transport. Whether a
// response from the server was stored is known once its body has been read to its end or closed: ask again then. It
// follows resp.Request, so it holds when resp.Body has been wrapped.
func OutcomeOf(resp *http.Response) (o Outcome, ok bool) {
	if resp == nil || resp.Request == nil {
		return Outcome{}, false
	}
	at, ok := resp.Request.Context().Value(outcomeKey{}).(*atomic.Pointer[Outcome])
	if !ok {
		return Outcome{}, false
	}
	return *at.Load(), true
}

// tell attaches an outcome to a response to req, and returns the place where a later one goes.
func tell(resp *http.Response, req *http.Request, o Outcome) *atomic.Pointer[Outcome] {
	if resp.Request == nil {
		resp.Request = req
	}
	at := new(atomic.Pointer[Outcome])
	at.Store(&o)
	resp.Request = resp.Request.WithContext(context.WithValue(resp.Request.Context(), outcomeKey{}, at))
	return at
}

package cache

import (
	"context"
	"net/http"
	"strconv"

	"github.com/pquerna/cachecontrol/cacheobject"
)

// Transport answers requests from a store where their [Policy] allows it, and sends the others on.
type Transport struct {
	Store *Store
	Next  http.RoundTripper

	// MayValidate reports whether a request may be sent with If-None-Match and If-Modified-Since added. Nil means that it
	// always may. In a browser these make a request to another origin one that the server must allow by a preflight: where
	// it may not, the whole response is asked for again.
	MayValidate func(*http.Request) bool
}

// RoundTrip answers one request. All errors are those of Next, or the context's. A response from the store has the stored
// header, and Age (RFC 9111, section 5.1). A request that may change things makes stored responses invalid whatever its policy.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	policy := policyOf(req.Context())
	ask, why := t.bypass(req, policy)
	if why != "" {
		return t.pass(req, why)
	}
	if err := context.Cause(req.Context()); err != nil {
		return nil, err
	}
	x := &exchange{Transport: t, req: req, policy: policy, uri: uriOf(req.URL), identity: identityOf(req)}
	return x.answer(ask)
}

// conditions are fields with which a person does a cache's work by hand (RFC 9110, sections 13.1 and 14.2).
var conditions = []string{"Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"}

// bypass says why a request goes past the cache, or gives what it says to caches.
func (t *Transport) bypass(req *http.Request, p Policy) (*cacheobject.RequestCacheDirectives, string) {
	method := methodOf(req)
	switch {
	case !p.On:
		return nil, "the cache is off for this request"
	case method != http.MethodGet && method != http.MethodHead:
		return nil, "responses to " + method + " are not kept"
	case req.Body != nil && req.Body != http.NoBody:
		return nil, "the request has a body"
	}
	for _, name := range conditions {
		if valueOf(req.Header, name) != "" {
			return nil, "the request has " + name
		}
	}
	ask, err := askDirectives(req.Header)
	switch {
	case err != nil:
		return nil, cannotRead("the request's", err)
	case ask.NoStore:
		return nil, "the request says no-store"
	}
	return ask, ""
}

// pass sends a request past the cache.
func (t *Transport) pass(req *http.Request, why string) (*http.Response, error) {
	resp, err := t.Next.RoundTrip(req)
	if err != nil {
		return resp, err
	}
	if n := t.Store.invalidateAfter(req, resp); n > 0 {
		why += "; removed from the cache what it may have changed: " + strconv.Itoa(n)
	}
	tell(resp, req, Outcome{State: Bypass, Why: why})
	return resp, nil
}

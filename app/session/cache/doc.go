// Package cache is an HTTP cache of a session's own, as requests-cache is for Python's requests: a private cache by the
// rules of RFC 9111, as an http.RoundTripper.
//
// [Transport] stands in front of another transport. A request's [Policy] says whether it takes part: off, as the server
// says, or for a time that a person chose. [OutcomeOf] tells for every response where it came from and why.
//
// A [Store] keeps whole responses to GET and HEAD in memory, up to a number of bytes, and lets go of those that were used
// least recently. A body passes on to the caller while it is kept, and counts only when it was read to its end.
//
// It differs from what RFC 9111 allows at the least in one way, to the safe side. A stored response answers only requests
// with the same credentials (Authorization, Cookie, API keys and the like) and the same content negotiation (Accept and
// its kin), whether Vary names them or not: a session changes its identity from one request to the next, and a browser
// hides Vary from pages of other origins.
//
// Left out: the directives stale-if-error and stale-while-revalidate (RFC 5861), must-understand, and combining ranges.
package cache

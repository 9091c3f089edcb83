package httpwasm

import (
	"context"
	"io"
	"time"
)

// Credentials says whether cookies, HTTP authentication and client certificates of the browser go with a request.
type Credentials string

// Credentials modes of the Fetch standard (https://fetch.spec.whatwg.org/#concept-request-credentials-mode).
// Fetch's default is [CredentialsSameOrigin].
const (
	CredentialsOmit       Credentials = "omit"
	CredentialsSameOrigin Credentials = "same-origin"
	CredentialsInclude    Credentials = "include"
)

// Cache says how a request meets the browser's HTTP cache.
type Cache string

// Cache modes of the Fetch standard (https://fetch.spec.whatwg.org/#concept-request-cache-mode).
// [CacheOnlyIfCached] needs [ModeSameOrigin].
const (
	CacheDefault      Cache = "default"
	CacheNoStore      Cache = "no-store"
	CacheReload       Cache = "reload"
	CacheNoCache      Cache = "no-cache"
	CacheForce        Cache = "force-cache"
	CacheOnlyIfCached Cache = "only-if-cached"
)

// Redirect says what happens when the server answers with a redirect.
type Redirect string

// Redirect modes of the Fetch standard (https://fetch.spec.whatwg.org/#concept-request-redirect-mode).
// A redirect under [RedirectError] fails with the kind [Blocked]: the browser tells nothing more.
const (
	RedirectFollow Redirect = "follow"
	RedirectError  Redirect = "error"
	RedirectManual Redirect = "manual"
)

// Mode says what a request may do across origins.
type Mode string

// Request modes of the Fetch standard (https://fetch.spec.whatwg.org/#concept-request-mode). Fetch's default is [ModeCORS].
const (
	ModeCORS       Mode = "cors"
	ModeNoCORS     Mode = "no-cors"
	ModeSameOrigin Mode = "same-origin"
)

// ReferrerPolicy says what the Referer header tells.
type ReferrerPolicy string

// Policies of the Referrer Policy standard (https://w3c.github.io/webappsec-referrer-policy/#referrer-policies).
const (
	ReferrerNone                        ReferrerPolicy = "no-referrer"
	ReferrerNoneWhenDowngrade           ReferrerPolicy = "no-referrer-when-downgrade"
	ReferrerSameOrigin                  ReferrerPolicy = "same-origin"
	ReferrerOrigin                      ReferrerPolicy = "origin"
	ReferrerStrictOrigin                ReferrerPolicy = "strict-origin"
	ReferrerOriginWhenCrossOrigin       ReferrerPolicy = "origin-when-cross-origin"
	ReferrerStrictOriginWhenCrossOrigin ReferrerPolicy = "strict-origin-when-cross-origin"
	ReferrerUnsafeURL                   ReferrerPolicy = "unsafe-url"
)

// Priority is a hint for the order in which the browser fetches.
type Priority string

// Priorities of the Fetch standard (https://fetch.spec.whatwg.org/#request-priority).
const (
	PriorityHigh Priority = "high"
	PriorityLow  Priority = "low"
	PriorityAuto Priority = "auto"
)

// Options are what fetch can be told about one request beyond what an http.Request says.
// An empty field leaves the browser's default.
type Options struct {
	Credentials    Credentials
	Cache          Cache
	Redirect       Redirect
	Mode           Mode
	ReferrerPolicy ReferrerPolicy
	Priority       Priority

	// StreamUpload sends the body while it is read, in place of collecting it in a Blob first. Browsers allow it
	// over HTTP/2 and HTTP/3 only (HTTP/1.1 fails with kind Blocked), always ask with a preflight across origins,
	// and cannot repeat such a body on a redirect. Firefox and Safari do not have it: the request then fails with kind BadOption.
	StreamUpload bool

	// Uploaded, when set, is told how many bytes of the request body have been handed to the network so far: after each chunk with
	// StreamUpload, else once, with the whole length, when the response's head arrives, because fetch reports nothing between.
	// It is called from one goroutine at a time and must return soon.
	Uploaded func(sent int64)

	// Untimed spares the browser the observing of its resource timing: [Info.Timing] then fails. It is for many short requests.
	Untimed bool

	// Count has the body counted: a response comes when its body has, and is a [Counted], which reads as empty. The page must have
	// imported counting.js, else it is a response like any other.
	Count bool

	// Keep, with Count, has bodies kept as long as all that are kept hold no more than so many bytes together. They stay in the
	// browser's memory until they are dropped.
	Keep int64

	// Idle, with Count, ends a request of which nothing has come for so long, with kind Idle. Zero is never. A body of up to 64 kB whose
	// length is known counts as one stretch.
	Idle time.Duration
}

// Counted is a response's body that was counted when the response came.
type Counted interface {
	// Counted gives the number of bytes that came, what was kept of them, nil for nothing, and why the body broke off. What is kept
	// belongs to the first who asks; nobody having asked, it is dropped when the body is closed.
	Counted() (size int64, kept Kept, err error)
}

// Kept is a body that can be read from any place until it is dropped.
type Kept interface {
	io.ReaderAt
	Drop()
}

type optionsKey struct{}

// WithOptions returns a context whose requests are sent with these options, in place of those of the [Transport].
func WithOptions(ctx context.Context, options Options) context.Context {
	return context.WithValue(ctx, optionsKey{}, options)
}

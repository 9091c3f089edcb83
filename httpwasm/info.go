package httpwasm

import (
	"context"
	"net/http"
	"sync/atomic"
)

// ResponseType says how much of a response the browser shows.
type ResponseType string

// Response types of the Fetch standard (https://fetch.spec.whatwg.org/#concept-response-type).
const (
	ResponseBasic          ResponseType = "basic"          // same origin: all headers but Set-Cookie
	ResponseCORS           ResponseType = "cors"           // another origin that allows it: the headers that it exposes
	ResponseDefault        ResponseType = "default"        // made by a service worker
	ResponseOpaque         ResponseType = "opaque"         // another origin, mode no-cors: nothing is shown
	ResponseOpaqueRedirect ResponseType = "opaqueredirect" // a redirect that was not followed: nothing is shown
)

// Info is what fetch tells about a response and an http.Response has no field for.
type Info struct {
	Type       ResponseType
	URL        string // the final URL, without fragment; empty when the response is opaque
	Redirected bool
	Reason     string // the server's reason phrase; empty over HTTP/2 and HTTP/3, which have none

	// EncodedLength is the Content-Length header: bytes of the body on the wire, before the browser decoded it. -1 when it is unknown.
	// As an estimate for a progress bar it holds also where ContentLength is -1; the body may turn out longer.
	EncodedLength int64

	received *atomic.Int64
	timing   func(context.Context) (Timing, error)
}

// Received is the number of bytes of the body that have come so far, decoded. It may be called at any time.
func (i Info) Received() int64 { return i.received.Load() }

// Timing waits for the browser's timing of this very request. It is known only when the body has come to its end, so read or
// close the body first, or call it from another goroutine. It fails when the context ends, or when the browser keeps no timing.
func (i Info) Timing(ctx context.Context) (Timing, error) { return i.timing(ctx) }

type infoKey struct{}

// InfoOf gives what fetch told about a response of [Transport]. It follows resp.Request, so it
// holds when resp.Body has been wrapped; ok is false for a response of another transport.
func InfoOf(resp *http.Response) (info Info, ok bool) {
	if resp == nil || resp.Request == nil {
		return Info{}, false
	}
	info, ok = resp.Request.Context().Value(infoKey{}).(Info)
	return info, ok
}

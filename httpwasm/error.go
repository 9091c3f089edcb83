package httpwasm

import (
	"context"
	"errors"
	"fmt"
)

// Kind says what stopped a request.
type Kind string

// Kinds of failure. The first eight end a request that was, or may have been, sent; nothing was sent after the others.
const (
	Cancelled    Kind = "cancelled"              // the context was cancelled
	TimedOut     Kind = "timed out"              // the context's deadline passed
	Blocked      Kind = "blocked or unreachable" // fetch gave a TypeError: CORS, DNS, refused, TLS, an extension; the browser does not say which
	MixedContent Kind = "mixed content"          // a secure page may not ask http: of a host that is not loopback
	Offline      Kind = "offline"                // the browser says that there is no network (navigator.onLine)
	BrokenBody   Kind = "broken body"            // the response's body stopped before its end; Received tells how far it came
	Idle         Kind = "idle"                   // nothing came for as long as Options.Idle says
	BadBody      Kind = "bad body"               // the request's body cannot be sent: GET or HEAD, wrong length, or reading it failed

	BadURL      Kind = "bad url"     // relative, of another scheme than http and https, with user and password, or unparseable
	BadMethod   Kind = "bad method"  // not a token, or CONNECT, TRACE or TRACK
	BadHeader   Kind = "bad header"  // a name that is no token, or a value with NUL, CR or LF
	BadOption   Kind = "bad option"  // Options that the browser refuses together with this request
	Unsupported Kind = "unsupported" // there is no fetch here
)

// Error is every error that [Transport] and its response bodies return, except io.EOF and http.ErrBodyReadAfterClose.
//
// errors.Is finds context.Canceled or context.DeadlineExceeded in an error of kind Cancelled or TimedOut, and the context's
// cause if it has one; io.ErrUnexpectedEOF in a BrokenBody.
type Error struct {
	Kind     Kind
	Method   string
	URL      string // as asked, without a password
	Received int64  // bytes of the response body that had come before it failed
	Err      error
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s %q: %s: %v", e.Method, e.URL, e.Kind, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Timeout reports whether a deadline ended the request, as in net.Error.
func (e *Error) Timeout() bool { return e.Kind == TimedOut }

// ended turns a context that has ended into a kind and an error that carries both how and why.
func ended(ctx context.Context) (Kind, error) {
	err, cause := ctx.Err(), context.Cause(ctx)
	kind := Cancelled
	var timeout interface{ Timeout() bool }
	if errors.Is(err, context.DeadlineExceeded) || errors.As(cause, &timeout) && timeout.Timeout() {
		kind = TimedOut
	}
	if errors.Is(cause, err) {
		return kind, cause
	}
	return kind, fmt.Errorf("%w: %w", err, cause)
}

package network

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"

	"roundtrip/app/exchange"
	"roundtrip/httpwasm/relay/wire"
)

// Error is why there was no response, or no whole one.
type Error struct {
	Kind    exchange.Kind
	Cause   exchange.Cause
	Detail  string // in sentences
	Setting string // of BadInput: the option that is wrong
	Flag    string // of Relay: the flag that would allow it
	Err     error  // what lies below, or nil

	opened *opened // the connection, as far as it came
}

func (e *Error) Error() string { return e.Detail }

func (e *Error) Unwrap() error { return e.Err }

// gone reports whether a context has ended: then its own error counts, and not what it did to a connection.
func gone(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// relayed are the causes that a relay tells.
var relayed = map[wire.Cause]exchange.Cause{wire.Refused: exchange.Refused, wire.NoRoute: exchange.NoRoute}

// endedByRelay says that a relay ended a connection that was open, nil where it did not.
func endedByRelay(err error, o *opened) *Error {
	var refusal *wire.Refusal
	if !errors.As(err, &refusal) {
		return nil
	}
	return &Error{Kind: exchange.Relay, Cause: exchange.EndedByRelay, Detail: refusal.Reason, Flag: refusal.Flag, Err: err, opened: o}
}

// unreachable says why there is no connection to an address. What who dials it knows better is left as it is.
func unreachable(address string, err error) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	e := &Error{Kind: exchange.Unreachable, Err: err}
	var refusal *wire.Refusal
	if errors.As(err, &refusal) {
		e.Detail = refusal.Reason
		switch refusal.Kind {
		case wire.NotFound:
			e.Cause = exchange.NoSuchHost
		case wire.Unreachable:
			e.Cause = relayed[refusal.Cause]
		case wire.TimedOut:
			e.Cause = exchange.NoAnswer
		case wire.ProxyFailed:
			e.Kind = exchange.Proxy
		default:
			e.Kind, e.Flag = exchange.Relay, refusal.Flag
		}
		return e
	}
	host, _, _ := net.SplitHostPort(address)
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		e.Cause, e.Detail = exchange.NoSuchHost, fmt.Sprintf("The name %s does not resolve: %s.", host, dns.Err)
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Cause, e.Detail = exchange.Refused, fmt.Sprintf("Nobody listens at %s: the connection was refused.", address)
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.ECONNABORTED):
		e.Cause, e.Detail = exchange.Reset, fmt.Sprintf("The connection to %s was reset.", address)
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		e.Cause, e.Detail = exchange.NoRoute, fmt.Sprintf("There is no way to %s from here.", address)
	case errors.Is(err, syscall.ETIMEDOUT), errors.Is(err, os.ErrDeadlineExceeded):
		e.Cause, e.Detail = exchange.NoAnswer, fmt.Sprintf("%s did not answer.", address)
	default:
		e.Detail = fmt.Sprintf("There was no connection to %s: %v.", address, err)
	}
	return e
}

// lost says why there was no response on a connection.
func lost(ctx context.Context, err error, trace *Trace) error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known
	case gone(ctx, err):
		return err
	}
	o := trace.connection()
	if e := endedByRelay(err, o); e != nil {
		return e
	}
	fail := func(kind exchange.Kind, cause exchange.Cause, detail string) error {
		return &Error{Kind: kind, Cause: cause, Detail: detail, Err: err, opened: o}
	}
	if alert, ok := alertOf(err); ok && o != nil {
		e := alerted(alert, o.handshake)
		e.Err, e.opened = err, o
		return e
	}
	text := err.Error()
	if lostIt(err, text) && o != nil && o.handshake != nil && o.handshake.Asked && o.handshake.Version == "TLS 1.3" && !trace.again() {
		// In TLS 1.3 the client may send before its certificate was looked at. What the server then says is lost with the connection.
		return fail(exchange.TLS, exchange.ClientCertificate, "The server asked for a client certificate and broke off: it wants another, or one at all: Options, Client certificate.")
	}
	switch {
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, syscall.ECONNABORTED):
		return fail(exchange.Unreachable, exchange.Reset, "The connection was reset before there was an answer.")
	case strings.Contains(text, "malformed HTTP"), strings.Contains(text, "malformed MIME header"), strings.Contains(text, "malformed chunked"), strings.Contains(text, "invalid header"),
		strings.Contains(text, "bad Content-Length"), strings.Contains(text, "unsupported transfer encoding"), strings.Contains(text, "too many transfer encodings"):
		return fail(exchange.NotHTTP, "", "The answer is not HTTP: "+plain(text)+".")
	case strings.Contains(text, "server response headers exceeded"):
		return fail(exchange.NotHTTP, "", fmt.Sprintf("The head of the answer is longer than %d bytes.", maxHead))
	case strings.Contains(text, "http2: "), strings.Contains(text, "stream error: "), strings.Contains(text, "connection error: "):
		return fail(exchange.Unreachable, exchange.Reset, "The server broke the exchange off: "+plain(text)+".")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(text, "server closed idle connection"):
		return fail(exchange.Unreachable, exchange.Closed, "The server closed the connection without an answer.")
	}
	if lostIt(err, text) {
		return fail(exchange.Unreachable, exchange.Reset, "The connection broke: "+plain(text)+".")
	}
	return err
}

// lostIt reports whether an error of net/http is that the connection was closed or broken.
func lostIt(err error, text string) bool {
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) ||
		strings.Contains(text, "could not be established") || strings.Contains(text, "connection lost") || strings.Contains(text, "use of closed network connection")
}

// broken says why a body did not come whole.
func broken(ctx context.Context, err error, o *opened) error {
	var known *Error
	switch {
	case gone(ctx, err):
		return err
	case errors.As(err, &known):
		return known
	}
	if e := endedByRelay(err, o); e != nil {
		return e
	}
	e := &Error{Kind: exchange.BrokenBody, Cause: exchange.Reset, Err: err, opened: o}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Cause, e.Detail = exchange.Closed, "The connection was closed before the end of the body."
	case errors.Is(err, syscall.ECONNRESET):
		e.Detail = "The connection was reset before the end of the body."
	default:
		e.Detail = "The body broke off: " + plain(err.Error()) + "."
	}
	return e
}

// plain leaves out of an error of net/http what says only where it comes from.
func plain(text string) string {
	for _, prefix := range []string{"net/http: ", "HTTP/1.x transport connection broken: ", "http: ", "http2: ", "Transport failed to ", "tls: ", "x509: "} {
		text = strings.TrimPrefix(text, prefix)
	}
	return strings.TrimSuffix(text, ".")
}

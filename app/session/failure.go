package session

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/auth"
	"roundtrip/app/session/cache"
	"roundtrip/app/session/network"
	"roundtrip/httpwasm"
)

// Fail says in one taxonomy why an exchange failed, whatever transport it took.
func Fail(err error, p *Prepared) exchange.Failure {
	f := exchange.Failure{Kind: exchange.Internal, Detail: err.Error()}
	if u, bad := target(p.URL); bad == nil {
		f.Host = u.Host
	}
	var fetch *httpwasm.Error
	var chain *chainError
	var credentials *auth.Problem
	var connection *network.Error
	switch {
	case errors.As(err, &credentials):
		f.Kind, f.Where, f.Detail = exchange.BadInput, exchange.AtAuth, credentials.Error()
	case errors.As(err, &chain):
		f.Kind, f.Detail = chain.kind, chain.detail
	case errors.As(err, &connection):
		f.Kind, f.Cause, f.Detail, f.Flag, f.Setting = connection.Kind, connection.Cause, connection.Detail, connection.Flag, connection.Setting
		if f.Kind == exchange.BadInput {
			f.Where = exchange.AtOptions
		}
	case errors.As(err, &fetch):
		f.Kind, f.Where = kindOf(fetch.Kind)
		f.Got = fetch.Received
		if fetch.Err != nil {
			f.Detail = fetch.Err.Error()
		}
	case errors.Is(err, context.DeadlineExceeded):
		f.Kind = exchange.TimedOut
	case errors.Is(err, context.Canceled):
		f.Kind = exchange.Cancelled
	case errors.Is(err, io.ErrUnexpectedEOF):
		f.Kind = exchange.BrokenBody
	case isTLS(err):
		f.Kind = exchange.TLS
	case isNetwork(err):
		f.Kind = exchange.Unreachable
	}
	return f
}

// chainError is a failure that the session's own chain found.
type chainError struct {
	kind   exchange.Kind
	detail string
}

func (e *chainError) Error() string { return e.detail }

func isTLS(err error) bool {
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	var alert tls.AlertError
	return errors.As(err, &record) || errors.As(err, &verification) || errors.As(err, &alert)
}

// isNetwork reports whether there was no connection, or it was lost before an answer.
func isNetwork(err error) bool {
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.EOF)
}

func kindOf(k httpwasm.Kind) (exchange.Kind, exchange.Where) {
	switch k {
	case httpwasm.Cancelled:
		return exchange.Cancelled, ""
	case httpwasm.TimedOut:
		return exchange.TimedOut, ""
	case httpwasm.Idle:
		return exchange.ReadTime, ""
	case httpwasm.Blocked:
		return exchange.Blocked, ""
	case httpwasm.MixedContent:
		return exchange.MixedContent, ""
	case httpwasm.Offline:
		return exchange.Offline, ""
	case httpwasm.BrokenBody:
		return exchange.BrokenBody, ""
	case httpwasm.BadBody:
		return exchange.BadInput, exchange.AtBody
	case httpwasm.BadURL:
		return exchange.BadInput, exchange.AtURL
	case httpwasm.BadMethod:
		return exchange.BadInput, exchange.AtMethod
	case httpwasm.BadHeader:
		return exchange.BadInput, exchange.AtHeaders
	case httpwasm.BadOption:
		return exchange.BadInput, exchange.AtOptions
	}
	return exchange.Internal, ""
}

// Head is the head of a response as a screen shows it.
func Head(resp *http.Response) exchange.Head {
	h := exchange.Head{Status: resp.StatusCode, Reason: reason(resp), Length: resp.ContentLength, MediaType: exchange.FieldText(resp.Header.Get("Content-Type")), At: time.Now()}
	if resp.Request != nil && resp.Request.URL != nil {
		h.URL = resp.Request.URL.String()
	}
	if info, ok := httpwasm.InfoOf(resp); ok {
		h.Type, h.Redirected = string(info.Type), info.Redirected
		if info.URL != "" {
			h.URL = info.URL
		}
		if h.Length < 0 {
			h.Length = -1
		}
	}
	h.Headers, h.UnknownCoding = headerList(resp.Header), network.UnknownCoding(resp.Header)
	if resp.StatusCode == http.StatusUnauthorized {
		h.Challenges = auth.Challenges(resp.Header)
	}
	if t, ok := network.TraceOf(resp); ok {
		h.Headers, h.Decoded = t.Fields(resp.Header), t.Decoded()
	}
	if o, ok := cache.OutcomeOf(resp); ok && o.State != cache.Bypass {
		h.Cached = &exchange.Cached{State: string(o.State), Age: o.Age.Seconds(), Why: o.Why}
	}
	return h
}

// RefusedRedirect is the failure of a redirect where the person chose that
// redirects are errors, or where a browser hides one that was to be shown. They are stopped rather than refused in the browser
// (redirect mode manual), because a refused one looks like any other blocked call.
func RefusedRedirect(resp *http.Response, p *Prepared) *exchange.Failure {
	info, _ := httpwasm.InfoOf(resp)
	hidden := info.Type == httpwasm.ResponseOpaqueRedirect
	if p.Options.Redirect != request.RedirectError && !hidden {
		return nil
	}
	if !hidden && (resp.StatusCode < 300 || resp.StatusCode > 399 || resp.StatusCode == http.StatusNotModified) {
		return nil
	}
	f := exchange.Failure{Kind: exchange.Redirected}
	if u, err := target(p.URL); err == nil {
		f.Host = u.Host
	}
	return &f
}

// Raised is the failure of a status of 400 or more where the person wants one: raise_for_status, in its words.
func Raised(head exchange.Head, p *Prepared) *exchange.Failure {
	if !p.Options.Raise || head.Status < 400 || head.Status > 599 {
		return nil
	}
	whose := "Client"
	if head.Status >= 500 {
		whose = "Server"
	}
	f := exchange.Failure{Kind: exchange.BadStatus, Detail: fmt.Sprintf("%d %s Error: %s", head.Status, whose, head.Reason)}
	if u, err := target(head.URL); err == nil {
		f.Host = u.Host
	}
	return &f
}

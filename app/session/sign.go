package session

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/auth"
)

// sign puts credentials on a request that are worked out from it: on each attempt, after it has waited, because times and nonces in
// them are good once and not for long.
type sign struct{ next http.RoundTripper }

func (s sign) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	a := c.prepared.auth
	if !signs(a.Kind) || c.away {
		return s.next.RoundTrip(req)
	}
	signed, err := again(req)
	if err != nil {
		return nil, err
	}
	if req.Body != nil {
		req.Body.Close() // what is sent is another reading of it
	}
	restore := c.prepared.leaveUnsigned(signed.Header)
	if err := auth.Sign(signed, a, bodyOf(req), time.Now()); err != nil {
		return nil, err
	}
	restore(signed.Header)
	return s.next.RoundTrip(signed)
}

// leaveUnsigned takes off the headers that nobody typed, until they are restored: servers and proxies on the way change Accept-Encoding and
// the like, and a signature over them would break.
func (p *Prepared) leaveUnsigned(header http.Header) (restore func(http.Header)) {
	own := http.Header{}
	for _, h := range p.Headers {
		if values, there := header[h.Name]; there && h.Origin == exchange.FromSession {
			own[h.Name] = values
			delete(header, h.Name)
		}
	}
	return func(header http.Header) { maps.Copy(header, own) }
}

// answer answers a server's challenge with digest auth.
type answer struct {
	digest *auth.Digest
	next   http.RoundTripper
}

func (t answer) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	if c.prepared.auth.Kind != request.Digest || c.away {
		return t.next.RoundTrip(req)
	}
	return t.digest.Transport(c.prepared.auth, challenged{t.next}).RoundTrip(req)
}

// signs reports whether a way to authenticate works its credentials out from each request.
func signs(kind request.AuthKind) bool {
	switch kind {
	case request.OAuth1, request.AWS, request.JWT, request.HMAC:
		return true
	}
	return false
}

// bodyOf gives the body of a request from its start, each time; it is nil without one.
func bodyOf(req *http.Request) func() (io.Reader, error) {
	if req.GetBody == nil {
		return nil
	}
	return func() (io.Reader, error) { return req.GetBody() }
}

// challenged sends the requests of a challenge: the second is its answer.
type challenged struct{ next http.RoundTripper }

func (t challenged) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	if err == nil && resp.StatusCode == http.StatusUnauthorized {
		callOf(req.Context()).why = exchange.Challenged
	}
	return resp, err
}

// foresee finds what is wrong with credentials that are worked out, and lists the headers that they make of the request as it
// stands: those that are sent have a time of their own. Files are not read for it.
func (p *Prepared) foresee() *exchange.Failure {
	if !signs(p.auth.Kind) {
		return nil
	}
	req := p.outgoing().WithContext(context.Background())
	before := req.Header.Clone()
	var body func() (io.Reader, error)
	var known []byte
	for _, piece := range p.Body.Pieces {
		known = append(known, piece.Bytes...)
	}
	if p.Body.Present() {
		body = func() (io.Reader, error) { return bytes.NewReader(known), nil }
	}
	restore := p.leaveUnsigned(req.Header)
	if err := auth.Sign(req, p.auth, body, time.Now()); err != nil {
		var problem *auth.Problem
		if errors.As(err, &problem) {
			return badInput(exchange.AtAuth, problem.Error())
		}
		return badInput(exchange.AtAuth, err.Error())
	}
	restore(req.Header)
	p.signed = req
	for _, f := range headerList(req.Header) {
		if len(before[f.Name]) == 0 {
			p.signature = append(p.signature, exchange.Header{Name: f.Name, Value: f.Value, Origin: exchange.FromAuth, Note: "Worked out again for each attempt."})
		}
	}
	return nil
}

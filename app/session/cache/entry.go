package cache

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/pquerna/cachecontrol/cacheobject"
)

// entry is a stored response. Nothing of it changes once it is in a store: a newer one takes its place.
type entry struct {
	serial   uint64
	method   string
	uri      string
	identity string
	vary     []string // the names in Vary
	varied   []string // the values that the request had for them

	head  http.Response // without Body, Request and TLS
	body  []byte
	final *url.URL // where redirects that the transport followed have led, nil where there were none

	policy      Policy    // by which it was stored or last validated
	asked, came time.Time // request_time and response_time of RFC 9111, section 4.2.3

	told     *cacheobject.ResponseCacheDirectives
	untold   error // why told is nil
	lifetime time.Duration
	explicit bool // the server gave the lifetime
	initial  time.Duration
}

// newEntry is the entry that a response makes, as yet without a body.
func newEntry(x *exchange, resp *http.Response, asked, came time.Time) *entry {
	e := &entry{method: methodOf(x.req), uri: x.uri, identity: x.identity, policy: x.policy, asked: asked, came: came}
	e.head = http.Response{
		Status: resp.Status, StatusCode: resp.StatusCode, Proto: resp.Proto, ProtoMajor: resp.ProtoMajor, ProtoMinor: resp.ProtoMinor,
		Header: storedHeader(resp.Header), ContentLength: resp.ContentLength, TransferEncoding: resp.TransferEncoding,
		Uncompressed: resp.Uncompressed,
	}
	if resp.Request != nil && uriOf(resp.Request.URL) != x.uri {
		e.final = resp.Request.URL
	}
	e.read(x.req.Header)
	return e
}

// freshened is the entry with the header of a newer response that has the same body (RFC 9111, section 4.3.4).
func (e *entry) freshened(x *exchange, update http.Header, asked, came time.Time) *entry {
	newer := *e
	newer.policy, newer.asked, newer.came = x.policy, asked, came
	newer.head.Header = mergedHeader(e.head.Header, update)
	newer.read(x.req.Header)
	return &newer
}

// read works out what the header says about keeping the response.
func (e *entry) read(asked http.Header) {
	h := e.head.Header
	e.vary = members(valueOf(h, "Vary"))
	e.varied = varied(e.vary, asked)
	e.initial = initialAge(h, e.asked, e.came)
	e.lifetime, e.explicit = 0, false
	if e.told, e.untold = tellDirectives(h); e.untold == nil {
		e.lifetime, e.explicit = lifetime(e.head.StatusCode, h, e.told, e.came)
	}
}

// answers reports whether the response may answer a request, as far as the request's fields go (RFC 9111, section 4.1).
// One to GET also answers HEAD.
func (e *entry) answers(x *exchange, method string) bool {
	return (e.method == method || e.method == http.MethodGet && method == http.MethodHead) &&
		e.identity == x.identity && slices.Equal(e.varied, varied(e.vary, x.req.Header)) && e.refusal(x.policy) == ""
}

// age is how old the response is (RFC 9111, section 4.2.3: current_age).
func (e *entry) age(now time.Time) time.Duration { return e.initial + max(0, now.Sub(e.came)) }

// left is how long the response stays fresh by a policy; negative where it is stale.
func (e *entry) left(p Policy, now time.Time) time.Duration {
	if p.ExpireAfter > 0 {
		return p.ExpireAfter - now.Sub(e.came)
	}
	return e.lifetime - e.age(now)
}

func (e *entry) expires(p Policy) time.Time { return e.came.Add(e.left(p, e.came)) }

// response makes a response of the entry for a request.
func (e *entry) response(req *http.Request) *http.Response {
	resp := e.head
	resp.Header, resp.Trailer = e.head.Header.Clone(), e.head.Trailer.Clone()
	resp.Request, resp.Body = req, http.NoBody
	if e.final != nil {
		resp.Request = req.WithContext(req.Context())
		resp.Request.URL = e.final
	}
	switch {
	case req.Method == http.MethodHead:
		resp.Trailer, resp.TransferEncoding, resp.Uncompressed = nil, nil, false
	case len(e.body) > 0:
		resp.Body = io.NopCloser(bytes.NewReader(e.body))
	}
	return &resp
}

// size is about how many bytes of memory the entry takes.
func (e *entry) size() int64 {
	n := 1024 + 2*len(e.uri) + len(e.identity) + cap(e.body)
	for _, h := range []http.Header{e.head.Header, e.head.Trailer} {
		for name, values := range h {
			n += 64 + len(name)
			for _, v := range values {
				n += 16 + len(v)
			}
		}
	}
	for _, v := range e.varied {
		n += 32 + len(v)
	}
	return int64(n)
}

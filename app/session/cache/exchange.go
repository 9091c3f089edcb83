package cache

import (
	"net/http"
	"strconv"
	"time"

	"github.com/pquerna/cachecontrol/cacheobject"
)

// exchange is one request that takes part in the cache.
type exchange struct {
	*Transport
	req      *http.Request
	policy   Policy
	uri      string
	identity string
}

// answer gives the response from the store, or from the server.
func (x *exchange) answer(ask *cacheobject.RequestCacheDirectives) (*http.Response, error) {
	stored, others := x.Store.find(x, methodOf(x.req))
	v := verdict{Miss, "nothing stored"}
	if stored != nil {
		v = stored.judge(x.policy, ask, time.Now())
	} else if others {
		v.why = "nothing stored for a request with these headers"
	}
	switch {
	case v.state != Miss:
		return x.serve(stored, v.state, true, v.why), nil
	case ask.OnlyIfCached:
		return x.timeout(v.why), nil
	case stored != nil && stored.canBeValidated() && (x.MayValidate == nil || x.MayValidate(x.req)):
		return x.validate(stored, v.why)
	}
	return x.fetch(stored, v.why)
}

// serve answers with a stored response.
func (x *exchange) serve(e *entry, state State, stored bool, why string) *http.Response {
	resp := e.response(x.req)
	age := e.age(time.Now())
	if state != Revalidated { // Age would say that the server has not just been asked (RFC 9111, section 5.1)
		resp.Header.Set("Age", strconv.FormatInt(int64(age/time.Second), 10))
	}
	o := Outcome{State: state, Age: age, Stored: stored, Why: why}
	if stored {
		o.Expires = e.expires(x.policy)
	}
	tell(resp, x.req, o)
	return resp
}

// timeout is the response where a request wants a stored one only and none will do (RFC 9111, section 5.2.1.7).
func (x *exchange) timeout(why string) *http.Response {
	resp := &http.Response{
		Status: "504 Gateway Timeout", StatusCode: http.StatusGatewayTimeout, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: http.NoBody, Request: x.req,
	}
	tell(resp, x.req, Outcome{State: Miss, Why: "only-if-cached, so the server was not asked: " + why})
	return resp
}

// validate asks the server whether a stored response still holds (RFC 9111, section 4.3).
func (x *exchange) validate(e *entry, why string) (*http.Response, error) {
	req := x.req.Clone(x.req.Context())
	if req.Header == nil {
		req.Header = http.Header{}
	}
	for name, values := range e.validators() {
		req.Header[name] = values
	}
	mark, asked := x.Store.mark(), time.Now()
	resp, err := x.Next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusNotModified {
		return x.take(resp, e, mark, asked, why), nil
	}
	resp.Body.Close() // a 304 has none
	if !e.sameTag(resp.Header) {
		x.Store.drop(e)
		return x.fetch(nil, why+", and the server said 304 of another ETag")
	}
	newer, refused := x.freshen(e, resp.Header, asked)
	said := newer.prospect(x.policy)
	if refused != "" {
		said = "not stored any more: " + refused
	}
	return x.serve(newer, Revalidated, refused == "", "asked the server: "+why+"; it said 304, not modified; "+said), nil
}

// freshen updates a stored response by a newer header, or removes it where that forbids keeping it.
func (x *exchange) freshen(e *entry, header http.Header, asked time.Time) (newer *entry, refused string) {
	newer = e.freshened(x, header, asked, time.Now())
	if refused = newer.refusal(x.policy); refused != "" {
		x.Store.drop(e)
	} else if !x.Store.replace(e, newer) {
		refused = "it was removed meanwhile"
	}
	return newer, refused
}

// fetch asks the server for the whole response. Old, if not nil, is the stored one that it supersedes.
func (x *exchange) fetch(old *entry, why string) (*http.Response, error) {
	mark, asked := x.Store.mark(), time.Now()
	resp, err := x.Next.RoundTrip(x.req)
	if err != nil {
		return nil, err
	}
	return x.take(resp, old, mark, asked, why), nil
}

// take passes a response from the server on, and stores it where it may be.
func (x *exchange) take(resp *http.Response, old *entry, mark uint64, asked time.Time, why string) *http.Response {
	why = "asked the server: " + why + "; "
	e := newEntry(x, resp, asked, time.Now())
	head := methodOf(x.req) == http.MethodHead
	if head && resp.StatusCode == http.StatusOK {
		x.describe(resp.Header, asked)
	} else if old != nil && resp.StatusCode < 500 { // an error of the server says nothing of what is stored
		x.Store.drop(old)
	}
	limit := x.Store.entryLimit()
	refused := e.refusal(x.policy)
	if refused == "" && !head && resp.ContentLength > limit {
		refused = tooLarge(limit)
	}
	if refused != "" {
		tell(resp, x.req, Outcome{State: Miss, Why: why + "not stored: " + refused})
		return resp
	}
	at := tell(resp, x.req, Outcome{State: Miss, Why: why + "to be stored once its body has been read to its end"})
	done := func(body []byte, refused string) {
		if refused == "" {
			e.body, e.head.Trailer = body, resp.Trailer.Clone()
			refused = x.Store.put(e, mark)
		}
		if refused != "" {
			at.Store(&Outcome{State: Miss, Why: why + "not stored: " + refused})
			return
		}
		at.Store(&Outcome{State: Miss, Stored: true, Expires: e.expires(x.policy), Why: why + e.prospect(x.policy)})
	}
	if head || resp.Body == http.NoBody {
		done(nil, "")
		return resp
	}
	resp.Body = newFill(resp.Body, resp.ContentLength, limit, done)
	return resp
}

// describe brings the stored response to GET up to date with the header of one to HEAD, or removes it (RFC 9111, section 4.3.5).
func (x *exchange) describe(header http.Header, asked time.Time) {
	e, _ := x.Store.find(x, http.MethodGet)
	switch {
	case e == nil:
	case e.sameBody(header):
		x.freshen(e, header, asked)
	default:
		x.Store.drop(e)
	}
}

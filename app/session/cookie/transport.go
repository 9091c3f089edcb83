package cookie

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Transport is an http.RoundTripper that sends the cookies of a jar and keeps those that come back. Put it below what
// follows redirects, so that it sees every hop, and above a transport that sees cookies: a browser's fetch neither sends
// the Cookie header of a page nor shows it Set-Cookie.
//
// A Cookie header that the request has already stays in front: see [Merge].
type Transport struct {
	Jar  *Jar
	Next http.RoundTripper

	// Took, if not nil, is told of each response what became of the cookies that it set, if any.
	Took func(*http.Response, []Received)
}

// RoundTrip sends the request with the jar's cookies in a copy of it.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	u := addressed(req)
	_, cookies, _ := t.Jar.Send(u, time.Now())
	name, typed := typedCookies(req.Header)
	if header, sent, _ := Merge(typed, cookies); len(sent) > 0 {
		req = req.Clone(req.Context())
		for other := range req.Header {
			if strings.EqualFold(other, name) {
				delete(req.Header, other)
			}
		}
		if req.Header == nil {
			req.Header = http.Header{}
		}
		req.Header[name] = []string{header}
	}
	resp, err := t.Next.RoundTrip(req)
	if err != nil {
		return resp, err
	}
	if took := t.Jar.Take(u, resp.Header, time.Now()); t.Took != nil {
		t.Took(resp, took)
	}
	return resp, nil
}

// addressed is the URL whose cookies a request carries: where the Host header is not the URL's own host, the person asks
// for another site at this address, and its cookies are meant. requests does so as well.
func addressed(req *http.Request) *url.URL {
	if req.Host == "" || req.Host == req.URL.Host {
		return req.URL
	}
	u := *req.URL
	u.Host = req.Host
	return &u
}

// typedCookies gives the Cookie header of a request, its lines joined (RFC 9113, section 8.2.3), and its name as it is
// spelled there.
func typedCookies(header http.Header) (name, value string) {
	name = "Cookie"
	var lines []string
	for _, spelled := range slices.Sorted(maps.Keys(header)) {
		if strings.EqualFold(spelled, "Cookie") {
			name = spelled
			lines = append(lines, header[spelled]...)
		}
	}
	return name, strings.Join(lines, "; ")
}

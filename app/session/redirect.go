package session

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// redirect follows redirects as requests does (Session.resolve_redirects), for transports that leave them alone. A browser follows by
// itself: what it hides stays hidden, and then there is nothing to do here.
type redirect struct{ next http.RoundTripper }

// maxDrained is how much of a redirect's body is read, so that its connection can be used again.
const maxDrained = 64 << 10

func (r redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	for n := 0; ; n++ {
		resp, err := r.next.RoundTrip(req)
		if err != nil || !redirects(resp) || c.options().Redirect != request.Follow {
			return resp, err
		}
		_, _ = io.CopyN(io.Discard, resp.Body, maxDrained)
		resp.Body.Close()
		if most := c.options().MaxRedirectOrDefault(); n >= most {
			return nil, &chainError{exchange.Redirects, fmt.Sprintf("There were more than %d redirects; the last led to %s.", most, resp.Header.Get("Location"))}
		}
		from := req.URL
		if req, err = redirected(req, resp); err != nil {
			return nil, err
		}
		c.redirectedTo(req, from)
	}
}

// redirects reports whether a response leads elsewhere and can be followed.
func redirects(resp *http.Response) bool {
	if info, ok := httpwasm.InfoOf(resp); ok && info.Type == httpwasm.ResponseOpaqueRedirect {
		return false
	}
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return resp.Header.Get("Location") != ""
	}
	return false
}

// redirected makes the request that a redirect asks for. A fragment goes along until a redirect has another (RFC 9110, section
// 10.2.2); it is not on the wire.
func redirected(req *http.Request, resp *http.Response) (*http.Request, error) {
	location := resp.Header.Get("Location")
	to, err := led(req.URL, request.Reference(req.URL.Scheme, location))
	if err != nil {
		return nil, &chainError{exchange.Redirected, fmt.Sprintf("The redirect leads to %q, which is not a URL.", location)}
	}
	if to.Scheme != "http" && to.Scheme != "https" {
		return nil, &chainError{exchange.Redirected, fmt.Sprintf("The redirect leads to %s, which is neither http:// nor https://.", to)}
	}
	to.RawQuery = encodedQuery(to.RawQuery)
	if to.Fragment == "" {
		to.Fragment, to.RawFragment = req.URL.Fragment, req.URL.RawFragment
	}
	if to.Path == "" && to.Opaque == "" {
		to.Path = "/"
	}
	next := req.Clone(req.Context())
	next.URL, next.Host = to, to.Host
	next.Method = rebuiltMethod(req.Method, resp.StatusCode)
	if resp.StatusCode != http.StatusTemporaryRedirect && resp.StatusCode != http.StatusPermanentRedirect {
		dropBody(next)
	} else if req.Body != nil && req.Body != http.NoBody {
		if req.GetBody == nil {
			return nil, errors.New("the body cannot be sent again")
		}
		if next.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// led resolves a reference ([request.Reference]). Paths that net/url refuses are kept as they are: see target.
func led(from *url.URL, reference string) (*url.URL, error) {
	to, err := from.Parse(reference)
	if err != nil {
		switch {
		case strings.HasPrefix(reference, "/"):
			to, err = target(from.Scheme + "://" + from.Host + reference)
		case strings.HasPrefix(reference, "http://"), strings.HasPrefix(reference, "https://"):
			to, err = target(reference)
		}
	}
	if err == nil && to.Hostname() == "" && (to.Scheme == "http" || to.Scheme == "https") {
		err = errNoHost
	}
	return to, err
}

// redirectedTo notes that the next request follows a redirect, and what is left out of it. Once a redirect has led away from the origin
// that the credentials are meant for, they stay out, also where another leads back: whoever is in between would say what they are used for.
func (c *call) redirectedTo(next *http.Request, from *url.URL) {
	c.why = exchange.Redirecting
	if next.Body != nil && next.Body != http.NoBody && !strings.EqualFold(from.Host, next.URL.Host) {
		c.bodyTo = next.URL.Host
	}
	c.withheld = withhold(next.Header, []string{"cookie"}) // the jar's own are put in again
	if c.options().Trusted {
		if c.prepared.leaves(next.URL) {
			c.carried = slices.DeleteFunc(c.prepared.meantForOne(), isCookie)
		}
		return
	}
	c.away = c.away || c.prepared.leaves(next.URL)
	if c.away {
		withhold(next.Header, c.prepared.Credentials())
		c.withheld = c.prepared.meantForOne()
	}
}

// rebuiltMethod is the method after a redirect, as browsers and requests have it (Session.rebuild_method).
func rebuiltMethod(method string, status int) string {
	switch {
	case method == http.MethodHead:
	case status == http.StatusSeeOther, status == http.StatusFound:
		return http.MethodGet
	case status == http.StatusMovedPermanently && method == http.MethodPost:
		return http.MethodGet
	}
	return method
}

func dropBody(req *http.Request) {
	req.Body, req.GetBody, req.ContentLength = nil, nil, 0
	withhold(req.Header, []string{"Content-Length", "Content-Type", "Transfer-Encoding"})
}

// sameAuthority reports whether credentials for one URL may go to another, as in Session.should_strip_auth: the same host, and the
// same port and scheme, but for the step from http to https on their usual ports.
func sameAuthority(from, to *url.URL) bool {
	if !strings.EqualFold(from.Hostname(), to.Hostname()) {
		return false
	}
	if from.Scheme == "http" && to.Scheme == "https" && port(from) == "80" && port(to) == "443" {
		return true
	}
	return from.Scheme == to.Scheme && port(from) == port(to)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if u.Scheme == "https" {
		return "443"
	}
	return "80"
}

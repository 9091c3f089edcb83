package cors

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// mostRedirects is how many redirects fetch follows.
const mostRedirects = 20

// redirects reports whether a status is one that leads elsewhere (Fetch standard, redirect status).
func redirects(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

// follow goes where a redirect leads, or says why a browser does not (Fetch standard, HTTP-redirect fetch).
func (c *Call) follow(a Answer, location string) {
	next, err := c.url.Parse(request.Reference(c.url.Scheme, location))
	switch {
	case err != nil:
		c.stop(wrong(RedirectLocation, fmt.Sprintf("The redirect (%d) leads to %s, which is not a URL.", a.Status, quoted(location))))
		return
	case next.Scheme != "http" && next.Scheme != "https":
		c.stop(wrong(RedirectScheme, fmt.Sprintf("The redirect (%d) leads to %s. Only http and https are followed.", a.Status, quoted(location))))
		return
	case c.verdict.Redirects == mostRedirects:
		c.stop(wrong(RedirectLoop, fmt.Sprintf("There were more than %d redirects.", mostRedirects)))
		return
	case hasUser(next): // Chromium follows none at all; the standard does within the page's own origin
		c.stop(wrong(RedirectUser, fmt.Sprintf("The redirect (%d) leads to a URL with a user name or a password, on %s. Browsers do not follow that.", a.Status, next.Host)))
		return
	case c.request.Stream && a.Status != 303:
		c.stop(wrong(RedirectStream, fmt.Sprintf("The redirect (%d) asks for the body again, and a streamed body cannot be repeated.", a.Status)))
		return
	}
	if next.Host == "" {
		c.stop(wrong(RedirectLocation, fmt.Sprintf("The redirect (%d) leads to %s, which names no host.", a.Status, quoted(location))))
		return
	}
	text := fmt.Sprintf("It was redirected (%d) to %s.", a.Status, next.Redacted())
	if Origin(next) != Origin(c.url) {
		text = fmt.Sprintf("It was redirected (%d) to another origin, %s, which must allow the call as well.", a.Status, Origin(next))
		if c.cors {
			c.tainted = c.tainted || !sameOrigin(c.request.Page, c.url)
		}
		c.headers = without(c.headers, "authorization")
	}
	c.add(note(text))
	if c.tainted && !c.told {
		c.told = true
		c.add(note("From here on the browser says Origin: null, because a server of another origin has led it away."))
	}
	post := (a.Status == 301 || a.Status == 302) && c.method == "POST"
	if see := a.Status == 303 && c.method != "GET" && c.method != "HEAD"; post || see {
		c.method = "GET"
		c.headers = without(c.headers, "content-encoding", "content-language", "content-location", "content-type")
	}
	if !sameOrigin(c.request.Page, next) {
		c.headers = without(c.headers, hints...)
	}
	c.verdict.Redirects++
	c.url, c.consented = next, false
	c.enter()
}

// hints are headers that Chromium leaves out after a redirect that does not lead to the page's own origin.
var hints = []string{"device-memory", "downlink", "dpr", "ect", "rtt", "viewport-width", "width"}

// hasUser reports whether a URL includes credentials (URL standard).
func hasUser(u *url.URL) bool {
	password, _ := u.User.Password()
	return u.User.Username() != "" || password != ""
}

func without(headers []exchange.Field, names ...string) []exchange.Field {
	return slices.DeleteFunc(slices.Clone(headers), func(h exchange.Field) bool { return slices.Contains(names, strings.ToLower(h.Name)) })
}

// bare is a URL as it is sent.
func bare(u *url.URL) string {
	plain := *u
	plain.User, plain.Fragment, plain.RawFragment = nil, "", ""
	return plain.String()
}

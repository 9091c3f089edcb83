package session

import (
	"net/http"
	"net/url"
	"strings"
)

// originForm gives net/http's transport a URL that net/url cannot read, as the path alone: it writes what is opaque and begins with
// two slashes in absolute form, which is for proxies (RFC 9112, section 3.2). fetch takes such a URL as it is.
type originForm struct{ next http.RoundTripper }

func (t originForm) RoundTrip(req *http.Request) (*http.Response, error) {
	path, opaque := opaquePath(req.URL.Opaque)
	if !opaque || callOf(req.Context()).prepared.browser {
		return t.next.RoundTrip(req)
	}
	out := *req
	u := *req.URL
	u.Opaque = path
	out.URL = &u
	resp, err := t.next.RoundTrip(&out)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

// requestTarget is a URL in origin form: the path and the query (RFC 9112, section 3.2.1).
func requestTarget(u *url.URL) string {
	path, opaque := opaquePath(u.Opaque)
	if !opaque {
		return u.RequestURI()
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}

// opaquePath is the path, and the query if it is there, of an opaque URL //host/path?query.
func opaquePath(opaque string) (path string, ok bool) {
	rest, ok := strings.CutPrefix(opaque, "//")
	if !ok {
		return "", false
	}
	at := strings.IndexAny(rest, "/?")
	switch {
	case at < 0:
		return "/", true
	case rest[at] == '?':
		return "/" + rest[at:], true
	}
	return rest[at:], true
}

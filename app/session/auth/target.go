package auth

import (
	"net/http"
	"net/url"
	"strings"
)

// target is what a URL asks of its server: the path as it is sent, "/" where it is empty, and the query (RFC 9112,
// section 3.2.1). A URL that net/url cannot read is opaque: "//host/path?query", not a byte of which changes.
func target(u *url.URL) string {
	if u.Opaque == "" {
		return u.RequestURI()
	}
	rest := strings.TrimPrefix(u.Opaque, "//")
	at := strings.IndexAny(rest, "/?")
	switch {
	case at < 0:
		rest = "/"
	case rest[at] == '?':
		rest = "/" + rest[at:]
	default:
		rest = rest[at:]
	}
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	return rest
}

// setQuery replaces the query of a URL.
func setQuery(u *url.URL, query string) {
	if strings.Contains(u.Opaque, "?") {
		u.Opaque, _, _ = strings.Cut(u.Opaque, "?")
	}
	u.RawQuery = query
}

// host is the server that a request names, with its port where that is not the scheme's own.
func host(req *http.Request) string {
	name := req.Host
	if name == "" {
		name = req.URL.Host
	}
	switch strings.ToLower(req.URL.Scheme) {
	case "http":
		return strings.TrimSuffix(name, ":80")
	case "https":
		return strings.TrimSuffix(name, ":443")
	}
	return name
}

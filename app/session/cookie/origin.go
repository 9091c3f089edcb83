package cookie

import (
	"net/url"
	"strings"
)

// origin is what a URL means to cookies. Ports mean nothing to them.
type origin struct {
	host   string // canonical
	path   string // as it is on the wire, without the query
	secure bool   // https, or this machine, which Chromium trusts as well
	scheme string
}

func originOf(u *url.URL) (origin, error) {
	host, err := canonicalHost(u.Hostname())
	if err != nil {
		return origin{}, err
	}
	secure := u.Scheme == "https" || u.Scheme == "wss" || isLoopback(host)
	return origin{host: host, path: requestPath(u), secure: secure, scheme: u.Scheme}, nil
}

// requestPath is the path of a URL with its percent-encoding. A URL that net/url could not take apart has it in Opaque,
// as //host/path?query.
func requestPath(u *url.URL) string {
	path := u.EscapedPath()
	if rest, ok := strings.CutPrefix(u.Opaque, "//"); ok {
		_, path, _ = strings.Cut(strings.SplitN(rest, "?", 2)[0], "/")
		path = "/" + path
	}
	if !strings.HasPrefix(path, "/") {
		return "/"
	}
	return path
}

// defaultPath is the path of a cookie that came without one: that of the URL up to its last slash (section 5.1.4).
func defaultPath(path string) string {
	if last := strings.LastIndexByte(path, '/'); last > 0 {
		return path[:last]
	}
	return "/"
}

// pathMatch reports whether a cookie's path holds a request's (section 5.1.4). Percent-encoding is compared as it
// stands: /f%6Fo is not /foo.
func pathMatch(path, cookiePath string) bool {
	rest, ok := strings.CutPrefix(path, cookiePath)
	return ok && (rest == "" || strings.HasSuffix(cookiePath, "/") || rest[0] == '/')
}

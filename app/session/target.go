package session

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

var errNoHost = errors.New("it names no host")

// target reads a URL for sending it. net/url refuses paths such as /100%, which
// browsers and servers take as they are: such a URL is kept opaque, so that not a
// byte of it changes. A host that net/url refuses is refused.
func target(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		scheme, rest, _ := strings.Cut(raw, "://")
		host := rest
		if i := strings.IndexAny(rest, "/?"); i >= 0 {
			host = rest[:i]
		}
		if u, err = url.Parse(scheme + "://" + host); err == nil {
			u = &url.URL{Scheme: u.Scheme, Host: u.Host, Opaque: "//" + rest}
		}
	}
	var wrong *url.Error
	if errors.As(err, &wrong) {
		err = wrong.Err
	}
	if err == nil && u.Hostname() == "" {
		err = errNoHost
	}
	if err == nil {
		u.RawQuery = encodedQuery(u.RawQuery)
	}
	return u, err
}

// encodedQuery encodes what cannot stand in a request line, and what the URL standard encodes in a query (query percent-encode
// set). Anything else stays as it is.
func encodedQuery(query string) string {
	encoded := func(c rune) bool { return c <= ' ' || c >= 0x7f || strings.ContainsRune("\"<>#", c) }
	if !strings.ContainsFunc(query, encoded) {
		return query
	}
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; encoded(rune(c)) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Target gives the method and the URL of a request as they go out, or why they cannot. The rest of it may be unfinished.
func (from Place) Target(r request.Request) (method string, u *url.URL, bad *exchange.Failure) {
	if method, bad = prepareMethod(r, from); bad != nil {
		return "", nil, bad
	}
	raw, _, bad := prepareURL(r, from)
	if bad != nil {
		return "", nil, bad
	}
	u, _ = target(raw) // it has been read before
	return method, u, nil
}

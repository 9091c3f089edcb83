package cors

import (
	"net/url"
	"strings"

	"roundtrip/app/exchange"
)

// Request is a request that a page makes with fetch in mode cors.
type Request struct {
	Page        string           // the page's origin as browsers write it: https://app.example, or null
	Method      string           // as fetch sends it (Fetch standard, normalize a method)
	URL         string           // absolute, without user and password
	Headers     []exchange.Field // those that the page sets, without forbidden ones
	Credentials bool             // the credentials mode is include
	Redirect    Redirect
	Stream      bool // the body is sent while it is read: a ReadableStream
}

// Redirect is a redirect mode of the Fetch standard.
type Redirect string

// The redirect modes. The zero value follows.
const (
	Follow Redirect = ""
	Error  Redirect = "error"
	Manual Redirect = "manual"
)

// CrossOrigin reports whether the request leaves the page's own origin.
func (r Request) CrossOrigin() bool {
	u, err := url.Parse(r.URL)
	return err != nil || !sameOrigin(r.Page, u)
}

// Origin is the origin of a URL as browsers write it (HTML standard, serialization of an origin): without the scheme's own port, and
// null where the scheme is not http or https.
func Origin(u *url.URL) string {
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	switch scheme {
	case "http":
		host = strings.TrimSuffix(host, ":80")
	case "https":
		host = strings.TrimSuffix(host, ":443")
	default:
		return opaque
	}
	return scheme + "://" + strings.TrimSuffix(host, ":")
}

// opaque is how every opaque origin is written. None of them is the same as another.
const opaque = "null"

func sameOrigin(origin string, u *url.URL) bool {
	return origin != opaque && origin == Origin(u)
}

// values gives the values of a header in one, as they are read (Fetch standard, get from a header list).
func values(headers []exchange.Field, name string) (value string, times int) {
	for _, h := range headers {
		if !strings.EqualFold(h.Name, name) {
			continue
		}
		if times > 0 {
			value += ", "
		}
		value += strings.Trim(h.Value, " \t")
		times++
	}
	return value, times
}

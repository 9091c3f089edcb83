package cache

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/request"
)

// uriOf is the target URI, without fragment and user, in one spelling of scheme, host and port (RFC 9110, section 4.2.3).
func uriOf(u *url.URL) string {
	plain := *u
	plain.Scheme, plain.Host = strings.ToLower(u.Scheme), hostOf(u)
	plain.User, plain.Fragment, plain.RawFragment = nil, "", ""
	if plain.Path == "" && plain.Opaque == "" {
		plain.Path = "/"
	}
	return plain.String()
}

// hostOf is the host and the port of a URL, without the scheme's usual port.
func hostOf(u *url.URL) string {
	host := strings.ToLower(u.Host)
	switch strings.ToLower(u.Scheme) {
	case "http":
		return strings.TrimSuffix(host, ":80")
	case "https":
		return strings.TrimSuffix(host, ":443")
	}
	return host
}

// sameOrigin compares origins (RFC 6454, section 5).
func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && hostOf(a) == hostOf(b)
}

// negotiation are the fields by which a server chooses between representations (RFC 9110, section 12.5).
var negotiation = []string{"accept", "accept-charset", "accept-encoding", "accept-language"}

// identityOf writes down what of a request always tells stored responses apart: a Host of its own, negotiation, and all
// that carries credentials.
func identityOf(req *http.Request) string {
	var lines []string
	if req.Host != "" && !strings.EqualFold(req.Host, req.URL.Host) {
		lines = append(lines, "host: "+strings.ToLower(req.Host))
	}
	for name := range req.Header {
		if lower := strings.ToLower(name); slices.Contains(negotiation, lower) || request.SensitiveName(name) {
			lines = append(lines, lower+": "+valueOf(req.Header, name))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// varied gives the request's values of the fields that Vary names (RFC 9111, section 4.1).
func varied(vary []string, h http.Header) []string {
	values := make([]string, len(vary))
	for i, name := range vary {
		values[i] = valueOf(h, name)
	}
	return values
}

package httpwasm

import (
	"net/netip"
	"net/url"
	"strings"
)

// MixesContent reports whether a page of this origin may not fetch the target because it is http:
// (https://w3c.github.io/webappsec-mixed-content/). Loopback counts as secure whatever the scheme.
func MixesContent(origin string, target *url.URL) bool {
	return strings.HasPrefix(origin, "https:") && strings.EqualFold(target.Scheme, "http") && !loopback(target.Hostname())
}

// SendsFetchMetadata reports whether browsers tell a server at this origin which site asks (Sec-Fetch-Site): only where it is potentially
// trustworthy (https://w3c.github.io/webappsec-fetch-metadata/).
func SendsFetchMetadata(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "https" || loopback(u.Hostname()))
}

// loopback follows https://w3c.github.io/webappsec-secure-contexts/#potentially-trustworthy-origin.
func loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

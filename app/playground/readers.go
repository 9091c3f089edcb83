package playground

import (
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/request"
)

// readers says who can read a request on its way through a relay: by what was set for it, in its session, and for the relay. The note
// is where it goes on to, the warning what weakens TLS, or that there is none.
func (m Model) readers(relay string) (note, warning string) {
	r := m.Whole()
	n := r.Options.Network
	through := "the relay"
	if n.Proxy != "" {
		note = "It goes on through the proxy " + n.Proxy + "."
		if n.NoProxy != "" {
			note = "It goes on through the proxy " + n.Proxy + ", unless the host is in the list of those without."
		}
		through = "the relay, the proxy"
	}
	switch {
	case isPlain(r.URL):
		return note, "Plain HTTP: " + through + " and anyone else on the way can read and change this request and its response."
	case n.Verify == request.VerifyOff:
		return note, "The certificate is not verified: " + through + " and anyone else on the way can read and change this request and its response."
	}
	var weak []string
	if m.Relay.via().Roots {
		weak = append(weak, "You trust the root certificates of the relay "+relay+", so its operator can read HTTPS.")
	}
	if n.CA != "" {
		weak = append(weak, "Additional CA certificates are trusted: whoever holds their keys and is on the way can read HTTPS.")
	}
	if host := hostOf(request.WithScheme(r.URL)); n.ServerName != "" && !strings.EqualFold(n.ServerName, host) {
		weak = append(weak, "The certificate may be for "+n.ServerName+" instead of "+host+": whoever has that one and is on the way can read HTTPS.")
	}
	if slices.Contains([]request.TLSVersion{request.TLS10, request.TLS11}, n.MinTLS) {
		weak = append(weak, "TLS "+string(n.MinTLS)+" is allowed, which is not secure.")
	}
	return note, strings.Join(weak, " ")
}

// isPlain reports whether a URL leads to a server without TLS.
func isPlain(raw string) bool {
	u, err := url.Parse(request.WithScheme(strings.TrimSpace(raw)))
	return err == nil && u.Scheme == "http"
}

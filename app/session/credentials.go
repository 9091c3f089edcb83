package session

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Credentials lists the headers of the request that are meant for its own origin alone: those that the Auth tab sets, and those whose
// names say that they hold a secret.
func (p *Prepared) Credentials() []string {
	var names []string
	for _, h := range slices.Concat(p.Headers, p.signature) {
		// Of a signature for AWS only the headers with telling names are credentials; the others are a date and a hash.
		fromAuth := h.Origin == exchange.FromAuth && p.auth.Kind != request.AWS
		if !h.Dropped && h.Origin != exchange.FromBrowser && (fromAuth || request.SensitiveName(h.Name)) {
			names = append(names, h.Name)
		}
	}
	return names
}

// meantForOne lists everything that is meant for the origin of the request alone, for people: beside the credentials in its headers,
// what answers a challenge and what proves who the client is.
func (p *Prepared) meantForOne() []string {
	names := p.Credentials()
	if p.auth.Kind == request.Digest && !slices.ContainsFunc(names, isAuthorization) {
		names = append(names, "Authorization")
	}
	if p.Options.Network.Key.Reveal() != "" {
		names = append(names, "the client certificate")
	}
	return names
}

func isAuthorization(name string) bool { return strings.EqualFold(name, "Authorization") }

func isCookie(name string) bool { return strings.EqualFold(name, "Cookie") }

// leaves reports whether a redirect leads away from the origin that the credentials are meant for.
func (p *Prepared) leaves(to *url.URL) bool { return !sameAuthority(p.to, to) }

// withhold takes headers off a request however they are spelt, and gives those that it had.
func withhold(h http.Header, names []string) (had []string) {
	for key := range h {
		if slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(key, name) }) {
			delete(h, key)
			had = append(had, key)
		}
	}
	return had
}

// takenAlong lists the credentials that a browser takes along when it follows a redirect to another origin by itself: fetch leaves out
// Authorization alone (Fetch standard, HTTP-redirect fetch).
func (p *Prepared) takenAlong() []string {
	if !p.browser || p.Options.Redirect != request.Follow {
		return nil
	}
	return slices.DeleteFunc(p.Credentials(), isAuthorization)
}

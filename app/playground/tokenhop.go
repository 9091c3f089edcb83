package playground

import (
	"slices"
	"strings"

	"roundtrip/app/exchange"
)

// MaskedHop is a request for a token as it is shown: with dots for the client's credentials in its head, unless secrets are shown.
func MaskedHop(h exchange.Hop, shown bool) exchange.Hop {
	if shown {
		return h
	}
	h.Sent.Headers = slices.Clone(h.Sent.Headers)
	for i, f := range h.Sent.Headers {
		if isAuthorization(f) {
			scheme, _, _ := strings.Cut(f.Value, " ")
			h.Sent.Headers[i].Value = scheme + " " + exchange.Dots
		}
	}
	return h
}

// HasSecrets reports whether a request for a token has anything to show that is masked.
func HasSecrets(h exchange.Hop) bool {
	return h.Form.Secrets() || h.Answer.Secrets() || slices.ContainsFunc(h.Sent.Headers, isAuthorization)
}

func isAuthorization(f exchange.Header) bool { return strings.EqualFold(f.Name, "Authorization") }

package cors

import (
	"strings"

	"roundtrip/app/exchange"
)

// Hidden lists the headers of a response that a page does not see, as they came: those of an answer to another origin that are neither
// safelisted nor exposed (Fetch standard, CORS filtered response), and in every case the cookies that it sets.
func Hidden(headers []exchange.Field, t Type, credentials bool) []string {
	value, _ := values(headers, "Access-Control-Expose-Headers")
	exposed, _ := names(value)
	all := has(exposed, "*") && !credentials
	var hidden []string
	for _, h := range headers {
		seen := t == Basic || all || safeResponse(h.Name) || hasFold(exposed, h.Name)
		if cookie := forbiddenResponse(h.Name); (!seen || cookie || t == OpaqueRedirect) && !hasFold(hidden, h.Name) {
			hidden = append(hidden, h.Name)
		}
	}
	return hidden
}

// safeResponse reports whether every page sees a header (Fetch standard, CORS-safelisted response-header name).
func safeResponse(name string) bool {
	switch strings.ToLower(name) {
	case "cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma":
		return true
	}
	return false
}

// forbiddenResponse reports whether no page sees a header (Fetch standard, forbidden response-header name).
func forbiddenResponse(name string) bool {
	return strings.EqualFold(name, "Set-Cookie") || strings.EqualFold(name, "Set-Cookie2")
}

package cors

import (
	"strings"

	"roundtrip/app/exchange"
)

// Hidden lists the headers of a response that a page does not see, as they came: those of an answer to another origin that are neither
// safelisted nor exposed (Fetch standard, CORS filtered response), and in every case the cookies that it sets.
func Hidden(headers []exchange.Field, t Type, credentials bool) []string {
	value, _ := values(headers, "Access-Control-Expose-Headers")
	exposed := exposedNames(value)
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

// exposedNames reads Access-Control-Expose-Headers as Chromium does: one item that is no name, or is empty, and it exposes nothing.
// Only the last item may be empty.
func exposedNames(value string) []string {
	items := strings.Split(value, ",")
	var list []string
	for i, item := range items {
		item = strings.Trim(item, " \t")
		if item == "" && i == len(items)-1 {
			break
		}
		if !token(item) {
			return nil
		}
		list = append(list, item)
	}
	return list
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

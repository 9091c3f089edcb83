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

// Hides says before a request is sent what of its answer the page will not see. What the server exposes is not known then.
func Hides(r Request) []exchange.Fact {
	list := []exchange.Fact{{What: "Set-Cookie", Text: "No page sees the cookies that a server sets."}}
	if !r.CrossOrigin() {
		return list
	}
	all := "where that is *, all of them"
	if r.Credentials {
		all = "with credentials * names none"
	}
	return append(list, exchange.Fact{What: "Other headers", Text: "Of a server of another origin a page sees " + strings.Join(safelistedResponse, ", ") +
		", and those that the server names in Access-Control-Expose-Headers; " + all + "."})
}

// safelistedResponse are the headers that every page sees (Fetch standard, CORS-safelisted response-header name).
var safelistedResponse = []string{"Cache-Control", "Content-Language", "Content-Length", "Content-Type", "Expires", "Last-Modified", "Pragma"}

func safeResponse(name string) bool { return hasFold(safelistedResponse, name) }

// forbiddenResponse reports whether no page sees a header (Fetch standard, forbidden response-header name).
func forbiddenResponse(name string) bool {
	return strings.EqualFold(name, "Set-Cookie") || strings.EqualFold(name, "Set-Cookie2")
}

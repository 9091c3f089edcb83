package playground

import (
	"strconv"
	"strings"

	"roundtrip/app/exchange"
)

// InvalidAt is what kept the last Send from going out, if it is to be corrected
// there, else "".
func (m Model) InvalidAt(where exchange.Where) string {
	if m.Invalid == nil || m.Invalid.Where != where || m.Invalid.Session {
		return ""
	}
	return m.Invalid.Message
}

// MethodProblem says why a method as it is typed cannot be sent, or "". A method is a
// token (RFC 9110, section 5.6.2), and browsers refuse three (Fetch standard, forbidden method), of which a relay
// carries two: CONNECT would be for the relay's own proxy.
func (m Model) MethodProblem(method string) string {
	method = strings.TrimSpace(method)
	for _, c := range method {
		if c > '~' || c <= ' ' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c) {
			return strconv.QuoteRune(c) + " cannot stand in a method. Use letters, digits and !#$%&'*+-.^_`|~."
		}
	}
	switch upper := strings.ToUpper(method); {
	case upper == "CONNECT", (upper == "TRACE" || upper == "TRACK") && !m.Via().Relayed():
		return "Browsers do not send " + strings.ToUpper(method) + " for pages."
	}
	return ""
}

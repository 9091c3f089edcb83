package auth

import (
	"strings"

	"roundtrip/app/request"
)

// parameter is one pair of a query or of a form.
type parameter struct{ name, value string }

// parameters reads application/x-www-form-urlencoded in order, with duplicates, as the URL standard does (section 5.1):
// nothing is an error, as it is for net/url, which leaves out what it cannot read.
func parameters(text string) []parameter {
	var list []parameter
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, parameter{request.Unescape(name, true), request.Unescape(value, true)})
	}
	return list
}

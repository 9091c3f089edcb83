package session

import (
	"net/http"
	"slices"
	"strings"

	"roundtrip/app/exchange"
)

// reason is the server's own reason phrase, or the registered one where the
// protocol (HTTP/2, HTTP/3) has none.
func reason(resp *http.Response) string {
	if _, own, ok := strings.Cut(resp.Status, " "); ok && own != "" {
		return own
	}
	return http.StatusText(resp.StatusCode)
}

// headerList orders the headers of a response by name: a transport's map has no
// order, and fetch sorts them. Several values of one name stay several, in order.
func headerList(h http.Header) []exchange.Field {
	var names []string
	for name := range h {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	var list []exchange.Field
	for _, name := range names {
		for _, v := range h[name] {
			list = append(list, exchange.Field{Name: name, Value: v})
		}
	}
	return list
}

package session

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/httpwasm"
)

// reason is the server's own reason phrase, or the registered one where the protocol (HTTP/2, HTTP/3) has none. A browser does not
// tell a page the protocol before the end; over plain http it is HTTP/1.1.
func reason(resp *http.Response) string {
	_, own, _ := strings.Cut(resp.Status, " ")
	lined := resp.ProtoMajor == 1
	if info, ok := httpwasm.InfoOf(resp); ok {
		own, lined = info.Reason, strings.HasPrefix(info.URL, "http://")
	}
	if own == "" && !lined {
		return http.StatusText(resp.StatusCode)
	}
	return exchange.FieldText(own)
}

// headerList orders the headers of a response by name: a transport's map has no
// order, and fetch sorts them. Several values of one name stay several, in order.
func headerList(h http.Header) []exchange.Field {
	if len(h) == 0 {
		return nil
	}
	names, count := make([]string, 0, len(h)), 0
	for name, values := range h {
		names, count = append(names, name), count+len(values)
	}
	slices.SortFunc(names, byLetters)
	list := make([]exchange.Field, 0, count)
	for _, name := range names {
		for _, v := range h[name] {
			list = append(list, exchange.Field{Name: name, Value: exchange.FieldText(v)})
		}
	}
	return list
}

// byLetters orders names whatever case their letters are in; names that differ in nothing else have an order too.
func byLetters(a, b string) int {
	for i := range min(len(a), len(b)) {
		if d := cmp.Compare(small(a[i]), small(b[i])); d != 0 {
			return d
		}
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

func small(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

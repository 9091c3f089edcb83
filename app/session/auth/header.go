package auth

import (
	"net/http"
	"strings"
)

// set makes a header the only one of its name. The names in a request may be written in any way, as a person typed them.
func set(h http.Header, name, value string) {
	remove(h, name)
	h.Set(name, value)
}

func remove(h http.Header, name string) {
	for known := range h {
		if strings.EqualFold(known, name) {
			delete(h, known)
		}
	}
}

// canonical is a copy of headers with their names in Go's canonical form.
func canonical(h http.Header) http.Header {
	c := http.Header{}
	for name, values := range h {
		name = http.CanonicalHeaderKey(name)
		c[name] = append(c[name], values...)
	}
	return c
}

// quote writes a quoted-string (RFC 9110, section 5.6.4).
func quote(text string) string { return `"` + quotes.Replace(text) + `"` }

var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

package network

import (
	"maps"
	"net/http"
	"strings"
)

// UserAgent names this program where no browser does.
const UserAgent = "Roundtrip/1.0"

// introduced says who asks and that any media type will do, in requests that say neither: net/http would name Go. A header that is there
// stays, an empty one too.
func introduced(h http.Header) http.Header {
	out := h
	for name, value := range map[string]string{"User-Agent": UserAgent, "Accept": "*/*"} {
		there := false
		for key := range h {
			there = there || strings.EqualFold(key, name)
		}
		if there {
			continue
		}
		if len(out) == len(h) {
			out = maps.Clone(h)
		}
		if out == nil {
			out = http.Header{}
		}
		out[name] = []string{value}
	}
	return out
}

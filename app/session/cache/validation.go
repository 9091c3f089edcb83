package cache

import (
	"net/http"
	"strings"
)

// validators are the fields of a request that asks whether the response still holds (RFC 9111, section 4.3.1).
func (e *entry) validators() http.Header {
	conditions := http.Header{}
	if tag := e.head.Header.Get("Etag"); tag != "" {
		conditions.Set("If-None-Match", tag)
	}
	if modified := e.head.Header.Get("Last-Modified"); modified != "" {
		conditions.Set("If-Modified-Since", modified)
	}
	return conditions
}

func (e *entry) canBeValidated() bool {
	return e.head.Header.Get("Etag") != "" || e.head.Header.Get("Last-Modified") != ""
}

// sameTag compares the ETag of a newer response with the entry's, weakly (RFC 9110, section 8.8.3.2). One without a tag is no contradiction.
func (e *entry) sameTag(newer http.Header) bool {
	tag := newer.Get("Etag")
	return tag == "" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(e.head.Header.Get("Etag"), "W/")
}

// sameBody reports whether the response to a HEAD request describes the body that is stored (RFC 9111, section 4.3.5).
func (e *entry) sameBody(newer http.Header) bool {
	h := e.head.Header
	for _, name := range []string{"Etag", "Last-Modified", "Content-Length"} {
		if newer.Get(name) != "" && newer.Get(name) != h.Get(name) {
			return false
		}
	}
	return newer.Get("Etag") != "" || newer.Get("Last-Modified") != ""
}

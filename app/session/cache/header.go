package cache

import (
	"net/http"
	"strings"
)

// valueOf joins the lines of a header field into one value (RFC 9110, section 5.3). The names in a request may be spelt
// in any way: a session sends them as they were typed.
func valueOf(h http.Header, name string) string {
	lines, ok := h[name]
	if !ok {
		for spelt, values := range h {
			if strings.EqualFold(spelt, name) {
				lines = append(lines, values...)
			}
		}
	}
	if len(lines) == 1 {
		return strings.TrimSpace(lines[0])
	}
	parts := make([]string, 0, len(lines))
	for _, line := range lines {
		parts = append(parts, strings.TrimSpace(line))
	}
	return strings.Join(parts, ", ")
}

// members splits a value that is a list of names.
func members(value string) []string {
	var names []string
	for _, m := range strings.Split(value, ",") {
		if m = strings.TrimSpace(m); m != "" {
			names = append(names, http.CanonicalHeaderKey(m))
		}
	}
	return names
}

// unstored are the fields that belong to one connection or to a proxy on it (RFC 9111, section 3.1), besides those that
// Connection names.
var unstored = []string{
	"Connection", "Keep-Alive", "Proxy-Connection", "Te", "Transfer-Encoding", "Upgrade",
	"Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization",
}

// storedHeader is the header of a response as it is kept.
func storedHeader(h http.Header) http.Header {
	kept := h.Clone()
	if kept == nil {
		kept = http.Header{}
	}
	for _, name := range members(valueOf(h, "Connection")) {
		kept.Del(name)
	}
	for _, name := range unstored {
		kept.Del(name)
	}
	return kept
}

// describesBody are the fields that a newer header without a body leaves as they are (RFC 9111, section 3.2): they say how
// the stored bytes are to be read.
var describesBody = []string{"Content-Length", "Content-Encoding", "Content-Type", "Content-Range"}

// mergedHeader is a stored header, updated by that of a 304 response or of one to HEAD (RFC 9111, section 3.2). A new header
// without Age comes from the server itself, so an old Age no longer holds.
func mergedHeader(old, update http.Header) http.Header {
	merged := old.Clone()
	merged.Del("Age")
	update = storedHeader(update)
	for _, name := range describesBody {
		update.Del(name)
	}
	for name, values := range update {
		merged[name] = values
	}
	return merged
}

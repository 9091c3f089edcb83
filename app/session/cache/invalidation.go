package cache

import (
	"net/http"
	"net/url"
	"slices"
)

// safeMethods do not change what they name (RFC 9110, section 9.2.1). All others may, those that nobody knows included.
var safeMethods = []string{"GET", "HEAD", "OPTIONS", "TRACE"}

// invalidateAfter removes what a request that may have changed things makes invalid: the responses stored for its URI, and for
// those in Location and Content-Location of the same origin (RFC 9111, section 4.4). It returns how many there were.
func (s *Store) invalidateAfter(req *http.Request, resp *http.Response) int {
	if slices.Contains(safeMethods, methodOf(req)) || resp.StatusCode >= 400 {
		return 0
	}
	base := req.URL
	uris := []string{uriOf(base)}
	if resp.Request != nil && resp.Request.URL != nil && sameOrigin(resp.Request.URL, base) {
		base = resp.Request.URL // redirects that the transport followed have led there
		uris = append(uris, uriOf(base))
	}
	for _, name := range []string{"Location", "Content-Location"} {
		reference, err := url.Parse(resp.Header.Get(name))
		if err != nil || resp.Header.Get(name) == "" {
			continue
		}
		if named := base.ResolveReference(reference); sameOrigin(named, req.URL) {
			uris = append(uris, uriOf(named))
		}
	}
	n := 0
	for _, uri := range uris {
		n += s.invalidate(uri)
	}
	return n
}

func methodOf(req *http.Request) string {
	if req.Method == "" {
		return http.MethodGet
	}
	return req.Method
}

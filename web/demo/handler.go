package demo

import "net/http"

// maxBody bounds the body of a request, in bytes.
const maxBody = 1 << 20

// Handler answers this package's endpoints under the prefix ("/demo"), and hands every other request to rest, prefix
// and all.
func Handler(prefix string, rest http.Handler) http.Handler {
	own := http.NewServeMux()
	newAuthorizationServer(prefix).mount(own)
	pages{prefix}.mount(own)
	newFlaky().mount(own)
	newLimited().mount(own)
	webhooks{prefix}.mount(own)
	newCached().mount(own)
	own.HandleFunc("/events", events)
	own.HandleFunc("/lines", lines)
	own.HandleFunc("/bytes/{n}", randomBytes)
	own.HandleFunc("/stream-bytes/{n}", randomBytes)
	own.HandleFunc("/range/{n}", alphabetRange)

	answer := http.StripPrefix(prefix, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		own.ServeHTTP(w, r)
	}))
	// Whole trees, so that a known path with another method is answered 405 here and not 404 by the rest.
	all := http.NewServeMux()
	for _, tree := range []string{"/oauth/", "/pages/", "/flaky", "/flaky/", "/limited", "/webhook/", "/cached", "/events", "/lines", "/bytes/", "/stream-bytes/", "/range/"} {
		all.Handle(prefix+tree, answer)
	}
	all.Handle("/", rest)
	return all
}

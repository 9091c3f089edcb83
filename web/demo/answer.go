package demo

import (
	"encoding/json"
	"net/http"
)

// answer writes a value as JSON.
func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	text := json.NewEncoder(w)
	text.SetEscapeHTML(false)
	_ = text.Encode(value) // whoever went away does not read it
}

// refuse says in a sentence what is wrong with a request.
func refuse(w http.ResponseWriter, status int, sentence string) {
	answer(w, status, map[string]string{"error": sentence})
}

// origin is the scheme and host under which the server was asked, also behind a proxy that ends TLS. It goes into
// the answer to the one who sent the request and nowhere else, so that a made-up Host fools nobody but its maker.
func origin(r *http.Request) string {
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

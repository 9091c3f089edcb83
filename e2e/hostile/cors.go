//go:build !js

package hostile

import (
	"net/http"
	"strings"
)

// cors lets every origin do everything and see everything, unless the first segment of the path takes something away.
func cors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		without := ""
		if segment, rest, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); ok && strings.HasPrefix(segment, "no-") {
			without = segment
			r.URL.Path, r.URL.RawPath = "/"+rest, ""
		}
		preflight := r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
		if without != "no-cors" && (without != "no-preflight" || !preflight) {
			allow(w.Header(), r, without)
		}
		if preflight {
			code := http.StatusNoContent
			if without == "no-cors" || without == "no-preflight" {
				code = http.StatusForbidden
			}
			w.WriteHeader(code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func allow(header http.Header, r *http.Request, without string) {
	origin := r.Header.Get("Origin")
	if origin == "" {
		origin = "*"
	} else {
		header.Set("Access-Control-Allow-Credentials", "true")
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Vary", "Origin")
	if method := r.Header.Get("Access-Control-Request-Method"); method != "" && without != "no-methods" {
		header.Set("Access-Control-Allow-Methods", method)
		if names := r.Header.Get("Access-Control-Request-Headers"); names != "" {
			header.Set("Access-Control-Allow-Headers", names)
		}
	}
	if without != "no-expose" {
		header.Set("Access-Control-Expose-Headers", "*") // for requests without credentials
	}
	if without != "no-timing" {
		header.Set("Timing-Allow-Origin", "*")
	}
}

//go:build !js

package main

import (
	"net/http"
	"strings"
)

// newHandler serves every behaviour twice: at its path with CORS for everyone, and under /closed/ without any.
func newHandler() http.Handler {
	s := &server{gates: newGates()}
	mux := http.NewServeMux()
	for path, handle := range map[string]http.HandlerFunc{
		"/echo":     s.echo,
		"/hang":     s.hang,
		"/stall":    s.stall,
		"/reset":    s.reset,
		"/short":    s.short,
		"/gate":     s.gate,
		"/open":     s.open,
		"/await":    s.await,
		"/bytes":    s.bytes,
		"/encoded":  s.encoded,
		"/reply":    s.reply,
		"/redirect": s.redirect,
	} {
		mux.HandleFunc(path, handle)
	}
	closed := http.StripPrefix("/closed", mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/closed/") {
			closed.ServeHTTP(w, r)
			return
		}
		allow(w.Header(), r)
		if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// allow grants what is asked, with credentials; expose= lists headers to expose, tao=1 allows timing.
func allow(header http.Header, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "" {
		origin = "*"
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Allow-Credentials", "true")
	header.Set("Vary", "Origin")
	if method := r.Header.Get("Access-Control-Request-Method"); method != "" {
		header.Set("Access-Control-Allow-Methods", method)
		header.Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
	}
	query := r.URL.Query()
	if expose := query.Get("expose"); expose != "" {
		header.Set("Access-Control-Expose-Headers", expose)
	}
	if query.Get("tao") != "" {
		header.Set("Timing-Allow-Origin", "*")
		header.Set("Server-Timing", `db;dur=12.5;desc="two queries", cache`)
	}
}

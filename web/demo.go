package web

import (
	"bufio"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/mccutchen/go-httpbin/v2/httpbin"

	"roundtrip/web/demo"
)

// Limits of the demo API: enough to play with uploads and slow answers.
const (
	demoMaxBody     = 32 << 20 // bytes, of a request and of a generated response
	demoMaxDuration = 30 * time.Second
)

// Demo is go-httpbin, and beside it what package demo adds, under the prefix ("/demo"), open to every origin.
//
// go-httpbin allows origins by itself, but exposes no response headers, no timing, and answers preflights for
// a fixed list of methods only. Here any method is allowed and everything is exposed.
func Demo(prefix string) http.Handler {
	return openToAll(demo.Handler(prefix, httpbin.New(
		httpbin.WithPrefix(prefix),
		httpbin.WithMaxBodySize(demoMaxBody),
		httpbin.WithMaxDuration(demoMaxDuration),
		// The machine's own name and variables are nobody's business.
		httpbin.WithEnv(map[string]string{}),
	)))
}

func openToAll(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if method := r.Header.Get("Access-Control-Request-Method"); r.Method == http.MethodOptions && origin != "" && method != "" {
			preflight(w.Header(), r, origin, method)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if origin != "" {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
		next.ServeHTTP(&exposingWriter{ResponseWriter: w}, r)
	})
}

func preflight(h http.Header, r *http.Request, origin, method string) {
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Allow-Credentials", "true")
	h.Set("Access-Control-Allow-Methods", method)
	if names := r.Header.Get("Access-Control-Request-Headers"); names != "" {
		h.Set("Access-Control-Allow-Headers", names)
	}
	if r.Header.Get("Access-Control-Request-Private-Network") == "true" {
		h.Set("Access-Control-Allow-Private-Network", "true")
	}
	h.Set("Access-Control-Max-Age", "600")
	h.Set("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
}

// exposingWriter adds the fields that let scripts read a response in full. They are named one by one, because
// "*" means nothing in a response to a request with credentials.
type exposingWriter struct {
	http.ResponseWriter
	wrote bool
}

// Unwrap lets http.ResponseController reach what the server's own writer can do.
func (w *exposingWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush is what go-httpbin's streaming endpoints look for.
func (w *exposingWriter) Flush() {
	w.expose()
	_ = http.NewResponseController(w.ResponseWriter).Flush() // a writer that cannot flush sends later
}

// Hijack is what its WebSocket endpoint looks for.
func (w *exposingWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

func (w *exposingWriter) WriteHeader(status int) {
	if status >= 200 {
		w.expose()
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *exposingWriter) Write(b []byte) (int, error) {
	w.expose()
	return w.ResponseWriter.Write(b)
}

func (w *exposingWriter) expose() {
	if w.wrote {
		return
	}
	w.wrote = true
	h := w.Header()
	// Set by the server after the handler.
	names := []string{"Date", "Content-Length"}
	for _, name := range slices.Sorted(maps.Keys(h)) {
		if !strings.HasPrefix(name, "Access-Control-") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	h.Set("Access-Control-Expose-Headers", strings.Join(names, ", "))
	h.Set("Timing-Allow-Origin", "*")
	h.Add("Vary", "Origin")
	// The demo shares its origin with the playground and sends back what it is told to: shown as a document, it
	// must not run scripts there.
	h.Add("Content-Security-Policy", "sandbox allow-forms")
	h.Set("X-Content-Type-Options", "nosniff")
}

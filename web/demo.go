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
	demoMaxBody     = 1 << 20 // bytes, of a request, and of a response that go-httpbin generates
	demoMaxDuration = 30 * time.Second
)

// Demo is go-httpbin, and beside it what package demo adds, under the prefix ("/demo"), open to every origin. It shares its origin
// with the playground, and sends back what it is told to: so nothing that it answers is usable as code, nor does it hold for more
// than the answer itself, and it takes a bounded part of the machine.
//
// go-httpbin allows origins by itself, but exposes no response headers, no timing, and answers preflights for
// a fixed list of methods only. Here any method is allowed and everything is exposed.
func Demo(prefix string) http.Handler {
	echo := httpbin.New(
		httpbin.WithPrefix(prefix),
		httpbin.WithMaxBodySize(demoMaxBody),
		httpbin.WithMaxDuration(demoMaxDuration),
		// The machine's own name and variables are nobody's business.
		httpbin.WithEnv(map[string]string{}),
	)
	all := demo.Handler(prefix, ofThisHost(prefix, withoutEffects(prefix, boundJSON(echo))))
	large := inTurn(newTurns(largeAtOnce, largePerClient), largeBody, all)
	return openToAll(inTurn(newTurns(demoAtOnce, demoPerClient), 0, boundBody(large)))
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
		answer := &demoWriter{ResponseWriter: w, ends: time.Now().Add(writeTimeout)}
		if use := r.Header.Get("Sec-Fetch-Dest"); !slices.Contains(harmlessUses, use) {
			http.Error(answer, "The demo API answers no request for a "+use+": it sends back what it is told to, which must not run here.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(answer, r)
		answer.patient() // for what the server still holds
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

// demoPatience is how long a client may take for a part of an answer, of demoPart bytes at most.
const (
	demoPatience = 20 * time.Second
	demoPart     = 32 << 10
)

// demoWriter adds the fields that let scripts read a response in full, takes its label from what is code, and ends a response
// that nobody reads. The fields are named one by one, because "*" means nothing in a response to a request with credentials.
type demoWriter struct {
	http.ResponseWriter
	ends  time.Time
	wrote bool
}

// Unwrap lets http.ResponseController reach what the server's own writer can do.
func (w *demoWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush is what go-httpbin's streaming endpoints look for.
func (w *demoWriter) Flush() {
	w.complete()
	w.patient()
	_ = http.NewResponseController(w.ResponseWriter).Flush() // a writer that cannot flush sends later
}

// Hijack is what its WebSocket endpoint looks for.
func (w *demoWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

func (w *demoWriter) WriteHeader(status int) {
	if status >= 200 {
		w.complete()
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *demoWriter) Write(b []byte) (n int, err error) {
	w.complete()
	for err == nil {
		w.patient()
		part := b[n:min(n+demoPart, len(b))]
		var wrote int
		wrote, err = w.ResponseWriter.Write(part)
		if n += wrote; n == len(b) {
			break
		}
	}
	return n, err
}

// patient gives the client time for the next part.
func (w *demoWriter) patient() {
	until := time.Now().Add(demoPatience)
	if w.ends.Before(until) {
		until = w.ends
	}
	_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(until) // where there is none, nothing is waited for
}

func (w *demoWriter) complete() {
	if w.wrote {
		return
	}
	w.wrote = true
	h := w.Header()
	labelNoCode(h)
	// Set by the server after the handler.
	names := []string{"Date", "Content-Length"}
	for _, name := range slices.Sorted(maps.Keys(h)) {
		if !strings.HasPrefix(name, "Access-Control-") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	h.Set("Access-Control-Expose-Headers", strings.Join(names, ", "))
	h.Set("Timing-Allow-Origin", "*")
	h.Add("Vary", "Origin, Sec-Fetch-Dest, Sec-Fetch-Site")
	// Shown as a document, it must not run scripts either.
	h.Add("Content-Security-Policy", "sandbox allow-forms")
	h.Set("X-Content-Type-Options", "nosniff")
}

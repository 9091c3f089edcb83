package demo

import (
	"net"
	"net/http"
	"strconv"
	"time"
)

// flakyLife is how long a key is remembered after its last request.
const flakyLife = 5 * time.Minute

// flaky fails the first times for each key, and works from then on. Each key counts its attempts.
type flaky struct{ attempts *memory[int] }

func newFlaky() flaky { return flaky{newMemory[int](flakyLife)} }

func (f flaky) mount(mux *http.ServeMux) {
	mux.HandleFunc("/flaky", f.status)
	mux.HandleFunc("/flaky/reset", f.reset)
}

// attempt counts this one; failed is whether it is one of those that fail.
func (f flaky) attempt(endpoint string, q *query) (reply map[string]any, failed bool) {
	key, fail := q.key(), q.number("fail", 1, 0, 100)
	if q.err != nil {
		return nil, false
	}
	n := 0
	f.attempts.edit(endpoint+" "+key, func(made *int, _ bool) bool {
		*made++
		n = *made
		return true
	})
	return map[string]any{"key": key, "attempt": n, "fail": fail}, n <= fail
}

// status fails with a status, and Retry-After where that was asked for.
func (f flaky) status(w http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	status, after := q.number("status", http.StatusServiceUnavailable, 400, 599), q.number("retry_after", -1, 0, 3600)
	reply, failed := f.attempt("status", q)
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case q.err != nil:
		refuse(w, http.StatusBadRequest, q.err.Error())
	case failed:
		if after >= 0 {
			w.Header().Set("Retry-After", strconv.Itoa(after))
		}
		answer(w, status, reply)
	default:
		answer(w, http.StatusOK, reply)
	}
}

// reset fails by breaking the connection. Browsers and Go send a request again by themselves when a connection that
// was used before breaks like this, so that they may need fewer attempts than they are told here.
func (f flaky) reset(w http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	reply, failed := f.attempt("reset", q)
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case q.err != nil:
		refuse(w, http.StatusBadRequest, q.err.Error())
	case failed:
		breakConnection(w)
	default:
		answer(w, http.StatusOK, reply)
	}
}

// breakConnection ends a connection without an answer: with a TCP reset over HTTP/1.1, by resetting the stream over HTTP/2.
func breakConnection(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // without it the end is an orderly one, which is as good
	}
	conn.Close()
}

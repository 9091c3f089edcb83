//go:build !js

package hostile

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// hang never answers.
func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// stall sends n bytes of a longer body, then nothing more.
func stall(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	w.Header().Set("Content-Length", "1000000")
	send(w, number(r, "n", 10))
	<-r.Context().Done()
}

// reset resets the connection: before the head, or after n bytes of a longer body.
func reset(w http.ResponseWriter, r *http.Request) {
	if n := number(r, "n", -1); n >= 0 {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Length", strconv.Itoa(n+1000))
		send(w, n)
	}
	resetConnection(w)
}

// lie says one length and sends another. net/http would not let it, so it speaks for itself.
func lie(w http.ResponseWriter, r *http.Request) {
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer conn.Close()
	fmt.Fprintf(buffered, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n", number(r, "said", 10))
	_ = w.Header().Write(buffered) // the CORS headers
	fmt.Fprintf(buffered, "\r\n%s", text(number(r, "sent", 10)))
	_ = buffered.Flush()
}

// drip sends a line, waits, sends the next.
func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	every := time.Duration(number(r, "every", 100)) * time.Millisecond
	for i := range number(r, "lines", 3) {
		if i > 0 {
			select {
			case <-time.After(every):
			case <-r.Context().Done():
				return
			}
		}
		fmt.Fprintf(w, "line %d\n", i+1)
		_ = http.NewResponseController(w).Flush()
	}
}

// redirect leads to the URL to=.
func redirect(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.FormValue("to"))
	w.WriteHeader(number(r, "code", http.StatusFound))
}

// loop leads to itself.
func loop(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.URL.String())
	w.WriteHeader(http.StatusFound)
}

// send writes n bytes of text and makes sure that they are on their way.
func send(w http.ResponseWriter, n int) {
	_, _ = io.WriteString(w, text(n))
	_ = http.NewResponseController(w).Flush()
}

// text is n bytes of lines of 64.
func text(n int) string {
	const line = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.\n"
	return strings.Repeat(line, n/len(line)+1)[:n]
}

func number(r *http.Request, name string, otherwise int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(name))
	if err != nil {
		return otherwise
	}
	return n
}

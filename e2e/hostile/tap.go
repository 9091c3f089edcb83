//go:build !js

package hostile

import (
	"bytes"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// net/http keeps headers in a map, without their order and their spelling. So the head of a request is taken from the connection itself.

type connKey struct{}

type tapped struct{ net.Listener }

func (l tapped) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &tap{Conn: conn}, nil
}

// tap keeps the bytes that came until the head of the request was whole.
type tap struct {
	net.Conn
	mu   sync.Mutex
	head []byte
	full bool
}

func (t *tap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.full {
		t.head = append(t.head, p[:n]...)
		if end := bytes.Index(t.head, []byte("\r\n\r\n")); end >= 0 {
			t.head, t.full = t.head[:end], true
		}
	}
	return n, err
}

// lines gives the request line and the header lines as they came.
func (t *tap) lines() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Split(string(t.head), "\r\n")
}

// headLines gives the request line and the headers of a request as they came; of HTTP/2, which has no such lines, the headers as Go
// keeps them.
func headLines(r *http.Request) []string {
	if t, ok := r.Context().Value(connKey{}).(*tap); ok {
		return t.lines()
	}
	lines := []string{r.Method + " " + r.RequestURI}
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		for _, value := range r.Header[name] {
			lines = append(lines, name+": "+value)
		}
	}
	return lines
}

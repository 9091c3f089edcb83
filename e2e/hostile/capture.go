//go:build !js

package hostile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Field is one header as it came.
type Field struct{ Name, Value string }

// Request is one request as it came.
type Request struct {
	Method  string
	Target  string  // as it stood in the request line
	Headers []Field // in their order and spelling
	Body    []byte  // of requests to /echo/; only the beginning of one over a megabyte
	Size    int64   // of the body in bytes
	Sum     [sha256.Size]byte
	Whole   bool // the body came to its end
}

const maxKept = 1 << 20

// Get gives the value of a header by its name in any case, or "".
func (r Request) Get(name string) string {
	for _, f := range r.Headers {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Has reports whether a header came.
func (r Request) Has(name string) bool {
	return slices.ContainsFunc(r.Headers, func(f Field) bool { return strings.EqualFold(f.Name, name) })
}

// Preflight reports whether this is a browser's question, not a request (Fetch standard, CORS-preflight request).
func (r Request) Preflight() bool {
	return r.Method == http.MethodOptions && r.Has("Access-Control-Request-Method")
}

// log is every request that came, in the order in which their heads did.
type log struct {
	mu       sync.Mutex
	requests []*Request
	changed  chan struct{}
}

func (l *log) update(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change()
	if l.changed != nil {
		close(l.changed)
		l.changed = nil
	}
}

// Seen gives the requests so far, without preflights, whose target begins with prefix.
func (s *Server) Seen(prefix string) []Request {
	requests, _ := s.seen(prefix)
	return slices.DeleteFunc(requests, Request.Preflight)
}

// Preflights gives the preflights so far whose target begins with prefix.
func (s *Server) Preflights(prefix string) []Request {
	requests, _ := s.seen(prefix)
	return slices.DeleteFunc(requests, func(r Request) bool { return !r.Preflight() })
}

func (s *Server) seen(prefix string) ([]Request, <-chan struct{}) {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	if s.log.changed == nil {
		s.log.changed = make(chan struct{})
	}
	var found []Request
	for _, r := range s.log.requests {
		if strings.HasPrefix(r.Target, prefix) {
			found = append(found, *r)
		}
	}
	return found, s.log.changed
}

// Await gives the first request, no preflight, whose target begins with prefix and whose body has come to its end.
func (s *Server) Await(ctx context.Context, prefix string) (Request, error) {
	requests, err := s.await(ctx, prefix, 1)
	if err != nil {
		return Request{}, err
	}
	return requests[0], nil
}

// AwaitCount waits until so many requests, without preflights, have come as a whole.
func (s *Server) AwaitCount(ctx context.Context, prefix string, n int) error {
	_, err := s.await(ctx, prefix, n)
	return err
}

func (s *Server) await(ctx context.Context, prefix string, n int) ([]Request, error) {
	for {
		requests, changed := s.seen(prefix)
		requests = slices.DeleteFunc(requests, func(r Request) bool { return !r.Whole || r.Preflight() })
		if len(requests) >= n {
			return requests, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

type requestKey struct{}

// record notes a request before anything else happens to it.
func (s *Server) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lines := headLines(r)
		seen := &Request{Method: r.Method, Target: r.RequestURI, Whole: r.ContentLength == 0}
		for _, line := range lines[1:] {
			name, value, _ := strings.Cut(line, ":")
			seen.Headers = append(seen.Headers, Field{name, strings.TrimSpace(value)})
		}
		s.log.update(func() { s.log.requests = append(s.log.requests, seen) })
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, seen)))
	})
}

// echo reads the body to its end and tells what came. What was typed into the request comes back in the response.
func (s *Server) echo(w http.ResponseWriter, r *http.Request) {
	var kept bytes.Buffer
	sum := sha256.New()
	beginning := &limited{&kept, maxKept}
	size, err := io.Copy(io.MultiWriter(sum, beginning), r.Body)
	seen := r.Context().Value(requestKey{}).(*Request)
	s.log.update(func() {
		seen.Body, seen.Size, seen.Whole = kept.Bytes(), size, err == nil
		sum.Sum(seen.Sum[:0])
	})
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(number(r, "status", http.StatusOK))
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(map[string]any{ // the client may be gone
		"method": seen.Method, "target": seen.Target, "headers": seen.Headers, "size": size, "body": string(kept.Bytes()[:min(kept.Len(), 4096)]),
	})
}

// limited passes on so many bytes, and swallows the rest.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	if _, err := l.w.Write(p[:n]); err != nil {
		return 0, err
	}
	return len(p), nil
}

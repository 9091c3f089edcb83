//go:build !js

package hostile

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Reply is an answer as it goes over the wire: a status, and lines of headers as they are written.
type Reply struct {
	Status int
	Lines  []string
}

// Scripted is a server of several origins that answers each path with what was laid down for it, byte for byte, and keeps what came
// and what it answered.
type Scripted struct {
	Origins []string

	listeners []net.Listener
	done      sync.WaitGroup

	mu        sync.Mutex
	pages     map[string]string
	replies   map[string]Reply
	preflight map[string]Reply
	talks     map[string][]Talk
}

// Talk is one request that came to a scripted server, and the lines that it answered.
type Talk struct {
	Origin string // of the server
	Method string
	Target string
	Header http.Header
	Answer Reply
}

// Preflight reports whether it is a browser's question, not a request.
func (t Talk) Preflight() bool {
	return t.Method == http.MethodOptions && t.Header.Get("Access-Control-Request-Method") != ""
}

// StartScripted listens at so many origins of the loopback interface.
func StartScripted(origins int) (*Scripted, error) {
	s := &Scripted{pages: map[string]string{}, replies: map[string]Reply{}, preflight: map[string]Reply{}, talks: map[string][]Talk{}}
	for range origins {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		origin := "http://" + listener.Addr().String()
		s.Origins, s.listeners = append(s.Origins, origin), append(s.listeners, listener)
		s.done.Go(func() { s.accept(listener, origin) })
	}
	return s, nil
}

// Close ends every connection.
func (s *Scripted) Close() error {
	var failed error
	for _, l := range s.listeners {
		failed = errors.Join(failed, l.Close())
	}
	s.done.Wait()
	return failed
}

// Page lays down a page.
func (s *Scripted) Page(target, html string) { s.lay(func() { s.pages[target] = html }) }

// Lay lays down what a target answers to a request, and to a preflight.
func (s *Scripted) Lay(target string, preflight, reply Reply) {
	s.lay(func() { s.preflight[target], s.replies[target] = preflight, reply })
}

func (s *Scripted) lay(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// Talks gives what was said to targets whose first segment is name, in order.
func (s *Scripted) Talks(name string) []Talk {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.talks[name]
}

func (s *Scripted) accept(listener net.Listener, origin string) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		s.done.Go(func() {
			defer conn.Close()
			s.serve(conn, origin)
		})
	}
}

// serve answers one request and ends the connection: browsers open some that they then do not use.
func (s *Scripted) serve(conn net.Conn, origin string) {
	r, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return
	}
	_, _ = io.WriteString(conn, s.answer(r, origin)) // the browser may be gone
}

func (s *Scripted) answer(r *http.Request, origin string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if page, ok := s.pages[r.RequestURI]; ok {
		return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n" + page
	}
	talk := Talk{Origin: origin, Method: r.Method, Target: r.RequestURI, Header: r.Header}
	talk.Answer = s.replies[r.RequestURI]
	if talk.Preflight() {
		talk.Answer = s.preflight[r.RequestURI]
	}
	if talk.Answer.Status == 0 {
		talk.Answer.Status = http.StatusNotFound
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(r.RequestURI, "/"), "/")
	s.talks[name] = append(s.talks[name], talk)
	var b strings.Builder
	b.WriteString("HTTP/1.1 " + strconv.Itoa(talk.Answer.Status) + " Said\r\n")
	for _, line := range talk.Answer.Lines {
		b.WriteString(line + "\r\n")
	}
	b.WriteString("Connection: close\r\n\r\n")
	return b.String()
}

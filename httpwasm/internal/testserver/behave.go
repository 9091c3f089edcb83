//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/andybalholm/brotli"
)

type server struct{ gates *gates }

// echo tells what arrived.
func (s *server) echo(w http.ResponseWriter, r *http.Request) {
	hash := sha256.New()
	length, err := io.Copy(hash, r.Body)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"method": r.Method, "path": r.URL.RequestURI(), "proto": r.Proto, "header": r.Header,
		"contentLength": r.ContentLength, "length": length, "sha256": hex.EncodeToString(hash.Sum(nil)), "complete": err == nil,
	})
}

// hang sends nothing at all. The event key= happens when the client has gone, key=…-in when the request has come.
func (s *server) hang(w http.ResponseWriter, r *http.Request) {
	s.linger(r, 0)
}

func (s *server) linger(r *http.Request, sent int) {
	if key := r.FormValue("key"); key != "" {
		s.gates.open(key+"-in", "")
		defer s.gates.open(key, strconv.Itoa(sent))
	}
	<-r.Context().Done()
}

// stall sends n= bytes, then nothing more. The event key= tells how many of them the client let through.
func (s *server) stall(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "1000000000")
	s.linger(r, s.send(w, number(r, "n")))
}

// reset sends n= bytes of more and, after the event after=, resets the connection.
func (s *server) reset(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(number(r, "n")+1000))
	s.send(w, number(r, "n"))
	<-s.gates.event(r.FormValue("after")).happened
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil { // HTTP/2
		panic(http.ErrAbortHandler)
	}
	conn.(*net.TCPConn).SetLinger(0)
	conn.Close()
}

// short promises more bytes than the n= that it sends before, after the event after=, it closes the connection in good order.
func (s *server) short(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(number(r, "n")+1000))
	s.send(w, number(r, "n"))
	<-s.gates.event(r.FormValue("after")).happened
	panic(http.ErrAbortHandler)
}

// gate sends "first\n", waits for the event key=, sends "second\n".
func (s *server) gate(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, "first\n")
	http.NewResponseController(w).Flush()
	select {
	case <-s.gates.event(r.FormValue("key")).happened:
		io.WriteString(w, "second\n")
	case <-r.Context().Done():
	}
}

// open makes the event key= happen.
func (s *server) open(w http.ResponseWriter, r *http.Request) {
	s.gates.open(r.FormValue("key"), "")
}

// await answers with the note of the event key= when it has happened, or with 504 when it has not in ten seconds.
func (s *server) await(w http.ResponseWriter, r *http.Request) {
	event := s.gates.event(r.FormValue("key"))
	select {
	case <-event.happened:
		io.WriteString(w, event.note)
	case <-time.After(10 * time.Second):
		w.WriteHeader(http.StatusGatewayTimeout)
	}
}

// bytes sends n= bytes, each the low byte of its position times 31; delay= milliseconds pass before the head.
// The headers X-Size and X-Delay tell the same, for requests that must have the same URL.
func (s *server) bytes(w http.ResponseWriter, r *http.Request) {
	for header, name := range map[string]string{"X-Size": "n", "X-Delay": "delay"} {
		if value := r.Header.Get(header); value != "" {
			r.ParseForm()
			r.Form.Set(name, value)
		}
	}
	time.Sleep(time.Duration(number(r, "delay")) * time.Millisecond)
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.Itoa(number(r, "n")))
	if cache := r.FormValue("cache"); cache != "" {
		w.Header().Set("Cache-Control", cache)
	}
	s.send(w, number(r, "n"))
}

// pattern repeats after 256 bytes.
var pattern = func() []byte {
	p := make([]byte, 256<<10)
	for i := range p {
		p[i] = byte(i * 31)
	}
	return p
}()

func (s *server) send(w http.ResponseWriter, n int) (sent int) {
	for sent < n {
		written, err := w.Write(pattern[:min(n-sent, len(pattern))])
		sent += written
		if err != nil {
			return sent
		}
	}
	http.NewResponseController(w).Flush()
	return sent
}

// encoded sends 100,000 times the letter a, in the content coding as=, with the length of the encoded bytes.
func (s *server) encoded(w http.ResponseWriter, r *http.Request) {
	var (
		text = bytes.Repeat([]byte("a"), 100_000)
		buf  bytes.Buffer
		enc  io.WriteCloser
	)
	switch r.FormValue("as") {
	case "gzip":
		enc = gzip.NewWriter(&buf)
	case "deflate":
		enc = zlib.NewWriter(&buf)
	case "br":
		enc = brotli.NewWriter(&buf)
	default:
		buf.Write(text)
	}
	if enc != nil {
		enc.Write(text)
		enc.Close()
	}
	if coding := r.FormValue("as"); coding != "" {
		w.Header().Set("Content-Encoding", coding)
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Header().Set("Content-Length", strconv.Itoa(buf.Len()))
	w.Write(buf.Bytes())
}

// reply sends raw=, the bytes of an answer over HTTP/1.1, with the CORS headers put in after the status line.
func (s *server) reply(w http.ResponseWriter, r *http.Request) {
	head, rest, _ := bytes.Cut([]byte(r.FormValue("raw")), []byte("\r\n"))
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusHTTPVersionNotSupported)
		return
	}
	defer conn.Close()
	fmt.Fprintf(conn, "%s\r\nConnection: close\r\n", head)
	w.Header().Write(conn)
	conn.Write(rest)
}

// redirect answers code= with Location: to=.
func (s *server) redirect(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.FormValue("to"))
	w.WriteHeader(number(r, "code"))
}

func number(r *http.Request, name string) int {
	n, _ := strconv.Atoi(r.FormValue(name))
	return n
}

//go:build !js

package hostile

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
)

// Server is a running server.
type Server struct {
	URL    string // of one origin, without a slash at the end
	Other  string // of another origin, served by the same server
	Secure string // of an origin over TLS and HTTP/2, with a certificate that nobody has signed

	http   *http.Server
	secure *httptest.Server
	done   sync.WaitGroup
	log    log
	flows  flows
}

// Start listens on two free ports of the loopback interface.
func Start() (*Server, error) {
	s := &Server{}
	s.flows.init()
	handler := s.record(cors(s.routes()))
	s.secure = httptest.NewUnstartedServer(handler)
	s.secure.EnableHTTP2 = true
	s.secure.StartTLS()
	s.Secure = s.secure.URL
	s.http = &http.Server{
		Handler:     handler,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, connKey{}, c) },
	}
	s.http.SetKeepAlivesEnabled(false)
	for _, url := range []*string{&s.URL, &s.Other} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		*url = "http://" + listener.Addr().String()
		s.done.Go(func() { _ = s.http.Serve(tapped{listener}) }) // ends with Close
	}
	return s, nil
}

// Close ends every connection, those that hang too.
func (s *Server) Close() error {
	err := s.http.Close()
	s.flows.close()
	s.secure.CloseClientConnections()
	s.secure.Close()
	s.done.Wait()
	return err
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for pattern, handle := range map[string]http.HandlerFunc{
		"/echo/":           s.echo,
		"/flow/{name}":     s.flow,
		"/home/":           home,
		"/hang":            hang,
		"/stall":           stall,
		"/reset":           reset,
		"/lie":             lie,
		"/drip":            drip,
		"/redirect":        redirect,
		"/loop":            loop,
		"/status/{code}":   status,
		"/nobody/{code}":   nobody,
		"/coded":           coded,
		"/json":            bigJSON,
		"/bytes":           plainBytes,
		"/list/":           list,
		"/document/{name}": document,
		"/cookie":          cookie,
	} {
		mux.HandleFunc(pattern, handle)
	}
	return mux
}

// CertificateHash names the key of the certificate of Secure, for a browser that is to trust it.
func (s *Server) CertificateHash() string {
	sum := sha256.Sum256(s.secure.Certificate().RawSubjectPublicKeyInfo)
	return base64.StdEncoding.EncodeToString(sum[:])
}

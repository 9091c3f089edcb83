//go:build !js

package hostile

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
)

// Server is a running server.
type Server struct {
	URL   string // of one origin, without a slash at the end
	Other string // of another origin, served by the same server

	http  *http.Server
	done  sync.WaitGroup
	log   log
	flows flows
}

// Start listens on two free ports of the loopback interface.
func Start() (*Server, error) {
	s := &Server{}
	s.flows.init()
	s.http = &http.Server{
		Handler:     s.record(cors(s.routes())),
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
		"/document/{name}": document,
		"/cookie":          cookie,
	} {
		mux.HandleFunc(pattern, handle)
	}
	return mux
}

// Refused is the URL of an origin where nobody listens.
func Refused() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return "http://" + listener.Addr().String(), listener.Close()
}

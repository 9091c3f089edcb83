//go:build !js

package main

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay"
	"roundtrip/httpwasm/relay/wire"
)

// newRelay serves a relay for every page, at /relay, and some that are none: /mute takes a WebSocket and says nothing, /deaf does not even
// answer its handshake. /drop breaks the WebSockets of the relay's connections, as a relay that dies does.
func newRelay() (*httptest.Server, error) {
	server := httptest.NewUnstartedServer(nil)
	config := relay.Defaults()
	config.Listening(server.Listener.Addr())
	config.Origins = []string{"*"}
	config.Rate, config.Burst, config.PerClient, config.Connections = 1e6, 1e6, 2000, 2000
	config.Log = slog.New(slog.DiscardHandler)
	config.Proxy = nil
	handler, err := relay.New(config)
	if err != nil {
		return nil, err
	}
	sockets := &sockets{}
	server.Config.ConnState = sockets.note
	mux := http.NewServeMux()
	mux.Handle("/relay/", http.StripPrefix("/relay", handler))
	mux.HandleFunc("/mute/relay/connect", func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}, InsecureSkipVerify: true})
		if err != nil {
			return
		}
		for err == nil {
			_, _, err = ws.Read(r.Context())
		}
	})
	mux.HandleFunc("/deaf/relay/connect", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/drop", func(w http.ResponseWriter, r *http.Request) {
		allow(w.Header(), r)
		sockets.drop()
	})
	server.Config.Handler = mux
	server.Start()
	return server, nil
}

// sockets are the connections of a server that have become WebSockets.
type sockets struct {
	mu    sync.Mutex
	conns []net.Conn
}

func (s *sockets) note(conn net.Conn, state http.ConnState) {
	if state == http.StateHijacked {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.conns = append(s.conns, conn)
	}
}

func (s *sockets) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conn := range s.conns {
		conn.Close()
	}
	s.conns = nil
}

// newEcho sends back what it gets over TCP, and ends when that ends.
func newEcho() (address string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = io.Copy(conn, conn)
			}()
		}
	}()
	return listener.Addr().String(), nil
}

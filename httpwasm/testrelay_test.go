//go:build !js

package httpwasm

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay"
)

// testRelay is a real relay that listens on loopback.
type testRelay struct {
	*httptest.Server
	mu    sync.Mutex
	conns []net.Conn // of WebSockets
}

func newTestRelay(t testing.TB, change func(*relay.Config)) *testRelay {
	t.Helper()
	r := &testRelay{Server: httptest.NewUnstartedServer(nil)}
	config := relay.Defaults()
	config.Listening(r.Listener.Addr())
	config.Log = slog.New(slog.DiscardHandler)
	config.Proxy = nil
	config.Rate, config.Burst, config.PerClient, config.Connections = 1e6, 1e6, 2000, 2000
	if change != nil {
		change(&config)
	}
	handler, err := relay.New(config)
	require.NoError(t, err)
	r.Config.Handler = http.StripPrefix("/relay", handler)
	r.Config.ConnState = func(conn net.Conn, state http.ConnState) {
		if state == http.StateHijacked {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.conns = append(r.conns, conn)
		}
	}
	r.Start()
	t.Cleanup(func() {
		r.Close()
		handler.Close()
	})
	return r
}

// breakOff breaks every WebSocket, as a relay that dies does.
func (r *testRelay) breakOff() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, conn := range r.conns {
		conn.Close()
	}
	r.conns = nil
}

func (r *testRelay) dial(t testing.TB, address string) *tunnelConn {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c, err := (&Tunnel{URL: r.URL}).DialContext(ctx, "tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	return c.(*tunnelConn)
}

// pair is a connection through the relay and its far end.
func (r *testRelay) pair(t testing.TB) (*tunnelConn, *net.TCPConn) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	near := r.dial(t, listener.Addr().String())
	far, err := listener.Accept()
	require.NoError(t, err)
	t.Cleanup(func() { far.Close() })
	return near, far.(*net.TCPConn)
}

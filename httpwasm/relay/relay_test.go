//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// serveRelay starts a relay that listens on loopback, and is its person's own unless change says otherwise.
func serveRelay(t testing.TB, change func(*Config)) (*Handler, *httptest.Server) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	config := Defaults()
	config.Log = slog.New(slog.DiscardHandler)
	config.Proxy = nil
	config.Rate, config.Burst, config.PerClient, config.Connections = 1e6, 1e6, 2000, 2000
	config.Listening(server.Listener.Addr())
	if change != nil {
		change(&config)
	}
	handler, err := New(config)
	require.NoError(t, err)
	server.Config.Handler = http.StripPrefix("/relay", handler)
	server.Start()
	t.Cleanup(func() {
		server.Close()
		handler.Close()
	})
	return handler, server
}

func address(server *httptest.Server) string {
	return "ws" + server.URL[len("http"):] + "/relay/connect"
}

// dialWire opens the WebSocket alone.
func dialWire(t testing.TB, server *httptest.Server, header http.Header) (*websocket.Conn, *http.Response, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	options := &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}, HTTPHeader: header}
	if host := header.Get("Host"); host != "" {
		options.Host = host
	}
	ws, response, err := websocket.Dial(ctx, address(server), options)
	if err == nil {
		ws.SetReadLimit(wire.MaxData)
		t.Cleanup(func() { _ = ws.CloseNow() })
	}
	return ws, response, err
}

// ask sends the first message and gives the answer.
func ask(t testing.TB, ws *websocket.Conn, open any) wire.Opened {
	t.Helper()
	sayText(t, ws, open)
	return answer(t, ws)
}

func sayText(t testing.TB, ws *websocket.Conn, v any) {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, ws.Write(context.Background(), websocket.MessageText, text))
}

func answer(t testing.TB, ws *websocket.Conn) (opened wire.Opened) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	kind, text, err := ws.Read(ctx)
	require.NoError(t, err)
	require.Equal(t, websocket.MessageText, kind)
	require.NoError(t, wire.Parse(text, &opened))
	return opened
}

// asked is what a relay answers to a host and port.
func asked(t testing.TB, server *httptest.Server, host string, port int) wire.Opened {
	t.Helper()
	ws, _, err := dialWire(t, server, nil)
	require.NoError(t, err)
	defer ws.CloseNow()
	return ask(t, ws, wire.Open{Host: host, Port: port, Window: wire.FullWindow})
}

func hostPort(t testing.TB, addr net.Addr) (string, int) {
	t.Helper()
	tcp, ok := addr.(*net.TCPAddr)
	require.True(t, ok)
	return tcp.IP.String(), tcp.Port
}

// eventually lets a test wait until a condition holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	require.Eventually(t, holds, 20*time.Second, 10*time.Millisecond, what)
}

// public makes a relay what it is on a public host: it listens on loopback here, but is nobody's own.
func public(c *Config) { c.Own = false }

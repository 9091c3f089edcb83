//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
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

// tunnel is the other side of the protocol as a net.Conn, in the plainest way that is right.
type tunnel struct {
	net.Conn // nil: what http.Transport does not call
	ws       *websocket.Conn
	opened   wire.Opened

	mu     sync.Mutex
	more   *sync.Cond
	room   int64
	data   []byte
	taken  int64
	ended  error
	window int64
}

// dialTunnel connects through a relay.
func dialTunnel(ctx context.Context, relay string, open wire.Open) (*tunnel, error) {
	ws, _, err := websocket.Dial(ctx, relay, &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}})
	if err != nil {
		return nil, err
	}
	ws.SetReadLimit(wire.MaxData)
	t := &tunnel{ws: ws, window: open.Window}
	t.more = sync.NewCond(&t.mu)
	if err := writeJSON(ctx, ws, open); err != nil {
		return nil, err
	}
	_, text, err := ws.Read(ctx)
	if err != nil {
		return nil, err
	}
	if err := wire.Parse(text, &t.opened); err != nil {
		return nil, err
	}
	if t.opened.Refusal != nil {
		_ = ws.CloseNow()
		return nil, t.opened.Refusal
	}
	t.room = t.opened.Window
	go t.receive()
	return t, nil
}

func (t *tunnel) receive() {
	for {
		kind, p, err := t.ws.Read(context.Background())
		t.mu.Lock()
		switch {
		case err != nil:
			t.end(err)
		case kind == websocket.MessageBinary:
			t.data = append(t.data, p...)
			if int64(len(t.data)) > t.window {
				t.end(errors.New("more than the window"))
			}
		default:
			var control wire.Control
			if err := wire.Parse(p, &control); err != nil {
				t.end(err)
			}
			t.room += control.Ack
			if control.EOF {
				t.end(io.EOF)
			}
			if control.Error != "" {
				t.end(errors.New(control.Error))
			}
		}
		t.more.Broadcast()
		t.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (t *tunnel) end(err error) {
	if t.ended == nil {
		t.ended = err
	}
}

func (t *tunnel) Read(p []byte) (int, error) {
	t.mu.Lock()
	for len(t.data) == 0 && t.ended == nil {
		t.more.Wait()
	}
	if len(t.data) == 0 {
		defer t.mu.Unlock()
		return 0, t.ended
	}
	n := copy(p, t.data)
	t.data = t.data[n:]
	t.taken += int64(n)
	ack := int64(0)
	if t.taken >= t.window/4 {
		ack, t.taken = t.taken, 0
	}
	t.mu.Unlock()
	if ack > 0 {
		_ = writeJSON(context.Background(), t.ws, wire.Control{Ack: ack})
	}
	return n, nil
}

func (t *tunnel) Write(p []byte) (n int, err error) {
	for n < len(p) {
		t.mu.Lock()
		for t.room == 0 && (t.ended == nil || t.ended == io.EOF) {
			t.more.Wait()
		}
		if t.ended != nil && t.ended != io.EOF {
			defer t.mu.Unlock()
			return n, t.ended
		}
		part := p[n:min(len(p), n+int(min(t.room, wire.MaxData)))]
		t.room -= int64(len(part))
		t.mu.Unlock()
		if err := t.ws.Write(context.Background(), websocket.MessageBinary, part); err != nil {
			return n, err
		}
		n += len(part)
	}
	return n, nil
}

func (t *tunnel) CloseWrite() error {
	return writeJSON(context.Background(), t.ws, wire.Control{EOF: true})
}
func (t *tunnel) Close() error {
	go t.ws.Close(websocket.StatusNormalClosure, "")
	return nil
}

type tunnelAddr string

func (tunnelAddr) Network() string  { return "tcp" }
func (a tunnelAddr) String() string { return string(a) }

func (t *tunnel) LocalAddr() net.Addr              { return tunnelAddr("tunnel") }
func (t *tunnel) RemoteAddr() net.Addr             { return tunnelAddr(t.opened.Address) }
func (t *tunnel) SetDeadline(time.Time) error      { return nil }
func (t *tunnel) SetReadDeadline(time.Time) error  { return nil }
func (t *tunnel) SetWriteDeadline(time.Time) error { return nil }

// through is an HTTP client whose connections go through the relay.
func through(server *httptest.Server) *http.Transport {
	return &http.Transport{
		DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) {
			host, port, err := net.SplitHostPort(addr)
			if err != nil {
				return nil, err
			}
			var n int
			if _, err := fmt.Sscan(port, &n); err != nil {
				return nil, err
			}
			return dialTunnel(ctx, address(server), wire.Open{Host: host, Port: n, Window: wire.FullWindow})
		},
	}
}

// eventually lets a test wait until a condition holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	require.Eventually(t, holds, 20*time.Second, 10*time.Millisecond, what)
}

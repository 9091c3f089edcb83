//go:build !js

package relay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

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

	over   chan struct{} // closed when the WebSocket is
	status error         // it was closed with, once it is
}

// dialTunnel connects through a relay.
func dialTunnel(ctx context.Context, relay string, open wire.Open) (*tunnel, error) {
	return dialTunnelOver(ctx, (&net.Dialer{}).DialContext, relay, open)
}

// dialTunnelOver does so over a connection of its own making.
func dialTunnelOver(ctx context.Context, dial func(ctx context.Context, network, addr string) (net.Conn, error), relay string, open wire.Open) (*tunnel, error) {
	client := &http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}
	ws, _, err := websocket.Dial(ctx, relay, &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}, HTTPClient: client})
	if err != nil {
		return nil, err
	}
	ws.SetReadLimit(wire.MaxData)
	t := &tunnel{ws: ws, window: open.Window, over: make(chan struct{})}
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
			t.status = err
			close(t.over)
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
			if control.Refusal != nil {
				t.end(control.Refusal)
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

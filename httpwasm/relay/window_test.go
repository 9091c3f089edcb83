//go:build !js

package relay

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

func TestATunnelThatSendsMoreThanTheWindowIsCutOff(t *testing.T) {
	// Nothing of it is taken: what the kernels between relay and server hold is filled up first.
	full := listen(t, func(c *net.TCPConn) {
		_ = c.SetReadBuffer(4096)
		time.Sleep(30 * time.Second)
		_ = c.Close()
	})
	_, relay := serveRelay(t, func(c *Config) { c.Window = wire.MinWindow })
	ws := openTo(t, relay, full, wire.FullWindow)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 1000 { // 64 MB, more than any kernel holds for one connection here
			if ws.Write(context.Background(), websocket.MessageBinary, make([]byte, wire.MinWindow)) != nil {
				return
			}
		}
	}()
	last, _, status := end(t, ws)
	require.Contains(t, last.Error, "more than the 65536 bytes that the relay had room for")
	require.Equal(t, websocket.StatusProtocolError, status)
	<-done
}

func TestASenderStopsWhereTheTunnelHasNoRoom(t *testing.T) {
	flood := listen(t, func(c *net.TCPConn) {
		p := make([]byte, 1<<20)
		for {
			if _, err := c.Write(p); err != nil {
				return
			}
		}
	})
	_, relay := serveRelay(t, nil)
	ws := openTo(t, relay, flood, wire.MinWindow)
	received := 0
	for received < wire.MinWindow {
		_, p, err := ws.Read(t.Context())
		require.NoError(t, err)
		received += len(p)
	}
	require.Equal(t, wire.MinWindow, received)
	more := make(chan int)
	go func() {
		_, p, _ := ws.Read(context.Background())
		more <- len(p)
	}()
	select {
	case n := <-more:
		require.Fail(t, "it sent on", "%d bytes", n)
	case <-time.After(200 * time.Millisecond):
	}
	sayText(t, ws, wire.Control{Ack: 1000})
	require.Equal(t, 1000, <-more)
}

func TestAcknowledgementsPassWhileTheServerDoesNotRead(t *testing.T) {
	// The server reads nothing until all of its 8 MB are written, as some do; the tunnel has filled its own window by then.
	stubborn := listen(t, func(c *net.TCPConn) {
		_, _ = c.Write(make([]byte, 8<<20))
		_ = c.CloseWrite()
		p := make([]byte, 64<<10)
		for {
			if _, err := c.Read(p); err != nil {
				_ = c.Close()
				return
			}
		}
	})
	_, relay := serveRelay(t, nil)
	conn := tunnelTo(t, relay, stubborn)
	written := make(chan error, 1)
	go func() {
		_, err := conn.Write(make([]byte, 32<<20))
		_ = conn.CloseWrite()
		written <- err
	}()
	received := 0
	p := make([]byte, 64<<10)
	for {
		n, err := conn.Read(p)
		received += n
		if err != nil {
			break
		}
	}
	require.Equal(t, 8<<20, received)
	require.NoError(t, <-written)
}

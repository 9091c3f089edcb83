//go:build !js

package relay

import (
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

func TestATunnelThatNoLongerAnswersIsGone(t *testing.T) {
	closed := make(chan struct{})
	server := listen(t, func(c *net.TCPConn) {
		_, _ = c.Read(make([]byte, 1))
		close(closed)
		_ = c.Close()
	})
	handler, relay := serveRelay(t, nil)
	handler.times.pingAfter, handler.times.pong = 100*time.Millisecond, 200*time.Millisecond
	openTo(t, relay, server, wire.FullWindow) // and nobody reads it, so pings find no answer
	<-closed
	eventually(t, "its place is free again", func() bool { return handler.open() == 0 })
}

func TestATunnelBehindASlowLineHasTimeToAnswer(t *testing.T) {
	full := listen(t, func(c *net.TCPConn) {
		_, _ = c.Write(make([]byte, wire.MinWindow))
		_, _ = c.Read(make([]byte, 1))
		_ = c.Close()
	})
	handler, relay := serveRelay(t, nil)
	handler.times.pingAfter, handler.times.pong = 100*time.Millisecond, 200*time.Millisecond
	ws := openTo(t, relay, full, wire.MinWindow)
	time.Sleep(1500 * time.Millisecond) // as if the 64 kB that are on their way took that long; 4 seconds are what they may take
	require.Equal(t, 1, handler.open())
	for received := 0; received < wire.MinWindow; {
		_, p, err := ws.Read(t.Context())
		require.NoError(t, err)
		received += len(p)
	}
	require.NoError(t, ws.Ping(ws.CloseRead(t.Context())))
}

func TestATunnelThatAnswersPingsStays(t *testing.T) {
	server := listen(t, func(c *net.TCPConn) { _, _ = c.Read(make([]byte, 1)); _ = c.Close() })
	handler, relay := serveRelay(t, nil)
	handler.times.pingAfter, handler.times.pong = 20*time.Millisecond, 2*time.Second
	ws := openTo(t, relay, server, wire.FullWindow)
	ctx := ws.CloseRead(t.Context())
	time.Sleep(300 * time.Millisecond)
	require.NoError(t, ctx.Err())
	require.Equal(t, 1, handler.open())
}

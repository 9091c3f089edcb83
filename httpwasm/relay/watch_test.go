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

// flooding is a server that sends as much as a tunnel has room for, and waits.
func flooding(t *testing.T, size int) net.Addr {
	return listen(t, func(c *net.TCPConn) {
		_, _ = c.Write(make([]byte, size))
		_, _ = c.Read(make([]byte, 1))
		_ = c.Close()
	})
}

func TestATunnelBehindASlowLineHasTimeToAnswer(t *testing.T) {
	t.Parallel()
	handler, relay := serveRelay(t, nil)
	handler.times.pingAfter, handler.times.pong = 100*time.Millisecond, 200*time.Millisecond
	// More than the buffers of the system hold, so that the relay cannot even write, for longer than the library would let a ping wait.
	ws := openTo(t, relay, flooding(t, wire.FullWindow), wire.FullWindow)
	time.Sleep(7 * time.Second)
	require.Equal(t, 1, handler.open())
	for received := 0; received < wire.FullWindow; {
		_, p, err := ws.Read(t.Context())
		require.NoError(t, err)
		received += len(p)
	}
	require.NoError(t, ws.Ping(ws.CloseRead(t.Context())))
}

func TestATunnelBehindALineThatIsTooSlowIsGone(t *testing.T) {
	t.Parallel()
	handler, relay := serveRelay(t, nil)
	handler.times.pingAfter, handler.times.pong = 100*time.Millisecond, 200*time.Millisecond
	begin := time.Now()
	openTo(t, relay, flooding(t, wire.MinWindow), wire.MinWindow) // of which nothing arrives
	eventually(t, "its place is free again", func() bool { return handler.open() == 0 })
	require.Greater(t, time.Since(begin), wire.MinWindow*time.Second/slowestLine)
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

//go:build !js

package relay

import (
	"context"
	"io"
	"net"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

func TestAServerThatResetsIsSaidToHaveBroken(t *testing.T) {
	resets := listen(t, func(c *net.TCPConn) {
		time.Sleep(50 * time.Millisecond)
		_ = c.SetLinger(0)
		_ = c.Close()
	})
	_, relay := serveRelay(t, nil)
	last, _, status := end(t, openTo(t, relay, resets, wire.FullWindow))
	require.Equal(t, "The server's connection broke: connection reset by peer.", last.Error)
	require.Equal(t, websocket.StatusInternalError, status)
}

func TestAnAnswerArrivesThoughTheServerTakesNoMoreOfTheUpload(t *testing.T) {
	hasty := listen(t, func(c *net.TCPConn) {
		_, _ = c.Read(make([]byte, 1000))
		_, _ = c.Write([]byte("HTTP/1.1 413 Content Too Large\r\n\r\n"))
		time.Sleep(20 * time.Millisecond)
		_ = c.Close() // with bytes unread, which resets the connection
	})
	_, relay := serveRelay(t, nil)
	for range 20 {
		conn := tunnelTo(t, relay, hasty)
		go func() { _, _ = conn.Write(make([]byte, 16<<20)) }()
		answer, _ := io.ReadAll(struct{ io.Reader }{conn})
		require.Equal(t, "HTTP/1.1 413 Content Too Large\r\n\r\n", string(answer))
	}
}

func TestAServerHearsWhenATunnelGoes(t *testing.T) {
	gone := make(chan error, 1)
	server := listen(t, func(c *net.TCPConn) {
		_, err := c.Read(make([]byte, 1))
		gone <- err
		_ = c.Close()
	})
	handler, relay := serveRelay(t, nil)
	ws := openTo(t, relay, server, wire.FullWindow)
	require.NoError(t, ws.CloseNow())
	require.Error(t, <-gone)
	eventually(t, "its place is free again", func() bool { return handler.open() == 0 })
}

func TestADialStopsWhenTheTunnelGoes(t *testing.T) {
	handler, relay := serveRelay(t, nil)
	dialling, stopped := make(chan struct{}), make(chan struct{})
	handler.dial = func(ctx context.Context, _ host, _ uint16) (net.Conn, wire.Opened, error) {
		close(dialling)
		<-ctx.Done()
		close(stopped)
		return nil, wire.Opened{}, ctx.Err()
	}
	ws, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	sayText(t, ws, wire.Open{Host: "example.com", Port: 443, Window: wire.FullWindow})
	<-dialling
	require.NoError(t, ws.CloseNow())
	<-stopped
	eventually(t, "its place is free again", func() bool { return handler.open() == 0 })
}

func TestAClosingRelaySaysSoAndLetsGo(t *testing.T) {
	silent := listen(t, func(c *net.TCPConn) { _, _ = c.Read(make([]byte, 1)); _ = c.Close() })
	handler, relay := serveRelay(t, nil)
	open := openTo(t, relay, silent, wire.FullWindow)
	waiting, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	done := make(chan struct{})
	go func() { handler.Close(); close(done) }()
	require.Equal(t, wire.Closing, answer(t, waiting).Refusal.Kind)
	_, _, status := end(t, waiting)
	require.Equal(t, websocket.StatusGoingAway, status)
	last, _, status := end(t, open)
	require.Equal(t, websocket.StatusGoingAway, status)
	require.Equal(t, wire.Refusal{Kind: wire.Closing, Reason: "The relay is stopping."}, *last.Refusal)
	<-done
	require.Zero(t, handler.open())

	late, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	require.Equal(t, wire.Closing, answer(t, late).Refusal.Kind)
}

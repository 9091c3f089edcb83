//go:build !js

package relay

import (
	"context"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
	"roundtrip/httpwasm/relay/wire"
)

// cable carries connections to an address until it is pulled: then nothing is read, written or closed at either end, and neither hears of it.
type cable struct {
	address string
	pulled  chan struct{}
}

func newCable(t *testing.T, to string) *cable {
	t.Helper()
	c := &cable{pulled: make(chan struct{})}
	over := make(chan struct{})
	c.address = peer.Listen(t, func(near net.Conn) {
		far, err := net.Dial("tcp", to)
		if err != nil {
			return
		}
		defer far.Close()
		go c.carry(far, near)
		go c.carry(near, far)
		<-over
	})
	t.Cleanup(func() { close(over) }) // before the listener waits for its connections
	return c
}

func (c *cable) carry(to, from net.Conn) {
	p := make([]byte, 32<<10)
	for {
		n, err := from.Read(p)
		select {
		case <-c.pulled:
			return
		default:
		}
		if _, failure := to.Write(p[:n]); failure != nil {
			return
		}
		if err != nil {
			_ = closeWrite(to)
			return
		}
	}
}

// leftWith is what servers do after the first byte that they read.
var leftWith = []func(c *net.TCPConn){
	func(c *net.TCPConn) { _, _ = c.Write([]byte("here")) },
	func(c *net.TCPConn) { _, _ = c.Write([]byte("here")); _ = c.CloseWrite() }, // half-open
	func(c *net.TCPConn) {
		for p := make([]byte, 16<<10); ; {
			if _, err := c.Write(p); err != nil {
				return
			}
		}
	},
}

// listenForLeft is one such server, and counts the ends that it hears of.
func listenForLeft(t *testing.T, serve func(*net.TCPConn), heard *atomic.Int32) net.Addr {
	t.Helper()
	return listen(t, func(c *net.TCPConn) {
		_, _ = c.Read(make([]byte, 1))
		serve(c)
		_, _ = io.Copy(io.Discard, c)
		_ = c.Close()
		heard.Add(1)
	})
}

const left = many * 3 / 10 // connections that somebody leaves without a word

// greeted is a connection once its server has answered.
func greeted(conn *tunnel, err error) (*tunnel, error) {
	if err == nil {
		_, err = conn.Write([]byte("?"))
	}
	if err == nil {
		_, err = conn.Read(make([]byte, 4))
	}
	return conn, err
}

// busyWith reports whether the relay has no place for one more.
func busyWith(t *testing.T, process *relayProcess, to net.Addr) bool {
	t.Helper()
	host, port := hostPort(t, to)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	conn, err := dialTunnel(ctx, process.relay(), wire.Open{Host: host, Port: port, Window: wire.MinWindow})
	if err == nil {
		_ = conn.ws.CloseNow() // it may be closed already
		return false
	}
	refusal, ok := err.(*wire.Refusal)
	require.True(t, ok, err)
	require.Equal(t, wire.Busy, refusal.Kind)
	return true
}

// Clients whose connections break off without a word: pings find that out, and until then they count.
func TestHundredsOfClientsThatFallSilentAreGivenUp(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	t.Parallel()
	var heard atomic.Int32
	var servers []net.Addr
	for _, serve := range leftWith {
		servers = append(servers, listenForLeft(t, serve, &heard))
	}
	process := startProcessWith(t, "127.0.0.1:0", processSettings{PingAfter: time.Second, Pong: 3 * time.Second, Idle: time.Hour, Connections: left})
	goroutines := process.goroutines(t)
	line := newCable(t, process.address)
	conns := openEach(t, left, func(ctx context.Context, i int) (*tunnel, error) {
		host, port := hostPort(t, servers[i%len(servers)])
		over := func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, line.address)
		}
		return greeted(dialTunnelOver(ctx, over, process.relay(), wire.Open{Host: host, Port: port, Window: wire.MinWindow}))
	})
	close(line.pulled)
	require.True(t, busyWith(t, process, servers[0]), "they count as long as nobody knows")
	require.Zero(t, heard.Load())

	eventually(t, "all servers hear of the end", func() bool { return heard.Load() == left })
	eventually(t, "its goroutines end", func() bool { return process.goroutines(t) <= goroutines+2 })
	require.False(t, busyWith(t, process, servers[0]))
	for _, conn := range conns {
		_ = conn.ws.CloseNow() // nobody else does
	}
	process.stop(t)
}

// Servers whose connections break off without a word, while their clients are there and answer pings: the idle time ends them.
func TestHundredsOfServersThatFallSilentAreGivenUp(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	t.Parallel()
	var heard atomic.Int32
	var lines []*cable
	for _, serve := range leftWith {
		lines = append(lines, newCable(t, listenForLeft(t, serve, &heard).String()))
	}
	process := startProcessWith(t, "127.0.0.1:0", processSettings{PingAfter: time.Second, Pong: 5 * time.Second, Idle: 6 * time.Second, Connections: left})
	goroutines := process.goroutines(t)
	to := func(i int) net.Addr {
		addr, err := net.ResolveTCPAddr("tcp", lines[i%len(lines)].address)
		require.NoError(t, err)
		return addr
	}
	conns := openEach(t, left, func(ctx context.Context, i int) (*tunnel, error) {
		host, port := hostPort(t, to(i))
		return greeted(dialTunnel(ctx, process.relay(), wire.Open{Host: host, Port: port, Window: wire.MinWindow}))
	})
	endless := make([]byte, 1<<20)
	for i, conn := range conns {
		if i%len(lines) == 0 {
			go func() { _, _ = conn.Write(endless) }() // some are in the middle of something
		}
	}
	for _, line := range lines {
		close(line.pulled)
	}
	require.True(t, busyWith(t, process, to(0)), "they count as long as nobody knows")

	for _, conn := range conns {
		select {
		case <-conn.over:
		case <-time.After(20 * time.Second):
			require.Fail(t, "a connection goes on")
		}
		require.Equal(t, websocket.StatusPolicyViolation, websocket.CloseStatus(conn.status), "%v", conn.status)
		if conn.ended != io.EOF {
			require.ErrorContains(t, conn.ended, "Nothing went through this connection")
		}
	}
	eventually(t, "its goroutines end", func() bool { return process.goroutines(t) <= goroutines+2 })
	process.stop(t)
}

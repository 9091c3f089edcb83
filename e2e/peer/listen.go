package peer

import (
	"io"
	"net"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// Listen lets serve have each connection to a port of its own until the test ends, and gives the port's address.
func Listen(t testing.TB, serve func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var served sync.WaitGroup
	var mu sync.Mutex
	open := map[net.Conn]bool{}
	served.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open[c] = true
			mu.Unlock()
			served.Go(func() {
				defer func() {
					c.Close()
					mu.Lock()
					delete(open, c)
					mu.Unlock()
				}()
				serve(c)
			})
		}
	})
	t.Cleanup(func() {
		listener.Close()
		mu.Lock()
		for c := range open {
			c.Close()
		}
		mu.Unlock()
		served.Wait()
	})
	return listener.Addr().String()
}

// join carries bytes both ways until both have come to their end. What comes from near is read from in, which may hold some already.
func join(near net.Conn, in io.Reader, far net.Conn) {
	defer near.Close()
	defer far.Close()
	var forth sync.WaitGroup
	forth.Go(func() { pass(far, in) })
	pass(near, far)
	forth.Wait()
}

// pass copies one way, and hands on how it ends: a connection that breaks is closed.
func pass(to net.Conn, from io.Reader) {
	_, err := io.Copy(to, from)
	if half, ok := to.(interface{ CloseWrite() error }); ok && err == nil {
		_ = half.CloseWrite()
		return
	}
	to.Close()
}

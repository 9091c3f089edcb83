//go:build !js

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
	var forth sync.WaitGroup
	forth.Go(func() {
		_, _ = io.Copy(far, in) // a connection that breaks ends here as one that is closed
		far.Close()
	})
	_, _ = io.Copy(near, far)
	near.Close()
	forth.Wait()
}

//go:build !js

package httpwasm

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestManyConnectionsLeaveNothingBehind(t *testing.T) {
	r := newTestRelay(t, nil)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = io.Copy(conn, conn)
			}()
		}
	}()
	before := runtime.NumGoroutine()
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			c, err := (&Tunnel{URL: r.URL}).DialContext(context.Background(), "tcp", listener.Addr().String())
			if err != nil {
				t.Error(err)
				return
			}
			_, err = io.WriteString(c, strings.Repeat("x", 1000*i))
			if err == nil && i%2 == 0 {
				err = errors.Join(c.(*tunnelConn).CloseWrite(), skip(c, 1000*i))
			}
			if err := errors.Join(err, c.Close()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= before+5 }, 20*time.Second, 50*time.Millisecond,
		"%d goroutines before", before)
}

// skip reads to the end, which must be after n bytes.
func skip(r io.Reader, n int) error {
	got, err := io.Copy(io.Discard, r)
	if err == nil && got != int64(n) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

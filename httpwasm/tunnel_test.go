//go:build !js

package httpwasm

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/nettest"

	"roundtrip/httpwasm/relay"
	"roundtrip/httpwasm/relay/wire"
)

// testRelay is a real relay that listens on loopback.
type testRelay struct {
	*httptest.Server
	mu    sync.Mutex
	conns []net.Conn // of WebSockets
}

func newTestRelay(t testing.TB, change func(*relay.Config)) *testRelay {
	t.Helper()
	r := &testRelay{Server: httptest.NewUnstartedServer(nil)}
	config := relay.Defaults()
	config.Listening(r.Listener.Addr())
	config.Log = slog.New(slog.DiscardHandler)
	config.Proxy = nil
	config.Rate, config.Burst, config.PerClient, config.Connections = 1e6, 1e6, 2000, 2000
	if change != nil {
		change(&config)
	}
	handler, err := relay.New(config)
	require.NoError(t, err)
	r.Config.Handler = http.StripPrefix("/relay", handler)
	r.Config.ConnState = func(conn net.Conn, state http.ConnState) {
		if state == http.StateHijacked {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.conns = append(r.conns, conn)
		}
	}
	r.Start()
	t.Cleanup(func() {
		r.Close()
		handler.Close()
	})
	return r
}

// breakOff breaks every WebSocket, as a relay that dies does.
func (r *testRelay) breakOff() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, conn := range r.conns {
		conn.Close()
	}
	r.conns = nil
}

func (r *testRelay) dial(t testing.TB, address string) *tunnelConn {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c, err := (&Tunnel{URL: r.URL}).DialContext(ctx, "tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	return c.(*tunnelConn)
}

// pair is a connection through the relay and its far end.
func (r *testRelay) pair(t testing.TB) (*tunnelConn, *net.TCPConn) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	near := r.dial(t, listener.Addr().String())
	far, err := listener.Accept()
	require.NoError(t, err)
	t.Cleanup(func() { far.Close() })
	return near, far.(*net.TCPConn)
}

func TestATunnelIsANetConn(t *testing.T) {
	r := newTestRelay(t, nil)
	nettest.TestConn(t, func() (near, far net.Conn, stop func(), err error) {
		near, far = r.pair(t)
		return near, far, func() { near.Close(); far.Close() }, nil
	})
}

func TestWhatIsWrittenBeforeACloseArrives(t *testing.T) {
	r := newTestRelay(t, nil)
	for range 20 {
		near, far := r.pair(t)
		_, err := near.Write(make([]byte, 300_000))
		require.NoError(t, err)
		require.NoError(t, near.Close())
		got, err := io.ReadAll(far)
		require.NoError(t, err)
		require.Equal(t, 300_000, len(got))
	}
}

func TestEachDirectionEndsByItself(t *testing.T) {
	r := newTestRelay(t, nil)
	t.Run("ours first", func(t *testing.T) {
		near, far := r.pair(t)
		_, err := io.WriteString(near, "question")
		require.NoError(t, err)
		require.NoError(t, near.CloseWrite())
		_, err = near.Write([]byte("more"))
		require.ErrorContains(t, err, "broken pipe")
		got, err := io.ReadAll(far)
		require.NoError(t, err)
		require.Equal(t, "question", string(got))
		_, err = io.WriteString(far, "answer")
		require.NoError(t, err)
		require.NoError(t, far.Close())
		got, err = io.ReadAll(near)
		require.NoError(t, err)
		require.Equal(t, "answer", string(got))
	})
	t.Run("theirs first", func(t *testing.T) {
		near, far := r.pair(t)
		_, err := io.WriteString(far, "greeting")
		require.NoError(t, err)
		require.NoError(t, far.CloseWrite())
		got, err := io.ReadAll(near)
		require.NoError(t, err)
		require.Equal(t, "greeting", string(got))
		_, err = io.WriteString(near, "reply")
		require.NoError(t, err)
		require.NoError(t, near.CloseWrite())
		got, err = io.ReadAll(far)
		require.NoError(t, err)
		require.Equal(t, "reply", string(got))
	})
}

func TestAReaderThatStopsStopsTheFarEnd(t *testing.T) {
	r := newTestRelay(t, nil)
	near, far := r.pair(t)
	var sent atomic.Int64
	go func() {
		for p := make([]byte, 64<<10); ; {
			n, err := far.Write(p)
			sent.Add(int64(n))
			if err != nil {
				return
			}
		}
	}()
	var last int64
	require.Eventually(t, func() bool { // it comes to a halt
		now := sent.Load()
		near.mu.Lock()
		halted := near.room == 0 && now > wire.FullWindow && now == last
		near.mu.Unlock()
		last = now
		return halted
	}, 20*time.Second, 300*time.Millisecond)
	near.mu.Lock()
	held := near.inbox.size
	near.mu.Unlock()
	require.LessOrEqual(t, held, wire.FullWindow)
	require.Less(t, last, int64(wire.FullWindow+24<<20), "what is more lies in buffers of the system")
	n, err := io.CopyN(io.Discard, near, 64<<20)
	require.NoError(t, err)
	require.EqualValues(t, 64<<20, n, "and goes on when it is read")
}

func TestAWriterWaitsForAFarEndThatDoesNotRead(t *testing.T) {
	r := newTestRelay(t, nil)
	near, far := r.pair(t)
	require.NoError(t, near.SetWriteDeadline(time.Now().Add(time.Second)))
	var sent int64
	for p := make([]byte, 64<<10); ; {
		n, err := near.Write(p)
		sent += int64(n)
		if err != nil {
			require.ErrorIs(t, err, os.ErrDeadlineExceeded)
			break
		}
		require.Less(t, sent, int64(64<<20))
	}
	near.mu.Lock()
	held := near.outbox.size
	near.mu.Unlock()
	require.LessOrEqual(t, held, outboxSize)
	require.NoError(t, near.SetWriteDeadline(time.Time{}))
	require.NoError(t, near.CloseWrite())
	n, err := io.Copy(io.Discard, far)
	require.NoError(t, err)
	require.Equal(t, sent, n, "all that Write took arrives")
}

func TestALaterDeadlineRevivesAConnection(t *testing.T) {
	r := newTestRelay(t, nil)
	near, far := r.pair(t)
	require.NoError(t, near.SetDeadline(time.Now().Add(-time.Second)))
	_, err := near.Read(make([]byte, 1))
	var timeout net.Error
	require.ErrorAs(t, err, &timeout)
	require.True(t, timeout.Timeout())
	_, err = near.Write([]byte("x"))
	require.ErrorIs(t, err, os.ErrDeadlineExceeded)
	require.NoError(t, near.SetDeadline(time.Now().Add(time.Minute)))
	_, err = io.WriteString(near, "still there")
	require.NoError(t, err)
	p := make([]byte, 11)
	_, err = io.ReadFull(far, p)
	require.NoError(t, err)
	require.Equal(t, "still there", string(p))
	done := make(chan error)
	go func() { // a deadline that is set meanwhile ends a Read that waits
		_, err := near.Read(make([]byte, 1))
		done <- err
	}()
	require.NoError(t, near.SetReadDeadline(time.Now().Add(10*time.Millisecond)))
	require.ErrorIs(t, <-done, os.ErrDeadlineExceeded)
}

func TestAConnectionThatBreaksSaysWhere(t *testing.T) {
	brokenRead := func(t *testing.T, near net.Conn) *RelayError {
		t.Helper()
		_, err := io.Copy(io.Discard, near)
		var failure *RelayError
		require.ErrorAs(t, err, &failure)
		_, err = near.Write([]byte("x"))
		require.ErrorIs(t, err, failure, "writing fails for the same reason")
		var op *net.OpError
		require.ErrorAs(t, err, &op)
		return failure
	}
	t.Run("reset by the far end", func(t *testing.T) {
		near, far := newTestRelay(t, nil).pair(t)
		require.NoError(t, far.SetLinger(0))
		require.NoError(t, far.Close())
		failure := brokenRead(t, near)
		require.Equal(t, ConnectionBroke, failure.Kind)
		require.ErrorContains(t, failure, "reset")
	})
	t.Run("the relay dies, and another takes its place", func(t *testing.T) {
		r := newTestRelay(t, nil)
		near, _ := r.pair(t)
		r.breakOff()
		failure := brokenRead(t, near)
		require.Equal(t, RelayBroke, failure.Kind)
		require.ErrorIs(t, failure, io.ErrUnexpectedEOF)
		r.pair(t)
	})
	t.Run("closed here", func(t *testing.T) {
		near, _ := newTestRelay(t, nil).pair(t)
		waiting := make(chan error)
		go func() {
			_, err := near.Read(make([]byte, 1))
			waiting <- err
		}()
		require.NoError(t, near.Close())
		require.ErrorIs(t, <-waiting, net.ErrClosed)
		require.ErrorIs(t, near.Close(), net.ErrClosed)
		require.ErrorIs(t, near.CloseWrite(), net.ErrClosed)
		_, err := near.Write(nil)
		require.ErrorIs(t, err, net.ErrClosed)
	})
}

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

//go:build !js

package httpwasm

import (
	"io"
	"net"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/nettest"

	"roundtrip/httpwasm/relay/wire"
)

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

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

	"github.com/coder/websocket"
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
		halted := now > wire.FullWindow && now == last
		last = now
		return halted
	}, 20*time.Second, 300*time.Millisecond)
	near.mu.Lock()
	held, room := near.inbox.size, near.room
	near.mu.Unlock()
	require.LessOrEqual(t, held, wire.FullWindow)
	require.Zero(t, room)
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

func TestADialThatFailsSaysWhy(t *testing.T) {
	r := newTestRelay(t, func(c *relay.Config) { c.Own = false })
	own := newTestRelay(t, nil)
	locked := newTestRelay(t, func(c *relay.Config) {
		var err error
		c.Tokens, err = relay.ParseTokens("a-token-of-sixteen-letters")
		require.NoError(t, err)
	})
	site := httptest.NewServer(http.NotFoundHandler())
	defer site.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	babbling := relayThatSays(t, "not json")
	for sentence, c := range map[string]struct {
		tunnel  Tunnel
		address string
		kind    wire.Kind
		refused bool
	}{
		"a private address":             {Tunnel{URL: r.URL}, "127.0.0.1:80", wire.Forbidden, true},
		"a name that does not resolve":  {Tunnel{URL: own.URL}, "nothing.invalid:80", wire.NotFound, true},
		"nothing listens":               {Tunnel{URL: own.URL}, gone.Listener.Addr().String(), wire.Unreachable, true},
		"no token":                      {Tunnel{URL: locked.URL}, "127.0.0.1:80", wire.Denied, true},
		"no relay at the address":       {Tunnel{URL: gone.URL}, "127.0.0.1:80", RelayUnreachable, false},
		"a site without a relay":        {Tunnel{URL: site.URL}, "127.0.0.1:80", RelayRefused, false},
		"an address that is none":       {Tunnel{URL: "relay.example"}, "127.0.0.1:80", RelayUnreachable, false},
		"no host in the address":        {Tunnel{URL: "https:///x"}, "127.0.0.1:80", RelayUnreachable, false},
		"a port that is a word":         {Tunnel{URL: own.URL}, "127.0.0.1:http", wire.BadOpen, false},
		"no port":                       {Tunnel{URL: own.URL}, "127.0.0.1", wire.BadOpen, false},
		"a relay that says nonsense":    {Tunnel{URL: babbling}, "127.0.0.1:80", RelayBroke, false},
		"a relay with an absurd window": {Tunnel{URL: relayThatSays(t, `{"window":1}`)}, "127.0.0.1:80", RelayBroke, false},
	} {
		t.Run(sentence, func(t *testing.T) {
			conn, err := c.tunnel.DialContext(t.Context(), "tcp", c.address)
			require.Nil(t, conn)
			var failure *RelayError
			require.ErrorAs(t, err, &failure)
			require.Equal(t, c.kind, failure.Kind, "%v", err)
			require.Equal(t, c.refused, failure.Refusal() != nil)
			require.Equal(t, c.address, failure.Address)
			var netError net.Error
			require.ErrorAs(t, err, &netError)
			require.False(t, netError.Timeout())
		})
	}
	_, err := (&Tunnel{URL: own.URL}).DialContext(t.Context(), "udp", "127.0.0.1:80")
	require.ErrorContains(t, err, "udp")
	_, err = (&Tunnel{URL: locked.URL, Token: "a-token-of-sixteen-letters"}).DialContext(t.Context(), "tcp", gone.Listener.Addr().String())
	var failure *RelayError
	require.ErrorAs(t, err, &failure)
	require.Equal(t, wire.Unreachable, failure.Kind, "with its token it gets to the server")
}

// relayThatSays answers every Open with the same text.
func relayThatSays(t testing.TB, text string) (url string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}})
		if err != nil {
			return
		}
		defer ws.CloseNow()
		_, _, _ = ws.Read(r.Context())
		if text != "" {
			_ = ws.Write(r.Context(), websocket.MessageText, []byte(text))
		}
		_, _, _ = ws.Read(r.Context())
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestADialEndsWithItsContext(t *testing.T) {
	deaf, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer deaf.Close()
	for sentence, url := range map[string]string{
		"before the WebSocket is open": "http://" + deaf.Addr().String(),
		"before the relay answers":     relayThatSays(t, ""),
	} {
		t.Run(sentence, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			_, err := (&Tunnel{URL: url}).DialContext(ctx, "tcp", "127.0.0.1:80")
			var failure *RelayError
			require.ErrorAs(t, err, &failure)
			require.Equal(t, wire.TimedOut, failure.Kind)
			require.True(t, failure.Timeout())
			require.ErrorIs(t, err, context.DeadlineExceeded)

			ctx, cancel = context.WithCancel(t.Context())
			time.AfterFunc(100*time.Millisecond, cancel)
			_, err = (&Tunnel{URL: url}).DialContext(ctx, "tcp", "127.0.0.1:80")
			require.ErrorAs(t, err, &failure)
			require.Equal(t, DialCancelled, failure.Kind)
			require.False(t, failure.Timeout())
			require.ErrorIs(t, err, context.Canceled)
		})
	}
}

func TestTheURLOfARelayMayBeThatOfItsSite(t *testing.T) {
	for url, want := range map[string]string{
		"https://a.example":                        "wss://a.example/relay/connect",
		"http://a.example:8080/":                   "ws://a.example:8080/relay/connect",
		"https://a.example/lab/":                   "wss://a.example/lab/relay/connect",
		"https://a.example/relay":                  "wss://a.example/relay/connect",
		"wss://a.example/relay/connect":            "wss://a.example/relay/connect",
		"https://u:p@a.example/relay/connect/#x":   "wss://a.example/relay/connect",
		"https://[2001:db8::1]:8443/a%20b?token=1": "wss://[2001:db8::1]:8443/a%20b/relay/connect?token=1",
	} {
		got, err := (&Tunnel{URL: url}).endpoint()
		require.NoError(t, err, url)
		require.Equal(t, want, got.String())
	}
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

//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// end reads until the WebSocket is closed, and gives the last words and the status.
func end(t testing.TB, ws *websocket.Conn) (last wire.Control, received int, status websocket.StatusCode) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		kind, p, err := ws.Read(ctx)
		if err != nil {
			require.NoError(t, ctx.Err(), "it was not closed")
			return last, received, websocket.CloseStatus(err)
		}
		if kind == websocket.MessageBinary {
			received += len(p)
			continue
		}
		last = wire.Control{}
		require.NoError(t, json.Unmarshal(p, &last))
	}
}

func openTo(t testing.TB, relay *httptest.Server, to net.Addr, window int64) *websocket.Conn {
	t.Helper()
	host, port := hostPort(t, to)
	ws, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	opened := ask(t, ws, wire.Open{Host: host, Port: port, Window: window})
	require.Nil(t, opened.Refusal)
	return ws
}

func TestAFirstMessageThatMakesNoSenseIsRefused(t *testing.T) {
	_, relay := serveRelay(t, nil)
	for _, text := range []string{
		``, `{`, `null`, `[]`, `"example.com"`, `{"host":"example.com"}`, `{"host":"example.com","port":"443"}`, `{} {}`,
		`{"host":"","port":443,"window":65536}`, `{"host":"example.com","port":0,"window":65536}`, `{"host":"example.com","port":65536,"window":65536}`,
		`{"host":"example.com","port":-1,"window":65536}`, `{"host":"example.com","port":443}`, `{"host":"example.com","port":443,"window":1}`,
		`{"host":"example.com","port":443,"window":99999999}`, `{"host":"a b","port":443,"window":65536}`, `{"host":"2130706433","port":443,"window":65536}`,
	} {
		ws, _, err := dialWire(t, relay, nil)
		require.NoError(t, err)
		require.NoError(t, ws.Write(t.Context(), websocket.MessageText, []byte(text)))
		opened := answer(t, ws)
		require.NotNil(t, opened.Refusal, text)
		require.Equal(t, wire.BadOpen, opened.Refusal.Kind, text)
		_, _, status := end(t, ws)
		require.Equal(t, websocket.StatusProtocolError, status)
	}
	ws, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	require.NoError(t, ws.Write(t.Context(), websocket.MessageBinary, []byte("GET / HTTP/1.1\r\n")))
	require.Equal(t, wire.BadOpen, answer(t, ws).Refusal.Kind)

	ws, _, err = dialWire(t, relay, nil)
	require.NoError(t, err)
	require.NoError(t, ws.Write(t.Context(), websocket.MessageText, []byte(`{"host":"`+strings.Repeat("a", wire.MaxText)+`"}`)))
	_, _, status := end(t, ws)
	require.Equal(t, websocket.StatusMessageTooBig, status)
}

func TestATunnelThatSaysNothingIsRefusedInTime(t *testing.T) {
	handler, relay := serveRelay(t, nil)
	handler.times.open = 100 * time.Millisecond
	ws, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	opened := answer(t, ws)
	require.Equal(t, wire.BadOpen, opened.Refusal.Kind)
	require.Contains(t, opened.Refusal.Reason, "did not say within 100ms")
	_, _, status := end(t, ws)
	require.Equal(t, websocket.StatusProtocolError, status)
	eventually(t, "its place is free again", func() bool { return handler.open() == 0 })
}

func (h *Handler) open() int {
	h.limits.mu.Lock()
	defer h.limits.mu.Unlock()
	return h.limits.open
}

func TestAnUnreachableServerIsSaidToBeSo(t *testing.T) {
	gone := listen(t, func(*net.TCPConn) {})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	closed := listener.Addr()
	require.NoError(t, listener.Close())
	_ = gone
	_, relay := serveRelay(t, func(c *Config) {
		c.Resolver = resolverOf(t, func(string, int) string { return "" })
	})
	host, port := hostPort(t, closed)
	refused := asked(t, relay, host, port)
	require.Equal(t, wire.Unreachable, refused.Refusal.Kind)
	require.Equal(t, wire.Refused, refused.Refusal.Cause)
	require.Equal(t, "The relay could not connect to 127.0.0.1: connection refused.", refused.Refusal.Reason)
	missing := asked(t, relay, "nobody.example", 443)
	require.Equal(t, wire.NotFound, missing.Refusal.Kind)
}

func TestMessagesThatAreWrongEndTheConnectionInWords(t *testing.T) {
	silent := listen(t, func(c *net.TCPConn) { time.Sleep(30 * time.Second); _ = c.Close() })
	_, relay := serveRelay(t, func(c *Config) { c.Window = wire.MinWindow })
	for name, c := range map[string]struct {
		send func(ws *websocket.Conn) error
		says string
	}{
		"text that is no JSON": {func(ws *websocket.Conn) error {
			return ws.Write(t.Context(), websocket.MessageText, []byte("hello"))
		}, "no message of this protocol"},
		"more acknowledged than was sent": {func(ws *websocket.Conn) error {
			return ws.Write(t.Context(), websocket.MessageText, []byte(`{"ack":1}`))
		}, "acknowledged more"},
		"less than nothing acknowledged": {func(ws *websocket.Conn) error {
			return ws.Write(t.Context(), websocket.MessageText, []byte(`{"ack":-1}`))
		}, "acknowledged more"},
		"two ends": {func(ws *websocket.Conn) error {
			_ = ws.Write(t.Context(), websocket.MessageText, []byte(`{"eof":true}`))
			return ws.Write(t.Context(), websocket.MessageText, []byte(`{"eof":true}`))
		}, "ended its direction twice"},
		"bytes after the end": {func(ws *websocket.Conn) error {
			_ = ws.Write(t.Context(), websocket.MessageText, []byte(`{"eof":true}`))
			return ws.Write(t.Context(), websocket.MessageBinary, []byte("more"))
		}, "after it had said that no more come"},
		"text that is too long": {func(ws *websocket.Conn) error {
			return ws.Write(t.Context(), websocket.MessageText, []byte(`{"ack":0,"x":"`+strings.Repeat("x", wire.MaxText)+`"}`))
		}, "no message of this protocol"},
	} {
		ws := openTo(t, relay, silent, wire.FullWindow)
		require.NoError(t, c.send(ws), name)
		last, _, status := end(t, ws)
		require.Equal(t, websocket.StatusProtocolError, status, name)
		require.Contains(t, last.Error, c.says, name)
	}

	_, relay = serveRelay(t, nil)
	ws := openTo(t, relay, silent, wire.FullWindow)
	require.NoError(t, ws.Write(t.Context(), websocket.MessageBinary, make([]byte, wire.MaxData+2)))
	_, _, status := end(t, ws)
	require.Equal(t, websocket.StatusMessageTooBig, status)

	ws = openTo(t, relay, silent, wire.FullWindow)
	require.NoError(t, ws.Write(t.Context(), websocket.MessageText, []byte(`{"later":"versions may say more"}`)))
	require.NoError(t, ws.Write(t.Context(), websocket.MessageBinary, nil))
	require.NoError(t, ws.Ping(ws.CloseRead(t.Context())), "it is still open")
}

func TestATunnelThatSendsMoreThanTheWindowIsCutOff(t *testing.T) {
	// Nothing of it is taken: what the kernels between relay and server hold is filled up first.
	full := listen(t, func(c *net.TCPConn) {
		_ = c.SetReadBuffer(4096)
		time.Sleep(30 * time.Second)
		_ = c.Close()
	})
	_, relay := serveRelay(t, func(c *Config) { c.Window = wire.MinWindow })
	ws := openTo(t, relay, full, wire.FullWindow)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 1000 { // 64 MB, more than any kernel holds for one connection here
			if ws.Write(context.Background(), websocket.MessageBinary, make([]byte, wire.MinWindow)) != nil {
				return
			}
		}
	}()
	last, _, status := end(t, ws)
	require.Contains(t, last.Error, "more than the 65536 bytes that the relay had room for")
	require.Equal(t, websocket.StatusProtocolError, status)
	<-done
}

func TestASenderStopsWhereTheTunnelHasNoRoom(t *testing.T) {
	flood := listen(t, func(c *net.TCPConn) {
		p := make([]byte, 1<<20)
		for {
			if _, err := c.Write(p); err != nil {
				return
			}
		}
	})
	_, relay := serveRelay(t, nil)
	ws := openTo(t, relay, flood, wire.MinWindow)
	received := 0
	for received < wire.MinWindow {
		_, p, err := ws.Read(t.Context())
		require.NoError(t, err)
		received += len(p)
	}
	require.Equal(t, wire.MinWindow, received)
	more := make(chan int)
	go func() {
		_, p, _ := ws.Read(context.Background())
		more <- len(p)
	}()
	select {
	case n := <-more:
		require.Fail(t, "it sent on", "%d bytes", n)
	case <-time.After(200 * time.Millisecond):
	}
	sayText(t, ws, wire.Control{Ack: 1000})
	require.Equal(t, 1000, <-more)
}

func TestAcknowledgementsPassWhileTheServerDoesNotRead(t *testing.T) {
	// The server reads nothing until all of its 8 MB are written, as some do; the tunnel has filled its own window by then.
	stubborn := listen(t, func(c *net.TCPConn) {
		_, _ = c.Write(make([]byte, 8<<20))
		_ = c.CloseWrite()
		p := make([]byte, 64<<10)
		for {
			if _, err := c.Read(p); err != nil {
				_ = c.Close()
				return
			}
		}
	})
	_, relay := serveRelay(t, nil)
	conn := tunnelTo(t, relay, stubborn)
	written := make(chan error, 1)
	go func() {
		_, err := conn.Write(make([]byte, 32<<20))
		_ = conn.CloseWrite()
		written <- err
	}()
	received := 0
	p := make([]byte, 64<<10)
	for {
		n, err := conn.Read(p)
		received += n
		if err != nil {
			break
		}
	}
	require.Equal(t, 8<<20, received)
	require.NoError(t, <-written)
}

func TestWhatAConnectionMayIsLimitedAndSaidSo(t *testing.T) {
	flood := listen(t, func(c *net.TCPConn) {
		p := make([]byte, 32<<10)
		for {
			if _, err := c.Write(p); err != nil {
				return
			}
		}
	})
	silent := listen(t, func(c *net.TCPConn) { time.Sleep(30 * time.Second); _ = c.Close() })

	_, relay := serveRelay(t, func(c *Config) { c.Bytes = 100 << 10 })
	last, received, status := end(t, openTo(t, relay, flood, wire.FullWindow))
	require.Contains(t, last.Error, "-relay-bytes")
	require.Equal(t, websocket.StatusPolicyViolation, status)
	require.Less(t, received, 100<<10+2*largeBuffer)

	_, relay = serveRelay(t, func(c *Config) { c.Idle = 100 * time.Millisecond })
	last, _, status = end(t, openTo(t, relay, silent, wire.FullWindow))
	require.Contains(t, last.Error, "-relay-idle")
	require.Equal(t, websocket.StatusPolicyViolation, status)

	_, relay = serveRelay(t, func(c *Config) { c.Life = 100 * time.Millisecond })
	last, _, status = end(t, openTo(t, relay, silent, wire.FullWindow))
	require.Contains(t, last.Error, "-relay-life")
	require.Equal(t, websocket.StatusPolicyViolation, status)
}

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

func TestSayingSomethingBeforeTheAnswerIsRefused(t *testing.T) {
	handler, relay := serveRelay(t, nil)
	handler.dial = func(ctx context.Context, _ host, _ uint16) (net.Conn, wire.Opened, error) {
		<-ctx.Done()
		return nil, wire.Opened{}, ctx.Err()
	}
	ws, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	sayText(t, ws, wire.Open{Host: "example.com", Port: 443, Window: wire.FullWindow})
	opened := ask(t, ws, wire.Control{Ack: 0})
	require.Equal(t, wire.BadOpen, opened.Refusal.Kind)
}

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

func TestLimitsOnConnectionsSayWhichFlag(t *testing.T) {
	silent := listen(t, func(c *net.TCPConn) { _, _ = c.Read(make([]byte, 1)); _ = c.Close() })
	for flag, change := range map[string]func(*Config){
		"-relay-connections 4": func(c *Config) { c.Connections = 2 },
		"-relay-per-client 4":  func(c *Config) { c.PerClient = 2 },
		"-relay-rate 0.02":     func(c *Config) { c.Rate, c.Burst = 0.01, 2 },
	} {
		handler, relay := serveRelay(t, change)
		first := openTo(t, relay, silent, wire.FullWindow)
		openTo(t, relay, silent, wire.FullWindow)
		ws, _, err := dialWire(t, relay, nil)
		require.NoError(t, err)
		opened := answer(t, ws) // before anything is asked
		require.Equal(t, wire.Busy, opened.Refusal.Kind)
		require.Equal(t, flag, opened.Refusal.Flag)
		_, _, status := end(t, ws)
		require.Equal(t, websocket.StatusPolicyViolation, status)
		require.Equal(t, 2, handler.open())

		require.NoError(t, first.CloseNow())
		eventually(t, "a place is free again", func() bool { return handler.open() == 1 })
		if flag != "-relay-rate 0.02" {
			openTo(t, relay, silent, wire.FullWindow)
		}
	}
}

func TestClientsAreForgottenOnceThereIsNothingToRemember(t *testing.T) {
	config := Defaults()
	config.Rate = 1e9
	l := newLimits(&config)
	for i := range 100_000 {
		leave, refusal := l.enter(netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), 32))
		require.Nil(t, refusal)
		leave()
	}
	require.LessOrEqual(t, len(l.clients), 2048)
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
	require.Equal(t, "The relay is stopping.", last.Error)
	<-done
	require.Zero(t, handler.open())

	late, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	require.Equal(t, wire.Closing, answer(t, late).Refusal.Kind)
}

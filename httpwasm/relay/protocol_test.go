//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
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

func TestAnUnreachableServerIsSaidToBeSo(t *testing.T) {
	_, relay := serveRelay(t, func(c *Config) {
		c.Resolver = resolverOf(t, func(string, int) string { return "" })
	})
	nobody := netip.MustParseAddrPort(peer.Nobody(t))
	refused := asked(t, relay, nobody.Addr().String(), int(nobody.Port()))
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

func TestAnotherSubprotocolIsNoTunnel(t *testing.T) {
	handler, _ := serveRelay(t, nil)
	r := httptest.NewRequest("GET", "http://"+handler.config.listening[0]+"/connect", nil)
	r.Header.Set("Sec-WebSocket-Protocol", "chat, roundtrip-relay-0")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	require.Equal(t, http.StatusBadRequest, w.Code)
	require.Contains(t, w.Body.String(), wire.Subprotocol)
}

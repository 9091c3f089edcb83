//go:build !js

package relay

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// FuzzFrames sends whatever it likes after the handshake, as raw bytes below the WebSocket's frames and as messages within them. The relay
// ends the connection or goes on; it never panics, and its place is free again afterwards.
func FuzzFrames(f *testing.F) {
	echo := listen(f, func(c *net.TCPConn) { _, _ = io.Copy(c, c); _ = c.Close() })
	_, port := hostPort(f, echo)
	handler, relay := serveRelay(f, func(c *Config) { c.Window = wire.MinWindow })
	handler.times.open = 50 * time.Millisecond
	open := `{"host":"127.0.0.1","port":` + portText(uint16(port)) + `,"window":65536}`
	f.Add([]byte{0x81, 0x80, 0, 0, 0, 0}, "", "")
	f.Add([]byte{0x82, 0x85, 1, 2, 3, 4, 5, 6, 7, 8, 9}, open, `{"ack":3}`)
	f.Add([]byte{0x88, 0x82, 0, 0, 0, 0, 3, 232}, open, `{"eof":true}`)
	f.Add([]byte{0x89, 0xfe, 0xff, 0xff, 0, 0, 0, 0}, open, `{"ack":9223372036854775807}`)
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0}, `{"host":"::1","port":1e3,"window":65536}`, `{"error":"x"}`)
	f.Fuzz(func(t *testing.T, raw []byte, first, second string) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		var conn net.Conn
		options := &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}, HTTPClient: clientOver(&conn)}
		ws, _, err := websocket.Dial(ctx, address(relay), options)
		require.NoError(t, err)
		defer ws.CloseNow()
		if first != "" {
			_ = ws.Write(ctx, websocket.MessageText, []byte(strings.ToValidUTF8(first, "?")))
			if first == open {
				require.Nil(t, answer(t, ws).Refusal)
			}
			_ = ws.Write(ctx, websocket.MessageText, []byte(strings.ToValidUTF8(second, "?")))
			_ = ws.Write(ctx, websocket.MessageBinary, raw)
		}
		_, _ = conn.Write(raw)
		_ = conn.Close()
		for handler.open() > 0 {
			require.NoError(t, ctx.Err(), "the relay holds on to it")
			time.Sleep(time.Millisecond)
		}
	})
}

// FuzzHost holds what the relay makes of a host: an address that it would dial as it is, or a name that no resolver takes for an address.
func FuzzHost(f *testing.F) {
	for _, text := range []string{"example.com", "0x7f.1", "2130706433", "::ffff:127.0.0.1", "①②⑦.⓪.⓪.①", "xn--mgbh0fb.example", "a.b.", "fe80::1%lo", "127.0.0.1.", "\x87"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		to, err := parseHost(text)
		if err != nil {
			return
		}
		again, err := parseHost(to.String())
		require.NoError(t, err)
		require.Equal(t, to, again)
		if to.name == "" {
			return
		}
		require.Nil(t, net.ParseIP(to.name))
		require.LessOrEqual(t, len(to.name), maxName)
		require.Equal(t, strings.ToLower(to.name), to.name)
		require.NotContains(t, to.name, "..")
		last := to.name[strings.LastIndexByte(to.name, '.')+1:]
		require.False(t, isNumber(last), to.name)
	})
}

// clientOver is an HTTP client that tells which connection it made.
func clientOver(conn *net.Conn) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, network, addr string) (c net.Conn, err error) {
			c, err = (&net.Dialer{}).DialContext(ctx, network, addr)
			*conn = c
			return c, err
		},
	}}
}

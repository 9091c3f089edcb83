//go:build linux

package relay

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// rawFrom opens a WebSocket by hand from one of loopback's addresses, which is a client of its own.
func rawFrom(t testing.TB, from, relay string) net.Conn {
	t.Helper()
	conn, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}).Dial("tcp", relay)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	_, err = fmt.Fprintf(conn, "GET /relay/connect HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"+
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: %s\r\n\r\n", relay, wire.Subprotocol)
	require.NoError(t, err)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	require.Equal(t, http.StatusSwitchingProtocols, response.StatusCode)
	return conn
}

// frame is a masked frame with a mask of zeros. The first byte holds its opcode and whether it is the last of its message.
func frame(first byte, text string) []byte {
	return append([]byte{first, 0x80 | byte(len(text)), 0, 0, 0, 0}, text...)
}

// floods are frames that carry nothing.
var floods = map[string][]byte{
	"empty messages":   frame(0x82, ""),
	"empty texts":      frame(0x81, "{}"),
	"controls":         frame(0x81, `{"ack":0}`),
	"pings":            frame(0x89, ""),
	"pings with bytes": frame(0x89, strings.Repeat("x", 120)),
	"pongs":            frame(0x8a, ""),
	"empty fragments":  frame(0x00, ""),
	"single bytes":     frame(0x82, "x"),
	"small messages":   frame(0x82, strings.Repeat("x", 16)),
}

// timeToOpen is how long a client waits for a connection.
func timeToOpen(t testing.TB, p *relayProcess, from string, target net.Addr) time.Duration {
	t.Helper()
	start := time.Now()
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	client := &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	ws, _, err := websocket.Dial(ctx, p.relay(), &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}, HTTPClient: client})
	require.NoError(t, err)
	defer ws.CloseNow()
	host, port := hostPort(t, target)
	require.Nil(t, ask(t, ws, wire.Open{Host: host, Port: port, Window: wire.FullWindow}).Refusal)
	return time.Since(start)
}

func TestAFloodOfNothingEndsAndDelaysNobody(t *testing.T) {
	silent := listen(t, func(c *net.TCPConn) { _, _ = io.Copy(io.Discard, c); _ = c.Close() })
	host, port := hostPort(t, silent)
	open, err := json.Marshal(wire.Open{Host: host, Port: port, Window: wire.FullWindow})
	require.NoError(t, err)
	for name, one := range floods {
		t.Run(name, func(t *testing.T) {
			p := startProcess(t, "127.0.0.1:0")
			median := func() time.Duration {
				var times []time.Duration
				for range 15 {
					times = append(times, timeToOpen(t, p, "127.0.0.3", silent))
				}
				slices.Sort(times)
				return times[len(times)/2]
			}
			quiet := median()
			many := bytes.Repeat(one, 32<<10/len(one))
			const attackers = 128
			ended := make(chan struct{}, attackers)
			for range attackers {
				conn := rawFrom(t, "127.0.0.2", p.address)
				_, err := conn.Write(append([]byte{0x81, 0x80 | 126, 0, byte(len(open)), 0, 0, 0, 0}, open...))
				require.NoError(t, err)
				if name == "empty fragments" {
					_, err = conn.Write(frame(0x02, ""))
					require.NoError(t, err)
				}
				go func() { _, _ = io.Copy(io.Discard, conn) }()
				go func() {
					defer func() { ended <- struct{}{} }()
					for {
						if _, err := conn.Write(many); err != nil {
							return
						}
					}
				}()
			}
			flooded := median()
			t.Logf("%s: a new connection takes %v, %v under the flood", name, quiet, flooded)
			if measured {
				require.Less(t, flooded, 5*quiet+20*time.Millisecond)
			}
			if name == "small messages" {
				return // which carry something, and may go on
			}
			for range attackers {
				select {
				case <-ended:
				case <-time.After(20 * time.Second):
					t.Fatal("a flood goes on")
				}
			}
		})
	}
}

func TestWhatCarriesSomethingIsNoFlood(t *testing.T) {
	echo := listen(t, func(c *net.TCPConn) { _, _ = io.Copy(c, c); _ = c.Close() })
	p := startProcess(t, "127.0.0.1:0")
	ctx := t.Context()
	ws, _, err := websocket.Dial(ctx, p.relay(), &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}})
	require.NoError(t, err)
	defer ws.CloseNow()
	ws.SetReadLimit(wire.MaxData)
	host, port := hostPort(t, echo)
	require.Nil(t, ask(t, ws, wire.Open{Host: host, Port: port, Window: wire.FullWindow}).Refusal)
	// As HTTP/2 speaks over TLS: small records, each acknowledged in time, far more than a flood may have.
	for range 20_000 {
		require.NoError(t, ws.Write(ctx, websocket.MessageBinary, make([]byte, 35)))
		for got := 0; got < 35; {
			kind, b, err := ws.Read(ctx)
			require.NoError(t, err)
			if kind == websocket.MessageBinary {
				got += len(b)
			}
		}
		require.NoError(t, ws.Write(ctx, websocket.MessageText, []byte(`{"ack":35}`)))
	}
}

func TestWhoHasNoTokenKeepsNobodyOut(t *testing.T) {
	handler, relay := serveRelay(t, func(c *Config) {
		c.Connections, c.PerClient = 64, 32
		require.NoError(t, c.addTokens(rightToken, "test"))
	})
	address := strings.TrimPrefix(relay.URL, "http://")
	silent := listen(t, func(c *net.TCPConn) { _, _ = io.Copy(io.Discard, c); _ = c.Close() })
	host, port := hostPort(t, silent)
	for i := range 6 * 32 {
		rawFrom(t, fmt.Sprintf("127.0.1.%d", i%6+1), address) // and says nothing
	}
	for range 32 {
		ws, _, err := dialWire(t, relay, nil)
		require.NoError(t, err)
		require.Nil(t, ask(t, ws, wire.Open{Host: host, Port: port, Window: wire.FullWindow, Token: rightToken}).Refusal)
	}
	require.Equal(t, 32, handler.open())
	ws, _, err := dialWire(t, relay, nil)
	require.NoError(t, err)
	require.Equal(t, "-relay-per-client 64", ask(t, ws, wire.Open{Host: host, Port: port, Window: wire.FullWindow, Token: rightToken}).Refusal.Flag)
	handler.limits.mu.Lock()
	defer handler.limits.mu.Unlock()
	require.LessOrEqual(t, len(handler.limits.waiting), 64)
}

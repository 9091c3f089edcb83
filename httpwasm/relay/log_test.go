//go:build !js

package relay

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// recordsOf lets use have a relay, and gives what it has logged, with all that a handler is told.
func recordsOf(t *testing.T, change func(*Config), use func(relay string)) []map[string]any {
	t.Helper()
	var log bytes.Buffer
	handler, relay := serveRelay(t, func(c *Config) {
		c.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		if change != nil {
			change(c)
		}
	})
	use(address(relay))
	eventually(t, "all that began has ended", func() bool { return handler.open() == 0 })
	relay.Close()
	handler.Close()
	var records []map[string]any
	for line := range strings.Lines(log.String()) {
		var record map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &record))
		records = append(records, record)
	}
	return records
}

func TestTheLogSaysHostPortBytesAndOutcomeAndNothingElse(t *testing.T) {
	echo := listen(t, func(c *net.TCPConn) { _, _ = io.Copy(c, c); _ = c.CloseWrite(); _ = c.Close() })
	host, port := hostPort(t, echo)
	records := recordsOf(t, nil, func(relay string) {
		conn, err := dialTunnel(t.Context(), relay, wire.Open{Host: host, Port: port, Window: wire.MinWindow})
		require.NoError(t, err)
		_, err = conn.Write([]byte("hello"))
		require.NoError(t, err)
		require.NoError(t, conn.CloseWrite())
		_, err = io.ReadAll(struct{ io.Reader }{conn})
		require.NoError(t, err)

		_, err = dialTunnel(t.Context(), relay, wire.Open{Host: "169.254.169.254", Port: 80, Window: wire.MinWindow})
		require.Error(t, err)
	})
	require.Len(t, records, 2)
	for _, record := range records {
		keys := slices.Sorted(maps.Keys(record))
		require.Equal(t, []string{"host", "in", slog.LevelKey, slog.MessageKey, "out", "outcome", "port", slog.TimeKey}, keys)
		delete(record, slog.TimeKey)
	}
	require.ElementsMatch(t, []map[string]any{
		{"level": "INFO", "msg": "relay", "host": "127.0.0.1", "port": float64(port), "in": 5.0, "out": 5.0, "outcome": "done"},
		{"level": "INFO", "msg": "relay", "host": "169.254.169.254", "port": 80.0, "in": 0.0, "out": 0.0, "outcome": "forbidden"},
	}, records)
}

func TestTheLogHasNoHostWhereNoneCouldBeReadOrMayBeAsked(t *testing.T) {
	records := recordsOf(t, func(c *Config) { require.NoError(t, c.addTokens(rightToken, "test")) }, func(relay string) {
		for _, open := range []wire.Open{
			{Host: "guess.example", Port: 443, Window: wire.MinWindow, Token: "a-token-that-is-none"},
			{Host: "two words", Port: 443, Window: wire.MinWindow, Token: rightToken},
		} {
			_, err := dialTunnel(t.Context(), relay, open)
			require.Error(t, err)
		}
	})
	require.Len(t, records, 2)
	for _, record := range records {
		require.Equal(t, []string{"in", slog.LevelKey, slog.MessageKey, "out", "outcome", slog.TimeKey}, slices.Sorted(maps.Keys(record)))
	}
}

func TestAServerThatHasSaidAllAndIsGoneBreaksNothing(t *testing.T) {
	server := listen(t, func(c *net.TCPConn) { _, _ = c.Write([]byte("all")); _ = c.Close() })
	host, port := hostPort(t, server)
	records := recordsOf(t, nil, func(relay string) {
		conn, err := dialTunnel(t.Context(), relay, wire.Open{Host: host, Port: port, Window: wire.MinWindow})
		require.NoError(t, err)
		said, err := io.ReadAll(conn)
		require.NoError(t, err)
		require.Equal(t, "all", string(said))
		_, err = conn.Write([]byte("farewell")) // the server's system answers it with a reset, as it does a farewell of TLS
		require.NoError(t, err)
		time.Sleep(50 * time.Millisecond)
		require.NoError(t, conn.CloseWrite())
		<-conn.over
		require.Equal(t, websocket.StatusNormalClosure, websocket.CloseStatus(conn.status))
	})
	require.Len(t, records, 1)
	require.Equal(t, "done", records[0]["outcome"])
}

//go:build !js

package relay

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

func (h *Handler) open() int {
	h.limits.mu.Lock()
	defer h.limits.mu.Unlock()
	return h.limits.open
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
	require.Equal(t, wire.Refusal{Kind: wire.Spent, Reason: "This connection carried more than the 100kB that the relay allows.", Flag: "-relay-bytes 200kB"}, *last.Refusal)
	require.Equal(t, websocket.StatusPolicyViolation, status)
	require.Less(t, received, 100<<10+2*largeBuffer)

	_, relay = serveRelay(t, func(c *Config) { c.Idle = 100 * time.Millisecond })
	last, _, status = end(t, openTo(t, relay, silent, wire.FullWindow))
	require.Equal(t, "-relay-idle 200ms", last.Refusal.Flag)
	require.Equal(t, websocket.StatusPolicyViolation, status)

	_, relay = serveRelay(t, func(c *Config) { c.Life = 100 * time.Millisecond })
	last, _, status = end(t, openTo(t, relay, silent, wire.FullWindow))
	require.Equal(t, "-relay-life 200ms", last.Refusal.Flag)
	require.Equal(t, websocket.StatusPolicyViolation, status)
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
		place, refusal := l.enter(netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), 32), nil)
		require.Nil(t, refusal)
		place.leave()
	}
	require.LessOrEqual(t, len(l.clients), 2048)
}

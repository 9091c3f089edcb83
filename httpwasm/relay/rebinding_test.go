//go:build !js

package relay

import (
	"context"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"

	"roundtrip/httpwasm/relay/wire"
)

// resolverOf asks a DNS server that gives one IPv4 address; nth counts the questions for addresses of a name.
func resolverOf(t *testing.T, answer func(name string, nth int) string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		var buf [512]byte
		asked := map[string]int{}
		for {
			n, from, err := conn.ReadFrom(buf[:])
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Header.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				name := q.Name.String()
				text := answer(name, asked[name])
				asked[name]++
				if text == "" {
					m.RCode = dnsmessage.RCodeNameError
				} else {
					m.Answers = []dnsmessage.Resource{{
						Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
						Body:   &dnsmessage.AResource{A: netip.MustParseAddr(text).As4()},
					}}
				}
			}
			packed, err := m.Pack()
			if err == nil {
				_, _ = conn.WriteTo(packed, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// A name answers with a public address first and with loopback from then on. Each connection is judged by what it dials.
func TestANameThatChangesItsAddressIsJudgedByTheOneThatIsDialled(t *testing.T) {
	var reached atomic.Int32
	target := listen(t, func(c *net.TCPConn) { reached.Add(1); _ = c.Close() })
	_, port := hostPort(t, target)
	var answers atomic.Int32
	resolver := resolverOf(t, func(_ string, nth int) string {
		answers.Add(1)
		if nth == 0 {
			return "198.51.100.7" // stands for a public one: it is allowed below, and nobody answers there
		}
		return "127.0.0.1"
	})
	_, relay := serveRelay(t, func(c *Config) {
		public(c)
		c.Resolver = resolver
		c.Dial = 1e9 / 4
		require.NoError(t, c.Allow.Set("198.51.100.7"))
	})
	first := asked(t, relay, "rebind.example", port)
	require.NotNil(t, first.Refusal)
	require.NotEqual(t, wire.Forbidden, first.Refusal.Kind, "the first address is fine, and does not answer")
	for range 3 {
		again := asked(t, relay, "rebind.example", port)
		require.Equal(t, wire.Forbidden, again.Refusal.Kind)
		require.Equal(t, "rebind.example leads to a loopback address, and this relay connects to the public internet only.", again.Refusal.Reason)
		require.Equal(t, "-relay-allow rebind.example", again.Refusal.Flag)
	}
	require.Zero(t, reached.Load())
	require.GreaterOrEqual(t, answers.Load(), int32(4))
}

// Between looking up and connecting there is nothing that could change: the check is in the kernel's way to the address.
func TestTheCheckIsOfTheAddressThatTheKernelConnectsTo(t *testing.T) {
	var reached atomic.Int32
	target := listen(t, func(c *net.TCPConn) { reached.Add(1); _ = c.Close() })
	_, port := hostPort(t, target)
	config := Defaults()
	config.Resolver = resolverOf(t, func(string, int) string { return "127.0.0.1" })
	earlier := netip.MustParseAddr("93.184.215.14")
	require.Nil(t, config.checkAddr(host{name: "rebind.example"}, earlier), "a check of its own would have passed")
	_, _, err := config.dialDirect(t.Context(), host{name: "rebind.example"}, uint16(port))
	require.ErrorContains(t, err, "loopback")
	require.Zero(t, reached.Load())
}

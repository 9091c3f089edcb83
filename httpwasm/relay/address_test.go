//go:build !js

package relay

import (
	"net"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

func TestAddressesThatHoldOthersAreRefused(t *testing.T) {
	own := Defaults()
	own.Own = true
	for _, text := range []string{
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::1",
		"2001:0:7f00:1::1", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:7f00:1", "fec0::1", "ff02::1", "0.0.0.0", "0.1.2.3", "::",
		"255.255.255.255", "240.0.0.1", "224.0.0.1", "100.64.0.1", "198.18.0.1", "192.0.2.1", "192.0.0.8", "169.254.1.1", "fe80::1",
		"169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "fd20:ce::254", "168.63.129.16", "100.100.100.200", "5f00::1", "3fff::1",
		"169.254.169.252", "169.254.170.23", "192.80.8.124", "fd00:a9fe:a9fe::1", "fe80::a9fe:a9fe", "fd12::a9fe:a9fe", "fdaa::3", "::ffff:0:7f00:1", "::a01:203",
	} {
		addr := netip.MustParseAddr(text)
		require.NotNil(t, own.checkAddr(host{addr: addr}, addr), "%s, even by a relay of one's own", text)
	}
	for _, text := range []string{"127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "fd12:3456::1", "8.8.8.8", "2606:4700::1"} {
		addr := netip.MustParseAddr(text)
		require.Nil(t, own.checkAddr(host{addr: addr}, addr), "%s by a relay of one's own", text)
	}
}

func TestARelayOfOnesOwnReachesItsMachineAndNoMetadata(t *testing.T) {
	_, relay := serveRelay(t, nil)
	target := listen(t, func(c *net.TCPConn) { _ = c.Close() })
	_, port := hostPort(t, target)
	for _, name := range []string{"127.0.0.1", "localhost", "localhost."} {
		opened := asked(t, relay, name, port)
		require.Nil(t, opened.Refusal, name)
		require.Equal(t, target.String(), opened.Address)
	}
	for _, name := range []string{"169.254.169.254", "fd00:ec2::254", "0.0.0.0", "::ffff:127.0.0.1", "100.100.100.200"} {
		opened := asked(t, relay, name, port)
		require.NotNil(t, opened.Refusal, name)
		require.Equal(t, wire.Forbidden, opened.Refusal.Kind, name)
	}
}

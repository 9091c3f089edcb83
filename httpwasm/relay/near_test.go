//go:build !js

package relay

import (
	"errors"
	"net"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPublicRelayDoesNotReachItsOwnMachineOrItsNeighbours(t *testing.T) {
	config := Defaults()
	asked := 0
	config.interfaces.list = func() ([]net.Addr, error) {
		asked++
		_, loopback, _ := net.ParseCIDR("127.0.0.1/8")
		return []net.Addr{
			loopback,
			&net.IPNet{IP: net.IPv4(8, 8, 4, 7), Mask: net.CIDRMask(24, 32)},
			&net.IPNet{IP: net.ParseIP("2606:4700:1::7"), Mask: net.CIDRMask(64, 128)},
			&net.IPNet{IP: net.IPv4(9, 9, 9, 9), Mask: net.CIDRMask(32, 32)},
			&net.IPNet{IP: net.IPv4(1, 1, 1, 1), Mask: net.CIDRMask(0, 32)}, // a tunnel for everything
		}, nil
	}
	check := func(text string) (reason string) {
		addr := netip.MustParseAddr(text)
		if refusal := config.checkAddr(host{addr: addr}, addr); refusal != nil {
			return refusal.Reason + " " + refusal.Flag
		}
		return ""
	}
	for addr, reason := range map[string]string{
		"8.8.4.7":          "8.8.4.7 is an address of the relay's own machine, and this relay connects to the public internet only. -relay-allow 8.8.4.7",
		"8.8.4.8":          "8.8.4.8 is in a network that the relay's own machine is part of, and this relay connects to the public internet only. -relay-allow 8.8.4.8",
		"2606:4700:1::7":   "2606:4700:1::7 is an address of the relay's own machine, and this relay connects to the public internet only. -relay-allow 2606:4700:1::7",
		"2606:4700:1::9":   "2606:4700:1::9 is in a network that the relay's own machine is part of, and this relay connects to the public internet only. -relay-allow 2606:4700:1::9",
		"9.9.9.9":          "9.9.9.9 is an address of the relay's own machine, and this relay connects to the public internet only. -relay-allow 9.9.9.9",
		"8.8.8.8":          "",
		"9.9.9.10":         "",
		"2606:4700:2::7":   "",
		"64:ff9b::808:407": "64:ff9b::808:407 is an IPv4 address behind NAT64, and this relay connects to the public internet only. -relay-allow 64:ff9b::808:407",
	} {
		require.Equal(t, reason, check(addr))
	}
	require.Equal(t, 1, asked, "a connection does not ask the system")

	require.NoError(t, config.Allow.Set("64:ff9b::/96"))
	require.Contains(t, check("64:ff9b::808:407"), "is an address of the relay's own machine", "by another way")
	require.NoError(t, config.Allow.Set("8.8.4.0/24"))
	require.Empty(t, check("8.8.4.7"))
	require.Empty(t, check("64:ff9b::808:407"))

	config.Own = true
	require.Empty(t, check("9.9.9.9"), "a relay of one's own is at home")

	config.Own = false
	config.interfaces.until = config.interfaces.until.AddDate(-1, 0, 0)
	config.interfaces.list = func() ([]net.Addr, error) { return nil, errors.New("the system says nothing") }
	require.NotEmpty(t, check("9.9.9.9"), "what was known stays known")
}

//go:build !js

package relay

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
)

// Each network is opened as a whole; what its addresses lead to is judged as if it had been asked for.
func TestANetworkThatHoldsIPv4AddressesOpensNoneThatWouldBeRefused(t *testing.T) {
	for _, c := range []struct{ network, public, private, metadata string }{
		{"::ffff:0:0/96", "::ffff:8.8.8.8", "::ffff:10.1.2.3", "::ffff:169.254.169.254"},
		{"::ffff:0:0:0/96", "::ffff:0:8.8.8.8", "::ffff:0:10.1.2.3", "::ffff:0:169.254.169.254"},
		{"::/96", "::8.8.8.8", "::10.1.2.3", "::169.254.169.254"},
		{"64:ff9b::/96", "64:ff9b::808:808", "64:ff9b::a01:203", "64:ff9b::a9fe:a9fe"},
		{"64:ff9b:1::/48", "64:ff9b:1:808:8:800::", "64:ff9b:1:a01:2:300::", "64:ff9b:1:a9fe:a9:fe00::"},
		{"64:ff9b:1:cc00::/56", "64:ff9b:1:cc08:8:808::", "64:ff9b:1:cc0a:1:203::", "64:ff9b:1:cca9:fe:a9fe::"},
		{"64:ff9b:1:fffe::/64", "64:ff9b:1:fffe:8:808:800:0", "64:ff9b:1:fffe:a:102:300:0", "64:ff9b:1:fffe:a9:fea9:fe00:0"},
		{"64:ff9b:1::/96", "64:ff9b:1::808:808", "64:ff9b:1::a01:203", "64:ff9b:1::a9fe:a9fe"},
		{"64:ff9b:1:fffe:0:1::/96", "64:ff9b:1:fffe:0:1:808:808", "64:ff9b:1:fffe:0:1:a01:203", "64:ff9b:1:fffe:0:1:a9fe:a9fe"},
		{"2002::/16", "2002:808:808::1", "2002:a01:203::1", "2002:a9fe:a9fe::"},
		{"2001::/32", "2001:0:808:808:0:ffff:f7f7:f7f7", "2001:0:808:808:0:ffff:f5fe:fdfc", "2001:0:808:808:0:ffff:5601:5601"},   // the client
		{"2001::/32", "2001:0:808:808:0:ffff:f7f7:f7f7", "2001:0:a01:203:0:ffff:f7f7:f7f7", "2001:0:a9fe:a9fe:0:ffff:f7f7:f7f7"}, // the server
		{"2606:4700::/32", "2606:4700::5efe:808:808", "2606:4700::5efe:a01:203", "2606:4700::200:5efe:a9fe:a9fe"},
		{"fe80::/10", "fe80::5efe:808:808", "fe80::200:5efe:a01:203", "fe80::5efe:a9fe:a9fe"},
		{"::/0", "2002:808:808::1", "2002:a01:203::1", "2002:a9fe:a9fe::"},
	} {
		config := Defaults()
		require.NoError(t, config.Allow.Set(c.network))
		open := func(text string) bool {
			addr := netip.MustParseAddr(text)
			return config.checkAddr(host{addr: addr}, addr) == nil
		}
		require.True(t, open(c.public), "%s of %s", c.public, c.network)
		require.False(t, open(c.private), "%s of %s", c.private, c.network)
		require.False(t, open(c.metadata), "%s of %s", c.metadata, c.network)

		require.NoError(t, config.Allow.Set("10.0.0.0/8, 169.254.0.0/16"))
		require.True(t, open(c.private), "%s where its IPv4 network is open too", c.private)
		require.False(t, open(c.metadata), "%s where only networks are open", c.metadata)

		require.NoError(t, config.Deny.Set("8.8.8.8"))
		require.False(t, open(c.public), "%s where its IPv4 address is denied", c.public)

		require.NoError(t, config.Allow.Set(c.metadata))
		require.True(t, open(c.metadata), "%s by itself", c.metadata)
	}
}

func TestANameThatLeadsIntoSuchANetworkOpensNoMoreThanItsIPv4Address(t *testing.T) {
	to := host{name: "intranet.example"}
	config := Defaults()
	require.NoError(t, config.Allow.Set(to.name))
	for text, flag := range map[string]string{
		"2002:a01:203::1":  "", // as 10.1.2.3 would be
		"2002:a9fe:a9fe::": "-relay-allow 169.254.169.254",
		// A name does not tell where the address stands, so its own address must be named.
		"64:ff9b:1::a01:203": "-relay-allow 64:ff9b:1::a01:203",
	} {
		refusal := config.checkAddr(to, netip.MustParseAddr(text))
		if flag == "" {
			require.Nil(t, refusal, text)
			continue
		}
		require.NotNil(t, refusal, text)
		require.Equal(t, flag, refusal.Flag)
	}
	require.NoError(t, config.Allow.Set("64:ff9b:1::/96"))
	require.Nil(t, config.checkAddr(to, netip.MustParseAddr("64:ff9b:1::a01:203")))
	require.NotNil(t, config.checkAddr(to, netip.MustParseAddr("64:ff9b:1::a9fe:a9fe")))
	require.NoError(t, config.Allow.Set("64:ff9b:1::/100"))
	require.NotNil(t, config.checkAddr(to, netip.MustParseAddr("64:ff9b:1::a01:203")), "no NAT64 has a prefix of that length")
}

// A relay of one's own reaches private addresses, and looks into them as well.
func TestARelayOfOnesOwnReachesNoMetadataThroughItsOwnNetwork(t *testing.T) {
	config := Defaults()
	config.Own = true
	for text, open := range map[string]bool{"fd00::5efe:a01:203": true, "fd00::5efe:a9fe:a9fe": false, "fd00::1": true} {
		addr := netip.MustParseAddr(text)
		require.Equal(t, open, config.checkAddr(host{addr: addr}, addr) == nil, text)
	}
}

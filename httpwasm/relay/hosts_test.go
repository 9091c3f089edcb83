//go:build !js

package relay

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHostsAreAllowedByNameNetworkAndAddress(t *testing.T) {
	hosts := func(text string) Hosts {
		h, err := ParseHosts(text)
		require.NoError(t, err)
		return h
	}
	for _, c := range []struct {
		name              string
		allow, deny, only string
		host, addr        string
		refused           bool
	}{
		{name: "a private address is refused", host: "10.1.2.3", addr: "10.1.2.3", refused: true},
		{name: "its network opens it", allow: "10.0.0.0/8", host: "10.1.2.3", addr: "10.1.2.3"},
		{name: "its name opens it", allow: "intranet.example", host: "intranet.example", addr: "10.1.2.3"},
		{name: "its name in other letters opens it", allow: "Intranet.Example.", host: "INTRANET.example", addr: "10.1.2.3"},
		{name: "the name above opens it", allow: "*.example", host: "a.intranet.example", addr: "127.0.0.1"},
		{name: "the name above does not mean itself", allow: "*.example.com", host: "example.com", addr: "127.0.0.1", refused: true},
		{name: "a name that ends alike does not", allow: "*.example.com", host: "notexample.com", addr: "127.0.0.1", refused: true},
		{name: "another name of the same address does not", allow: "intranet.example", host: "evil.example", addr: "10.1.2.3", refused: true},
		{name: "NAT64 is opened by its network", allow: "64:ff9b::/96", host: "example.com", addr: "64:ff9b::808:808"},
		{name: "but not what lies behind it", allow: "64:ff9b::/96", host: "example.com", addr: "64:ff9b::a01:203", refused: true},
		{name: "and no metadata", allow: "64:ff9b::/96", host: "example.com", addr: "64:ff9b::a9fe:a9fe", refused: true},
		{name: "metadata is not opened by a name", allow: "intranet.example", host: "intranet.example", addr: "169.254.169.254", refused: true},
		{name: "nor by all networks", allow: "0.0.0.0/0", host: "169.254.169.254", addr: "169.254.169.254", refused: true},
		{name: "but by its address", allow: "169.254.169.254", host: "169.254.169.254", addr: "169.254.169.254"},
		{name: "this host is not opened by a name", allow: "a.example", host: "a.example", addr: "0.0.0.0", refused: true},
		{name: "a name is denied", deny: "example.com", host: "example.com", addr: "8.8.8.8", refused: true},
		{name: "a network is denied, by whatever name", deny: "8.8.8.0/24", host: "example.com", addr: "8.8.8.8", refused: true},
		{name: "denied goes before allowed", allow: "10.0.0.0/8", deny: "10.1.0.0/16", host: "10.1.2.3", addr: "10.1.2.3", refused: true},
		{name: "only these", only: "example.com", host: "example.com", addr: "8.8.8.8"},
		{name: "and no others", only: "example.com", host: "example.org", addr: "8.8.8.8", refused: true},
		{name: "only a network", only: "8.8.8.0/24", host: "example.org", addr: "8.8.8.8"},
		{name: "and no other network", only: "8.8.8.0/24", host: "example.org", addr: "9.9.9.9", refused: true},
		{name: "only these does not open private ones", only: "intranet.example", host: "intranet.example", addr: "10.1.2.3", refused: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := Defaults()
			config.Allow, config.Deny, config.Only = hosts(c.allow), hosts(c.deny), hosts(c.only)
			to, err := parseHost(c.host)
			require.NoError(t, err)
			refusal := config.checkAsked(to, 443)
			if refusal == nil {
				refusal = config.checkAddr(to, netip.MustParseAddr(c.addr))
			}
			require.Equal(t, c.refused, refusal != nil, "%v", refusal)
		})
	}
}

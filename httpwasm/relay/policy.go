//go:build !js

package relay

import (
	"fmt"
	"net/netip"

	"roundtrip/httpwasm/relay/wire"
)

// checkAsked judges what is asked for before anything is looked up.
func (c *Config) checkAsked(to host, port uint16) *wire.Refusal {
	switch {
	case !c.Ports.Open(port):
		return forbidden("-relay-ports "+c.Ports.String()+","+portText(port),
			"This relay does not connect to port %d, because other things than HTTP are found there.", port)
	case c.Deny.hasName(to.name):
		return forbidden("-relay-deny", "This relay was told not to connect to %s.", to)
	case to.name != "" && !c.Only.empty() && len(c.Only.prefixes) == 0 && !c.Only.hasName(to.name):
		return notListed(to)
	}
	return nil
}

// checkAddr judges the address that is about to be dialled for a host. It is the same one in the end, whatever a name resolved to before.
func (c *Config) checkAddr(to host, addr netip.Addr) *wire.Refusal {
	switch {
	case c.Deny.hasAddr(addr) || c.Deny.hasAddr(addr.Unmap()):
		return forbidden("-relay-deny", "This relay was told not to connect to %s.", about(to, addr))
	case !c.Only.empty() && !c.Only.hasName(to.name) && !c.Only.hasAddr(addr):
		return notListed(to)
	}
	kind, special := classify(addr)
	switch {
	case !special, kind.own && c.Own, c.Allow.hasExactly(addr):
		return nil
	case !kind.exact && (c.Allow.hasName(to.name) || c.Allow.hasAddr(addr)):
		return nil
	}
	return forbidden("-relay-allow "+addr.String(), "%s is %s, and this relay connects to the public internet only.", about(to, addr), kind.name)
}

func notListed(to host) *wire.Refusal {
	return forbidden("-relay-only "+to.String(), "%s is not among the hosts that this relay connects to.", to)
}

func about(to host, addr netip.Addr) string {
	if to.name == "" {
		return addr.String()
	}
	return fmt.Sprintf("%s (%s)", to.name, addr)
}

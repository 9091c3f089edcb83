//go:build !js

package relay

import (
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
	if !c.Only.empty() && !c.Only.hasName(to.name) && !c.Only.hasAddr(addr) {
		return notListed(to)
	}
	return c.checkKind(to, addr)
}

// checkKind judges an address, and those within it, by what kind of address they are.
func (c *Config) checkKind(to host, addr netip.Addr) *wire.Refusal {
	if c.Deny.hasAddr(addr) || c.Deny.hasAddr(addr.Unmap()) {
		return forbidden("-relay-deny", "This relay was told not to connect to %s.", to)
	}
	kind, special := classify(addr)
	if !special && !c.Own {
		kind, special = c.near(addr)
	}
	if !special || c.Allow.hasExactly(addr) {
		return nil
	}
	if kind.own && c.Own || !kind.exact && (c.Allow.hasName(to.name) || c.Allow.hasAddr(addr)) {
		inner, known := c.Allow.embedded(addr)
		for _, v4 := range inner {
			if refusal := c.checkKind(to, v4); refusal != nil {
				return refusal
			}
		}
		if known {
			return nil
		}
		kind.exact = true // what is not known is opened by its address
	}
	// Where a name leads to within a network is not for everyone, so only its kind is told.
	is, flag := "is", to.String()
	if to.name != "" {
		is = "leads to"
	}
	if kind.exact {
		flag = addr.String()
	}
	reach := "the public internet"
	if c.Own {
		reach += ", loopback and private addresses"
	}
	return forbidden("-relay-allow "+flag, "%s %s %s, and this relay connects to %s only.", to, is, kind.name, reach)
}

func notListed(to host) *wire.Refusal {
	return forbidden("-relay-only "+to.String(), "%s is not among the hosts that this relay connects to.", to)
}

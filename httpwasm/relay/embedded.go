//go:build !js

package relay

import "net/netip"

// embeddings are the networks whose addresses hold IPv4 addresses, with the places of the four bytes. Whatever carries packets to them
// carries them on to that IPv4 address, so opening such a network opens nothing that would be refused by itself.
var embeddings = []struct {
	network  netip.Prefix
	at       [4]int
	inverted bool
}{
	{netip.MustParsePrefix("::ffff:0:0/96"), last4, false},          // mapped (RFC 4291, 2.5.5.2)
	{netip.MustParsePrefix("::ffff:0:0:0/96"), last4, false},        // translated (RFC 2765, 2.1)
	{netip.MustParsePrefix("::/96"), last4, false},                  // compatible (RFC 4291, 2.5.5.1)
	{netip.MustParsePrefix("64:ff9b::/96"), last4, false},           // NAT64 (RFC 6052, 2.1)
	{netip.MustParsePrefix("2002::/16"), [4]int{2, 3, 4, 5}, false}, // 6to4 (RFC 3056, 2)
	{netip.MustParsePrefix("2001::/32"), [4]int{4, 5, 6, 7}, false}, // Teredo's server (RFC 4380, 4)
	{netip.MustParsePrefix("2001::/32"), last4, true},               // and its client
}

var last4 = [4]int{12, 13, 14, 15}

// localNAT64 is where networks have NAT64 with prefixes of their own (RFC 8215), whose length says where the IPv4 address stands (RFC 6052, 2.2).
var localNAT64 = netip.MustParsePrefix("64:ff9b:1::/48")

var localLayouts = map[int][4]int{48: {6, 7, 9, 10}, 56: {7, 9, 10, 11}, 64: {9, 10, 11, 12}, 96: last4}

// embedded gives the IPv4 addresses that an address leads to. In the block of local NAT64 the network that was allowed is taken for the
// NAT64's prefix; where none was, or one of a length that no NAT64 has, nothing is known.
func (h Hosts) embedded(addr netip.Addr) (inner []netip.Addr, known bool) {
	for _, e := range embeddings {
		if e.network.Contains(addr) && addr != netip.IPv6Unspecified() && addr != netip.IPv6Loopback() {
			inner = append(inner, pick(addr, e.at, e.inverted))
		}
	}
	if isISATAP(addr) {
		inner = append(inner, pick(addr, last4, false))
	}
	if !localNAT64.Contains(addr) {
		return inner, true
	}
	longest := 0
	for _, p := range h.prefixes {
		if p.Contains(addr) {
			longest = max(longest, p.Bits())
		}
	}
	at, known := localLayouts[longest]
	if known {
		inner = append(inner, pick(addr, at, false))
	}
	return inner, known
}

func pick(addr netip.Addr, at [4]int, inverted bool) netip.Addr {
	from, b := addr.As16(), [4]byte{}
	for i := range b {
		b[i] = from[at[i]]
		if inverted {
			b[i] = ^b[i]
		}
	}
	return netip.AddrFrom4(b)
}

// isISATAP reports whether the address has an IPv4 address in its interface identifier (RFC 5214, section 6.1).
func isISATAP(addr netip.Addr) bool {
	b := addr.As16()
	return addr.Is6() && b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
}

//go:build !js

package relay

import (
	"net/netip"

	"code.dny.dev/ssrf"
)

// class is a kind of address that is not on the public internet.
type class struct {
	name  string // after "is"
	own   bool   // is fine where the relay is its person's own
	exact bool   // is allowed by naming this very address only, never by a network or a name
}

// The addresses at which clouds tell a machine its secrets. Most lie in ranges that are refused anyway; they are named because a
// relay of the person's own, and one that was allowed a whole network, must not reach them either.
var metadata = networks(
	"169.254.169.0/24", "169.254.170.0/24", // nearly all; AWS, Google and Azure have more than one, for containers and clusters too
	"fd00:ec2::/32",                                            // AWS
	"fd20:ce::/64",                                             // Google
	"168.63.129.16/32",                                         // Azure; an address of the public internet
	"169.254.129.0/24", "169.254.130.0/24", "169.254.131.0/24", // Azure, App Service
	"100.100.100.200/32",                  // Alibaba
	"192.0.0.192/32",                      // Oracle
	"169.254.0.23/32", "169.254.10.10/32", // Tencent
	"169.254.42.42/32", "fd00:42::42/128", // Scaleway
	"fd00:a9fe:a9fe::/48", // Akamai
	"192.80.8.124/32",     // Equinix; an address of the public internet
	"169.254.20.10/32",    // Kubernetes, the cluster's names
	"fdaa::3/128",         // Fly
)

// isMetadata reports whether clouds have secrets at the address: also where it is 169.254.169.254 in a private network of IPv6, as
// Oracle, OpenStack and Huawei write it.
func isMetadata(addr netip.Addr) bool {
	if containsAddr(metadata, addr) {
		return true
	}
	b := addr.As16()
	return addr.Is6() && (addr.IsPrivate() || addr.IsLinkLocalUnicast()) && [4]byte(b[12:]) == [4]byte{169, 254, 169, 254}
}

var classes = []struct {
	prefixes []netip.Prefix
	class
}{
	{networks("0.0.0.0/8", "::/128"), class{name: "an unspecified address", exact: true}},
	{networks("255.255.255.255/32"), class{name: "the broadcast address", exact: true}},
	{networks("224.0.0.0/4", "ff00::/8"), class{name: "a multicast address", exact: true}},
	{networks("127.0.0.0/8", "::1/128"), class{name: "a loopback address", own: true}},
	{networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"), class{name: "a private address", own: true}},
	{networks("169.254.0.0/16", "fe80::/10"), class{name: "a link-local address"}},
	{networks("100.64.0.0/10"), class{name: "an address that a provider shares among customers"}},
	{networks("::ffff:0:0/96", "::ffff:0:0:0/96", "::/96"), class{name: "an IPv4 address written as IPv6"}},
	{networks("64:ff9b::/96", "64:ff9b:1::/48"), class{name: "an IPv4 address behind NAT64"}},
	{networks("2002::/16", "192.88.99.0/24"), class{name: "an address of 6to4"}},
	{networks("2001::/32"), class{name: "an address of Teredo"}},
	{networks("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"), class{name: "an address for documentation"}},
	{networks("198.18.0.0/15", "2001:2::/48"), class{name: "an address for benchmarks"}},
	{networks("240.0.0.0/4"), class{name: "a reserved address"}},
}

// iana refuses what is not assigned to the public internet, by the registries of special addresses.
var iana = ssrf.New(ssrf.WithAnyPort())

// classify says what kind of address one is; ok is false for those of the public internet.
func classify(addr netip.Addr) (c class, ok bool) {
	if isMetadata(addr.Unmap()) {
		return class{name: "an address at which clouds keep their machines' secrets", exact: true}, true
	}
	for _, c := range classes {
		if containsAddr(c.prefixes, addr) {
			return c.class, true
		}
	}
	if isISATAP(addr) {
		return class{name: "an address of ISATAP"}, true
	}
	return class{name: "an address for special use"}, iana.SafeAddr(addr) != nil
}

func networks(texts ...string) []netip.Prefix {
	list := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		list[i] = netip.MustParsePrefix(text)
	}
	return list
}

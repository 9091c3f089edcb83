//go:build !js

package relay

import (
	"net/http"
	"net/netip"
	"strings"
)

// clientOf is who asks: the peer, or who came to the trusted proxies that are named from the right in X-Forwarded-For. IPv6 clients
// count as their network of 64 bits, within which an address is free to choose.
func (c *Config) clientOf(r *http.Request) netip.Prefix {
	var addr netip.Addr
	if peer, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		addr = peer.Addr().Unmap()
	}
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(forwarded) - 1; i >= 0 && containsAddr(c.TrustProxy, addr); i-- {
		before, err := forwardedAddr(strings.TrimSpace(forwarded[i]))
		if err != nil {
			break
		}
		addr = before.Unmap()
	}
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	network, _ := addr.WithZone("").Prefix(bits) // of no address it is the zero prefix, a client like others
	return network
}

// forwardedAddr reads an entry of X-Forwarded-For. Some proxies add the client's port, and brackets to an IPv6 address then.
func forwardedAddr(entry string) (netip.Addr, error) {
	if at, err := netip.ParseAddrPort(entry); err == nil {
		return at.Addr(), nil
	}
	if inner, found := strings.CutPrefix(entry, "["); found {
		entry = strings.TrimSuffix(inner, "]")
	}
	return netip.ParseAddr(entry)
}

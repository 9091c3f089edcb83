package network

import (
	"net"
	"net/netip"
	"strings"
)

// exception is a host or a network that is not reached through the proxy, as NO_PROXY has them: a name stands for itself and all below
// it, one that begins with a point for those below it alone, "*" for all; a port may follow.
type exception struct {
	name    string // in small letters
	port    string // "" for every port
	network netip.Prefix
}

func exceptions(hosts []string) []exception {
	var list []exception
	for _, host := range hosts {
		host = strings.ToLower(host)
		if network, err := netip.ParsePrefix(host); err == nil {
			list = append(list, exception{network: network.Masked()})
			continue
		}
		e := exception{name: host}
		if name, port, err := net.SplitHostPort(host); err == nil {
			e.name, e.port = name, port
		}
		e.name = strings.Trim(e.name, "[]")
		if ip, err := netip.ParseAddr(e.name); err == nil {
			e.network = netip.PrefixFrom(ip.Unmap(), ip.Unmap().BitLen())
		}
		list = append(list, e)
	}
	return list
}

// excepted reports whether an address, host and port, is one of the exceptions. Names are not looked up.
func excepted(list []exception, address string) bool {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	ip, bad := netip.ParseAddr(host)
	for _, e := range list {
		switch {
		case e.port != "" && e.port != port:
		case e.name == "*":
			return true
		case e.network.IsValid():
			if bad == nil && e.network.Contains(ip.Unmap()) {
				return true
			}
		case strings.HasPrefix(e.name, "."):
			if strings.HasSuffix(host, e.name) {
				return true
			}
		case host == e.name || strings.HasSuffix(host, "."+e.name):
			return true
		}
	}
	return false
}

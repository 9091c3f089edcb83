//go:build !js

package relay

import (
	"net"
	"net/netip"
	"sync"
	"time"
)

// interfaces remembers for a while which addresses and networks this machine has.
type interfaces struct {
	list func() ([]net.Addr, error) // nil is the system's

	mu    sync.Mutex
	known []netip.Prefix // addresses with the lengths of their networks
	until time.Time
}

// interfacesFor is how long what is known of interfaces is good for. A machine that gets another address keeps it longer.
const interfacesFor = 5 * time.Second

func (i *interfaces) prefixes() []netip.Prefix {
	i.mu.Lock()
	defer i.mu.Unlock()
	if time.Now().Before(i.until) {
		return i.known
	}
	list := i.list
	if list == nil {
		list = net.InterfaceAddrs
	}
	addrs, err := list()
	if err != nil {
		return i.known // what was known is better than nothing
	}
	i.known, i.until = nil, time.Now().Add(interfacesFor)
	for _, addr := range addrs {
		if network, ok := addr.(*net.IPNet); ok {
			ip, valid := netip.AddrFromSlice(network.IP)
			ones, _ := network.Mask.Size()
			if ip = ip.Unmap(); valid {
				i.known = append(i.known, netip.PrefixFrom(ip, min(ones, ip.BitLen())))
			}
		}
	}
	return i.known
}

// near says of an address of the public internet that it is this machine's own, or in a network that this machine is part of: what listens there
// may trust its neighbours.
func (c *Config) near(addr netip.Addr) (class, bool) {
	for _, p := range c.interfaces.prefixes() {
		switch {
		case p.Addr() == addr:
			return class{name: "an address of the relay's own machine"}, true
		case p.Bits() > 0 && p.Masked().Contains(addr):
			return class{name: "in a network that the relay's own machine is part of"}, true
		}
	}
	return class{}, false
}

//go:build !js

package relay

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// Hosts is a list of names (example.com), of all names under one (*.example.com), of addresses and of networks (10.0.0.0/8).
type Hosts struct {
	names    []string
	prefixes []netip.Prefix
}

// ParseHosts reads a list with commas.
func ParseHosts(text string) (Hosts, error) {
	var h Hosts
	for item := range strings.SplitSeq(text, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		if prefix, err := parsePrefix(item); err == nil {
			h.prefixes = append(h.prefixes, prefix)
			continue
		}
		name, wild := strings.CutPrefix(item, "*.")
		host, err := parseHost(name)
		if err != nil || host.name == "" {
			return Hosts{}, fmt.Errorf("%q is no host: write names as example.com or *.example.com, and addresses as 10.1.2.3, 10.0.0.0/8 or fd00::/8", item)
		}
		if wild {
			host.name = "*." + host.name
		}
		h.names = append(h.names, host.name)
	}
	return h, nil
}

func parsePrefix(text string) (netip.Prefix, error) {
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return prefix.Masked(), nil
	}
	addr, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(addr, addr.BitLen()), nil
}

func (h Hosts) empty() bool { return len(h.names) == 0 && len(h.prefixes) == 0 }

// hasName reports whether the list holds a name, or all names under one of its parents.
func (h Hosts) hasName(name string) bool {
	return name != "" && slices.ContainsFunc(h.names, func(n string) bool {
		parent, wild := strings.CutPrefix(n, "*")
		return n == name || wild && strings.HasSuffix(name, parent)
	})
}

// hasAddr reports whether an address or network of the list holds the address.
func (h Hosts) hasAddr(addr netip.Addr) bool { return containsAddr(h.prefixes, addr) }

// hasExactly reports whether the list holds the address by itself.
func (h Hosts) hasExactly(addr netip.Addr) bool {
	return slices.Contains(h.prefixes, netip.PrefixFrom(addr, addr.BitLen()))
}

func containsAddr(prefixes []netip.Prefix, addr netip.Addr) bool {
	return slices.ContainsFunc(prefixes, func(p netip.Prefix) bool { return p.Contains(addr) })
}

func (h Hosts) list() []string {
	list := slices.Clone(h.names)
	for _, p := range h.prefixes {
		if p.IsSingleIP() {
			list = append(list, p.Addr().String())
		} else {
			list = append(list, p.String())
		}
	}
	return list
}

func (h Hosts) String() string { return strings.Join(h.list(), ",") }

// Set adds to the list, for package flag.
func (h *Hosts) Set(text string) error {
	more, err := ParseHosts(text)
	h.names = append(h.names, more.names...)
	h.prefixes = append(h.prefixes, more.prefixes...)
	return err
}

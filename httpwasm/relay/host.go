//go:build !js

package relay

import (
	"errors"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
)

// host is what is asked for: a name in lower case ASCII without a dot at its end, or else an address.
type host struct {
	name string
	addr netip.Addr
}

func (h host) String() string {
	if h.name != "" {
		return h.name
	}
	return h.addr.String()
}

const maxName = 253 // RFC 1035, section 2.3.4, without the root's dot

var toASCII = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

// parseHost reads a host once, for all that judge it. A name whose last label is a number is an address in another notation to some
// resolvers, octal or one large number (URL standard, 3.5, ends in a number), and is refused: who dials it and who checks it could disagree.
func parseHost(text string) (host, error) {
	if len(text) > 4*maxName {
		return host{}, errors.New("The host is longer than a name can be.")
	}
	if addr, err := netip.ParseAddr(text); err == nil && addr.Is6() {
		if addr.Zone() != "" {
			return host{}, errors.New("The address has a zone, which means something on the relay's machine only.")
		}
		return host{addr: addr}, nil
	}
	name, err := toASCII.ToASCII(text)
	if err != nil {
		return host{}, errors.New("The host is not a name that can be looked up.")
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if addr, err := netip.ParseAddr(name); err == nil && addr.Zone() == "" {
		return host{addr: addr}, nil
	}
	if name == "" || len(name) > maxName {
		return host{}, errors.New("The host is empty or longer than a name can be.")
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || strings.ContainsFunc(label, notInName) {
			return host{}, errors.New("The host is not a name that can be looked up.")
		}
	}
	if last := name[strings.LastIndexByte(name, '.')+1:]; isNumber(last) {
		return host{}, errors.New("The host is a number and no address: write an IPv4 address as four decimal numbers, like 192.0.2.1.")
	}
	return host{name: name}, nil
}

func notInName(c rune) bool {
	return !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_')
}

func isNumber(label string) bool {
	if digits, hex := strings.CutPrefix(label, "0x"); hex {
		return strings.Trim(digits, "0123456789abcdef") == ""
	}
	return strings.Trim(label, "0123456789") == ""
}

//go:build !js

package relay

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"roundtrip/httpwasm/relay/wire"
)

// checkAsker judges which page asks, and by which name for the relay. Without it any website could use a relay on the visitor's own machine:
// by its address, which Origin tells, or by a name of its own that it lets resolve to that address, which Host tells.
func (c *Config) checkAsker(r *http.Request) *wire.Refusal {
	if !c.acceptHost(r.Host) {
		return forbidden("-relay-host "+r.Host, "This relay does not go by the name %s.", r.Host)
	}
	if c.Own && throughProxy(r.Header) {
		return forbidden("-relay-trust-proxy 127.0.0.1", "This relay serves its own machine alone, and this came through a proxy.")
	}
	// Programs send no Origin. They could send any, so that is no way to keep them out; tokens are.
	if origin := r.Header.Get("Origin"); origin != "" && !c.acceptOrigin(origin, r.Host) {
		less := ""
		if c.Own {
			less = " Once it does, it is not its person's own any more: it reaches private addresses only where -relay-allow names them."
		}
		return forbidden("-relay-origin "+origin, "This relay does not serve pages of %s.%s", origin, less)
	}
	return nil
}

// acceptHost takes what a loopback listener is called. Elsewhere it takes addresses and localhost, which no website can have resolve to
// another place, and the names that were given.
func (c *Config) acceptHost(hostport string) bool {
	hostport = strings.ToLower(hostport)
	if c.named(hostport) || slices.Contains(c.listening, hostport) {
		return true
	}
	if c.listening != nil {
		return false
	}
	name := withoutPort(hostport)
	_, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil || name == "localhost"
}

// named reports whether the relay was given the name, with any port or with this one.
func (c *Config) named(hostport string) bool {
	hostport = strings.ToLower(hostport)
	name := withoutPort(hostport)
	return slices.ContainsFunc(c.Names, func(n string) bool {
		n = strings.ToLower(n)
		parent, wild := strings.CutPrefix(n, "*")
		return n == hostport || n == name || wild && strings.HasSuffix(name, parent)
	})
}

func withoutPort(hostport string) string {
	if name, _, err := net.SplitHostPort(hostport); err == nil {
		return name
	}
	return hostport
}

// acceptOrigin takes pages of the relay's own host, and of a loopback listener's others. TLS may end at a proxy before the relay, but not for
// what such a listener is called: plain HTTP is spoken there, and a page over https would be another server's.
func (c *Config) acceptOrigin(origin, hostport string) bool {
	if slices.ContainsFunc(c.Origins, func(o string) bool { return o == "*" || strings.EqualFold(o, origin) }) {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil {
		return false
	}
	page, asked := strings.ToLower(u.Host), strings.ToLower(hostport)
	itself := slices.Contains(c.listening, page)
	switch u.Scheme {
	case "http":
		return page == asked || itself && slices.Contains(c.listening, asked)
	case "https":
		return page == asked && (!itself || c.named(page))
	}
	return false
}

// addedByProxies are headers that proxies add, besides those that begin with X-Forwarded-.
var addedByProxies = []string{"Forwarded", "Via", "X-Real-Ip", "Cf-Connecting-Ip", "True-Client-Ip"}

func throughProxy(header http.Header) bool {
	for name := range header {
		if strings.HasPrefix(name, "X-Forwarded-") || slices.Contains(addedByProxies, name) {
			return true
		}
	}
	return false
}

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
	if c.Own {
		for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip"} {
			if r.Header.Get(name) != "" {
				return forbidden("-relay-trust-proxy 127.0.0.1", "This relay serves its own machine alone, and this came through a proxy.")
			}
		}
	}
	// Programs send no Origin. They could send any, so that is no way to keep them out; tokens are.
	if origin := r.Header.Get("Origin"); origin != "" && !c.acceptOrigin(origin, r.Host) {
		return forbidden("-relay-origin "+origin, "This relay does not serve pages of %s.", origin)
	}
	return nil
}

// acceptHost takes what a loopback listener is called. Elsewhere it takes addresses and localhost, which no website can have resolve to
// another place, and the names that were given.
func (c *Config) acceptHost(hostport string) bool {
	hostport = strings.ToLower(hostport)
	name := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		name = h
	}
	given := slices.ContainsFunc(c.Names, func(n string) bool {
		n = strings.ToLower(n)
		parent, wild := strings.CutPrefix(n, "*")
		return n == hostport || n == name || wild && strings.HasSuffix(name, parent)
	})
	if given || slices.Contains(c.listening, hostport) {
		return true
	}
	if c.listening != nil {
		return false
	}
	_, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil || name == "localhost"
}

func (c *Config) acceptOrigin(origin, hostport string) bool {
	if slices.ContainsFunc(c.Origins, func(o string) bool { return o == "*" || strings.EqualFold(o, origin) }) {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	return strings.EqualFold(u.Host, hostport) || slices.Contains(c.listening, strings.ToLower(u.Host))
}

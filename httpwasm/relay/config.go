//go:build !js

package relay

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"

	"roundtrip/httpwasm/relay/wire"
)

// Config is what a relay allows. Start from [Defaults].
type Config struct {
	// Own says that the relay serves the person at this machine alone, so that loopback and private addresses are theirs to reach.
	// [Config.Listening] sets it.
	Own bool

	Allow Hosts // may be reached though their addresses are not public
	Deny  Hosts // are never reached
	Only  Hosts // where there are any, nothing else is reached
	Ports Ports

	Tokens  Tokens   // one of which must be shown, where there are any
	Origins []string // of pages that may connect, besides the relay's own; "*" is every page
	Names   []string // by which the relay may be asked for in Host, besides addresses; "*" is every name

	TrustProxy []netip.Prefix // whose X-Forwarded-For is believed

	Roots Roots // that those who use the relay can trust beside their own

	Connections int     // at once
	PerClient   int     // at once, of one address or one IPv6 network of 64 bits
	Rate        float64 // new connections of one client a second
	Burst       int     // new connections of one client at a moment
	Bytes       Size    // of one connection, both ways together
	Window      Size    // that one connection may hold here for a server that does not read
	Idle        time.Duration
	Life        time.Duration
	Dial        time.Duration // for resolving and connecting

	Log      *slog.Logger
	Resolver *net.Resolver     // nil is the system's
	Proxy    *httpproxy.Config // the operator's own proxies; nil is none

	listening  []string    // hosts and ports by which a loopback listener is asked for
	interfaces *interfaces // of this machine
}

// Defaults is a relay that refuses whatever it was not told to allow, and honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
func Defaults() Config {
	ports, err := ParsePorts("default")
	if err != nil {
		panic(err) // our own list
	}
	config := Config{
		Ports:       ports,
		Connections: 512,
		PerClient:   128,
		Rate:        20,
		Burst:       100,
		Bytes:       4 << 30,
		Window:      512 << 10,
		Idle:        5 * time.Minute,
		Life:        4 * time.Hour,
		Dial:        15 * time.Second,
		Log:         slog.Default(),
		interfaces:  &interfaces{},
	}
	if env := httpproxy.FromEnvironment(); env.HTTPProxy != "" || env.HTTPSProxy != "" {
		config.Proxy = env
	}
	return config
}

// Listening tells where the server listens. A relay on loopback is asked for as localhost, 127.0.0.1 or [::1] with the port, and is its
// person's own; unless it was given names, origins or proxies, which say that others come to it too.
func (c *Config) Listening(addr net.Addr) {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsLoopback() {
		return
	}
	own := tcp.AddrPort()
	c.listening = nil
	for _, host := range []string{"localhost", "127.0.0.1", "::1", own.Addr().Unmap().String()} {
		name := net.JoinHostPort(host, portText(own.Port()))
		if own.Port() == 80 {
			name = strings.TrimSuffix(name, ":80") // as browsers leave it out
		}
		if !slices.Contains(c.listening, name) {
			c.listening = append(c.listening, name)
		}
	}
	c.Own = len(c.Names) == 0 && len(c.Origins) == 0 && len(c.TrustProxy) == 0
}

// check refuses what makes no sense, before anything is served.
func (c *Config) check() error {
	switch {
	case c.Connections < 1, c.PerClient < 1, c.Burst < 1, c.Rate <= 0:
		return errors.New("the relay's limits on connections and their rate must be above zero")
	case c.Bytes < 1, c.Idle <= 0, c.Life <= 0, c.Dial <= 0:
		return errors.New("the relay's limits on bytes and times must be above zero")
	case c.Window < wire.MinWindow, c.Window > wire.MaxWindow:
		return fmt.Errorf("the relay's window must be between %s and %s", Size(wire.MinWindow), Size(wire.MaxWindow))
	}
	if c.interfaces == nil {
		c.interfaces = &interfaces{}
	}
	return c.checkProxies()
}

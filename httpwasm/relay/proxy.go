//go:build !js

package relay

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"time"

	"golang.org/x/net/proxy"

	"roundtrip/httpwasm/relay/wire"
)

// proxyFor is the operator's proxy for an address, or nil. What is said at a port is none of the relay's business, so the port alone
// tells: port 80 is HTTP, every other is a connection of its own and goes where HTTPS goes.
func (c *Config) proxyFor(to host, port uint16) (*url.URL, error) {
	if c.Proxy == nil {
		return nil, nil
	}
	u := &url.URL{Scheme: "https", Host: net.JoinHostPort(to.String(), portText(port))}
	if port == 80 {
		u.Scheme = "http"
	}
	through, err := c.Proxy.ProxyFunc()(u)
	if err != nil {
		return nil, proxyFailed("The relay's own proxy is set up wrong.")
	}
	return through, nil
}

// dialProxy hands the address that was judged to the proxy, and no name that the proxy would look up by itself. The one exception is a
// name that only the proxy can look up, and that was allowed.
func (c *Config) dialProxy(ctx context.Context, through *url.URL, to host, port uint16) (net.Conn, wire.Opened, error) {
	begin := time.Now()
	opened := wire.Opened{Via: proxyAddress(through)}
	target, err := c.resolve(ctx, to)
	if err != nil {
		return nil, opened, err
	}
	resolved := time.Now()
	opened.Address = net.JoinHostPort(target.String(), portText(port))
	conn, err := connectThrough(ctx, through, opened.Address)
	if err != nil {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, opened, &wire.Refusal{Kind: wire.TimedOut, Reason: "The relay's own proxy did not connect to " + to.String() + " in time."}
		}
		return nil, opened, proxyFailed("The relay's own proxy did not connect to %s: %s.", to, bare(err))
	}
	opened.DNS = milliseconds(resolved.Sub(begin))
	opened.Connect = milliseconds(time.Since(resolved))
	return conn, opened, nil
}

// resolve gives an address of a host that may be reached. IPv4 goes first, which proxies are most sure to reach.
func (c *Config) resolve(ctx context.Context, to host) (host, error) {
	addrs := []netip.Addr{to.addr}
	if to.name != "" {
		var err error
		if addrs, err = c.lookUp(ctx, to.name); err != nil {
			if c.Allow.hasName(to.name) && (c.Only.empty() || c.Only.hasName(to.name)) {
				return to, nil
			}
			return host{}, forbidden("-relay-allow "+to.name, "The relay cannot look up %s itself, so it cannot tell where its proxy would connect.", to)
		}
	}
	var first *wire.Refusal
	for _, addr := range addrs {
		refusal := c.checkAddr(to, addr)
		if refusal == nil {
			return host{addr: addr}, nil
		}
		if first == nil {
			first = refusal
		}
	}
	return host{}, first
}

func (c *Config) lookUp(ctx context.Context, name string) ([]netip.Addr, error) {
	resolver := c.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	addrs, err := resolver.LookupNetIP(ctx, "ip", name)
	for i, addr := range addrs {
		addrs[i] = addr.Unmap() // resolvers give IPv4 addresses in either form
	}
	slices.SortStableFunc(addrs, func(a, b netip.Addr) int { return a.BitLen() - b.BitLen() })
	return addrs, err
}

func connectThrough(ctx context.Context, through *url.URL, address string) (net.Conn, error) {
	switch through.Scheme {
	case "socks5", "socks5h":
		var below halved
		dialer, err := proxy.FromURL(through, &below)
		if err != nil {
			return nil, err
		}
		below.Conn, err = dialer.(proxy.ContextDialer).DialContext(ctx, "tcp", address)
		if err != nil {
			return nil, err
		}
		return below, nil
	case "http", "https":
	default:
		return nil, fmt.Errorf("it has the scheme %s, and only http, https and socks5 are known", through.Scheme)
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", proxyAddress(through))
	if err != nil {
		return nil, err
	}
	raw := conn
	stop := context.AfterFunc(ctx, func() { _ = raw.Close() })
	if through.Scheme == "https" {
		conn = tls.Client(raw, &tls.Config{ServerName: through.Hostname()})
	}
	tunnel, err := connect(conn, through.User, address)
	if !stop() || err != nil {
		_ = conn.Close()
		if err == nil {
			err = ctx.Err()
		}
		return nil, err
	}
	return tunnel, nil
}

// halved is a connection through a SOCKS proxy, whose own type cannot be ended by halves, over the one to the proxy, which can.
type halved struct {
	net.Conn
	raw net.Conn
}

func (h *halved) Dial(kind, address string) (net.Conn, error) {
	return h.DialContext(context.Background(), kind, address)
}

func (h *halved) DialContext(ctx context.Context, kind, address string) (net.Conn, error) {
	var err error
	h.raw, err = (&net.Dialer{}).DialContext(ctx, kind, address)
	return h.raw, err
}

func (h halved) CloseWrite() error { return closeWrite(h.raw) }

func proxyAddress(through *url.URL) string {
	port := through.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[through.Scheme]
	}
	return net.JoinHostPort(through.Hostname(), port)
}

const maxProxyHead = 64 << 10

// connect asks a proxy for a connection (RFC 9110, section 9.3.6).
func connect(conn net.Conn, user *url.Userinfo, address string) (net.Conn, error) {
	request := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: address}, Host: address, Header: http.Header{"User-Agent": {""}}}
	if user != nil {
		password, _ := user.Password()
		request.Header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user.Username()+":"+password)))
	}
	if err := request.Write(conn); err != nil {
		return nil, err
	}
	limited := &io.LimitedReader{R: conn, N: maxProxyHead}
	r := bufio.NewReader(limited)
	response, err := http.ReadResponse(r, request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode/100 != 2 {
		return nil, fmt.Errorf("it answered %s", response.Status)
	}
	early, _ := r.Peek(r.Buffered())
	if len(early) == 0 {
		return conn, nil
	}
	return &earlyConn{Conn: conn, early: early}, nil
}

// earlyConn is a connection whose first bytes came together with the proxy's answer.
type earlyConn struct {
	net.Conn
	early []byte
}

func (c *earlyConn) Read(p []byte) (int, error) {
	if len(c.early) > 0 {
		n := copy(p, c.early)
		c.early = c.early[n:]
		return n, nil
	}
	return c.Conn.Read(p)
}

func (c *earlyConn) CloseWrite() error { return closeWrite(c.Conn) }

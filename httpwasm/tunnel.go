package httpwasm

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"roundtrip/httpwasm/relay/wire"
)

// Tunnel connects to anywhere through a relay (package relay), over one WebSocket a connection. In a browser its DialContext gives
// [http.Transport] what only a native program has otherwise: a TCP connection. TLS belongs on top of it, where the relay
// cannot read it.
//
//	tunnel := &httpwasm.Tunnel{URL: "https://relay.example/"}
//	client := &http.Client{Transport: &http.Transport{DialContext: tunnel.DialContext, HTTP2: httpwasm.HTTP2()}}
//
// A Tunnel holds nothing: it may be copied, and used by many at once.
type Tunnel struct {
	// URL is the relay's: of its WebSocket (ws://host/relay/connect), or of the site that it is part of (https://host/).
	URL string

	// Token gives access to a relay that asks for one.
	Token string

	window int64 // bytes that a connection has room for; 0 is wire.FullWindow
}

// DialContext connects to a host and port; network is "tcp", "tcp4" or "tcp6", which is the relay's choice all the same. The name is resolved
// by the relay. Every error is a [*RelayError]. The connection has the method CloseWrite, and [InfoOfConn] tells more about it.
func (t *Tunnel) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := t.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (t *Tunnel) dial(ctx context.Context, network, address string) (*tunnelConn, error) {
	failure := &RelayError{Kind: wire.BadOpen, Address: address}
	open, err := t.open(network, address)
	if err != nil {
		failure.Err = err
		return nil, failure
	}
	endpoint, err := t.endpoint()
	if err != nil {
		failure.Kind, failure.Err = RelayUnreachable, err
		return nil, failure
	}
	failure.Relay = endpoint.Host

	info := ConnInfo{Relay: endpoint.Host, Start: time.Now()}
	c := newTunnelConn(failure.Relay, address, open.Window)
	if failure.Kind, err = c.connect(ctx, endpoint.String()); err == nil {
		info.WebSocket.End = time.Since(info.Start)
		failure.Kind, err = c.ask(ctx, open)
	}
	if err != nil {
		failure.Err = err
		return nil, failure
	}
	info.opened(c.opened)
	c.info = info
	if told, ok := ctx.Value(dialledKey{}).(func(ConnInfo)); ok {
		told(info)
	}
	return c, nil
}

// open is the first message.
func (t *Tunnel) open(network, address string) (open wire.Open, err error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	default:
		return open, fmt.Errorf("a relay connects over TCP, not over %q", network)
	}
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return open, err
	}
	port, err := strconv.Atoi(service)
	if err != nil || host == "" || port < 1 || port > 65535 {
		return open, fmt.Errorf("%q is not a host and a port between 1 and 65535", address)
	}
	window := t.window
	if window == 0 {
		window = wire.FullWindow
	}
	return wire.Open{Host: host, Port: port, Token: t.Token, Window: window}, nil
}

// endpoint is the URL of the relay's WebSocket.
func (t *Tunnel) endpoint() (*url.URL, error) {
	u, err := url.Parse(t.URL)
	if err != nil {
		return nil, err
	}
	switch u.Scheme {
	case "ws", "wss":
	case "http":
		u.Scheme = "ws"
	case "https":
		u.Scheme = "wss"
	default:
		return nil, fmt.Errorf("the relay's address %q must begin with https://, http://, wss:// or ws://", t.URL)
	}
	if u.Host == "" {
		return nil, fmt.Errorf("the relay's address %q has no host", t.URL)
	}
	u.User, u.Fragment = nil, ""
	path := strings.TrimSuffix(u.Path, "/")
	switch {
	case strings.HasSuffix(path, "/relay/connect"):
	case strings.HasSuffix(path, "/relay"):
		path += "/connect"
	default:
		path += "/relay/connect"
	}
	u.Path, u.RawPath = path, ""
	return u, nil
}

// HTTP2 is how an http.Transport over a Tunnel should speak HTTP/2. What net/http does by itself is made for sockets of the
// system: its windows are as large, but each frame of 16 kB then costs a pass through its reader, its locks and its flow control, in a program
// that has one thread. Frames of 1 MB make that cost vanish where the server sends such.
func HTTP2() *http.HTTP2Config {
	return &http.HTTP2Config{
		MaxReadFrameSize:              1 << 20,
		MaxReceiveBufferPerConnection: 4<<20 - 1,
		MaxReceiveBufferPerStream:     4<<20 - 1,
	}
}

// endedKind says how a context ended a dial.
func endedKind(ctx context.Context) (wire.Kind, error) {
	kind, err := ended(ctx)
	if kind == TimedOut {
		return wire.TimedOut, err
	}
	return DialCancelled, err
}

var errProtocol = errors.New("it does not speak as a relay does")

// tunnelAddr is an address that the relay told.
func tunnelAddr(address string) net.Addr {
	if ap, err := netip.ParseAddrPort(address); err == nil {
		return net.TCPAddrFromAddrPort(ap)
	}
	return namedAddr(address)
}

// namedAddr is an address that is no IP address.
type namedAddr string

func (namedAddr) Network() string  { return "tcp" }
func (a namedAddr) String() string { return string(a) }

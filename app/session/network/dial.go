package network

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http/httptrace"
	"sync"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Opened is what a connection may say of how it came to be: that of a relay's tunnel does. Of what Dial took, dns and connect are the
// parts of it that the far end spent on finding and reaching the server; via names who is in between.
type Opened interface {
	Opened() (dns, connect time.Duration, via string)
}

// opened is what is known of how a connection came to be, or failed to.
type opened struct {
	start     time.Time
	phases    []phase
	remote    string
	via       string
	handshake *exchange.Handshake
}

// phase is a stretch of time.
type phase struct {
	name       string
	start, end time.Time
}

func (o *opened) add(name string, start, end time.Time) {
	if end.After(start) {
		o.phases = append(o.phases, phase{name, start, end})
	}
}

// dial opens a connection for HTTP without TLS.
func (p *pool) dial(ctx context.Context, _, address string) (net.Conn, error) {
	o := &opened{start: time.Now()}
	binary := p.config.HTTP == request.HTTP2
	c, err := p.reach(ctx, address, binary, o)
	if err != nil {
		return nil, failed(err, o)
	}
	return &conn{Conn: c, opened: o, text: !binary}, nil
}

// dialTLS opens a connection for HTTP over TLS. What speaks HTTP/2 is a *tls.Conn, because that is what net/http looks for.
func (p *pool) dialTLS(ctx context.Context, _, address string) (net.Conn, error) {
	o := &opened{start: time.Now()}
	c, err := p.reach(ctx, address, true, o)
	if err != nil {
		return nil, failed(err, o)
	}
	name := p.config.ServerName
	if name == "" {
		name, _, _ = net.SplitHostPort(address)
	}
	start := time.Now()
	secure, h, err := p.handshake(ctx, &conn{Conn: c, opened: o}, name, p.config.versions(), p.config.certificate)
	o.handshake = h
	o.add("TLS", start, time.Now())
	if err == nil && p.config.HTTP == request.HTTP2 && h.ALPN != "h2" {
		err = &Error{Kind: exchange.TLS, Cause: exchange.NoHTTP2, Detail: "The server does not speak HTTP/2: Options, HTTP version."}
	}
	if err != nil {
		c.Close()
		return nil, failed(err, o)
	}
	if h.ALPN == "h2" {
		return secure, nil
	}
	return &conn{Conn: secure, opened: o, text: true}, nil
}

// reach makes a connection whose other end is an address, through the proxy where that is to be.
func (p *pool) reach(ctx context.Context, address string, whole bool, o *opened) (net.Conn, error) {
	if p.direct(address) {
		c, err := p.connect(ctx, address, o)
		if err != nil && !gone(ctx, err) {
			return nil, unreachable(address, err)
		}
		return c, err
	}
	return p.throughProxy(ctx, address, whole, o)
}

// connect opens a connection to where it really goes.
func (p *pool) connect(ctx context.Context, address string, o *opened) (net.Conn, error) {
	var mu sync.Mutex // names are looked up elsewhere
	var asked, found time.Time
	start := time.Now()
	c, err := p.owner.dialer()(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) { mu.Lock(); defer mu.Unlock(); asked = time.Now() },
		DNSDone:  func(httptrace.DNSDoneInfo) { mu.Lock(); defer mu.Unlock(); found = time.Now() },
	}), "tcp", address)
	end := time.Now()
	mu.Lock()
	defer mu.Unlock()
	tunnel, far := c.(Opened)
	switch {
	case far && err == nil:
		dns, connect, via := tunnel.Opened()
		o.via = via
		o.add("Relay", start, end.Add(-dns-connect))
		o.add("DNS", end.Add(-dns-connect), end.Add(-connect))
		o.add("Connect", end.Add(-connect), end)
	case !found.IsZero():
		o.add("DNS", asked, found)
		o.add("Connect", found, end)
	default:
		o.add("Connect", start, end)
	}
	if err == nil && c.RemoteAddr() != nil {
		o.remote = c.RemoteAddr().String()
	}
	return c, err
}

// failed keeps what is known of a connection that came to nothing with the reason.
func failed(err error, o *opened) error {
	var e *Error
	if errors.As(err, &e) {
		e.opened = o
	}
	return err
}

// conn is a connection that knows how it came to be, and under HTTP/1.1 records what goes over it.
type conn struct {
	net.Conn
	opened *opened
	text   bool // what goes over it is HTTP/1.1

	mu  sync.Mutex
	tap *tap // of the request that it serves; nil where nobody listens
}

func (c *conn) listen(t *tap) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tap = t
}

func (c *conn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if n > 0 {
		c.mu.Lock()
		c.tap.took(b[:n])
		c.mu.Unlock()
	}
	return n, err
}

func (c *conn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	if n > 0 {
		c.mu.Lock()
		c.tap.gave(b[:n])
		c.mu.Unlock()
	}
	return n, err
}

// connOf finds the conn in what net/http says it uses.
func connOf(c net.Conn) *conn {
	if secure, ok := c.(*tls.Conn); ok {
		c = secure.NetConn()
	}
	known, _ := c.(*conn)
	return known
}

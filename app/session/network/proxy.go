package network

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/idna"
	"golang.org/x/net/proxy"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// direct reports whether an address is reached without the proxy.
func (p *pool) direct(address string) bool {
	return p.config.proxy == nil || excepted(p.config.except, address)
}

// absolute reports whether requests to an address go to a proxy of HTTP as they are, in absolute form (RFC 9112, section 3.2.2).
func (p *pool) absolute(u *url.URL) bool {
	return u.Scheme == "http" && p.config.HTTP != request.HTTP2 && !p.direct(hostPort(u)) && strings.HasPrefix(p.config.proxy.Scheme, "http")
}

// hostPort is host and port of a URL.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	}
	return net.JoinHostPort(ascii(u.Hostname()), port)
}

// ascii is a host as net/http writes it.
func ascii(host string) string {
	if out, err := idna.Lookup.ToASCII(host); err == nil && net.ParseIP(host) == nil {
		return out
	}
	return host
}

// credentials is the Proxy-Authorization that goes to the proxy (RFC 9110, section 11.7.2), or "".
func (p *pool) credentials() string {
	user := p.config.proxy.User
	if user == nil {
		return ""
	}
	password, _ := user.Password()
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user.Username()+":"+password))
}

// throughProxy makes a connection through the proxy. It is whole where its other end is the address: a proxy of HTTP may also take the
// request as it is.
func (p *pool) throughProxy(ctx context.Context, address string, whole bool, o *opened) (net.Conn, error) {
	u := p.config.proxy
	at := hostPort(u)
	c, err := p.connect(ctx, at, o)
	if err != nil {
		if gone(ctx, err) {
			return nil, err
		}
		e := unreachable(at, err)
		if e.Kind == exchange.Unreachable {
			e.Kind, e.Detail = exchange.Proxy, "The proxy was not reached. "+e.Detail
		}
		return nil, e
	}
	o.via = strings.TrimSuffix(u.Scheme+"://"+u.Host+" "+o.via, " ")
	start := time.Now()
	stop := context.AfterFunc(ctx, func() { c.Close() })
	end := c
	switch {
	case strings.HasPrefix(u.Scheme, "socks5"):
		end, err = p.socks(ctx, c, address)
	case u.Scheme == "https":
		tls, h, bad := p.handshake(ctx, c, u.Hostname(), []string{"http/1.1"}, nil)
		if err = bad; err != nil {
			o.handshake = h
			break
		}
		end = tls
		fallthrough
	default:
		if whole {
			err = p.tunnel(end, address)
		}
	}
	o.add("Proxy", start, time.Now())
	if !stop() && err == nil {
		err = context.Cause(ctx)
	}
	if err == nil {
		return end, nil
	}
	c.Close()
	var known *Error
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case !errors.As(err, &known):
		return nil, &Error{Kind: exchange.Proxy, Cause: exchange.Closed, Detail: "The proxy broke off: " + plain(err.Error()) + ".", Err: err}
	case known.Kind == exchange.TLS:
		known.Kind, known.Detail = exchange.Proxy, "TLS with the proxy failed. "+known.Detail
	}
	return nil, err
}

// tunnel asks a proxy of HTTP for a connection (RFC 9110, section 9.3.6).
func (p *pool) tunnel(c net.Conn, address string) error {
	ask := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: address}, Host: address, Header: http.Header{}}
	if credentials := p.credentials(); credentials != "" {
		ask.Header.Set("Proxy-Authorization", credentials)
	}
	if err := ask.Write(c); err != nil {
		return err
	}
	// Nothing is lost with the reader: after its head, a server that speaks TLS waits to be spoken to.
	resp, err := http.ReadResponse(bufio.NewReader(io.LimitReader(c, maxHead)), ask)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	e := &Error{Kind: exchange.Proxy, Detail: fmt.Sprintf("The proxy answered %s when it was asked for a connection to %s.", resp.Status, address)}
	if resp.StatusCode == http.StatusProxyAuthRequired {
		e.Cause, e.Detail = exchange.ProxyCredentials, "The proxy wants a user name and a password: Options, Proxy."
		if p.config.proxy.User != nil {
			e.Detail = "The proxy does not take this user name and password: Options, Proxy."
		}
	}
	return e
}

// socks asks a SOCKS proxy for a connection (RFC 1928). The proxy looks names up, with socks5 as with socks5h: a page has no resolver.
func (p *pool) socks(ctx context.Context, c net.Conn, address string) (net.Conn, error) {
	var auth *proxy.Auth
	if user := p.config.proxy.User; user != nil {
		auth = &proxy.Auth{User: user.Username()}
		auth.Password, _ = user.Password()
	}
	d, err := proxy.SOCKS5("tcp", "", auth, already{c})
	if err != nil {
		return nil, err
	}
	whole, err := d.(proxy.ContextDialer).DialContext(ctx, "tcp", address)
	if err == nil {
		return whole, nil
	}
	e := &Error{Kind: exchange.Proxy, Err: err}
	var op *net.OpError
	text := err.Error()
	if errors.As(err, &op) && op.Err != nil {
		text = op.Err.Error()
	}
	text = strings.TrimPrefix(text, "unknown error ")
	switch {
	case strings.Contains(text, "no acceptable authentication methods"):
		e.Cause, e.Detail = exchange.ProxyCredentials, "The proxy wants a user name and a password: Options, Proxy."
	case strings.Contains(text, "authentication failed"):
		e.Cause, e.Detail = exchange.ProxyCredentials, "The proxy does not take this user name and password: Options, Proxy."
	default:
		e.Detail = fmt.Sprintf("The proxy did not connect to %s: %s.", address, text)
	}
	return nil, e
}

// already is a dialer that gives a connection that is there.
type already struct{ net.Conn }

func (a already) Dial(string, string) (net.Conn, error) { return a.Conn, nil }

func (a already) DialContext(context.Context, string, string) (net.Conn, error) { return a.Conn, nil }

//go:build !js

package relay

import (
	"context"
	"errors"
	"net"
	"net/http/httptrace"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"time"

	"roundtrip/httpwasm/relay/wire"
)

// dial connects to what was asked for, by itself or through the operator's proxy.
func (c *Config) dial(ctx context.Context, to host, port uint16) (net.Conn, wire.Opened, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Dial)
	defer cancel()
	proxy, err := c.proxyFor(to, port)
	if err != nil {
		return nil, wire.Opened{}, err
	}
	if proxy != nil {
		return c.dialProxy(ctx, proxy, to, port)
	}
	return c.dialDirect(ctx, to, port)
}

// dialDirect judges the address of each attempt right before the kernel is asked to connect to it, so nothing can change in between.
func (c *Config) dialDirect(ctx context.Context, to host, port uint16) (net.Conn, wire.Opened, error) {
	var opened wire.Opened
	begin := time.Now()
	resolved := begin
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{DNSDone: func(httptrace.DNSDoneInfo) { resolved = time.Now() }})
	dialer := net.Dialer{
		Resolver: c.Resolver,
		ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				return err
			}
			if refusal := c.checkAddr(to, at.Addr()); refusal != nil {
				return refusal
			}
			return nil
		},
	}
	if to.addr.Is4In6() { // which is dialled as IPv4, but was not written so
		if refusal := c.checkAddr(to, to.addr); refusal != nil {
			return nil, opened, refusal
		}
	}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(to.String(), portText(port)))
	if err != nil {
		return nil, opened, refusalOf(err, to)
	}
	opened.Address = conn.RemoteAddr().String()
	opened.DNS = milliseconds(resolved.Sub(begin))
	opened.Connect = milliseconds(time.Since(resolved))
	return conn, opened, nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// refusalOf says what a failure to connect means to who asked. Addresses of the relay's own machine stay out of it.
func refusalOf(err error, to host) *wire.Refusal {
	var refusal *wire.Refusal
	var dns *net.DNSError
	switch {
	case errors.As(err, &refusal):
		return refusal
	case errors.As(err, &dns) && dns.IsNotFound:
		return &wire.Refusal{Kind: wire.NotFound, Reason: "The relay found no address for " + to.String() + "."}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, syscall.ETIMEDOUT):
		return &wire.Refusal{Kind: wire.TimedOut, Reason: to.String() + " did not answer the relay in time."}
	case errors.As(err, &dns):
		return &wire.Refusal{Kind: wire.NotFound, Reason: "The relay could not look up " + to.String() + "."}
	}
	return &wire.Refusal{Kind: wire.Unreachable, Cause: causeOf(err), Reason: "The relay could not connect to " + to.String() + ": " + bare(err) + "."}
}

// causeOf is what the system says of a connection that did not come to be, as far as people can do different things about it.
func causeOf(err error) wire.Cause {
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return wire.Refused
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return wire.NoRoute
	}
	return ""
}

// bare is the reason of an error of package net without the addresses around it.
func bare(err error) string {
	var errno syscall.Errno
	var op *net.OpError
	switch {
	case errors.As(err, &errno):
		return errno.Error()
	case errors.As(err, &op):
		return strings.TrimSpace(op.Err.Error())
	}
	return err.Error()
}

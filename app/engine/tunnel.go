package engine

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/session/network"
	"roundtrip/httpwasm"
)

// Tunnelled is the transport through a relay: HTTP and TLS are spoken here, the relay carries bytes. Roots gives the authorities that
// are trusted, nil those of the system, of which a browser shows none.
func Tunnelled(v exchange.Via, roots func(context.Context) (*x509.CertPool, error)) *network.Transport {
	tunnel := httpwasm.Tunnel{URL: v.Relay, Token: v.Token}
	return &network.Transport{Roots: roots, Dial: func(ctx context.Context, kind, address string) (net.Conn, error) {
		c, err := tunnel.DialContext(ctx, kind, address)
		if err != nil {
			return nil, relayProblem(ctx, v, err)
		}
		return tunnelled{c}, nil
	}}
}

// tunnelled is a connection that says how it came to be, as package network asks.
type tunnelled struct{ net.Conn }

// Read says of a relay that was lost that it was.
func (c tunnelled) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	return n, relayLost(err)
}

// Write says so too.
func (c tunnelled) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	return n, relayLost(err)
}

func relayLost(err error) error {
	var e *httpwasm.RelayError
	if err == nil || !errors.As(err, &e) || e.Kind != httpwasm.RelayBroke {
		return err
	}
	return &network.Error{Kind: exchange.Relay, Cause: exchange.RelayLost, Detail: fmt.Sprintf("The connection to the relay at %s broke.", e.Relay), Err: err}
}

// Opened says what the relay spent on the way to the server.
func (c tunnelled) Opened() (dns, connect time.Duration, via string) {
	info, _ := httpwasm.InfoOfConn(c.Conn)
	via = "the relay at " + info.Relay
	if info.Via != "" {
		via += " and its proxy at " + info.Via
	}
	return info.DNS.Duration(), info.Connect.Duration(), via
}

// relayProblem says in a sentence what is wrong with the relay itself. What the relay says of others is left as it is. Why it gives no
// WebSocket, a browser keeps from the page: the relay is asked again, what it allows.
func relayProblem(ctx context.Context, v exchange.Via, err error) error {
	var e *httpwasm.RelayError
	if !errors.As(err, &e) || e.Refusal() != nil {
		return err
	}
	none := func(cause exchange.Cause, text string) error {
		return &network.Error{Kind: exchange.Relay, Cause: cause, Detail: fmt.Sprintf(text, e.Relay), Err: err}
	}
	switch e.Kind {
	case httpwasm.RelayUnreachable:
		return none(exchange.NoRelay, "The relay at %s cannot be reached. It may not be running, or its address is wrong.")
	case httpwasm.RelayBroke:
		return relayLost(err)
	case httpwasm.RelayRefused:
		policy, asked := askPolicy(ctx, &httpwasm.Transport{}, v)
		switch {
		case asked != nil:
			return none(exchange.NoRelay, "Something answers at %s, but no relay that this page can use.")
		case policy.Refusal != nil:
			return policy.Refusal
		}
		return none(exchange.NoTunnel, "The relay at %s accepts this page, but gave it no connection: it may have too many just now, or a proxy before it does not pass WebSockets.")
	}
	return err
}

// RootsOf is where a relay has the root certificates that its operator adds.
func RootsOf(v exchange.Via) (string, error) { return beside(v.Relay, "roots") }

// beside is the address of something that a relay has beside its connections.
func beside(relay, name string) (string, error) {
	u, err := url.Parse(relay)
	if err != nil {
		return "", err
	}
	return u.JoinPath(name).String(), nil
}

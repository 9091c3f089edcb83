package network

import (
	"crypto/tls"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

func TestTheVersionsOfTLSAndHTTPAreAsChosen(t *testing.T) {
	root := peer.NewAuthority(t, "Root")
	config := func(oldest, newest uint16) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{root.Issue(t, peer.Paper{})}, MinVersion: oldest, MaxVersion: newest}
	}
	either := config(tls.VersionTLS12, tls.VersionTLS13)
	either.NextProtos = []string{"h2", "http/1.1"}
	both := secure(t, either, true, hello)
	old := secure(t, config(tls.VersionTLS10, tls.VersionTLS11), false, hello)
	twelve := secure(t, config(tls.VersionTLS12, tls.VersionTLS12), false, hello)
	for _, c := range []struct {
		name, url        string
		network          request.Network
		version, alpn, p string
		cause            exchange.Cause
	}{
		{name: "all by itself", url: both, version: "TLS 1.3", alpn: "h2", p: "HTTP/2.0"},
		{name: "HTTP/1.1", url: both, network: request.Network{HTTP: request.HTTP1}, version: "TLS 1.3", alpn: "http/1.1", p: "HTTP/1.1"},
		{name: "HTTP/2", url: both, network: request.Network{HTTP: request.HTTP2}, version: "TLS 1.3", alpn: "h2", p: "HTTP/2.0"},
		{name: "HTTP/2 of a server that has none", url: twelve, network: request.Network{HTTP: request.HTTP2}, cause: exchange.NoHTTP2},
		{name: "TLS 1.2", url: twelve, version: "TLS 1.2", alpn: "http/1.1", p: "HTTP/1.1"},
		{name: "TLS 1.3 wanted", url: twelve, network: request.Network{MinTLS: request.TLS13}, cause: exchange.BadVersion},
		{name: "an old server", url: old, cause: exchange.BadVersion},
		{name: "an old server that is allowed", url: old, network: request.Network{MinTLS: request.TLS10}, version: "TLS 1.1", alpn: "http/1.1", p: "HTTP/1.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.network.CA = root.PEM()
			r := fetch(t, newTransport(t), c.network, c.url)
			if c.cause != "" {
				require.Equal(t, exchange.TLS, r.failure(t).Kind)
				require.Equal(t, c.cause, r.failure(t).Cause, r.failure(t).Detail)
				return
			}
			require.NoError(t, r.err)
			require.Equal(t, "hello over "+c.p, r.body)
			h := r.trace.Connection().TLS
			require.Equal(t, []string{c.version, c.alpn}, []string{h.Version, h.ALPN})
			require.Equal(t, c.p, r.trace.Connection().Protocol)
			require.Equal(t, c.p == "HTTP/1.1", r.trace.Traffic(true) != nil, "raw traffic is that of HTTP/1.1")
		})
	}
}

func TestAnotherServerNameIsAskedForAndVerified(t *testing.T) {
	root := peer.NewAuthority(t, "Root")
	var asked atomic.Value
	url := secure(t, &tls.Config{Certificates: []tls.Certificate{root.Issue(t, peer.Paper{Name: "inner.example"})}, GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) {
		asked.Store(h.ServerName)
		return nil, nil
	}}, false, hello)
	r := fetch(t, newTransport(t), request.Network{CA: root.PEM(), ServerName: "inner.example"}, url)
	require.NoError(t, r.err)
	require.Equal(t, "inner.example", asked.Load())
	require.Equal(t, "inner.example", r.trace.Connection().TLS.ServerName)
	require.Equal(t, exchange.WrongName, fetch(t, newTransport(t), request.Network{CA: root.PEM()}, url).failure(t).Cause)
}

func TestWhatDoesNotSpeakTLS(t *testing.T) {
	plainServer := strings.Replace(raw(t, "HTTP/1.1 400 Bad Request\r\n\r\n"), "http:", "https:", 1)
	e := fetch(t, newTransport(t), request.Network{}, plainServer).failure(t)
	require.Equal(t, []any{exchange.TLS, exchange.NotTLS}, []any{e.Kind, e.Cause})
	closing := "https://" + peer.Listen(t, func(net.Conn) {})
	e = fetch(t, newTransport(t), request.Network{}, closing).failure(t)
	require.Equal(t, exchange.TLS, e.Kind)
	require.True(t, e.Cause.Lost(), e.Detail)
}

package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

func TestWhatIsWrongWithACertificateIsSaidAndItsChainShown(t *testing.T) {
	root, stranger := peer.NewAuthority(t, "Our Root"), peer.NewAuthority(t, "Stranger")
	between := root.Under(t, "In Between")
	now := time.Now()
	for _, c := range []struct {
		name    string
		by      *peer.Authority
		paper   peer.Paper
		send    []*peer.Authority // in addition to the certificate
		cause   exchange.Cause
		problem string
		chain   int
	}{
		{name: "a good one", by: root, chain: 1},
		{name: "one over another authority", by: between, send: []*peer.Authority{between}, chain: 2},
		{name: "expired", by: root, paper: peer.Paper{Change: dated(now.Add(-48*time.Hour), now.Add(-24*time.Hour))}, cause: exchange.Expired,
			problem: "The certificate expired on " + day(now.Add(-24*time.Hour)) + ".", chain: 1},
		{name: "not yet valid", by: root, paper: peer.Paper{Change: dated(now.Add(24*time.Hour), now.Add(48*time.Hour))}, cause: exchange.NotYetValid,
			problem: "The certificate is not valid before " + day(now.Add(24*time.Hour)) + ".", chain: 1},
		{name: "for another name", by: root, paper: peer.Paper{Change: forHosts("a.example", "b.example")}, cause: exchange.WrongName,
			problem: "The certificate is for a.example, b.example, not for 127.0.0.1.", chain: 1},
		{name: "for no name", by: root, paper: peer.Paper{Change: forHosts()}, cause: exchange.WrongName, problem: "The certificate names no host, so it is not for 127.0.0.1.", chain: 1},
		{name: "signed by itself", by: root, paper: peer.Paper{Unsigned: true}, cause: exchange.SelfSigned,
			problem: "The certificate is signed by itself, not by an authority that is trusted.", chain: 1},
		{name: "of an authority that is not known", by: stranger, send: []*peer.Authority{stranger}, cause: exchange.UnknownAuthority,
			problem: "The certificate comes from Stranger, an authority that is not trusted.", chain: 2},
		{name: "without the one in between", by: between, cause: exchange.UnknownAuthority,
			problem: "The certificate comes from In Between, which is not trusted; or the server leaves out a certificate in between.", chain: 1},
		{name: "wrong in every way", by: stranger, paper: peer.Paper{Name: "a.example", Change: dated(now.Add(-48*time.Hour), now.Add(-24*time.Hour))}, cause: exchange.Expired,
			problem: "The certificate expired on " + day(now.Add(-24*time.Hour)) + ". The certificate is for a.example, not for 127.0.0.1. " +
				"The certificate comes from Stranger, which is not trusted; or the server leaves out a certificate in between.", chain: 1},
	} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			t.Run(c.name+" "+tls.VersionName(version), func(t *testing.T) {
				cert := c.by.Issue(t, c.paper)
				config := with(cert, c.send...)
				config.MinVersion, config.MaxVersion = version, version
				url := secure(t, config, false, hello)
				tr := newTransport(t)
				trusted := request.Network{CA: root.PEM()}
				r := fetch(t, tr, trusted, url)
				h := r.trace.Connection().TLS
				if c.problem == "" {
					require.NoError(t, r.err)
					require.Equal(t, "hello over HTTP/1.1", r.body)
				} else {
					e := r.failure(t)
					require.Equal(t, exchange.TLS, e.Kind)
					require.Equal(t, c.cause, e.Cause)
					require.Equal(t, c.problem, e.Detail)
				}
				check := func(h *exchange.Handshake) {
					t.Helper()
					require.Equal(t, c.problem == "", h.Verified)
					require.Equal(t, c.problem, h.Problem)
					require.Equal(t, c.cause, h.Cause)
					require.Equal(t, tls.VersionName(version), h.Version)
					require.True(t, strings.HasPrefix(h.Cipher, "TLS_"), h.Cipher)
					require.Equal(t, "127.0.0.1", h.ServerName)
					require.Len(t, h.Chain, c.chain)
					leaf := h.Chain[0]
					require.Equal(t, cert.Leaf.NotAfter, leaf.NotAfter)
					require.Equal(t, "ECDSA P-256", leaf.Key)
					require.Len(t, leaf.Fingerprint, 95)
				}
				check(h)

				// Without verification it works, and what is wrong is known all the same.
				trusted.Verify = request.VerifyOff
				r = fetch(t, tr, trusted, url)
				require.NoError(t, r.err)
				require.Equal(t, "hello over HTTP/1.1", r.body)
				check(r.trace.Connection().TLS)
			})
		}
	}
}

func TestTheSystemsAuthoritiesAreTrustedBesideOurs(t *testing.T) {
	ours, theirs := peer.NewAuthority(t, "Ours"), peer.NewAuthority(t, "Theirs")
	tr := newTransport(t)
	tr.Roots = func(context.Context) (*x509.CertPool, error) { return theirs.Pool(), nil }
	for _, a := range []*peer.Authority{ours, theirs} {
		url := secure(t, with(a.Issue(t, peer.Paper{})), false, hello)
		require.NoError(t, fetch(t, tr, request.Network{CA: ours.PEM()}, url).err)
		require.Equal(t, a == theirs, fetch(t, tr, request.Network{}, url).err == nil)
	}
	tr.Roots = func(context.Context) (*x509.CertPool, error) { return nil, fmt.Errorf("offline") }
	url := secure(t, with(ours.Issue(t, peer.Paper{})), false, hello)
	require.NoError(t, fetch(t, tr, request.Network{CA: ours.PEM(), HTTP: request.HTTP1}, url).err)
	require.Equal(t, "The list of trusted authorities could not be loaded: offline.", fetch(t, tr, request.Network{HTTP: request.HTTP1}, url).failure(t).Detail)
}

// dated lets a certificate hold in a time of its own.
func dated(from, to time.Time) func(*x509.Certificate) {
	return func(c *x509.Certificate) { c.NotBefore, c.NotAfter = from, to }
}

package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"software.sslmate.com/src/go-pkcs12"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func hello(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello over ", r.Proto) }

func TestWhatIsWrongWithACertificateIsSaidAndItsChainShown(t *testing.T) {
	root, stranger := newAuthority(t, "Our Root", nil), newAuthority(t, "Stranger", nil)
	between := newAuthority(t, "In Between", root)
	now := time.Now()
	for _, c := range []struct {
		name    string
		by      *authority
		paper   paper
		send    []*authority // in addition to the certificate
		cause   exchange.Cause
		problem string
		chain   int
	}{
		{name: "a good one", by: root, chain: 1},
		{name: "one over another authority", by: between, send: []*authority{between}, chain: 2},
		{name: "expired", by: root, paper: paper{from: now.Add(-48 * time.Hour), to: now.Add(-24 * time.Hour)}, cause: exchange.Expired,
			problem: "The certificate expired on " + day(now.Add(-24*time.Hour)) + ".", chain: 1},
		{name: "not yet valid", by: root, paper: paper{from: now.Add(24 * time.Hour), to: now.Add(48 * time.Hour)}, cause: exchange.NotYetValid,
			problem: "The certificate is not valid before " + day(now.Add(24*time.Hour)) + ".", chain: 1},
		{name: "for another name", by: root, paper: paper{names: []string{"a.example", "b.example"}}, cause: exchange.WrongName,
			problem: "The certificate is for a.example, b.example, not for 127.0.0.1.", chain: 1},
		{name: "for no name", by: root, paper: paper{names: []string{}}, cause: exchange.WrongName, problem: "The certificate names no host, so it is not for 127.0.0.1.", chain: 1},
		{name: "signed by itself", by: root, paper: paper{self: true}, cause: exchange.SelfSigned,
			problem: "The certificate is signed by itself, not by an authority that is trusted.", chain: 1},
		{name: "of an authority that is not known", by: stranger, send: []*authority{stranger}, cause: exchange.UnknownAuthority,
			problem: "The certificate comes from Stranger, an authority that is not trusted.", chain: 2},
		{name: "without the one in between", by: between, cause: exchange.UnknownAuthority,
			problem: "The certificate comes from In Between, which is not trusted; or the server leaves out a certificate in between.", chain: 1},
		{name: "wrong in every way", by: stranger, paper: paper{names: []string{"a.example"}, from: now.Add(-48 * time.Hour), to: now.Add(-24 * time.Hour)}, cause: exchange.Expired,
			problem: "The certificate expired on " + day(now.Add(-24*time.Hour)) + ". The certificate is for a.example, not for 127.0.0.1. " +
				"The certificate comes from Stranger, which is not trusted; or the server leaves out a certificate in between.", chain: 1},
	} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			t.Run(c.name+" "+tls.VersionName(version), func(t *testing.T) {
				cert := c.by.issue(t, c.paper, c.send...)
				url := secure(t, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: version, MaxVersion: version}, false, hello)
				tr := newTransport(t)
				trusted := request.Network{CA: root.pem()}
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
	ours, theirs := newAuthority(t, "Ours", nil), newAuthority(t, "Theirs", nil)
	pool := x509.NewCertPool()
	pool.AddCert(theirs.cert)
	tr := newTransport(t)
	tr.Roots = func(context.Context) (*x509.CertPool, error) { return pool, nil }
	for _, a := range []*authority{ours, theirs} {
		url := secure(t, &tls.Config{Certificates: []tls.Certificate{a.issue(t, paper{})}}, false, hello)
		require.NoError(t, fetch(t, tr, request.Network{CA: ours.pem()}, url).err)
		require.Equal(t, a == theirs, fetch(t, tr, request.Network{}, url).err == nil)
	}
	tr.Roots = func(context.Context) (*x509.CertPool, error) { return nil, fmt.Errorf("offline") }
	url := secure(t, &tls.Config{Certificates: []tls.Certificate{ours.issue(t, paper{})}}, false, hello)
	require.NoError(t, fetch(t, tr, request.Network{CA: ours.pem(), HTTP: request.HTTP1}, url).err)
	require.Equal(t, "The list of trusted authorities could not be loaded: offline.", fetch(t, tr, request.Network{HTTP: request.HTTP1}, url).failure(t).Detail)
}

func TestAClientShowsItsCertificate(t *testing.T) {
	root := newAuthority(t, "Root", nil)
	clients := newAuthority(t, "Clients", nil)
	pool := x509.NewCertPool()
	pool.AddCert(clients.cert)
	good, other := clients.issue(t, paper{client: true}), root.issue(t, paper{client: true})
	certPEM, otherPEM := pemOf("CERTIFICATE", good.Certificate[0]), pemOf("CERTIFICATE", other.Certificate[0])
	store, err := pkcs12.Modern.Encode(good.PrivateKey, good.Leaf, nil, "open sesame")
	require.NoError(t, err)
	legacy, err := pkcs12.Legacy.Encode(good.PrivateKey, good.Leaf, []*x509.Certificate{clients.cert}, "")
	require.NoError(t, err)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		for _, http2 := range []bool{false, true} {
			t.Run(fmt.Sprint(tls.VersionName(version), " HTTP/2 ", http2), func(t *testing.T) {
				url := secure(t, &tls.Config{Certificates: []tls.Certificate{root.issue(t, paper{})}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool,
					MinVersion: version, MaxVersion: version}, http2, func(w http.ResponseWriter, r *http.Request) {
					fmt.Fprint(w, r.TLS.PeerCertificates[0].Subject.CommonName)
				})
				for _, c := range []struct {
					name    string
					network request.Network
				}{
					{"PEM", request.Network{Cert: certPEM, Key: request.NewSecret(keyPEM(t, good))}},
					{"PEM in one line", request.Network{Cert: strings.ReplaceAll(certPEM, "\n", ""), Key: request.NewSecret(strings.ReplaceAll(keyPEM(t, good), "\n", ""))}},
					{"PKCS #12", request.Network{Key: request.NewSecret(base64.StdEncoding.EncodeToString(store)), Passphrase: request.NewSecret("open sesame")}},
					{"PKCS #12 without a passphrase", request.Network{Key: request.NewSecret(base64.StdEncoding.EncodeToString(legacy))}},
				} {
					c.network.CA = root.pem()
					r := fetch(t, newTransport(t), c.network, url)
					require.NoError(t, r.err, c.name)
					require.Equal(t, "client", r.body)
					require.True(t, r.trace.Connection().TLS.Asked)
				}
				e := fetch(t, newTransport(t), request.Network{CA: root.pem()}, url).failure(t)
				require.Equal(t, exchange.TLS, e.Kind, e.Detail)
				require.Equal(t, exchange.ClientCertificate, e.Cause, e.Detail)
				r := fetch(t, newTransport(t), request.Network{CA: root.pem(), Cert: otherPEM, Key: request.NewSecret(keyPEM(t, other))}, url)
				require.Equal(t, exchange.ClientCertificate, r.failure(t).Cause, r.failure(t).Detail)
				require.True(t, r.trace.Connection().TLS.Asked)
				require.Len(t, r.trace.Connection().TLS.Chain, 1)
			})
		}
	}
}

func TestWhatIsWrongWithTheOptionsIsSaidAtTheField(t *testing.T) {
	root := newAuthority(t, "Root", nil)
	a, b := root.issue(t, paper{client: true}), root.issue(t, paper{client: true})
	cert := pemOf("CERTIFICATE", a.Certificate[0])
	store, err := pkcs12.Modern.Encode(a.PrivateKey, a.Leaf, nil, "open sesame")
	require.NoError(t, err)
	p12 := base64.StdEncoding.EncodeToString(store)
	for _, c := range []struct {
		name             string
		network          request.Network
		setting, problem string
	}{
		{"nothing", request.Network{}, "", ""},
		{"a good pair", request.Network{Cert: cert, Key: request.NewSecret(keyPEM(t, a))}, "", ""},
		{"base64 of no certificate", request.Network{CA: pemOf("CERTIFICATE", []byte("no"))}, "verify-ca", "Certificate 1 of this text cannot be read: malformed certificate."},
		{"no base64", request.Network{CA: "-----BEGIN CERTIFICATE-----?-----END CERTIFICATE-----"}, "verify-ca", "Certificate 1 of this text cannot be read: illegal base64 data at input byte 0."},
		{"no PEM", request.Network{CA: "ca.pem"}, "verify-ca", "This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----."},
		{"no key", request.Network{Cert: cert}, "cert-key", "Add the private key of the client certificate."},
		{"no certificate", request.Network{Key: request.NewSecret(keyPEM(t, a))}, "cert", "Add the certificate that the private key belongs to."},
		{"the key of another", request.Network{Cert: cert, Key: request.NewSecret(keyPEM(t, b))}, "cert-key", "The private key is not that of the certificate."},
		{"a key that is none", request.Network{Cert: cert, Key: request.NewSecret("???")}, "cert-key",
			"This is neither a private key in PEM, which begins with -----BEGIN PRIVATE KEY-----, nor a PKCS #12 file in base64."},
		{"a locked key", request.Network{Cert: cert, Key: request.NewSecret("-----BEGIN ENCRYPTED PRIVATE KEY-----\nQQ==\n-----END ENCRYPTED PRIVATE KEY-----")}, "cert-key",
			"The private key is locked with a passphrase. Unlock it first, for example with openssl pkey -in key.pem."},
		{"PKCS #12 with another passphrase", request.Network{Key: request.NewSecret(p12), Passphrase: request.NewSecret("x")}, "cert-passphrase",
			"This is not the passphrase of the PKCS #12 file."},
		{"PKCS #12 without its passphrase", request.Network{Key: request.NewSecret(p12)}, "cert-passphrase", "The PKCS #12 file has a passphrase. Type it here."},
		{"PKCS #12 and a certificate", request.Network{Cert: cert, Key: request.NewSecret(p12)}, "cert", "Leave this empty: the PKCS #12 file holds the certificate."},
	} {
		t.Run(c.name, func(t *testing.T) {
			setting, problem := Check(c.network)
			require.Equal(t, c.setting, setting)
			require.Equal(t, c.problem, problem)
			if problem != "" {
				r := fetch(t, newTransport(t), c.network, "http://127.0.0.1:1/")
				require.Equal(t, exchange.BadInput, r.failure(t).Kind)
			}
		})
	}
}

func TestTheVersionsOfTLSAndHTTPAreAsChosen(t *testing.T) {
	root := newAuthority(t, "Root", nil)
	config := func(oldest, newest uint16) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{root.issue(t, paper{})}, MinVersion: oldest, MaxVersion: newest}
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
			c.network.CA = root.pem()
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
	root := newAuthority(t, "Root", nil)
	var asked atomic.Value
	url := secure(t, &tls.Config{Certificates: []tls.Certificate{root.issue(t, paper{names: []string{"inner.example"}})}, GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) {
		asked.Store(h.ServerName)
		return nil, nil
	}}, false, hello)
	r := fetch(t, newTransport(t), request.Network{CA: root.pem(), ServerName: "inner.example"}, url)
	require.NoError(t, r.err)
	require.Equal(t, "inner.example", asked.Load())
	require.Equal(t, "inner.example", r.trace.Connection().TLS.ServerName)
	require.Equal(t, exchange.WrongName, fetch(t, newTransport(t), request.Network{CA: root.pem()}, url).failure(t).Cause)
}

func TestHTTP2CarriesSeveralRequestsAtOnce(t *testing.T) {
	root := newAuthority(t, "Root", nil)
	const streams = 8
	var together sync.WaitGroup
	together.Add(streams)
	var warm atomic.Bool
	url := secure(t, &tls.Config{Certificates: []tls.Certificate{root.issue(t, paper{})}}, true, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/meet" {
			together.Done()
			together.Wait() // all are here at the same time
		}
		w.Header().Set("Trailer", "X-After")
		fmt.Fprint(w, r.RemoteAddr)
		w.Header().Set("X-After", "t")
		w.Header().Set(http.TrailerPrefix+"X-Late", "l")
		warm.Store(true)
	})
	tr := newTransport(t)
	o := request.Network{CA: root.pem()}
	first := fetch(t, tr, o, url)
	require.NoError(t, first.err)
	require.False(t, first.trace.Connection().Reused)
	require.Contains(t, names(first.trace.Phases(time.Now())), "TLS")
	var all sync.WaitGroup
	results := make([]result, streams)
	for i := range results {
		all.Go(func() { results[i] = fetch(t, tr, o, url+"/meet") })
	}
	all.Wait()
	for _, r := range results {
		require.NoError(t, r.err)
		require.Equal(t, first.body, r.body, "one connection")
		c := r.trace.Connection()
		require.True(t, c.Reused)
		require.Equal(t, first.trace.Connection().TLS, c.TLS)
		require.NotContains(t, names(r.trace.Phases(time.Now())), "TLS")
		require.Equal(t, []exchange.Field{{Name: "x-after", Value: "t"}, {Name: "x-late", Value: "l"}}, r.trace.Trailers())
	}
}

func TestHTTP2WithoutTLS(t *testing.T) {
	s := &http.Server{Handler: http.HandlerFunc(hello), Protocols: new(http.Protocols)}
	s.Protocols.SetUnencryptedHTTP2(true)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	r := fetch(t, newTransport(t), request.Network{HTTP: request.HTTP2}, "http://"+l.Addr().String())
	require.NoError(t, r.err)
	require.Equal(t, "hello over HTTP/2.0", r.body)
	require.Equal(t, l.Addr().String(), r.trace.Connection().Remote)
	require.Nil(t, r.trace.Connection().TLS)
	require.Nil(t, r.trace.Traffic(true))
}

func TestWhatDoesNotSpeakTLS(t *testing.T) {
	plainServer := strings.Replace(raw(t, "HTTP/1.1 400 Bad Request\r\n\r\n"), "http:", "https:", 1)
	e := fetch(t, newTransport(t), request.Network{}, plainServer).failure(t)
	require.Equal(t, []any{exchange.TLS, exchange.NotTLS}, []any{e.Kind, e.Cause})
	closing := "https://" + spoken(t, func(net.Conn) {})
	e = fetch(t, newTransport(t), request.Network{}, closing).failure(t)
	require.Equal(t, exchange.TLS, e.Kind)
	require.True(t, e.Cause.Lost(), e.Detail)
}

package network

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"software.sslmate.com/src/go-pkcs12"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

func TestAClientShowsItsCertificate(t *testing.T) {
	root := peer.NewAuthority(t, "Root")
	clients := peer.NewAuthority(t, "Clients")
	good, other := clients.Issue(t, peer.Paper{Client: "client"}), root.Issue(t, peer.Paper{Client: "client"})
	certPEM, keyPEM := peer.PairPEM(t, good)
	otherPEM, otherKey := peer.PairPEM(t, other)
	store, err := pkcs12.Modern.Encode(good.PrivateKey, good.Leaf, nil, "open sesame")
	require.NoError(t, err)
	legacy, err := pkcs12.Legacy.Encode(good.PrivateKey, good.Leaf, []*x509.Certificate{clients.Cert}, "")
	require.NoError(t, err)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		for _, http2 := range []bool{false, true} {
			t.Run(fmt.Sprint(tls.VersionName(version), " HTTP/2 ", http2), func(t *testing.T) {
				url := secure(t, &tls.Config{Certificates: []tls.Certificate{root.Issue(t, peer.Paper{})}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: clients.Pool(),
					MinVersion: version, MaxVersion: version}, http2, func(w http.ResponseWriter, r *http.Request) {
					fmt.Fprint(w, r.TLS.PeerCertificates[0].Subject.CommonName)
				})
				for _, c := range []struct {
					name    string
					network request.Network
				}{
					{"PEM", request.Network{Cert: certPEM, Key: request.NewSecret(keyPEM)}},
					{"PEM in one line", request.Network{Cert: strings.ReplaceAll(certPEM, "\n", ""), Key: request.NewSecret(strings.ReplaceAll(keyPEM, "\n", ""))}},
					{"PKCS #12", request.Network{Key: request.NewSecret(base64.StdEncoding.EncodeToString(store)), Passphrase: request.NewSecret("open sesame")}},
					{"PKCS #12 without a passphrase", request.Network{Key: request.NewSecret(base64.StdEncoding.EncodeToString(legacy))}},
				} {
					c.network.CA = root.PEM()
					r := fetch(t, newTransport(t), c.network, url)
					require.NoError(t, r.err, c.name)
					require.Equal(t, "client", r.body)
					require.True(t, r.trace.Connection().TLS.Asked)
				}
				e := fetch(t, newTransport(t), request.Network{CA: root.PEM()}, url).failure(t)
				require.Equal(t, exchange.TLS, e.Kind, e.Detail)
				require.Equal(t, exchange.ClientCertificate, e.Cause, e.Detail)
				r := fetch(t, newTransport(t), request.Network{CA: root.PEM(), Cert: otherPEM, Key: request.NewSecret(otherKey)}, url)
				require.Equal(t, exchange.ClientCertificate, r.failure(t).Cause, r.failure(t).Detail)
				require.True(t, r.trace.Connection().TLS.Asked)
				require.Len(t, r.trace.Connection().TLS.Chain, 1)
			})
		}
	}
}

func TestWhatIsWrongWithTheOptionsIsSaidAtTheField(t *testing.T) {
	root := peer.NewAuthority(t, "Root")
	a := root.Issue(t, peer.Paper{Client: "client"})
	cert, key := peer.PairPEM(t, a)
	_, another := peer.PairPEM(t, root.Issue(t, peer.Paper{Client: "client"}))
	store, err := pkcs12.Modern.Encode(a.PrivateKey, a.Leaf, nil, "open sesame")
	require.NoError(t, err)
	p12 := base64.StdEncoding.EncodeToString(store)
	for _, c := range []struct {
		name             string
		network          request.Network
		setting, problem string
	}{
		{"nothing", request.Network{}, "", ""},
		{"a good pair", request.Network{Cert: cert, Key: request.NewSecret(key)}, "", ""},
		{"both in one text", request.Network{Key: request.NewSecret(cert + key)}, "", ""},
		{"the same the other way round", request.Network{Key: request.NewSecret(key + cert)}, "", ""},
		{"base64 of no certificate", request.Network{CA: "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n"}, "verify-ca", "Certificate 1 of this text cannot be read: malformed certificate."},
		{"no base64", request.Network{CA: "-----BEGIN CERTIFICATE-----?-----END CERTIFICATE-----"}, "verify-ca", "Certificate 1 of this text cannot be read: illegal base64 data at input byte 0."},
		{"no PEM", request.Network{CA: "ca.pem"}, "verify-ca", "This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----."},
		{"no key", request.Network{Cert: cert}, "cert-key", "Add the private key of the client certificate."},
		{"no certificate", request.Network{Key: request.NewSecret(key)}, "cert", "Add the certificate that the private key belongs to."},
		{"the key of another", request.Network{Cert: cert, Key: request.NewSecret(another)}, "cert-key", "The private key is not that of the certificate."},
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

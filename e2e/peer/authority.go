package peer

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Authority signs certificates.
type Authority struct {
	Cert *x509.Certificate
	key  crypto.Signer
}

// Paper is what a certificate is to say. Its zero value is a server's at 127.0.0.1 that holds now.
type Paper struct {
	Client   string // the name of a client, in place of a server
	Name     string // of the server's host, in place of 127.0.0.1
	Expired  bool   // since an hour
	Unsigned bool   // by any authority: it is signed by itself

	Change func(*x509.Certificate) // what else it is to say, before it is signed
}

// NewAuthority makes an authority with a certificate that it has signed itself.
func NewAuthority(t testing.TB, name string) *Authority {
	t.Helper()
	c, key := blankAuthority(t, name), newKey(t)
	return &Authority{sign(t, c, c, key, key), key}
}

// Under makes an authority that this one vouches for.
func (a *Authority) Under(t testing.TB, name string) *Authority {
	t.Helper()
	key := newKey(t)
	return &Authority{sign(t, blankAuthority(t, name), a.Cert, key, a.key), key}
}

// PEM is the authority's certificate as people pass it on.
func (a *Authority) PEM() string { return encode("CERTIFICATE", a.Cert.Raw) }

// Pool is the authority as a server trusts it.
func (a *Authority) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.Cert)
	return pool
}

// Issue makes a certificate with its key.
func (a *Authority) Issue(t testing.TB, p Paper) tls.Certificate {
	t.Helper()
	c := blank(t, p.Client)
	c.KeyUsage, c.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	switch {
	case p.Client != "":
	case p.Name != "":
		c.ExtKeyUsage[0], c.DNSNames = x509.ExtKeyUsageServerAuth, []string{p.Name}
	default:
		c.ExtKeyUsage[0], c.IPAddresses = x509.ExtKeyUsageServerAuth, []net.IP{net.IPv4(127, 0, 0, 1)}
	}
	if p.Expired {
		c.NotAfter = time.Now().Add(-time.Hour)
	}
	if p.Change != nil {
		p.Change(c)
	}
	key, parent, signer := newKey(t), a.Cert, a.key
	if p.Unsigned {
		parent, signer = c, key
	}
	leaf := sign(t, c, parent, key, signer)
	return tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: key, Leaf: leaf}
}

// PairPEM gives a certificate and its key as people have them in files.
func PairPEM(t testing.TB, c tls.Certificate) (cert, key string) {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	require.NoError(t, err)
	return encode("CERTIFICATE", c.Leaf.Raw), encode("PRIVATE KEY", der)
}

func blank(t testing.TB, name string) *x509.Certificate {
	t.Helper()
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	require.NoError(t, err)
	return &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(48 * time.Hour),
	}
}

func blankAuthority(t testing.TB, name string) *x509.Certificate {
	t.Helper()
	c := blank(t, name)
	c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	return c
}

func newKey(t testing.TB) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	return key
}

func sign(t testing.TB, c, parent *x509.Certificate, key, signer crypto.Signer) *x509.Certificate {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer)
	require.NoError(t, err)
	signed, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return signed
}

func encode(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

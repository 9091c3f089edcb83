package network

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

// authority signs certificates.
type authority struct {
	cert *x509.Certificate
	key  crypto.Signer
}

// paper is what a certificate is to say. Its zero value is one for 127.0.0.1 that holds now.
type paper struct {
	names    []string // "127.0.0.1" where it is nil
	from, to time.Time
	client   bool
	self     bool // signed by itself
}

var serial int64 = 1

func newAuthority(t *testing.T, name string, parent *authority) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	serial++
	c := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-100 * 24 * time.Hour), NotAfter: time.Now().Add(100 * 24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	by, signer := c, crypto.Signer(key)
	if parent != nil {
		by, signer = parent.cert, parent.key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, by, key.Public(), signer)
	require.NoError(t, err)
	parsed, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return &authority{parsed, key}
}

func (a *authority) pem() string { return pemOf("CERTIFICATE", a.cert.Raw) }

func pemOf(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

// issue makes a certificate, with those that lead to the root but for the root itself.
func (a *authority) issue(t *testing.T, p paper, between ...*authority) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	serial++
	c := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "leaf"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, KeyUsage: x509.KeyUsageDigitalSignature,
	}
	if p.client {
		c.ExtKeyUsage[0], c.Subject.CommonName = x509.ExtKeyUsageClientAuth, "client"
	}
	if p.names == nil {
		p.names = []string{"127.0.0.1"}
	}
	for _, name := range p.names {
		if ip := net.ParseIP(name); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, name)
		}
	}
	if !p.from.IsZero() {
		c.NotBefore, c.NotAfter = p.from, p.to
	}
	by, signer := a.cert, a.key
	if p.self {
		by, signer = c, key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, by, key.Public(), signer)
	require.NoError(t, err)
	issued := tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	for _, b := range between {
		issued.Certificate = append(issued.Certificate, b.cert.Raw)
	}
	issued.Leaf, err = x509.ParseCertificate(der)
	require.NoError(t, err)
	return issued
}

func keyPEM(t *testing.T, c tls.Certificate) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	require.NoError(t, err)
	return pemOf("PRIVATE KEY", der)
}

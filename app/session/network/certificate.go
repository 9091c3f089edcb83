package network

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"software.sslmate.com/src/go-pkcs12"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/auth"
)

var (
	pemCertificate = regexp.MustCompile(`(?s)-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----`)
	notBase64      = strings.NewReplacer(`\r`, "", `\n`, "", "\r", "", "\n", "", " ", "", "\t", "")
)

// certificates reads all certificates in a text in PEM (RFC 7468). Line breaks do not count, as in package auth.
func certificates(setting, text string) ([]*x509.Certificate, *Error) {
	var list []*x509.Certificate
	for i, block := range pemCertificate.FindAllStringSubmatch(text, -1) {
		der, err := base64.StdEncoding.DecodeString(notBase64.Replace(block[1]))
		var c *x509.Certificate
		if err == nil {
			c, err = x509.ParseCertificate(der)
		}
		if err != nil {
			return nil, badOption(setting, fmt.Sprintf("Certificate %d of this text cannot be read: %s.", i+1, plain(err.Error())))
		}
		list = append(list, c)
	}
	if list == nil && strings.TrimSpace(text) != "" {
		return nil, badOption(setting, "This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----.")
	}
	return list, nil
}

// clientCertificate reads the certificate and the key of the client; nil means that it has none.
func clientCertificate(o request.Network) (*tls.Certificate, *Error) {
	key := strings.TrimSpace(o.Key.Reveal())
	setting, cert := "cert", o.Cert
	if cert == "" && strings.Contains(key, "-----BEGIN CERTIFICATE-----") { // one file holds both, as in requests cert="client.pem"
		setting, cert = "cert-key", key
	}
	switch {
	case cert == "" && key == "":
		return nil, nil
	case key == "":
		return nil, badOption("cert-key", "Add the private key of the client certificate.")
	case !strings.Contains(key, "-----BEGIN"):
		return keyStore(key, o)
	case cert == "":
		return nil, badOption("cert", "Add the certificate that the private key belongs to.")
	}
	chain, bad := certificates(setting, cert)
	if bad != nil {
		return nil, bad
	}
	signer, err := auth.PrivateKey(key)
	if err != nil {
		return nil, badOption("cert-key", err.Error())
	}
	return pair(signer, chain)
}

// keyStore reads certificate and key out of PKCS #12 (RFC 7292) in base64.
func keyStore(key string, o request.Network) (*tls.Certificate, *Error) {
	data, err := base64.StdEncoding.DecodeString(notBase64.Replace(key))
	if err != nil {
		return nil, badOption("cert-key", "This is neither a private key in PEM, which begins with -----BEGIN PRIVATE KEY-----, nor a PKCS #12 file in base64.")
	}
	if o.Cert != "" {
		return nil, badOption("cert", "Leave this empty: the PKCS #12 file holds the certificate.")
	}
	private, leaf, others, err := pkcs12.DecodeChain(data, o.Passphrase.Reveal())
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword) && o.Passphrase.Reveal() == "":
		return nil, badOption("cert-passphrase", "The PKCS #12 file has a passphrase. Type it here.")
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, badOption("cert-passphrase", "This is not the passphrase of the PKCS #12 file.")
	case err != nil:
		return nil, badOption("cert-key", "The PKCS #12 file cannot be read: "+strings.TrimPrefix(err.Error(), "pkcs12: ")+".")
	}
	signer, ok := private.(crypto.Signer)
	if !ok {
		return nil, badOption("cert-key", "The private key cannot sign: it is of another kind than RSA, ECDSA and Ed25519.")
	}
	return pair(signer, append([]*x509.Certificate{leaf}, others...))
}

func pair(key crypto.Signer, chain []*x509.Certificate) (*tls.Certificate, *Error) {
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !public.Equal(chain[0].PublicKey) {
		return nil, badOption("cert-key", "The private key is not that of the certificate.")
	}
	c := &tls.Certificate{PrivateKey: key, Leaf: chain[0]}
	for _, each := range chain {
		c.Certificate = append(c.Certificate, each.Raw)
	}
	return c, nil
}

// described is a certificate as a screen shows it.
func described(c *x509.Certificate) exchange.Certificate {
	d := exchange.Certificate{
		Subject: c.Subject.String(), Issuer: c.Issuer.String(), Names: append([]string(nil), c.DNSNames...),
		NotBefore: c.NotBefore, NotAfter: c.NotAfter, Serial: fmt.Sprintf("%x", c.SerialNumber), Authority: c.IsCA,
	}
	for _, ip := range c.IPAddresses {
		d.Names = append(d.Names, ip.String())
	}
	sum := sha256.Sum256(c.Raw)
	d.Fingerprint = strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		d.Key = fmt.Sprintf("RSA %d", key.N.BitLen())
	case *ecdsa.PublicKey:
		d.Key = "ECDSA " + key.Curve.Params().Name
	case ed25519.PublicKey:
		d.Key = "Ed25519"
	default:
		d.Key = c.PublicKeyAlgorithm.String()
	}
	return d
}

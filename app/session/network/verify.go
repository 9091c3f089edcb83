package network

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"roundtrip/app/exchange"
)

// judge finds everything that is wrong with the certificates of a server: the first cause, and a sentence for each. Package
// crypto/x509 stops at the first.
func judge(chain []*x509.Certificate, roots *x509.CertPool, name string, now time.Time) (cause exchange.Cause, problem string) {
	var sentences []string
	add := func(c exchange.Cause, format string, args ...any) {
		if cause == "" {
			cause = c
		}
		sentences = append(sentences, fmt.Sprintf(format, args...))
	}
	leaf := chain[0]
	at := now
	switch {
	case now.After(leaf.NotAfter):
		add(exchange.Expired, "The certificate expired on %s.", day(leaf.NotAfter))
		at = leaf.NotAfter
	case now.Before(leaf.NotBefore):
		add(exchange.NotYetValid, "The certificate is not valid before %s.", day(leaf.NotBefore))
		at = leaf.NotBefore
	}
	if err := leaf.VerifyHostname(name); err != nil {
		switch names := described(leaf).Names; len(names) {
		case 0:
			add(exchange.WrongName, "The certificate names no host, so it is not for %s.", name)
		default:
			add(exchange.WrongName, "The certificate is for %s, not for %s.", listed(names), name)
		}
	}
	between := x509.NewCertPool()
	for _, c := range chain[1:] {
		between.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at})
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	last := chain[len(chain)-1]
	switch {
	case err == nil:
	case errors.As(err, &unknown) && ownIssuer(leaf):
		add(exchange.SelfSigned, "The certificate is signed by itself, not by an authority that is trusted.")
	case errors.As(err, &unknown) && ownIssuer(last):
		add(exchange.UnknownAuthority, "The certificate comes from %s, an authority that is not trusted.", naming(last.Subject.CommonName, last.Subject.String()))
	case errors.As(err, &unknown):
		add(exchange.UnknownAuthority, "The certificate comes from %s, which is not trusted; or the server leaves out a certificate in between.",
			naming(last.Issuer.CommonName, last.Issuer.String()))
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil && invalid.Cert != leaf:
		c := exchange.Expired
		if at.Before(invalid.Cert.NotBefore) {
			c = exchange.NotYetValid
		}
		add(c, "The certificate of the authority %s is valid from %s to %s only.", naming(invalid.Cert.Subject.CommonName, invalid.Cert.Subject.String()),
			day(invalid.Cert.NotBefore), day(invalid.Cert.NotAfter))
	default:
		add(exchange.BadCertificate, "The certificate is not good: %s.", plain(err.Error()))
	}
	return cause, strings.Join(sentences, " ")
}

func ownIssuer(c *x509.Certificate) bool { return bytes.Equal(c.RawIssuer, c.RawSubject) }

func day(t time.Time) string { return t.UTC().Format("2 January 2006") }

func naming(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

// listed lists names, but not more than a sentence holds.
func listed(names []string) string {
	const most = 4
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), more)
	}
	return strings.Join(names, ", ")
}

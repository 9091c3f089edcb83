package roots

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"time"
)

// DistrustAfter is the header of a PEM block whose certificate stands for none that was issued after a moment (RFC 3339). Mozilla
// takes its trust from roots in this way.
const DistrustAfter = "Distrust-After"

// Add puts the certificates of a PEM file into a pool, and tells how many they are. What is no certificate is an error, because somebody means
// it to be trusted.
func Add(pool *x509.CertPool, file []byte) (n int, err error) {
	for {
		var block *pem.Block
		if block, file = pem.Decode(file); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			return n, fmt.Errorf("a %s is among the root certificates", block.Type)
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return n, fmt.Errorf("root certificate %d: %w", n+1, err)
		}
		if after := block.Headers[DistrustAfter]; after == "" {
			pool.AddCert(certificate)
		} else {
			last, err := time.Parse(time.RFC3339, after)
			if err != nil {
				return n, fmt.Errorf("root certificate %d: %w", n+1, err)
			}
			pool.AddCertWithConstraint(certificate, issuedUntil(last))
		}
		n++
	}
	if n == 0 {
		return 0, errors.New("there are no root certificates in PEM form")
	}
	return n, nil
}

// issuedUntil refuses chains with a certificate that was issued later.
func issuedUntil(last time.Time) func([]*x509.Certificate) error {
	return func(chain []*x509.Certificate) error {
		for _, c := range chain {
			if c.NotBefore.After(last) {
				return fmt.Errorf("%q was issued after %s, and its root is not trusted for those", c.Subject, last.Format(time.DateOnly))
			}
		}
		return nil
	}
}

package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"sort"
	"time"

	mozilla "golang.org/x/crypto/x509roots/fallback/bundle"

	"roundtrip/app/session/roots"
)

// rootCertificates is Mozilla's set as a PEM file, for TLS through a relay.
func rootCertificates() []byte {
	var file bytes.Buffer
	for root := range mozilla.Roots() {
		block := &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}
		if root.Constraint != nil {
			block.Headers = map[string]string{roots.DistrustAfter: lastTrusted(root.Constraint).Format(time.RFC3339)}
		}
		_ = pem.Encode(&file, block) // a buffer takes everything
	}
	return file.Bytes()
}

// lastTrusted finds the moment until which a root stands for certificates. The library tells it only by judging chains: those that were
// issued up to it pass, later ones do not.
func lastTrusted(constraint func([]*x509.Certificate) error) time.Time {
	epoch := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	const seconds = 200 * 365 * 24 * 60 * 60
	first := sort.Search(seconds, func(i int) bool {
		issued := epoch.Add(time.Duration(i) * time.Second)
		return constraint([]*x509.Certificate{{NotBefore: issued}}) != nil
	})
	return epoch.Add(time.Duration(first-1) * time.Second)
}

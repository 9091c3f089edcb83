package main

import (
	"crypto/x509"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	mozilla "golang.org/x/crypto/x509roots/fallback/bundle"

	"roundtrip/app/session/roots"
)

func TestTheSiteHasTheRootsOfMozilla(t *testing.T) {
	file := rootCertificates()
	pool, want := x509.NewCertPool(), x509.NewCertPool()
	n, err := roots.Add(pool, file)
	require.NoError(t, err)
	all := 0
	for root := range mozilla.Roots() {
		certificate, err := x509.ParseCertificate(root.Certificate)
		require.NoError(t, err)
		want.AddCert(certificate)
		all++
	}
	require.Equal(t, all, n)
	require.Greater(t, n, 100)
	require.Equal(t, want.Subjects(), pool.Subjects()) //nolint:staticcheck // it is no pool of the system
}

func TestTheMomentOfADistrustIsFound(t *testing.T) {
	want := time.Date(2026, 4, 15, 23, 59, 59, 0, time.UTC)
	got := lastTrusted(func(chain []*x509.Certificate) error {
		if chain[0].NotBefore.After(want) {
			return x509.UnknownAuthorityError{}
		}
		return nil
	})
	require.Equal(t, want, got)
}

package main

import (
	"crypto/x509"
	"strings"
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
	require.True(t, want.Equal(pool))
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

func TestRootsAreAFileOfTheSiteThatIsNotKeptAtOnce(t *testing.T) {
	in := testInputs(t)
	in["roots.pem"] = rootCertificates()
	files, err := assemble(in, options{base: "/", static: true})
	require.NoError(t, err)
	name := hashedName("roots.pem", in["roots.pem"])
	require.Contains(t, files, name)
	require.Contains(t, string(files["index.html"]), `data-roots="`+name+`"`)
	lists := strings.SplitN(string(files["sw.js"]), "\n", 4)
	require.NotContains(t, lists[1], name, "only those need it who use a relay")
	require.Contains(t, lists[2], name)
	packed, err := withCompressed(files, t.TempDir())
	require.NoError(t, err)
	t.Logf("%d bytes, %d with brotli, %d with gzip", len(files[name]), len(packed[name+".br"]), len(packed[name+".gz"]))
	require.Less(t, len(packed[name+".br"]), 130_000)
}

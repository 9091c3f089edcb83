package roots

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// authority is a root, its PEM block with these headers, and a leaf that it issued at a moment.
func authority(t *testing.T, headers map[string]string, issued time.Time) (file []byte, leaf *x509.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "root"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Now().AddDate(10, 0, 0), KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, root, root, key.Public(), key)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "leaf"}, DNSNames: []string{"a.example"},
		NotBefore: issued, NotAfter: time.Now().AddDate(1, 0, 0),
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, root, key.Public(), key)
	require.NoError(t, err)
	leaf, err = x509.ParseCertificate(signed)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Headers: headers, Bytes: der}), leaf
}

func verify(pool *x509.CertPool, leaf *x509.Certificate) error {
	_, err := leaf.Verify(x509.VerifyOptions{Roots: pool, DNSName: "a.example"})
	return err
}

func TestARootStandsForWhatItIssuedUntilItWasDistrusted(t *testing.T) {
	headers := map[string]string{DistrustAfter: "2025-06-30T23:59:59Z"}
	for sentence, c := range map[string]struct {
		headers map[string]string
		issued  time.Time
		trusted bool
	}{
		"a root that is trusted":     {nil, time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC), true},
		"issued before the distrust": {headers, time.Date(2025, 6, 30, 23, 59, 59, 0, time.UTC), true},
		"issued after the distrust":  {headers, time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC), false},
	} {
		t.Run(sentence, func(t *testing.T) {
			file, leaf := authority(t, c.headers, c.issued)
			pool := x509.NewCertPool()
			n, err := Add(pool, file)
			require.NoError(t, err)
			require.Equal(t, 1, n)
			if c.trusted {
				require.NoError(t, verify(pool, leaf))
			} else {
				require.Error(t, verify(pool, leaf))
			}
		})
	}
}

func TestAFileThatHoldsSomethingElseIsRefused(t *testing.T) {
	good, _ := authority(t, nil, time.Now())
	for want, file := range map[string]string{
		"no root certificates":                         "hello",
		"a PRIVATE KEY is among the root certificates": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")})),
		"root certificate 2":                           string(good) + string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("x")})),
		"cannot parse": string(pem.EncodeToMemory(&pem.Block{
			Type: "CERTIFICATE", Headers: map[string]string{DistrustAfter: "soon"}, Bytes: mustDER(good),
		})),
	} {
		_, err := Add(x509.NewCertPool(), []byte(file))
		require.ErrorContains(t, err, want)
	}
}

func mustDER(file []byte) []byte {
	block, _ := pem.Decode(file)
	return block.Bytes
}

func TestRootsAreFetchedOnceAndAgainAfterAFailure(t *testing.T) {
	mozilla, theirs := authority(t, nil, time.Now().Add(-time.Hour))
	operator, own := authority(t, nil, time.Now().Add(-time.Hour))
	asked, broken := 0, true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch {
		case broken:
			w.WriteHeader(http.StatusBadGateway)
		case r.URL.Path == "/mozilla":
			fmt.Fprintf(w, "%s", mozilla)
		case r.URL.Path == "/operator":
			fmt.Fprintf(w, "%s", operator)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	s := &Store{Mozilla: server.URL + "/mozilla", Operator: server.URL + "/operator", Transport: http.DefaultTransport}
	_, err := s.Pool(t.Context())
	require.ErrorContains(t, err, "answered 502")
	broken = false
	for range 3 {
		pool, err := s.Pool(t.Context())
		require.NoError(t, err)
		require.NoError(t, verify(pool, theirs))
		require.NoError(t, verify(pool, own))
	}
	require.Equal(t, 3, asked, "once in vain, once for each file")

	s = &Store{Mozilla: server.URL + "/mozilla", Operator: server.URL + "/none", Transport: http.DefaultTransport}
	pool, err := s.Pool(t.Context())
	require.NoError(t, err, "an operator need not add any")
	require.Error(t, verify(pool, own))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = (&Store{Mozilla: server.URL + "/mozilla", Transport: http.DefaultTransport}).Pool(ctx)
	require.ErrorIs(t, err, context.Canceled)
}

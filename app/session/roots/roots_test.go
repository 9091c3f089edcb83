package roots

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

// authority is a root, its PEM block with these headers, and a leaf that it issued at a moment.
func authority(t *testing.T, headers map[string]string, issued time.Time) (file []byte, leaf *x509.Certificate) {
	t.Helper()
	root := peer.NewAuthority(t, "root")
	leaf = root.Issue(t, peer.Paper{Name: "a.example", Change: func(c *x509.Certificate) { c.NotBefore = issued }}).Leaf
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Headers: headers, Bytes: root.Cert.Raw}), leaf
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

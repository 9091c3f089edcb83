//go:build !js

package relay

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// rootPEM is a root certificate as a file has it.
func rootPEM(t *testing.T, name pkix.Name) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: name, NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	require.NoError(t, err)
	return block("CERTIFICATE", string(der))
}

func block(kind, content string) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: []byte(content)}))
}

func TestRootsComeFromAFileOfCertificates(t *testing.T) {
	one, two := rootPEM(t, pkix.Name{CommonName: "Corp Root"}), rootPEM(t, pkix.Name{Organization: []string{"Lab"}})
	path := filepath.Join(t.TempDir(), "roots.pem")
	require.NoError(t, os.WriteFile(path, []byte("# ours\n"+one+"\n# of the lab\n"+two), 0o600))
	config, err := parsed("-relay-roots", path)
	require.NoError(t, err)
	require.Contains(t, config.String(), "adds root certificates: Corp Root, O=Lab")
	require.Equal(t, one+two, string(config.Roots.pem), "and no comments")
	require.Regexp(t, `^([0-9A-F]{2}:){31}[0-9A-F]{2}$`, config.Roots.list[0].SHA256)
	_, err = parsed("-relay-roots", path+"-missing")
	require.Error(t, err)
}

func TestAFileThatHoldsMoreThanCertificatesIsRefused(t *testing.T) {
	good := rootPEM(t, pkix.Name{CommonName: "root"})
	key := block("PRIVATE KEY", "the key itself")
	for sentence, c := range map[string]struct{ file, want string }{
		"a key after its certificate":       {good + key, "block 2 is a PRIVATE KEY: the file is to hold certificates only"},
		"a key before its certificate":      {key + good, "block 1 is a PRIVATE KEY"},
		"a certificate that is none":        {good + block("CERTIFICATE", "x"), "certificate 2 cannot be read"},
		"a block that is damaged":           {good + strings.Replace(good, "\nM", "\n!", 1), "of 2 blocks in PEM form 1 can be read"},
		"a block that is cut off":           {good + good[:len(good)-40], "of 2 blocks in PEM form 1 can be read"},
		"certificates that are not in PEM":  {"\x30\x82\x01\x0a", "no certificate in PEM form"},
		"nothing":                           {"", "no certificate in PEM form"},
		"all the authorities of the system": {strings.Repeat(good, maxRoots+1), "more than 32 certificates"},
	} {
		path := filepath.Join(t.TempDir(), "roots.pem")
		require.NoError(t, os.WriteFile(path, []byte(c.file), 0o600))
		_, err := parsed("-relay-roots", path)
		require.ErrorContains(t, err, c.want, sentence)
		require.ErrorContains(t, err, path, sentence)
		require.NotContains(t, err.Error(), "the key itself", sentence)
	}
}

func TestRootsAreNamedInThePolicyAndServedToThoseLetIn(t *testing.T) {
	file := rootPEM(t, pkix.Name{CommonName: strings.Repeat("ü", maxRootsName+1)})
	handler, relay := serveRelay(t, func(c *Config) {
		var err error
		c.Roots, err = ParseRoots([]byte(file))
		require.NoError(t, err)
		require.NoError(t, c.addTokens("correct-horse-battery-staple", "test"))
	})
	policy, _ := policyFor(t, relay, http.Header{"Origin": {relay.URL}})
	require.Len(t, policy.Rules.Roots, 1)
	require.Equal(t, strings.Repeat("ü", maxRootsName)+"…", policy.Rules.Roots[0].Name)
	foreign, _ := policyFor(t, relay, http.Header{"Origin": {"https://page.example"}})
	require.Nil(t, foreign.Rules)

	get := func(path, host, origin string) *http.Response {
		r := httptest.NewRequest("GET", path, nil)
		r.Host = host
		r.Header.Set("Origin", origin)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		require.Equal(t, "*", w.Header().Get("Access-Control-Allow-Origin"), "a page is to see the refusal too")
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
		return w.Result()
	}
	host := strings.TrimPrefix(relay.URL, "http://")
	served := get("/roots", host, relay.URL)
	require.Equal(t, http.StatusOK, served.StatusCode)
	require.Equal(t, "application/pem-certificate-chain", served.Header.Get("Content-Type"))
	body, err := io.ReadAll(served.Body)
	require.NoError(t, err)
	require.Equal(t, file, string(body))
	require.Equal(t, http.StatusForbidden, get("/roots", host, "https://page.example").StatusCode)
	require.Equal(t, http.StatusForbidden, get("/roots", "rebind.example", relay.URL).StatusCode)

	handler, relay = serveRelay(t, nil)
	host = strings.TrimPrefix(relay.URL, "http://")
	require.Equal(t, http.StatusNotFound, get("/roots", host, relay.URL).StatusCode)
	policy, text := policyFor(t, relay, nil)
	require.Equal(t, []wire.Root(nil), policy.Rules.Roots)
	require.NotContains(t, text, "roots")
}

//go:build !js

package e2e

import (
	"crypto/tls"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"software.sslmate.com/src/go-pkcs12"

	"roundtrip/app/permalink"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

// linked gives what the link to the request holds, by the dialog that shares it; the address bar's is the same.
func (s screen) linked() (link string, r request.Request) {
	s.Helper()
	dialog := s.share()
	link = dialog.Role("textbox", "Link").WaitMatch(`#v[12][.]`).Content()
	s.Press("Escape")
	dialog.WaitGone()
	_, fragment, _ := strings.Cut(link, "#")
	s.Wait("location.hash === %s", "#"+fragment)
	opened, err := permalink.Decode(fragment)
	require.NoError(s, err)
	return link, opened.Request
}

func TestAServerThatWantsAClientCertificateGetsItAndLinksDoNot(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	config := with(root.Issue(t, peer.Paper{}))
	config.ClientAuth, config.ClientCAs = tls.RequireAndVerifyClientCert, root.Pool()
	url := peer.StartTLS(t, config, peer.Describe).URL

	s.trust(root)
	s.failsByRelay(url, "The server wants a client certificate").WaitText("Options, Client certificate")

	// In PEM.
	panel := s.tab("Options")
	cert, key, passphrase := panel.CSS("#set-cert"), panel.CSS("#set-cert-key"), panel.CSS("#set-cert-passphrase")
	certPEM, keyPEM := peer.PairPEM(t, root.Issue(t, peer.Paper{Client: "ada"}))
	cert.Paste(certPEM)
	key.WaitAttr("type", "password").Paste(keyPEM)
	s.getByRelay(url, "200 OK")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by ada")
	s.responseTab("Timing").WaitText("the server asked for one")

	// The key is a hole in the link. The certificate is public, and stands in it.
	link, opened := s.linked()
	require.Equal(t, strings.TrimSpace(certPEM), opened.Options.Network.Cert)
	require.Empty(t, opened.Options.Network.Key.Reveal())
	require.Equal(t, "cert-key", opened.Options.Network.Key.Wanted())
	for line := range strings.Lines(keyPEM) {
		require.NotContains(t, link, strings.TrimSpace(line))
	}

	// In PKCS #12, which holds both and has a passphrase.
	pair := root.Issue(t, peer.Paper{Client: "bob"})
	const secret = "correct horse"
	store, err := pkcs12.Modern.Encode(pair.PrivateKey, pair.Leaf, nil, secret)
	require.NoError(t, err)
	cert.Fill("")
	file := panel.Hidden(`input[type=file][aria-label="Choose a file … (Private key)"]`)
	file.Files(saved(t, "bob.p12", store))
	key.WaitValue(base64.StdEncoding.EncodeToString(store))
	passphrase.Fill("wrong")
	s.Press("Control+Enter")
	panel.WaitText("This is not the passphrase of the PKCS #12 file.")
	passphrase.WaitFocus().WaitAttr("aria-invalid", "true").Fill(secret)
	s.again("200 OK")
	s.responseTab("Body")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by bob")

	link, opened = s.linked()
	require.ElementsMatch(t, []string{"cert-key", "cert-passphrase"}, opened.Wanted())
	require.NotContains(t, link, base64.StdEncoding.EncodeToString(store)[:40])

	// Both in one file of PEM, as curl and requests take it.
	certPEM, keyPEM = peer.PairPEM(t, root.Issue(t, peer.Paper{Client: "eve"}))
	s.tab("Options")
	file.Files(saved(t, "eve.pem", []byte(certPEM+keyPEM)))
	key.WaitMatch("BEGIN CERTIFICATE.*END PRIVATE KEY")
	passphrase.Fill("")
	s.again("200 OK")
	s.responseTab("Body")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by eve")
}

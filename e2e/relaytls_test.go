//go:build !js

package e2e

import (
	"crypto/tls"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

// trust names an authority under Options.
func (s screen) trust(a *peer.Authority) {
	s.Helper()
	s.tab("Options").CSS("#set-verify-ca").Paste(a.PEM())
}

// with is a server's configuration with one certificate.
func with(certificate tls.Certificate) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{certificate}}
}

func TestEachThingThatIsWrongWithACertificateIsNamedAndHasItsRemedy(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	var asked atomic.Int32
	describe := func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		peer.Describe(w, r)
	}
	good := peer.StartTLS(t, with(root.Issue(t, peer.Paper{})), describe)
	expired := peer.StartTLS(t, with(root.Issue(t, peer.Paper{Expired: true})), describe)
	other := peer.StartTLS(t, with(root.Issue(t, peer.Paper{Name: "api.example"})), describe)
	own := peer.StartTLS(t, with(root.Issue(t, peer.Paper{Unsigned: true})), describe)

	s.failsByRelay(good.URL, "The certificate is not from a trusted authority").WaitText("comes from Test Root").WaitText("Options, Trust these too")
	s.trust(root)
	s.getByRelay(good.URL, "200 OK")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by nobody")
	s.responseTab("Timing").WaitMatch(`Certificate\s*verified`)

	// The authority is trusted now: what is left is what is wrong with each certificate itself.
	s.failsByRelay(own.URL, "The certificate is self-signed").WaitText("signed by itself").WaitText("Options, Trust these too")
	s.responseTab("Timing").WaitText("NOT verified").WaitText("Certificate 1 of 1")
	s.failsByRelay(expired.URL, "The certificate has expired").WaitText("The certificate expired on ")

	// What the certificate is for can be asked for in place of the URL's host.
	s.failsByRelay(other.URL, "The certificate is for another host").WaitText("is for api.example, not for 127.0.0.1").WaitText("Options, Server name")
	require.EqualValues(t, 1, asked.Load(), "whose certificate is not good sees no request")
	name := s.tab("Options").CSS("#set-tls-name")
	name.Fill("api.example")
	s.getByRelay(other.URL, "200 OK")
	s.shows("HTTP/1.1, TLS 1.3, for api.example, by nobody")
	s.responseTab("Timing").WaitMatch(`Asked for\s*api\.example`)

	// Without verification every one of them answers, and the warning stays for as long as that is so.
	name.Fill("")
	verify := s.tab("Options").Role("combobox", "Verify the certificate")
	verify.Choose("No")
	warning := s.CSS(".transport-warning").WaitText("The certificate is not verified")
	for _, url := range []string{expired.URL, own.URL, other.URL} {
		s.getByRelay(url, "200 OK")
		warning.WaitText("can read and change this request and its response")
	}
	s.responseTab("Timing").WaitText("The certificate was not verified").WaitText("NOT verified. The certificate is for api.example, not for 127.0.0.1.")
	verify.Choose("Yes")
	warning.WaitText("Additional CA certificates are trusted")
	s.failsByRelay(own.URL, "The certificate is self-signed")
}

func TestAnAuthorityIsTrustedFromAFile(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	url := peer.StartTLS(t, with(root.Issue(t, peer.Paper{})), peer.Describe).URL
	s.failsByRelay(url, "The certificate is not from a trusted authority")
	panel := s.tab("Options")
	field, file := panel.CSS("#set-verify-ca"), panel.Hidden(`input[type=file][aria-label="Choose a file … (Trust these too)"]`)
	file.Files(saved(t, "root.pem", []byte("# of the test\n"+root.PEM())))
	field.WaitMatch("^# of the test\n-----BEGIN CERTIFICATE-----")
	s.again("200 OK")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by nobody")

	// What is no certificate is said, and what was there before still holds.
	file.Files(saved(t, "notes.txt", []byte("no certificate at all")))
	said := panel.CSS("#set-verify-ca-problem").WaitText("notes.txt: This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----.")
	field.WaitFocus().WaitMatch("^# of the test\n-----BEGIN CERTIFICATE-----")
	s.again("200 OK")
	said.WaitGone()
}

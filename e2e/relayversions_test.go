//go:build !js

package e2e

import (
	"crypto/tls"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

func TestVersionsOfTLSAndHTTPAreChosenInTheOptions(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	var cipher atomic.Uint32 // that the server agreed to last
	serve := func(oldest, newest uint16, protocols ...string) string {
		config := with(root.Issue(t, peer.Paper{}))
		config.MinVersion, config.MaxVersion, config.NextProtos = oldest, newest, protocols
		config.CipherSuites = []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256} // up to TLS 1.2
		return peer.StartTLS(t, config, func(w http.ResponseWriter, r *http.Request) {
			cipher.Store(uint32(r.TLS.CipherSuite))
			peer.Describe(w, r)
		}).URL
	}
	// agreed reads the connection under Timing: whom it leads to, and what the server says was agreed upon.
	agreed := func(url, version string) {
		t.Helper()
		s.responseTab("Timing").WaitMatch(`Remote address\s*` + strings.TrimPrefix(url, "https://")).
			WaitMatch(`TLS\s*` + version + `\s*Cipher\s*` + tls.CipherSuiteName(uint16(cipher.Load())))
		s.responseTab("Body")
	}
	s.trust(root)

	// What is newer than the oldest that is allowed is spoken, what is older is not.
	old := serve(tls.VersionTLS11, tls.VersionTLS11)
	s.failsByRelay(old, "No common version of TLS").WaitText("Options, Oldest TLS version")
	oldest := s.tab("Options").Role("combobox", "Oldest TLS version")
	oldest.Choose("TLS 1.0")
	s.getByRelay(old, "200 OK")
	s.shows("HTTP/1.1, TLS 1.1, for no name, by nobody")
	only12 := serve(tls.VersionTLS12, tls.VersionTLS12)
	oldest.Choose("TLS 1.2")
	s.getByRelay(only12, "200 OK")
	s.shows("HTTP/1.1, TLS 1.2, for no name, by nobody")
	agreed(only12, `TLS 1\.2`)
	require.EqualValues(t, tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, cipher.Load())
	oldest.Choose("TLS 1.3")
	s.failsAgain("No common version of TLS")
	only13 := serve(tls.VersionTLS13, tls.VersionTLS13)
	s.getByRelay(only13, "200 OK")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by nobody")
	agreed(only13, `TLS 1\.3`)

	// HTTP/2 where the server has it, unless another version was chosen.
	version := s.tab("Options").Role("combobox", "HTTP version")
	version.Choose("HTTP/2")
	s.failsAgain("The server does not speak HTTP/2").WaitText("Options, HTTP version")
	version.Choose("Automatic")
	s.getByRelay(serve(tls.VersionTLS12, tls.VersionTLS13, "h2", "http/1.1"), "200 OK")
	s.shows("HTTP/2.0, TLS 1.3, for no name, by nobody")
	timing := s.responseTab("Timing").WaitText("HTTP/2")
	s.tab("Options")
	version.Choose("HTTP/1.1")
	s.again("200 OK")
	timing.WaitText("HTTP/1.1")
	s.responseTab("Body")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by nobody")
}

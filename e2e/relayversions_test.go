//go:build !js

package e2e

import (
	"crypto/tls"
	"testing"

	"roundtrip/e2e/peer"
)

func TestVersionsOfTLSAndHTTPAreChosenInTheOptions(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	serve := func(oldest, newest uint16, protocols ...string) string {
		config := with(root.Issue(t, peer.Paper{}))
		config.MinVersion, config.MaxVersion, config.NextProtos = oldest, newest, protocols
		return peer.StartTLS(t, config, peer.Describe).URL
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
	s.responseTab("Timing").WaitMatch(`TLS\s*TLS 1\.2`)
	oldest.Choose("TLS 1.3")
	s.failsAgain("No common version of TLS")
	s.getByRelay(serve(tls.VersionTLS13, tls.VersionTLS13), "200 OK")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by nobody")

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

//go:build !js

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
	"roundtrip/e2e/product"
)

// trustRoots ticks the box of the dialog or takes the tick away, and goes.
func (s screen) trustRoots(trusted bool) {
	s.Helper()
	dialog := s.tool("Relay")
	box := dialog.Role("checkbox", "Trust the roots of this relay").WaitChecked(!trusted)
	box.Click()
	box.WaitChecked(trusted)
	s.Press("Escape")
	dialog.WaitGone()
}

func TestTheRootsOfARelayAreTrustedOnceThePersonSaysSo(t *testing.T) {
	corp := peer.NewAuthority(t, "Corp Root")
	file := filepath.Join(t.TempDir(), "roots.pem")
	require.NoError(t, os.WriteFile(file, []byte("# of the company\n"+corp.PEM()), 0o600))
	s, host := relayed(t, "-relay-roots", file)
	target := peer.StartTLS(t, with(corp.Issue(t, peer.Paper{})), peer.Describe)
	const untrusted = "The certificate is not from a trusted authority"
	s.failsByRelay(target.URL, untrusted)

	dialog := s.tool("Relay")
	dialog.WaitText("The operator added one root certificate").WaitText("Corp Root").WaitText("can read and change every https request")
	s.Press("Escape")
	dialog.WaitGone()
	s.trustRoots(true)
	s.again("200 OK")
	s.shows("HTTP/1.1, TLS 1.3, for no name, by nobody")
	s.CSS(".transport-warning").WaitText("its operator can read HTTPS")

	// It is remembered with this relay, and holds on no way but through it.
	s.Reload()
	s.waitReady()
	s.url().Fill(target.URL)
	s.again("200 OK")
	other, err := product.Start("-relay", "-relay-roots", file, "-relay-allow", "127.0.0.1", "-relay-origin", strings.TrimSuffix(host.URL, "/"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = other.Stop() })
	dialog = s.tool("Relay")
	box := dialog.Role("checkbox", "Trust the roots of this relay").WaitChecked(true)
	dialog.CSS("#relay-address").Fill(other.URL)
	dialog.Role("button", "Check").Click()
	box.WaitChecked(false)
	dialog.WaitText("Corp Root")
	dialog.Role("button", "Use this relay").Click()
	dialog.WaitGone()
	s.failsAgain(untrusted)

	// What was trusted is not, once the tick is gone: neither a connection nor a cached answer is left of it.
	s.trustRoots(true)
	s.again("200 OK")
	s.trustRoots(false)
	s.failsAgain(untrusted)
	s.CSS("#transport-reason").WaitText("HTTPS content stays encrypted.")
}

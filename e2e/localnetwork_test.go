//go:build !js

package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/product"
)

// fromElsewhere is a page that Chromium takes for one of the public internet, in a browser of its own: its name leads to a port of this
// machine whose address is declared to be public.
func fromElsewhere(t *testing.T) (s screen, origin string) {
	t.Helper()
	t.Parallel()
	proxy, err := product.NewSecureProxy(site.URL)
	require.NoError(t, err)
	t.Cleanup(proxy.Close)
	address := strings.Trim(strings.TrimPrefix(proxy.URL, "https:"), "/")
	b, err := browser.Start(
		browser.Trusting(server.CertificateHash()),
		browser.Flag{Name: "host-resolver-rules", Value: "MAP example.com 127.0.0.1"},
		browser.Flag{Name: "ip-address-space-overrides", Value: address + "=public"},
	)
	require.NoError(t, err)
	t.Cleanup(func() { _ = b.Close() })
	s = screen{b.Open(t)}
	origin = strings.Replace("https://"+address, "127.0.0.1", "example.com", 1)
	s.Goto(origin)
	s.waitReady()
	return s, origin
}

func TestAPageFromElsewhereNeedsAPermissionForThisMachine(t *testing.T) {
	s, origin := fromElsewhere(t)
	s.Permission(origin, "loopback-network", "denied")
	s.url().Fill(server.URL + echo(t))
	permission := s.CSS("#transport-permission").WaitText("Local network. The permission to call").WaitText("is refused")
	failure := s.failed(server.URL+echo(t), "No permission for the local network").WaitText("and it is refused to " + origin + ".")
	failure.WaitText("Open the site settings by the icon beside the address of this page")
	require.NotContains(t, failure.Content(), "Access-Control-", "no change of the server helps")
	require.NotContains(t, failure.Content(), "elay", "no relay helps")
	require.Empty(t, server.Seen(echo(t)))

	// A relay on this machine is no way around it, and the dialog says so.
	host, err := product.Start("-relay", "-relay-origin", origin)
	require.NoError(t, err)
	t.Cleanup(func() { _ = host.Stop() })
	dialog := s.tool("Relay")
	said := dialog.Role("status", "What the relay says")
	dialog.CSS("#relay-address").Fill(host.URL)
	dialog.Role("button", "Check").Click()
	said.WaitText("The browser does not let this page reach the relay at " + strings.TrimSuffix(strings.TrimPrefix(host.URL, "http://"), "/")).WaitText("Allow it in the site settings")

	s.Permission(origin, "loopback-network", "granted")
	dialog.Role("button", "Check").Click()
	said.WaitText("This relay serves this page.")
	s.Press("Escape")
	dialog.WaitGone()
	failure.Role("button", "Send again").Click()
	s.answered("200 OK")
	require.Equal(t, origin, server.Seen(echo(t))[0].Get("Origin"))
	s.failed(server.URL+"/no-cors"+echo(t), "Blocked by CORS")
	require.NotContains(t, failure.Content(), "Local network", "which is allowed")
	permission.WaitGone()

	s.tool("Relay").CSS("#relay-address").Fill(host.URL)
	dialog.Role("button", "Use this relay").Click()
	dialog.WaitGone()
	s.Permission(origin, "loopback-network", "denied")
	s.Expect("net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS")
	s.failsByRelay(server.URL+echo(t), "No permission for the local network").WaitText("the permission for the local network is refused")
}

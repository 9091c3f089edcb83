//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestARelayWithAccessTokensServesWhoHasOne(t *testing.T) {
	const token = "0123456789abcdef-of-the-test"
	s, host := relayed(t, "-relay-token-file", saved(t, "tokens", []byte("# of tests\n"+token+"\n")))
	path := "/no-cors" + echo(t)
	s.failsByRelay(server.URL+path, "Refused by the relay").WaitText("This relay wants an access token.").WaitText("Type an access token under Tools, Relay.")

	dialog := s.tool("Relay")
	field, said := dialog.CSS("#relay-token").WaitAttr("type", "password"), dialog.Role("status", "What the relay says")
	said.WaitText("token")
	field.Fill("a token of another relay")
	dialog.Role("button", "Use this relay").Click()
	dialog.WaitGone()
	s.failsAgain("Refused by the relay").WaitText("This relay does not know the access token.")
	require.Empty(t, server.Seen(path))

	s.tool("Relay")
	field.Fill(token)
	dialog.Role("button", "Check").Click()
	said.WaitText("This relay serves this page.")
	dialog.Role("button", "Use this relay").Click()
	dialog.WaitGone()
	s.getByRelay(server.URL+path, "200 OK")
	for _, field := range s.arrived(path).Headers {
		require.NotContains(t, field.Value, token, "it goes to the relay and no further")
	}
	link, _ := s.linked()
	require.NotContains(t, link, token)
	require.NotContains(t, browser.Eval[string](s.Tab, "document.documentElement.innerHTML"), token)

	// It is remembered on this machine, as the relay is.
	s.Goto(host.URL)
	s.waitReady()
	s.url().Fill(server.URL + path)
	s.transport().WaitValue("relay")
	s.get(server.URL+path, "200 OK")
}

//go:build !js

package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// oauth opens the Auth tab with a grant of the demo's client.
func (s screen) oauth(grant string) browser.Locator {
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("OAuth 2")
	panel.Role("combobox", "Grant").Choose(grant)
	panel.Role("textbox", "Token URL").Fill(site.Demo + "/oauth/token")
	return panel
}

func TestAClientGetsATokenAndUsesIt(t *testing.T) {
	s := start(t)
	panel := s.oauth("Client credentials")
	panel.Role("textbox", "Client ID").Fill("demo")
	panel.CSS("#set-oauth2-secret").Fill("wrong")
	s.url().Fill(site.Demo + "/oauth/me")
	s.Press("Control+Enter")
	s.CSS("#auth-problem").WaitText("Get a token first.")
	panel.Role("button", "Get token").Click()
	s.CSS("#token-problem").WaitText("invalid_client")

	panel.CSS("#set-oauth2-secret").Fill("demo-secret")
	panel.Role("button", "Get token").Click()
	panel.Role("status", "Token").WaitText("There is a token, until ")
	panel.CSS(".token-hops summary").Click()
	hops := panel.CSS(".token-hops")
	hops.WaitText("POST " + site.Demo + "/oauth/token").WaitText("200 OK").WaitText("Authorization: Basic ••••••••")
	hops.Role("region", "Form of request 1").WaitText("grant_type=client_credentials")
	hops.Role("region", "Answer to request 1").WaitText(`"access_token": "••••••••"`).WaitText(`"token_type": "Bearer"`)
	hops.Role("button", "Show the secrets of request 1").Click()
	hops.Role("region", "Answer to request 1").WaitText(`"access_token": "eyJ`)
	hops.Role("button", "Hide the secrets of request 1").Click()
	hops.Role("region", "Answer to request 1").WaitText(`"access_token": "••••••••"`)
	s.get(site.Demo+"/oauth/me", "200 OK")
	require.NotContains(t, browser.Eval[string](s.Tab, "location.hash"), "eyJ")
}

func TestAPersonSignsInInAWindowOfItsOwn(t *testing.T) {
	s := start(t)
	panel := s.oauth("Authorization code")
	panel.Role("textbox", "Client ID").Fill("demo-public")
	panel.Role("textbox", "Authorization URL").Fill(site.Demo + "/oauth/authorize")
	panel.WaitText(site.URL + "callback.html")
	window := s.Opened(func() { panel.Role("button", "Get token").Click() })
	require.NoError(t, chromedp.Run(window, chromedp.WaitReady("form button", chromedp.ByQuery), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter)))
	panel.Role("status", "Token").WaitText("There is a token, until ")
	s.get(site.Demo+"/oauth/me", "200 OK")

	panel = s.tab("Auth")
	panel.CSS(".token-hops summary").Click()
	sent := panel.Role("region", "Form of request 1").WaitText("code=••••••••").WaitText("code_verifier=••••••••")
	panel.Role("button", "Renew").Click()
	sent.WaitGone()
	panel.CSS(".token-hops summary").WaitText("Token exchange").Click()
	panel.Role("region", "Form of request 1").WaitText("refresh_token=••••••••")
	panel.Role("status", "Token").WaitText("There is a token, until ")
}

func TestAClosedSignInWindowEndsTheWaitAndSoDoesCancel(t *testing.T) {
	s := start(t)
	panel := s.oauth("Authorization code")
	panel.Role("textbox", "Client ID").Fill("demo-public")
	panel.Role("textbox", "Authorization URL").Fill(site.Demo + "/oauth/authorize")
	get := panel.Role("button", "Get token")
	window := s.Opened(func() { get.Click() })
	require.NoError(t, chromedp.Run(window, chromedp.WaitReady("form button", chromedp.ByQuery)))
	panel.Role("status", "Token").WaitText("Waiting for the authorization server")
	require.NoError(t, chromedp.Cancel(window))
	s.CSS("#token-problem").WaitText("The sign-in window was closed.")
	panel.Role("status", "Token").WaitText("No token yet.")

	window = s.Opened(func() { get.Click() })
	require.NoError(t, chromedp.Run(window, chromedp.WaitReady("form button", chromedp.ByQuery)))
	require.True(t, browser.Get[bool](panel.Role("button", "Cancel sign-in"), "element.offsetWidth > 0"))
	panel.Role("button", "Cancel sign-in").Click()
	s.CSS("#token-problem").WaitText("The sign-in was cancelled.")
	get.WaitFocus()
}

func TestADeviceIsLetInWithACode(t *testing.T) {
	s := start(t)
	panel := s.oauth("Device code")
	panel.Role("textbox", "Client ID").Fill("demo-public")
	panel.Role("textbox", "Device authorization URL").Fill(site.Demo + "/oauth/device")
	panel.Role("button", "Get token").Click()
	panel.CSS(".token-device").WaitMatch(`enter the code [A-Z0-9-]+\.`)
	verify := browser.Get[string](panel.CSS(".token-device a"), "element.href")
	other := chromium.Open(t)
	other.Expect("Blocked script execution") // the demo's pages run none, the driver's helpers among them
	other.Goto(verify)
	require.NoError(t, chromedp.Run(other.Context(), chromedp.WaitReady("form button", chromedp.ByQuery), chromedp.Click("form button", chromedp.ByQuery)))
	panel.Role("status", "Token").WaitText("There is a token, until ")
}

//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// session opens the session's dialog on a tab.
func (s screen) session(tab string) browser.Locator {
	s.Helper()
	dialog := s.tool("Session")
	dialog.Role("tab", tab).Click()
	dialog.Role("tabpanel", tab).Wait()
	if tab == "Options" {
		s.Run("for (const group of document.querySelectorAll('dialog .option-group')) group.open = true")
	}
	return dialog
}

// done closes the dialog that is open.
func (s screen) done(dialog browser.Locator) {
	s.Helper()
	dialog.Role("button", "Done").Click()
	s.Role("dialog").WaitGone()
}

func TestARequestInheritsFromTheSession(t *testing.T) {
	s := start(t)
	dialog := s.session("Headers")
	dialog.Role("textbox", "Base URL").Fill(server.URL + echo(t) + "/v1")
	name, value := row(dialog, "1")
	name.Fill("X-Team")
	value.Fill("ada")
	name, value = row(dialog, "2")
	name.Fill("Accept")
	value.Fill("text/csv")
	dialog.Role("tab", "Params").Click()
	name, value = row(dialog, "1")
	name.Fill("api-version")
	value.Fill("1 & 2")
	dialog.Role("tab", "Auth").Click()
	dialog.Role("combobox", "Auth type").Choose("Bearer")
	dialog.CSS("#session-set-token").Fill("inherited-token-1234")
	s.done(dialog)

	s.get("/users?limit=3", "200 OK")
	seen := s.arrived(echo(t))
	require.Equal(t, echo(t)+"/v1/users?limit=3&api-version=1+%26+2", seen.Target)
	require.Equal(t, "ada", seen.Get("X-Team"))
	require.Equal(t, "text/csv", seen.Get("Accept"))
	require.Equal(t, "Bearer inherited-token-1234", seen.Get("Authorization"))
	sent := s.responseTab("Request")
	sent.CSS("tr").Text("/^X-Team.*session$/").Wait()
	sent.CSS("tr").Text("/^Authorization.*session$/").Wait()
	s.url().WaitValue("/users?limit=3") // what is inherited is not written into the request

	params := s.tab("Params")
	params.WaitText("Below the base URL of the session: " + server.URL + echo(t) + "/v1/users?limit=3&api-version=1+%26+2")
	params.Role("table", "From the session").WaitText("api-version")
	params.Role("button", "Leave out: api-version").Click()
	params.Role("button", "Use it: api-version").Wait()

	headers := s.tab("Headers")
	name, value = row(headers, "1")
	name.Fill("x-team")
	value.Fill("mine")
	headers.CSS(".inherited-table").WaitText("This request has its own")
	headers.Role("button", "Leave out: Accept").Click()

	auth := s.tab("Auth")
	auth.WaitText("From the session: Bearer.")
	auth.Role("button", "Use none").Click()
	auth.WaitText("Left out for this request: Bearer, from the session.")
	s.Press("Control+Enter")
	s.arrivedTimes(echo(t), 2)
	s.answered("200 OK")
	seen = server.Seen(echo(t))[1]
	require.Equal(t, echo(t)+"/v1/users?limit=3", seen.Target)
	require.Equal(t, []string{"x-team: mine"}, headerLines(t, seen, "x-team"))
	require.Equal(t, "*/*", seen.Get("Accept"), "the browser's own")
	require.False(t, seen.Has("Authorization"))

	headers = s.tab("Headers")
	headers.Role("button", "Use it: Accept").Click()
	headers.Role("button", "Leave out: Accept").Wait()
	s.tab("Auth").Role("button", "Use the session's").Click()
	s.Press("Control+Enter")
	s.arrivedTimes(echo(t), 3)
	s.answered("200 OK")
	seen = server.Seen(echo(t))[2]
	require.Equal(t, "text/csv", seen.Get("Accept"))
	require.Equal(t, "Bearer inherited-token-1234", seen.Get("Authorization"))
}

func TestOptionsAreInheritedAndCanBeSetBack(t *testing.T) {
	s := start(t)
	dialog := s.session("Options")
	dialog.CSS("#session-set-timeout").Fill("7")
	dialog.CSS("#session-set-keep").Fill("60")
	dialog.Role("checkbox", "Treat 4xx and 5xx as failures").Click().WaitChecked(true)
	s.done(dialog)

	options := s.tab("Options")
	options.CSS("#set-timeout").WaitAttr("placeholder", "7").WaitAttr("aria-describedby", "set-timeout-hint set-timeout-inherited")
	options.CSS("#set-timeout-inherited").WaitText("From the session: 7.")
	raise := options.Role("checkbox", "Treat 4xx and 5xx as failures").WaitChecked(true)
	s.send(server.URL + "/status/404/" + unique(t))
	s.status().WaitText("404")
	s.response().WaitText("Options say that a status of 400 or more is a failure.")

	raise.Click().WaitChecked(false)
	options.CSS("#set-raise-inherited").WaitText("Left out for this request: on, from the session.")
	options.Role("button", "Leave out: Keep responses, seconds").Click()
	options.CSS("#set-keep").WaitAttr("placeholder", "off")
	options.CSS("#set-timeout").Fill("9")
	options.CSS("#set-timeout-inherited").WaitText("In place of the session's: 7.")
	options.Role("button", "Use the session's: Timeout, seconds").Click()
	options.CSS("#set-timeout").WaitValue("")
	dialog = s.share()
	dialog.WaitText("timeout: 7 s")
	require.NotContains(t, dialog.Content(), "keep")
}

func TestALinkHoldsTheWholeRequestAndNeedsNoSession(t *testing.T) {
	s := start(t)
	dialog := s.session("Headers")
	dialog.Role("textbox", "Base URL").Fill(server.URL + echo(t))
	name, value := row(dialog, "1")
	name.Fill("X-Team")
	value.Fill("ada")
	dialog.Role("tab", "Auth").Click()
	dialog.Role("combobox", "Auth type").Choose("Bearer")
	dialog.CSS("#session-set-token").Fill("tell-nobody-42")
	s.done(dialog)
	s.url().Fill("/users")
	share := s.share()
	share.WaitText("GET " + server.URL + echo(t) + "/users").WaitText("X-Team").WaitText("auth: token")
	link := share.Role("textbox", "Link").WaitMatch("#v1[.]").Content()
	s.Press("Escape")
	s.Role("dialog").WaitGone()
	s.Wait("e2e.expect(location.hash, (said) => said.startsWith('#v1.') && %s.endsWith(said))", link) // the address bar says the same

	other := startAt(t, link)
	other.url().WaitValue(server.URL + echo(t) + "/users")
	other.CSS("#hole-0").Fill("another")
	other.Press("Enter")
	other.Press("Control+Enter")
	other.answered("200 OK")
	seen := other.arrived(echo(t))
	require.Equal(t, "ada", seen.Get("X-Team"))
	require.Equal(t, "Bearer another", seen.Get("Authorization"))
}

func TestALinkDoesNotGetTheCredentialsOfTheSession(t *testing.T) {
	s := start(t)
	dialog := s.session("Auth")
	dialog.Role("combobox", "Auth type").Choose("Bearer")
	dialog.CSS("#session-set-token").Fill("tell-nobody-42")
	s.done(dialog)
	browser.Eval[string](s.Tab, "location.hash = '?url="+server.URL+echo(t)+"'")
	s.url().WaitValue(server.URL + echo(t))
	s.request().WaitText("This request takes nothing from the session.")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.False(t, s.arrived(echo(t)).Has("Authorization"))

	s.request().Role("button", "Use the session").Click()
	s.tab("Auth").WaitText("From the session: Bearer.")
	s.Press("Control+Enter")
	s.arrivedTimes(echo(t), 2)
	require.Equal(t, "Bearer tell-nobody-42", server.Seen(echo(t))[1].Get("Authorization"))
}

func TestATokenIsGotOnceForTheSession(t *testing.T) {
	s := start(t)
	dialog := s.session("Auth")
	dialog.Role("textbox", "Base URL").Fill(site.Demo)
	dialog.Role("combobox", "Auth type").Choose("OAuth 2")
	dialog.Role("combobox", "Grant").Choose("Client credentials")
	dialog.Role("textbox", "Token URL").Fill(site.Demo + "/oauth/token")
	dialog.Role("textbox", "Client ID").Fill("demo")
	s.done(dialog)
	s.send("/oauth/me")
	dialog = s.Role("dialog", "Session").Wait()
	s.CSS("#session-auth-problem").WaitText("Get a token first.")

	dialog.CSS("#session-set-oauth2-secret").WaitFocus().Fill("demo-secret")
	dialog.Role("button", "Get token").Click()
	dialog.Role("status", "Token").WaitText("There is a token, until ")
	s.done(dialog)
	s.get("/oauth/me", "200 OK")
	s.Role("button", "New").Click()
	s.get("/oauth/me", "200 OK") // another request has it too
	require.NotContains(t, browser.Eval[string](s.Tab, "location.hash"), "eyJ")
}

func TestWhatIsWrongWithTheSessionIsSaidInItsDialog(t *testing.T) {
	s := start(t)
	dialog := s.session("Headers")
	base := dialog.Role("textbox", "Base URL")
	base.Fill(server.URL + "/?a=1")
	s.CSS("#session-base-problem").WaitText("A base URL ends before the query")
	s.done(dialog)
	s.send(echo(t))
	s.Role("dialog", "Session").Wait()
	base.WaitFocus().WaitAttr("aria-invalid", "true").Fill(server.URL)
	name, _ := row(dialog, "1")
	name.Fill("no name")
	s.done(dialog)
	s.Press("Control+Enter")
	s.CSS("#session-headers-problem").WaitText("is not a header name")
	name.WaitFocus().Fill("X-Name")
	s.CSS("#session-headers-problem").WaitGone()
	require.Empty(t, server.Seen(echo(t)))
	s.done(dialog)
	s.get(echo(t), "200 OK")
	require.True(t, s.arrived(echo(t)).Has("X-Name"))

	dialog = s.tool("Session")
	dialog.Role("button", "Clear session").Click()
	base.WaitValue("").WaitFocus()
	s.done(dialog)
	s.get(server.URL+echo(t), "200 OK")
	require.False(t, server.Seen(echo(t))[1].Has("X-Name"))
}

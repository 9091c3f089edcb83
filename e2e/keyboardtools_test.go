//go:build !js

package e2e

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestASessionAndManyRequestsByKeyboardAlone(t *testing.T) {
	s := start(t)
	c := countRequests(t, 50*time.Millisecond)
	dialog := s.toolByKeys("Session")
	dialog.Role("textbox", "Base URL").WaitFocus()
	s.Type(c.URL)
	s.by("Tab", dialog.Role("tab", "Params"), "ArrowRight")
	dialog.Role("tab", "Headers").WaitFocus()
	name, value := row(dialog, "1")
	s.tabTo("Tab", name)
	s.Type("X-Team")
	s.tabTo("Tab", value)
	s.Type("ada")
	s.Press("Enter")
	second, _ := row(dialog, "2")
	second.WaitFocus()
	s.Type("X-Other")
	s.by("Tab", dialog.Role("button", "Delete row 2"), "Enter")
	s.focusIn(dialog.Role("tabpanel", "Headers"))
	s.escape(dialog)

	s.Press("/")
	s.retype("/users")
	s.Press("Alt+6")
	panel := s.request().Role("tabpanel", "Many")
	s.tabTo("Tab", panel.Role("textbox", "Times"))
	s.retype("400")
	s.by("Tab", s.CSS("#many-start"), "Enter")
	stop := panel.Role("button", "Stop").WaitFocus()
	s.status().WaitMatch(`^\d+ of 400|Sending 400`)
	s.Press("Space")
	stop.WaitGone()
	panel.Role("button", "Start").WaitFocus()
	s.status().WaitText("Stopped: ")
	came, _, _ := c.seen()
	require.Less(t, came, 400)

	s.by("Shift+Tab", s.method(), "P")
	s.method().WaitValue("POST")
	s.by("Tab", s.CSS("#many-start"), "Enter")
	s.CSS("#many-confirm").WaitFocus()
	s.by("Tab", panel.Role("button", "Do not send"), "Enter")
	s.CSS("#many-start").WaitFocus()
}

func TestPagesTrafficAndPreviewByKeyboardAlone(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	s.url().WaitValue(site.Demo + "/json")
	s.Press("Alt+L")
	s.retype(site.Demo + "/pages/link?per=20")
	s.Press("Alt+5")
	s.tabTo("Tab", s.request().Role("searchbox", "Filter options"))
	s.Type("next page") // unfolds what fits
	next := s.request().Role("combobox", "Next page")
	s.tabTo("Tab", next)
	s.Type("In the")
	next.WaitValue("link")
	s.Press("Control+Enter")
	s.status().WaitText("5 pages, 95 items")
	next.WaitFocus()
	s.Press("Alt+Shift+5")
	s.by("Tab", s.response().Role("button", "Copy traffic"), "Enter")
	require.Contains(t, clipboard.Await(), "GET /demo/pages/link?page=5&per=20")
	s.focusIn(s.response())

	s.Press("Alt+7")
	preview := s.request().Role("tabpanel", "Preview")
	preview.WaitText("GET /demo/pages/link?per=20")
	s.by("Tab", preview.Role("radio", "Text"), "ArrowRight")
	preview.Role("radio", "Hex").WaitFocus().WaitChecked(true)
	s.tabTo("Tab", preview.Role("region", "Head of the request in hex"))
	s.Press("Alt+L")
	s.retype("")
	s.Press("Backspace")
	s.Press("Alt+7")
	s.by("Tab", preview.Role("button", "Show where"), "Enter")
	s.url().WaitFocus()
}

func TestCookiesByKeyboardAlone(t *testing.T) {
	s := start(t)
	s.Press("Alt+L")
	s.retype("https://shop.example.org/")
	dialog := s.toolByKeys("Cookies")
	jar, line := dialog.Role("status", "Jar"), dialog.CSS("#cookie-line")
	s.tabTo("Tab", line)
	for _, cookie := range []string{"a=1; Path=/", "b=2; Path=/"} {
		s.Type(cookie)
		s.Press("Enter")
		line.WaitValue("").WaitFocus()
	}
	jar.WaitText("2 of 2")
	s.by("Shift+Tab", dialog.Role("button", "/^Edit a of/"), "Enter")
	line.WaitValue("a=1; Path=/").WaitFocus()
	s.retype("a=3; Path=/")
	s.Press("Enter")
	line.WaitValue("").WaitFocus()
	s.by("Shift+Tab", dialog.Role("button", "/^Edit a of/"), "Enter")
	line.WaitValue("a=3; Path=/")
	s.by("Tab", dialog.Role("button", "Leave as it was"), "Enter")
	line.WaitValue("").WaitFocus()

	s.by("Shift+Tab", dialog.Role("button", "/^Delete b of/"), "Enter")
	jar.WaitText("1 of 1")
	undo := dialog.Role("button", "Undo").WaitFocus()
	s.Press("Enter")
	jar.WaitText("2 of 2")
	line.WaitFocus()
	s.by("Shift+Tab", dialog.Role("button", "Delete all"), "Enter")
	jar.WaitText("The jar is empty.")
	undo.WaitFocus()
	s.by("Tab", dialog.Role("button", "Import"), "Enter")
	dialog.CSS("#cookie-file").WaitFocus()
	s.by("Shift+Tab", dialog.Role("button", "Change in Options"), "Enter")
	dialog.WaitGone()
	s.request().Role("combobox", "Browser's cookies").WaitFocus()
}

func TestAWebhookIsSignedByKeyboardAlone(t *testing.T) {
	s := start(t)
	dialog := s.toolByKeys("Webhooks")
	dialog.Role("combobox", "Rules").WaitFocus()
	s.by("Shift+Tab", dialog.Role("radio", "Verify"), "ArrowRight")
	dialog.Role("radio", "Sign").WaitFocus().WaitChecked(true)
	s.by("Tab", dialog.Role("button", "Sign"), "Enter")
	secret := dialog.CSS("#webhook-secret").WaitFocus()
	secret.WaitAttr("aria-invalid", "true")
	s.Type("key")
	s.tabTo("Tab", dialog.CSS("#webhook-text"))
	s.Type("body")
	sign := dialog.Role("button", "Sign")
	s.by("Tab", sign, "Enter")
	dialog.Role("status", "Result").WaitText("Signed.")
	sign.WaitFocus()
	s.by("Tab", dialog.Role("button", "Put into the request"), "Enter")
	dialog.CSS(".dialog-said").WaitText("The request now has the header.")
	s.escape(dialog)
	s.request().Role("tab", "/^Headers/").WaitText("1")
}

func TestARecipeIsTakenSentAndUndoneByKeyboardAlone(t *testing.T) {
	s := start(t)
	s.Press("Alt+L")
	s.retype(server.URL + echo(t))
	dialog := s.toolByKeys("Recipes")
	dialog.Role("textbox", "Filter").WaitFocus()
	s.Type("slowly")
	dialog.Role("status", "Found").WaitText("1 recipe")
	s.Press("Tab")
	s.Press("Enter")
	s.sendButton().WaitFocus()
	s.request().CSS("#set-retry").WaitUntil("(() => { const field = element.getBoundingClientRect(), panel = element.closest('.panel').getBoundingClientRect(); return field.top >= panel.top && field.bottom <= panel.bottom })()")
	s.Press("Enter")
	s.answered("200 OK")
	s.sendButton().WaitFocus()
	s.by("Tab", s.notice().CSS("summary"), "Enter")
	s.tabTo("Tab", s.notice().Role("button", "Copy Python"))
	s.by("Shift+Tab", s.notice().Role("button", "Undo"), "Enter")
	s.url().WaitValue(server.URL + echo(t))
	s.url().WaitFocus() // the notice has gone, and its buttons with it
}

func TestATokenIsGotByKeyboardAlone(t *testing.T) {
	s := start(t)
	s.Press("Alt+L")
	s.retype(site.Demo + "/oauth/me")
	s.Press("Alt+4")
	panel := s.request().Role("tabpanel", "Auth")
	s.tabTo("Tab", panel.Role("radio", "None"))
	for !browser.Get[bool](panel.Role("radio", "OAuth 2"), "element.checked") {
		s.Press("ArrowRight")
		s.Drawn()
	}
	s.tabTo("Tab", panel.Role("combobox", "Grant"))
	s.Type("Client")
	panel.Role("combobox", "Grant").WaitValue("client_credentials").WaitFocus()
	for _, field := range []struct{ id, text string }{{"#set-oauth2-token-url", site.Demo + "/oauth/token"}, {"#set-oauth2-client", "demo"}, {"#set-oauth2-secret", "demo-secret"}} {
		s.tabTo("Tab", panel.CSS(field.id))
		s.Type(field.text)
	}
	get := panel.Role("button", "Get token")
	s.by("Tab", get, "Enter")
	panel.Role("status", "Token").WaitText("There is a token, until ")
	get.WaitFocus()
	s.by("Tab", panel.CSS(".token-hops summary"), "Enter")
	s.tabTo("Tab", panel.Role("region", "Heads of request 1"))
	s.Press("Control+Enter")
	s.answered("200 OK")
}

func TestRecipesAreFoundAndOpenedWithTheKeyboardAlone(t *testing.T) {
	s := start(t)
	dialog := s.tool("Recipes")
	filter := dialog.Role("textbox", "Filter").WaitFocus()
	s.Press("ArrowDown")
	dialog.CSS(".recipe").Nth(0).WaitFocus()
	s.Press("ArrowDown")
	dialog.CSS(".recipe").Nth(1).WaitFocus()
	s.Press("ArrowUp")
	s.Press("ArrowUp")
	filter.WaitFocus()
	s.Type("digest auth")
	dialog.CSS(".recipe").WaitCount(1)
	s.Press("Enter")
	dialog.WaitGone()
	s.tab("Auth").Role("radio", "Digest").WaitChecked(true)
}

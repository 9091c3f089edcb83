//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/recipe"
	"roundtrip/e2e/browser"
)

// outcomes are what the screen shows once a recipe was sent: its status line, and a text in its body.
var outcomes = map[string]struct{ status, shows string }{
	"get":                       {"200 OK", `"method": "GET"`},
	"query-parameters":          {"200 OK", "ada lovelace"},
	"post-form":                 {"200 OK", "engines & numbers"},
	"post-json":                 {"200 OK", `"born": 1815`},
	"put":                       {"200 OK", `"method": "PUT"`},
	"patch":                     {"200 OK", `"method": "PATCH"`},
	"delete":                    {"200 OK", `"method": "DELETE"`},
	"head":                      {"200 OK", ""},
	"options":                   {"200 OK", ""},
	"headers":                   {"200 OK", `"X-Request-Id"`},
	"cookies":                   {"200 OK", `"theme": "dark"`},
	"session":                   {"200 OK", `"engines"`},
	"redirects":                 {"200 OK", `"url": "http`},
	"status":                    {"404 Not Found", ""},
	"raise-for-status":          {"404 Client Error: Not Found", ""},
	"prepared-request":          {"200 OK", `"ready": true`},
	"basic-auth":                {"200 OK", `"authorized": true`},
	"digest-auth":               {"200 OK", `"authorized": true`},
	"bearer-token":              {"200 OK", `"authenticated": true`},
	"api-key":                   {"200 OK", "demo-secret"},
	"oauth2-client-credentials": {"200 OK", `"client_id": "demo"`},
	"upload-file":               {"200 OK", "The first program."},
	"upload-files-and-fields":   {"200 OK", "Two notes"},
	"upload-raw":                {"200 OK", "text/csv"},
	"download-progress":         {"200 OK", "abcdefgh"},
	"download-to-disk":          {"200 OK", ""},
	"json-lines":                {"200 OK", `5`},
	"server-sent-events":        {"200 OK", `5`},
	"timeouts":                  {"200 OK", `"method": "GET"`},
	"read-timeout":              {"Timed out reading", ""},
	"total-timeout":             {"Timed out", ""},
	"rate-limit-headers":        {"200 OK", ""},
	"rate-limit-wait":           {"200 OK", ""},
	"retry-after":               {"200 OK", ""},
	"retry-backoff":             {"200 OK", `"attempt": 3`},
	"retries-used-up":           {"Retries used up", ""},
	"concurrent-requests":       {"20 requests", "200"},
	"values":                    {"3 requests", "a/b c"},
	"cache":                     {"200 OK", `"made": 1`},
	"pages-by-link":             {"200 OK", ""},
	"pages-by-cursor":           {"200 OK", ""},
	"webhook-signature":         {"200 OK", `"valid": true`},
	"webhook-timestamp":         {"200 OK", `"valid": true`},
	"webhook-forged":            {"403 Forbidden", `"valid": false`},
}

// cook chooses a recipe and sends it as often as it asks for.
func (s screen) cook(r recipe.Recipe) {
	s.Helper()
	s.tool("Recipes").CSS("[data-id='" + r.ID + "']").Click()
	s.notice().WaitText(r.Text)
	if r.Needs.Many != nil {
		s.request().Role("button", "Start").WaitFocus()
		s.Press("Enter")
		s.request().Role("button", "Start").Wait()
		s.status().WaitText(outcomes[r.ID].status)
		s.results().WaitText(outcomes[r.ID].shows)
		return
	}
	s.sendButton().WaitFocus()
	if r.ID == "oauth2-client-credentials" {
		s.tab("Auth").Role("button", "Get token").Click()
		s.request().Role("status", "Token").WaitText("There is a token")
	}
	want := outcomes[r.ID]
	for range max(1, r.Needs.Sends) {
		s.Press("Control+Enter")
		s.Drawn()
		s.sendButton().Wait()
		s.status().WaitText(want.status)
	}
	if want.shows != "" {
		s.showsText(want.shows)
	}
}

func TestEveryRecipeWorksOnTheDemoAPI(t *testing.T) {
	t.Parallel()
	groups := map[string][]recipe.Recipe{}
	for _, r := range recipe.All(site.Demo, "") {
		groups[r.Group] = append(groups[r.Group], r)
	}
	for name, group := range groups {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			for _, r := range group {
				require.Contains(t, outcomes, r.ID)
				t.Log(r.ID)
				s.cook(r)
			}
		})
	}
}

func TestRecipesAreReachedFromTheFirstScreenByKeyboardAlone(t *testing.T) {
	s := start(t)
	s.response().Role("button", "All recipes").Focus()
	s.Press("Enter")
	dialog := s.Role("dialog", "Recipes").Wait()
	dialog.Role("textbox", "Filter").WaitFocus()
	s.Type("slowly")
	dialog.Role("status", "Found").WaitText("1 recipe")
	s.Press("Tab")
	s.Press("Enter")
	s.sendButton().WaitFocus()
	s.notice().WaitText("Try again, more and more slowly.")
	s.request().Role("tabpanel", "Options").Wait()
	require.Empty(t, server.Seen(echo(t)))
}

func TestARecipeShowsItsTwinInPython(t *testing.T) {
	s := start(t)
	s.tool("Recipes").Role("button", "/^Post JSON/").Click()
	s.notice().CSS("summary").Click()
	clipboard := s.Clipboard()
	s.notice().Role("button", "Copy Python").Click()
	code := clipboard.Await()
	require.Contains(t, code, "import requests")
	require.Contains(t, code, site.Demo+"/post")
	require.Equal(t, code, browser.Eval[string](s.Tab, "document.querySelector('.python pre').textContent"))
}

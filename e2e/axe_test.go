//go:build !js

package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/product"
)

// axeEverywhere runs axe-core over the page in both themes, wide and narrow.
func axeEverywhere(t *testing.T, tab *browser.Tab, where string) {
	t.Helper()
	root, err := product.Root()
	require.NoError(t, err)
	axe := filepath.Join(root, "web", "editor", "node_modules", "axe-core", "axe.min.js")
	for _, width := range []int64{1280, 400} {
		tab.Size(width, 800)
		for _, theme := range []string{"light", "dark"} {
			tab.Run("document.documentElement.dataset.theme = %s; for (const a of document.getAnimations()) a.finish()", theme)
			var rules []string
			if theme == "dark" {
				rules = []string{"color-contrast"} // all that a theme changes
			}
			found := tab.Axe(axe, rules...)
			if len(found) > 0 {
				t.Errorf("%s, %s, %d px:\n%s", where, theme, width, strings.Join(found, "\n"))
			}
		}
	}
	tab.Size(1280, 800)
}

func TestAxeFindsNothingBeforeTheProgramArrives(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	release := proxy.Hold(`/app\.[^/]*\.wasm$`)
	defer release()
	s := screen{chromium.Open(t)}
	s.Goto(proxy.URL)
	s.url().Wait()
	axeEverywhere(t, s.Tab, "the shell")
}

func TestAxeFindsNothingOnTheLivePage(t *testing.T) {
	s := start(t)
	axeEverywhere(t, s.Tab, "at the start")
	s.method().Choose("POST")
	s.tab("Body").Role("radio", "JSON").Click()
	s.request().Role("textbox", "JSON body").Paste("[1, nope]")
	s.CSS("#body-json-problem").WaitText("Line 1")
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	axeEverywhere(t, s.Tab, "a JSON response and an invalid body")
	s.share()
	axeEverywhere(t, s.Tab, "the share dialog")
	s.Press("Escape")
	s.Role("dialog").WaitGone()
	s.get(server.URL+"/document/page.html", "200 OK")
	s.Expect(`script|Content Security Policy|sandboxed|Blocked`)
	s.mode("Preview")
	s.response().CSS("iframe").Wait()
	axeEverywhere(t, s.Tab, "a page in the preview")
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	s.cancelButton().Wait()
	axeEverywhere(t, s.Tab, "in flight")
	flow.Reset()
	s.status().WaitText("Blocked or unreachable")
	axeEverywhere(t, s.Tab, "a failure")
}

func TestAxeFindsNothingInTheGallery(t *testing.T) {
	t.Parallel()
	root, err := product.Root()
	require.NoError(t, err)
	dir := filepath.Join(root, "bin", "gallery")
	require.DirExists(t, dir, "run make gallery first")
	host := product.FileServer(dir, "")
	t.Cleanup(host.Close)
	list := screen{chromium.Open(t)}
	list.Goto(host.URL + "/")
	list.CSS("main.gallery section").Nth(0).Wait()
	states := browser.Eval[[]string](list.Tab, "[...document.querySelectorAll('main.gallery a')].map((a) => a.search)")
	require.Greater(t, len(states), 50)
	const hands = 4
	for hand := range hands {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			tab := chromium.Open(t)
			tab.Expect("sandboxed")
			for i := hand; i < len(states); i += hands {
				tab.Goto(host.URL + "/" + states[i])
				tab.CSS("body > .app").Wait()
				tab.Settle()
				// The text panes come by themselves.
				tab.Wait(`[...document.querySelectorAll(".viewer")].filter(e2e.shown).every((v) => v.querySelector(".cm-line"))`)
				axeEverywhere(t, tab, states[i])
			}
		})
	}
}

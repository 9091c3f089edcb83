//go:build !js

package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// tabTo presses Tab (or Shift+Tab) until the focus is on an element.
func (s screen) tabTo(key string, to browser.Locator) {
	s.Helper()
	for range 60 {
		if browser.Get[bool](to, "element === document.activeElement || element.contains(document.activeElement)") {
			return
		}
		s.Press(key)
	}
	s.Fatalf("%s does not lead to %s", key, to)
}

func TestARequestIsBuiltSentReadAndSharedWithTheKeyboardAlone(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()

	// The request line.
	s.tabTo("Shift+Tab", s.method())
	s.Press("P") // a list jumps to what is typed
	s.method().WaitValue("POST")
	s.tabTo("Tab", s.url())
	s.Press("Control+A")
	s.Type(server.URL + echo(t) + "?from=keys")

	// A header: along the tabs with the arrows, then into the panel.
	s.tabTo("Tab", s.request().Role("tab", "Params"))
	s.Press("ArrowRight")
	s.request().Role("tab", "Headers").WaitFocus().WaitAttr("aria-selected", "true")
	headers := s.request().Role("tabpanel", "Headers")
	name, value := row(headers, "1")
	s.tabTo("Tab", name)
	s.Type("X-Keys")
	s.Press("Enter") // leads to the value
	value.WaitFocus()
	s.Type("only")
	s.Press("Enter") // leads to the next row
	second, _ := row(headers, "2")
	second.WaitFocus()

	// A JSON body.
	s.tabTo("Shift+Tab", s.request().Role("tab", "Headers"))
	s.Press("ArrowRight")
	body := s.request().Role("tabpanel", "Body")
	s.tabTo("Tab", body.Role("radio", "None"))
	s.Press("ArrowRight")
	body.Role("radio", "JSON").WaitFocus().WaitChecked(true)
	editor := body.Role("textbox", "JSON body")
	s.tabTo("Tab", editor)
	s.Type(`{"typed":"by keys"}`)
	s.tabTo("Tab", s.response().Role("button", "Wrap")) // out of the editor: no trap

	// Send, from anywhere, and read.
	s.Press("Control+Enter")
	s.answered("200 OK")
	seen := server.Seen(echo(t))[0]
	require.Equal(t, "POST", seen.Method)
	require.Equal(t, echo(t)+"?from=keys", seen.Target)
	require.Equal(t, "only", seen.Get("X-Keys"))
	require.Equal(t, `{"typed":"by keys"}`, string(seen.Body))
	s.tabTo("Tab", s.response().Role("tab", "Body"))
	s.Press("ArrowRight")
	s.response().Role("tab", "Headers").WaitFocus()
	s.response().Role("tabpanel", "Headers").WaitText("application/json")
	s.Press("End")
	s.response().Role("tab", "Traffic").WaitFocus().WaitAttr("aria-selected", "true")
	s.Press("Home")
	s.tabTo("Tab", s.response().Role("radio", "Pretty"))
	s.Press("ArrowRight")
	s.response().Role("radio", "Raw").WaitChecked(true)
	content := s.response().CSS(".cm-content")
	s.tabTo("Tab", content)
	s.Press("Tab") // no trap here either
	require.False(t, browser.Get[bool](content, "element.contains(document.activeElement)"))

	// Share.
	s.Press("Control+S")
	dialog := s.Role("dialog", "Share this request").Wait()
	dialog.Role("button", "Copy link").WaitFocus()
	s.Press("Enter")
	require.Contains(t, clipboard.Await(), site.URL+"#v1.")
	s.Press("Escape")
	dialog.WaitGone()
}

func TestShortcutsDoWhatTheHelpSays(t *testing.T) {
	s := start(t)
	s.Press("/")
	s.url().WaitFocus()
	s.Type("/?") // in a field they are text
	s.url().WaitText("/?")
	s.url().Fill(server.URL + echo(t))
	for i, name := range []string{"Params", "Headers", "Body", "Auth", "Options", "Many", "Preview"} {
		s.Press(fmt.Sprintf("Alt+%d", i+1))
		s.request().Role("tab", name).WaitFocus().WaitAttr("aria-selected", "true")
	}
	s.Press("Alt+L")
	s.url().WaitFocus()
	s.Press("Control+Enter")
	s.answered("200 OK")
	for i, name := range []string{"Body", "Headers", "Request", "Timing", "Traffic"} {
		s.Press(fmt.Sprintf("Alt+Shift+%d", i+1))
		s.response().Role("tab", name).WaitFocus().WaitAttr("aria-selected", "true")
	}
	s.Press("?")
	help := s.Role("dialog", "Keyboard shortcuts").Wait()
	help.WaitText("Copy the response body")
	s.Press("Control+S") // what lies under a dialog takes no keys
	require.Zero(t, s.Role("dialog", "Share this request").Count())
	s.Press("Escape")
	help.WaitGone()
	s.response().Role("tab", "Traffic").WaitFocus()
}

func TestShortcutsOfASingleKeyAreSwitchedOff(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL, browser.Alone)
	s.url().WaitFocus()
	s.sendButton().Focus()
	s.Press("?")
	help := s.Role("dialog", "Keyboard shortcuts").Wait()
	single := help.Role("checkbox", "Shortcuts of a single key").WaitChecked(true)
	s.by("Tab", single, "Space")
	single.WaitChecked(false).WaitFocus()
	help.CSS("tbody").WaitUntil("!element.textContent.includes('All shortcuts')")
	s.closed(help)
	s.sendButton().WaitFocus()
	for range 2 {
		s.Press("/")
		s.Press("?")
		s.Settle()
		s.sendButton().WaitFocus()
		require.Zero(t, s.Role("dialog").Count())
		s.Reload() // the choice is kept
		s.waitReady()
		s.url().WaitFocus()
		s.sendButton().Focus()
		require.NotContains(t, s.response().CSS(".keys").Content(), "All shortcuts")
	}
	s.Press("Alt+L")
	s.url().WaitFocus()
	s.Role("button", "Keyboard shortcuts").Click()
	help.Role("checkbox", "Shortcuts of a single key").Click().WaitChecked(true)
	s.closed(help)
	s.Press("?")
	help.Wait()
}

func TestF6StepsThroughTheRegions(t *testing.T) {
	s := start(t)
	in := func(selector string) {
		s.Wait("document.querySelector(%s).contains(document.activeElement)", selector)
	}
	s.url().Focus()
	s.Press("F6")
	in(`[aria-label="Request"]`)
	s.Press("F6")
	in(`[aria-label="Response"]`)
	s.Press("F6")
	in("header")
	s.Press("Shift+F6")
	in(`[aria-label="Response"]`)
}

func TestTheSkipLinkComesFirst(t *testing.T) {
	s := start(t)
	s.Run("document.activeElement.blur(); document.body.focus()")
	s.Run("getSelection().removeAllRanges()")
	skip := s.CSS(".skip")
	for range 12 { // from Send backwards to the top
		s.Press("Shift+Tab")
		if browser.Get[bool](skip, "element === document.activeElement") {
			break
		}
	}
	skip.WaitFocus()
	s.Press("Enter")
	s.response().WaitFocus()
}

func TestEveryFocusIsVisible(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	s.tab("Headers")
	s.CSS(".skip").Focus()
	s.Press("Tab") // the focus that comes by a key has a ring
	type focused struct {
		What     string
		Ring, In bool
	}
	seen := map[string]bool{}
	for range 60 {
		f := browser.Eval[focused](s.Tab, `(() => {
			const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
			// The ring may be drawn by an element around a control that has none itself.
			const drawn = (e) => { const s = getComputedStyle(e); return s.boxShadow !== "none" || s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 };
			const around = [element, element.parentElement, element.nextElementSibling, element.closest(".rt-viewer, .rt-scroller, .cm-editor, .viewer, .code, .file-pick, label")].filter(Boolean);
			return { what: element.outerHTML.slice(0, 160), ring: around.some(drawn),
				in: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth };
		})()`)
		if seen[f.What] || strings.HasPrefix(f.What, "<body") {
			break // the round is complete
		}
		seen[f.What] = true
		require.True(t, f.Ring, "no ring around %s", f.What)
		require.True(t, f.In, "out of sight: %s", f.What)
		s.Press("Tab")
	}
	require.Greater(t, len(seen), 15)
}

func TestAComposedCharacterSendsNothing(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	// Enter that ends a composition (an input method for Japanese, say) is not Send.
	s.Run(`document.querySelector("#url").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))`)
	s.Run(`document.querySelector("#url").dispatchEvent(new KeyboardEvent("keydown", {key: "s", ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true}))`)
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Len(t, server.Seen(echo(t)), 1)
	require.Zero(t, s.Role("dialog").Count())
}

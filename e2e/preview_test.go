//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestAnImageIsShown(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/pixel.png", "200 OK")
	image := s.response().CSS("img")
	image.WaitUntil("element.naturalWidth === 24")
	require.Contains(t, browser.Get[string](image, "element.computedName"), "pixel.png")
	s.response().WaitText("24 × 16")
	s.mode("Hex")
	s.lines().Nth(0).WaitMatch(`89\s?50\s?4e\s?47`)
}

func TestAnSVGIsDrawnAsAnImageThatRunsNothing(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/drawing.svg", "200 OK")
	s.response().CSS("img").WaitUntil("element.naturalWidth === 40")
	s.mode("Pretty")
	s.showsText("<script>")
	s.callHomeWouldHaveCome()
	require.Empty(t, server.Seen("/home/drawing"))
}

func TestHTMLIsDrawnWithoutRunningScriptsOrCallingHome(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL)
	s.Expect(`script|Content Security Policy|sandboxed|Blocked`) // what the browser says about the page that it tames
	s.get(server.URL+"/document/page.html", "200 OK")
	s.showsText("<h1>Tricky page</h1>")
	s.mode("Preview")
	frame := s.response().CSS("iframe")
	frame.Wait()
	sandbox := browser.Get[string](frame, "element.getAttribute('sandbox')")
	require.NotContains(t, sandbox, "allow-scripts")
	require.NotContains(t, sandbox, "allow-same-origin")
	s.callHomeWouldHaveCome()
	for _, way := range []string{"script", "script-src", "refresh", "onload", "onerror", "srcdoc", "form", "svg", "link"} {
		require.Empty(t, server.Seen("/home/"+way), way)
	}
	s.response().WaitText("Drawn without scripts")
	s.mode("Raw")
	s.showsText("fetch(")
}

// callHomeWouldHaveCome gives a script in the preview the time that the page itself needs for a call and its answer, after the
// preview's own load event.
func (s screen) callHomeWouldHaveCome() {
	s.Helper()
	s.Wait(`[...document.querySelectorAll('[aria-label="Response"] img')].every((image) => image.complete)`)
	for range 3 {
		s.Run("await fetch(%s); await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))", server.URL+"/home/witness")
	}
	require.NotEmpty(s, server.Seen("/home/witness"))
}

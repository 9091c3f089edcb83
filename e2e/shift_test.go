//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// watchShifts notes what the browser sees move of what can be pressed or typed into, after a press of the person too: what moves as
// somebody types does so while they look.
const watchShifts = `
	window.shifts = [];
	const controls = "button, input, select, textarea, summary, a, [role=tab], .cm-editor";
	new PerformanceObserver((list) => {
		for (const shift of list.getEntries()) for (const { node, previousRect: from, currentRect: to } of shift.sources) {
			if (!node?.isConnected || from.width === 0 || to.width === 0) continue; // it came or went
			const element = node.nodeType === 1 ? node : node.parentElement;
			if (element.closest(".cm-content, .cm-cursorLayer") || !element.closest(controls) && !element.querySelector(controls)) continue;
			if (from.x !== to.x || from.y !== to.y) shifts.push([node?.nodeName, node?.id, node?.className, from.x, from.y, to.x, to.y].join(" "));
		}
	}).observe({ type: "layout-shift" })`

// still fails if something has moved since it was asked last.
func (s screen) still(t *testing.T, what string) {
	t.Helper()
	s.Drawn()
	s.Drawn()
	require.Empty(t, browser.Eval[[]string](s.Tab, "shifts.splice(0)"), what)
}

func TestNothingMovesAsPeopleTypeNorWhenTheAnswerComes(t *testing.T) {
	s := start(t)
	auth := s.tab("Auth")
	auth.Role("combobox", "Auth type").Choose("Bearer")
	auth.CSS("#set-token").Fill("t0ken")
	s.tab("Params")
	s.url().Fill("")
	s.Press("Control+Enter")
	s.CSS("#url-problem").WaitText("Type a URL")
	s.Run(watchShifts)
	s.url().Focus()
	s.Type("h")
	s.CSS("#url-problem").WaitGone()
	s.Type("ttp://api.example/?a=1&b=2")
	s.CSS("#transport-lines").WaitText("Unencrypted")
	s.still(t, "a warning that comes with the URL, and the number of parameters")
	for range len("://api.example/?a=1&b=2") {
		s.Press("Backspace")
	}
	s.Type("s://{")
	s.Press("Control+Enter")
	s.CSS("#url-problem").Wait()
	s.still(t, "a URL that cannot be sent")

	panel := s.post(t, "JSON")
	editor := panel.Role("textbox", "JSON body").Click()
	s.Drawn()
	s.Run("shifts.splice(0)") // it was opened
	s.Type(`{"a": nope`)
	s.request().Role("tab", "Body").WaitAttr("title", "Body is not valid JSON.")
	editor.WaitAttr("aria-invalid", "true")
	s.still(t, "JSON that is not valid yet")
	s.request().Role("tab", "Params").Click()
	s.CSS("#transport-lines").WaitText("Body is not valid JSON (line 1, column 8). Sent as typed.")
	s.Drawn()
	s.Run("shifts.splice(0)")
	s.Press("Control+Enter")
	s.answered("200 OK")
	s.showsText(`"method": "POST"`)
	s.still(t, "the answer")
	s.Press("Control+Enter")
	s.answered("200 OK")
	s.still(t, "the next answer")
}

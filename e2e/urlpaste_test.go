//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// pasteURL pastes a text over all that stands in the URL, as the browser tells of it.
func (s screen) pasteURL(text string) {
	s.Helper()
	s.url().Focus()
	browser.Get[any](s.url(), `(element.select(), (() => { const data = new DataTransfer(); data.setData("text/plain", %s);
		const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
		if (element.dispatchEvent(event)) document.execCommand("insertText", false, %s) })())`, text, text)
}

func TestURLsThatArePastedAreTakenOutOfWhatStandsAroundThem(t *testing.T) {
	s := start(t)
	path := server.URL + echo(t)
	for _, c := range []struct{ pasted, url, note string }{
		{path + "\n", path, ""},
		{path + "\nexample.com\n", path, "Left out: example.com"},
		{"\u200b" + path + "\u00a0", path, ""},
		{`"` + path + `",`, path, "Removed what stood around the URL."},
		{"GET " + path + " HTTP/1.1", path, "Left out: GET"},
	} {
		s.url().Fill("https://before.example/")
		s.pasteURL(c.pasted)
		s.url().WaitValue(c.url)
		s.CSS("#url-note").WaitText(c.note)
		s.sendsTo(echo(t))
	}
	s.url().Fill(path + "/x")
	s.Insert("\u200by") // no key types it
	s.CSS("#url-note").WaitUntil("element.textContent === ''")
	s.Press("Enter")
	s.CSS("#url-problem").WaitText("invisible character (U+200B, zero width space)")
}

// sendsTo sends what is on the screen, and looks at what the server got of it.
func (s screen) sendsTo(target string) {
	s.Helper()
	s.url().Focus()
	s.Press("Enter")
	s.answered("200 OK")
	seen := server.Seen(target)
	require.Equal(s, target, seen[len(seen)-1].Target)
}

func TestABackslashMeansTheSameInTheBrowserAndThroughARelay(t *testing.T) {
	s, _ := relayed(t)
	s.url().Fill(server.URL + `\cors` + `\a\b`)
	s.Press("Enter")
	s.sendButton().Wait()
	first := s.arrived("/cors/a/b")
	s.byRelay(server.URL + `\cors\a\b`)
	s.Press("Control+Enter")
	s.sendButton().Wait()
	require.Equal(t, "/cors/a/b", first.Target)
	seen := server.Seen("/cors/a/b")
	require.NotEmpty(t, seen)
	for _, r := range seen {
		require.Equal(t, "/cors/a/b", r.Target)
	}
}

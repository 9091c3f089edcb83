//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHeadersAreSentInTheirSpelling(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Headers")
	for i, header := range [][2]string{{"X-First", "1"}, {"accept", "text/x-test"}, {"X-Off", "never"}, {"X-Empty", ""}, {"Authorization", "Custom abc"}} {
		name, value := row(panel, string(rune('1'+i)))
		name.Fill(header[0])
		if header[1] != "" {
			value.Fill(header[1])
		}
	}
	panel.Role("checkbox", "Send row 3").Click()
	s.Press("Control+Enter")
	s.answered("200 OK")
	seen := server.Seen(echo(t))[0]
	require.Equal(t, "1", seen.Get("X-First"))
	require.Equal(t, "text/x-test", seen.Get("Accept"))
	require.Equal(t, "Custom abc", seen.Get("Authorization"))
	require.True(t, seen.Has("X-Empty"))
	require.False(t, seen.Has("X-Off"))
	// Those that are set by hand need a preflight, and it names exactly them.
	require.Equal(t, "authorization,x-empty,x-first", server.Preflights(echo(t))[0].Get("Access-Control-Request-Headers"))
}

func TestForbiddenAndDuplicateHeadersAreMarkedWithWhatHappensToThem(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Headers")
	for i, header := range [][2]string{{"Host", "example.com"}, {"X-Twice", "a"}, {"x-twice", "b"}, {"Cookie", "a=b"}, {"User-Agent", "mine"}} {
		name, value := row(panel, string(rune('1'+i)))
		name.Fill(header[0])
		value.Fill(header[1])
	}
	for _, n := range []string{"0", "3"} {
		dropped := s.CSS("#headers-" + n + "-note")
		dropped.WaitAttr("data-dropped", "true")
		dropped.WaitMatch("[Bb]rowser")
	}
	s.CSS("#headers-2-note").WaitText("Sent in one line with the one before: a, b")
	s.CSS("#headers-4-note").WaitText("Chromium sends its own User-Agent")
	name, _ := row(panel, "1")
	name.WaitAttr("aria-describedby", "headers-0-note")

	s.Press("Control+Enter")
	s.answered("200 OK")
	seen := server.Seen(echo(t))[0]
	require.NotEqual(t, "example.com", seen.Get("Host"))
	require.Equal(t, "a, b", seen.Get("X-Twice"))
	require.False(t, seen.Has("Cookie"))
	require.Contains(t, seen.Get("User-Agent"), "Mozilla/5.0", "the note must be true")
	sent := s.responseTab("Request")
	sent.CSS("tr").Text("/^Host\\s*not sent/").Wait()
}

func TestHeadersAreEditedAsText(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Headers")
	panel.Role("button", "Edit as text").Click()
	text := panel.Role("textbox", "Headers as text")
	text.Paste("X-One: 1\n# X-Off: no\nX-Colon: a: b\n")
	panel.Role("button", "Edit as rows").Click()
	name, value := row(panel, "3")
	name.WaitValue("X-Colon")
	value.WaitValue("a: b")
	panel.Role("checkbox", "Send row 2").WaitChecked(false)
	s.Press("Control+Enter")
	s.answered("200 OK")
	seen := server.Seen(echo(t))[0]
	require.Equal(t, "a: b", seen.Get("X-Colon"))
	require.Equal(t, "1", seen.Get("X-One"))
	require.False(t, seen.Has("X-Off"))
}

func TestABadHeaderIsSaidAndTakesTheFocus(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Headers")
	name, _ := row(panel, "1")
	name.Fill("bad name")
	s.tab("Params")
	s.Press("Control+Enter")
	s.CSS("#headers-problem").WaitText("bad name")
	name.WaitFocus()
	require.Empty(t, server.Seen(echo(t)))
}

func TestDeletingTheLastRowLeavesABlankOne(t *testing.T) {
	s := start(t)
	panel := s.tab("Headers")
	name, _ := row(panel, "1")
	name.Fill("X")
	panel.Role("button", "Delete row 1").Click()
	name.WaitValue("").WaitFocus()
	panel.CSS("tr.row").WaitCount(1)
}

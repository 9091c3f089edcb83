//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParamsFollowTheURLAndTheURLFollowsTheParams(t *testing.T) {
	s := start(t)
	base := server.URL + echo(t)
	panel := s.tab("Params")
	s.url().Fill(base + "?b=2&a=1&b=%20x&flag&empty=&q=a+b#frag")
	for i, want := range [][2]string{{"b", "2"}, {"a", "1"}, {"b", " x"}, {"flag", ""}, {"empty", ""}, {"q", "a b"}, {"", ""}} {
		name, value := row(panel, string(rune('1'+i)))
		name.WaitValue(want[0])
		value.WaitValue(want[1])
	}

	_, value := row(panel, "2")
	value.Fill("ä b&c=d")
	s.url().WaitValue(base + "?b=2&a=%C3%A4+b%26c%3Dd&b=%20x&flag&empty=&q=a+b#frag")
	value.WaitValue("ä b&c=d").WaitFocus()

	panel.Role("checkbox", "Send row 1").Click()
	s.url().WaitValue(base + "?a=%C3%A4+b%26c%3Dd&b=%20x&flag&empty=&q=a+b#frag")
	first, _ := row(panel, "1")
	first.WaitValue("b") // off, but kept

	panel.Role("button", "Delete row 3").Click()
	s.url().WaitValue(base + "?a=%C3%A4+b%26c%3Dd&flag&empty=&q=a+b#frag")
	third, _ := row(panel, "3")
	third.WaitValue("flag").WaitFocus() // the focus is on the next row

	last, lastValue := row(panel, "6")
	last.Fill("new")
	lastValue.Fill("1")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, echo(t)+"?a=%C3%A4+b%26c%3Dd&flag&empty=&q=a+b&new=1", server.Seen(echo(t))[0].Target)
}

func TestARowMeansItsValueAndATypedURLItsBytes(t *testing.T) {
	s := start(t)
	path := echo(t)
	s.url().Fill(server.URL + path + "?n=ELIAS%&m=%zz&k=100%25&q=a+b,c")
	panel := s.tab("Params")
	for i, want := range []string{"ELIAS%", "%zz", "100%", "a b,c"} {
		_, value := row(panel, string(rune('1'+i)))
		value.WaitValue(want)
	}
	name, value := row(panel, "5")
	name.Fill("p")
	value.Fill("A+B")
	_, value = row(panel, "4")
	value.Fill("a b,c+d")
	name, value = row(panel, "6")
	name.Fill("config[field]")
	value.Fill(`{"cardtype":2}|ELIAS%`)
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, path+"?n=ELIAS%&m=%zz&k=100%25&q=a+b%2Cc%2Bd&p=A%2BB&config%5Bfield%5D=%7B%22cardtype%22%3A2%7D%7CELIAS%25",
		server.Seen(path)[0].Target)
}

func TestTypingIntoTheURLKeepsRowsThatAreOff(t *testing.T) {
	s := start(t)
	base := server.URL + echo(t)
	panel := s.tab("Params")
	s.url().Fill(base + "?a=1&b=2")
	panel.Role("checkbox", "Send row 1").Click()
	s.url().WaitValue(base + "?b=2").Click()
	s.Press("End")
	s.Type("&c=3")
	name, _ := row(panel, "1")
	name.WaitValue("a")
	third, _ := row(panel, "3")
	third.WaitValue("c")
	panel.Role("checkbox", "Send row 1").Click()
	s.url().WaitValue(base + "?a=1&b=2&c=3")
}

func TestParamsAreEditedAsText(t *testing.T) {
	s := start(t)
	base := server.URL + echo(t)
	s.url().Fill(base + "?a=1&b=2")
	panel := s.tab("Params")
	panel.Role("checkbox", "Send row 2").Click()
	panel.Role("button", "Edit as text").Click()
	text := panel.Role("textbox", "Parameters as text")
	text.WaitValue("a=1\n# b=2\n")
	text.Paste("x=1\n# off=1\nx=2\nbare\n")
	s.url().WaitValue(base + "?x=1&x=2&bare")
	text.WaitValue("x=1\n# off=1\nx=2\nbare\n").WaitFocus()
	panel.Role("button", "Edit as rows").Click()
	name, _ := row(panel, "2")
	name.WaitValue("off")
	panel.Role("checkbox", "Send row 2").WaitChecked(false)
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, echo(t)+"?x=1&x=2&bare", server.Seen(echo(t))[0].Target)
}

func TestAlreadyEncodedTextIsSentAsTyped(t *testing.T) {
	s := start(t)
	query := "?p=%7Bx%7D&plus=1+1&pct=100%&u=%e2%82%ac&slash=a/b?c:d@e"
	s.get(server.URL+echo(t)+query, "200 OK")
	require.Equal(t, echo(t)+"?p=%7Bx%7D&plus=1+1&pct=100%&u=%e2%82%ac&slash=a/b?c:d@e", server.Seen(echo(t))[0].Target)
}

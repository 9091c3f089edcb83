package playground

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestTheKindOfLineEndsIsKnown(t *testing.T) {
	for text, want := range map[string]LineEnds{
		"": "", "one line": "", "a\nb\n": LF, "a\r\nb": CRLF, "MSH|1\rPID|2\r": CR, "a\nb\r\n": MixedEnds, "a\r\rb": CR, "a\r\n\rb": MixedEnds, "\n\r": MixedEnds,
	} {
		require.Equal(t, want, LineEndsOf(text), "%q", text)
	}
}

func TestLineEndsAreChosenForTheWholeBody(t *testing.T) {
	m, _ := play(typed("https://a.example"), BodyKindChosen{request.Text}, BodyEdited{Text: "a\rb\r\nc\n"})
	for _, ends := range []LineEnds{CRLF, CR, LF} {
		m, _ = play(m, LineEndsChosen{ends})
		require.Equal(t, strings.ReplaceAll("a|b|c|", "|", lineEnds[ends]), m.Request.Body.Text)
	}
	m, _ = play(m, LineEndsChosen{MixedEnds})
	require.Equal(t, "a\nb\nc\n", m.Request.Body.Text, "it is no kind to choose")
	m, cmds := play(m, BodyKindChosen{request.JSON}, BodyEdited{Text: "[\r\n1]"}, LineEndsChosen{LF})
	require.Equal(t, "[\n1]", m.Request.Body.JSON)
	require.Contains(t, of[CheckJSON](cmds), CheckJSON{Text: "[\n1]"})
}

func TestATextAreaThatCannotHoldThemKeepsLineEnds(t *testing.T) {
	m, _ := play(typed("https://a.example"), BodyKindChosen{request.Text}, BodyEdited{Text: "a\r\nb"}, BodyEdited{Text: "a\nb\nc", Plain: true})
	require.Equal(t, "a\r\nb\r\nc", m.Request.Body.Text)
}

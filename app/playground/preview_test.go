package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// asked gives the previews among commands.
func asked(cmds []Cmd) (list []Preview) {
	for _, c := range cmds {
		if p, ok := c.(Preview); ok {
			list = append(list, p)
		}
	}
	return list
}

func ready(url string) Model {
	m := New()
	m.Engine.Ready = true
	m, _ = Update(m, URLEdited{Text: url})
	return m
}

func TestWhatWouldGoOutIsAskedForWhileItsTabIsOpenOnly(t *testing.T) {
	m := ready("https://example.com/a")
	m, cmds := Update(m, URLEdited{Text: "https://example.com/b"})
	require.Empty(t, asked(cmds), "another tab is open")
	m, cmds = Update(m, TabChosen{Tab: PreviewTab})
	require.Equal(t, []Preview{{Request: m.Request, Mode: RawMode}}, asked(cmds))
	m, cmds = Update(m, MethodChosen{Method: "POST"})
	require.Equal(t, []Preview{{Request: m.Request, Mode: RawMode}}, asked(cmds))
	m, cmds = Update(m, WireModeChosen{Mode: HexMode})
	require.Equal(t, []Preview{{Request: m.Request, Mode: HexMode}}, asked(cmds))

	m, _ = Update(m, Previewed{Request: m.Request, Mode: HexMode, Wire: exchange.Wire{Line: "POST /b HTTP/1.1"}})
	require.Equal(t, "POST /b HTTP/1.1", m.Wire.Line)
	m, _ = Update(m, TabChosen{Tab: BodyTab})
	require.Nil(t, m.Wire, "it is worked out anew when it is looked at again")
}

func TestAnAnswerToWhatStandsThereNoMoreIsNotShown(t *testing.T) {
	m := ready("https://example.com/a")
	m, _ = Update(m, TabChosen{Tab: PreviewTab})
	old := m.Request
	m, _ = Update(m, URLEdited{Text: "https://example.com/b"})
	m, _ = Update(m, Previewed{Request: old, Mode: RawMode})
	require.Nil(t, m.Wire)
	m, _ = Update(m, Previewed{Request: m.Request, Mode: HexMode})
	require.Nil(t, m.Wire, "in a mode that was left")
}

func TestNothingIsAskedWhereThePageSeesWhatIsMissing(t *testing.T) {
	for name, c := range map[string]struct {
		edit  Msg
		says  string
		where exchange.Where
		tab   Tab
	}{
		"no URL":             {URLEdited{}, "Type a URL", exchange.AtURL, PreviewTab},
		"a setting":          {SettingEdited{Name: "timeout", Text: "soon"}, "", exchange.AtOptions, OptionsTab},
		"a file of a link's": {FilesChosen{Part: -1, Files: []request.File{{Name: "a.bin"}}}, "Choose the file a.bin again", exchange.AtBody, BodyTab},
	} {
		t.Run(name, func(t *testing.T) {
			m := ready("https://example.com/")
			m, _ = Update(m, BodyKindChosen{Kind: request.RawFile})
			m, _ = Update(m, FilesChosen{Part: -1, Files: []request.File{{ID: "1", Name: "b"}}})
			m, _ = Update(m, c.edit)
			m, cmds := Update(m, TabChosen{Tab: PreviewTab})
			require.Empty(t, asked(cmds))
			require.NotEmpty(t, m.Unready())
			require.Contains(t, m.Unready(), c.says)
			m, cmds = Update(m, PreviewProblemPressed{})
			require.Equal(t, c.where, m.Invalid.Where)
			require.Equal(t, c.tab, m.Tab)
			require.Contains(t, cmds, Focus{Target{Control: string(c.where), Setting: m.Invalid.Setting}})
		})
	}
}

func TestTheProblemThatTheEngineFoundLeadsToItsPlace(t *testing.T) {
	m := ready("https://example.com/")
	m, _ = Update(m, TabChosen{Tab: PreviewTab})
	m, cmds := Update(m, PreviewProblemPressed{})
	require.Empty(t, cmds, "there is none")
	m, _ = Update(m, Previewed{Request: m.Request, Mode: RawMode, Wire: exchange.Wire{Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtHeaders, Detail: "bad name"}}})
	m, _ = Update(m, PreviewProblemPressed{})
	require.Equal(t, HeadersTab, m.Tab)
	require.Equal(t, "bad name", m.InvalidAt(exchange.AtHeaders))

	m = shared("/mine")
	m.Engine.Ready = true
	m, _ = play(m, TabChosen{Tab: PreviewTab}, Previewed{Request: m.Whole(), Mode: RawMode, Wire: exchange.Wire{Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtAuth, Detail: "no token"}}})
	m, _ = play(m, PreviewProblemPressed{})
	require.Equal(t, "no token", m.InvalidInSession(exchange.AtAuth), "the credentials are the session's")
	require.True(t, m.Session.Open)
}

func TestAPreviewIsCopiedAsItIsShown(t *testing.T) {
	w := exchange.Wire{Browser: true, Line: "POST /a HTTP/1.1", Body: "x=1", Size: 3, Shown: 3, Headers: []exchange.Header{
		{Name: "X-Empty", Origin: exchange.FromYou, Note: "Sent in one line with the one before: , "},
		{Name: "Cookie", Value: "a=b", Dropped: true},
		{Name: "Accept-Encoding", Origin: exchange.FromBrowser, Note: "Not known."},
	}}
	require.Equal(t, "POST /a HTTP/1.1\nX-Empty: \n# Accept-Encoding: set by the browser\n\nx=1", WireText(w))
	require.Contains(t, WireHeadNote(w), "The values of Accept-Encoding are not known.")
	require.Equal(t, "3 B", WireBodyNote(w))

	w.Head, w.Body, w.Binary, w.Size = "00000000  50", "00000000  78", true, 70_000
	require.Equal(t, "00000000  50\n\n00000000  78\n", WireText(w))
	require.Contains(t, WireHeadNote(w), "Not among these bytes, because their values are not known: Accept-Encoding.")
	require.Equal(t, "The first 3 B of 70 kB (70,000 bytes). 70 kB (69,997 bytes) more are sent.", WireBodyNote(w))
	w.Head = ""
	require.Contains(t, WireBodyNote(w), "Hex shows the bytes")
	require.Contains(t, WireHeadNote(exchange.Wire{}), "in this order")
}

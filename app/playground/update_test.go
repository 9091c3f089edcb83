package playground

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// play sends messages to a model and gives the last model with every effect.
func play(m Model, msgs ...Msg) (Model, []Cmd) {
	var all []Cmd
	for _, msg := range msgs {
		var cmds []Cmd
		m, cmds = Update(m, msg)
		all = append(all, cmds...)
	}
	return m, all
}

// of picks the effects of one type.
func of[C Cmd](cmds []Cmd) []C {
	var some []C
	for _, c := range cmds {
		if c, ok := c.(C); ok {
			some = append(some, c)
		}
	}
	return some
}

func typed(url string) Model {
	m, _ := play(New(), Started{Page: "https://play.example/lab/", Online: true}, URLEdited{url})
	return m
}

func head(id, status int) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, Head: &exchange.Head{Status: status, Reason: "R"}}}
}

func end(id int) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, Done: &exchange.Done{Body: exchange.Body{Size: 3, Media: exchange.MediaText, Language: "json", Modes: []exchange.Mode{"pretty", "raw", "hex"}}}}}
}

func failure(id int, kind exchange.Kind) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, Failure: &exchange.Failure{Kind: kind}}}
}

func view(id int, mode exchange.Mode, rows int) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, View: &exchange.View{Mode: mode, Rows: rows, Media: exchange.MediaText, Language: "json", Modes: []exchange.Mode{"pretty", "raw", "hex"}}}}
}

func TestTheURLAndItsParametersSayTheSame(t *testing.T) {
	m := typed("https://a.example/?a=1&b=%20&c#f")
	require.Equal(t, []request.Field{{Name: "a", Value: "1"}, {Name: "b", Value: " "}, {Name: "c", Bare: true}}, m.Request.Params)
	m, _ = play(m, RowEdited{ParamList, 0, request.Field{Name: "a", Value: "x y"}}, RowEdited{ParamList, 3, request.Field{Name: "d"}})
	require.Equal(t, "https://a.example/?a=x+y&b=%20&c&d=#f", m.Request.URL)
	require.Equal(t, "x y", m.Request.Params[0].Value, "what was typed into the row stays as it was typed")
	m, _ = play(m, RowEdited{ParamList, 1, request.Field{Name: "b", Value: " ", Off: true}})
	require.Equal(t, "https://a.example/?a=x+y&c&d=#f", m.Request.URL)
	m, cmds := play(m, RowDeleted{ParamList, 0})
	require.Equal(t, "https://a.example/?c&d=#f", m.Request.URL)
	require.Equal(t, []Focus{{Target{Control: "row", List: ParamList, Index: 0}}}, of[Focus](cmds))
}

func TestListsAreEditedAsTextToo(t *testing.T) {
	m := typed("https://a.example/")
	m, _ = play(m, BulkEdited{HeaderList, "Accept: text/plain\n# X-Off: 1\nX-Empty:\n\n"})
	require.Equal(t, []request.Field{{Name: "Accept", Value: "text/plain"}, {Name: "X-Off", Value: "1", Off: true}, {Name: "X-Empty"}}, m.Request.Headers)
	require.Equal(t, "Accept: text/plain\n# X-Off: 1\nX-Empty: \n", m.BulkText(HeaderList))
	m, _ = play(m, BulkEdited{ParamList, "a=1=2\nflag\n"})
	require.Equal(t, "https://a.example/?a=1%3D2&flag", m.Request.URL)

	m = typed("https://a.example/?odd=%ff%0D%0A&b=%7e&c=1")
	m, _ = play(m, BulkEdited{ParamList, strings.ReplaceAll(strings.ToValidUTF8(m.BulkText(ParamList), "\ufffd"), "c=1", "c=2")})
	require.Equal(t, "https://a.example/?odd=%ff%0D%0A&b=%7e&c=2", m.Request.URL, "the rows that were not edited keep their bytes")
}

func TestFilesBecomePartsInTheirOrder(t *testing.T) {
	m := typed("https://a.example")
	m, _ = play(m, BodyKindChosen{request.Multipart},
		PartEdited{0, request.Part{Name: "doc", IsFile: true}},
		PartEdited{1, request.Part{Name: "note", Value: "x"}},
		FilesChosen{0, []request.File{{ID: "1", Name: "a"}, {ID: "2", Name: "b"}}})
	var names []string
	for _, p := range m.Request.Body.Parts {
		names = append(names, p.Name+":"+p.Value)
		if p.File != nil {
			names[len(names)-1] += p.File.Name
		}
	}
	require.Equal(t, []string{"doc:a", "doc:b", "note:x"}, names)
	require.Len(t, m.Request.Files(), 2)
}

func TestJSONIsCheckedAndFormattedUnlessItWasTypedOn(t *testing.T) {
	m := typed("https://a.example")
	m, cmds := play(m, BodyKindChosen{request.JSON}, BodyEdited{Text: "{"})
	require.Equal(t, []CheckJSON{{"{"}}, of[CheckJSON](cmds))
	m, _ = play(m, BodyChecked{"[", &exchange.Problem{Line: 9}})
	require.Nil(t, m.BodyProblem, "an answer about another text")
	m, _ = play(m, BodyChecked{"{", &exchange.Problem{Line: 1, Column: 2}})
	require.Equal(t, 1, m.BodyProblem.Line)
	m, _ = play(m, BodyEdited{Text: `{"a":1}`}, BodyChecked{`{"a":1}`, nil}, Formatted{From: `{"a":1}`, Text: "{\n  \"a\": 1\n}"})
	require.Equal(t, "{\n  \"a\": 1\n}", m.Request.Body.JSON)
	m, _ = play(m, BodyEdited{Text: "[1,2]"}, Formatted{From: `{"a":1}`, Text: "old"})
	require.Equal(t, "[1,2]", m.Request.Body.JSON)
}

func TestTheTimeoutIsTypedInSeconds(t *testing.T) {
	m, _ := play(typed("https://a.example"), SettingEdited{"timeout", "2.5"})
	require.Equal(t, 2500*time.Millisecond, m.Request.Options.Timeout)
	m, _ = play(m, SettingEdited{"timeout", ""})
	connect, read := m.Request.Options.Timeouts()
	require.Equal(t, [2]time.Duration{request.DefaultTimeout, request.DefaultTimeout}, [2]time.Duration{connect, read})
	m, _ = play(m, SettingEdited{"timeout", "x"})
	timeout, _ := request.FindSetting("timeout")
	require.Equal(t, "x", m.Own().SettingText(timeout))
	require.NotEmpty(t, m.Own().SettingProblem(timeout))
	m, _ = play(m, SettingEdited{"timeout", "0,5"})
	require.Equal(t, "0,5", m.Own().SettingText(timeout), "what is typed stays as it is typed")
	require.Empty(t, m.Own().SettingProblem(timeout))
}

func TestUpdateChangesNothingThatItWasGiven(t *testing.T) {
	m := typed("https://a.example/?a=1")
	m, _ = play(m, RowEdited{HeaderList, 0, request.Field{Name: "X", Value: "1"}})
	before := m.Request.Headers[0]
	after, _ := play(m, RowEdited{HeaderList, 0, request.Field{Name: "Y", Value: "2"}})
	require.Equal(t, before, m.Request.Headers[0])
	require.Equal(t, "Y", after.Request.Headers[0].Name)
}

func TestSizesAndTimesReadAsPeopleWriteThem(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 4100: "4.1 kB", 9960: "10 kB", 999_499: "999 kB", 999_600: "1.0 MB", 12_345_678: "12 MB"} {
		require.Equal(t, want, Bytes(n))
	}
	for ms, want := range map[float64]string{0.84: "0.8 ms", 9.96: "10 ms", 132.4: "132 ms", 999.6: "1.00 s", 2345: "2.35 s", 65_000: "1 min 5 s"} {
		require.Equal(t, want, Milliseconds(ms))
	}
}

func TestTheChosenFileCanBeTakenOutAgain(t *testing.T) {
	m, _ := play(typed("https://a.example"), BodyKindChosen{request.RawFile}, FilesChosen{-1, []request.File{{ID: "1", Name: "a"}}})
	require.Len(t, m.Request.Files(), 1)
	m, _ = play(m, FilesChosen{Part: -1})
	require.Empty(t, m.Request.Files())
}

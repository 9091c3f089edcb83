package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestReading(t *testing.T) {
	ok := &exchange.Head{Status: 200, Reason: "OK", MediaType: "application/json"}
	laid := []exchange.Mode{exchange.Pretty, exchange.Raw, exchange.Hex}
	page := []exchange.Mode{exchange.Pretty, exchange.Raw, exchange.Preview, exchange.Hex}
	drawn := []exchange.Mode{exchange.Preview, exchange.Hex}
	view := func(media exchange.Media, language string, modes []exchange.Mode) *exchange.View {
		return &exchange.View{Mode: modes[0], Media: media, Language: language, Modes: modes, Rows: 2}
	}
	done := func(size int64, media exchange.Media, modes []exchange.Mode) *exchange.Done {
		return &exchange.Done{Body: exchange.Body{Size: size, Media: media, Modes: modes}}
	}
	cases := []struct {
		name  string
		shown *Exchange
		mode  BodyMode
		want  Reading
	}{
		{"before anything was sent the pane is empty", nil, AutoMode, Reading{Pane: EmptyPane}},
		{"without a head it tells the failure", &Exchange{Failure: &exchange.Failure{Kind: exchange.Blocked}}, AutoMode, Reading{Pane: FailurePane}},
		{
			"a head alone waits for the body", &Exchange{Head: ok}, AutoMode,
			Reading{Pane: WaitingPane, Text: "Waiting for the body."},
		},
		{
			"text is shown while it streams", &Exchange{Head: ok, View: view(exchange.MediaText, "json", laid)}, AutoMode,
			Reading{Pane: TextPane, Mode: PrettyMode},
		},
		{
			"a chosen mode is kept where the body has it", &Exchange{Head: ok, Done: done(9, exchange.MediaText, laid)}, HexMode,
			Reading{Pane: TextPane, Mode: HexMode},
		},
		{
			"a preview waits for all of an image", &Exchange{Head: ok, View: view(exchange.MediaImage, "", drawn)}, AutoMode,
			Reading{Pane: WaitingPane, Mode: PreviewMode, Text: "The preview is drawn once all of the body has come."},
		},
		{
			"an image is drawn", &Exchange{Head: ok, Done: done(9, exchange.MediaImage, drawn)}, AutoMode,
			Reading{Pane: PreviewPane, Mode: PreviewMode, Media: exchange.MediaImage},
		},
		{
			"what came of an image that broke off is drawn",
			&Exchange{Head: ok, View: view(exchange.MediaImage, "", drawn), Failure: &exchange.Failure{Kind: exchange.BrokenBody, Got: 7}}, AutoMode,
			Reading{Pane: PreviewPane, Mode: PreviewMode, Media: exchange.MediaImage},
		},
		{
			"HTML is text until its preview is asked for", &Exchange{Head: ok, Done: done(9, exchange.MediaText, page)}, AutoMode,
			Reading{Pane: TextPane, Mode: PrettyMode},
		},
		{
			"HTML is drawn as a page", &Exchange{Head: ok, Done: done(9, exchange.MediaText, page)}, PreviewMode,
			Reading{Pane: PreviewPane, Mode: PreviewMode, Media: exchange.MediaText},
		},
		{
			"a 204 has no body, and says why", &Exchange{Head: &exchange.Head{Status: 204}, Done: done(0, exchange.MediaNone, nil)}, AutoMode,
			Reading{Pane: BlankPane, Text: "No body. 204 responses have none."},
		},
		{
			"HEAD has no body, and says why", &Exchange{Request: request.Request{Method: "HEAD"}, Head: ok}, AutoMode,
			Reading{Pane: BlankPane, Text: "No body. Responses to HEAD have none."},
		},
		{
			"an empty body is no blank pane", &Exchange{Head: ok, Done: done(0, exchange.MediaNone, nil)}, AutoMode,
			Reading{Pane: BlankPane, Text: "The body is empty."},
		},
		{
			"a body that broke off at once says so", &Exchange{Head: ok, Failure: &exchange.Failure{Kind: exchange.BrokenBody}}, AutoMode,
			Reading{Pane: BlankPane, Text: "Nothing of the body came."},
		},
		{
			"an answer that is a failure by its status came whole", &Exchange{Head: ok, Failure: &exchange.Failure{Kind: exchange.BadStatus}}, AutoMode,
			Reading{Pane: BlankPane, Text: "The body is empty."},
		},
		{
			"bytes that came before a failure are shown",
			&Exchange{Head: ok, View: view(exchange.MediaText, "json", laid), Failure: &exchange.Failure{Kind: exchange.BrokenBody, Got: 7}}, AutoMode,
			Reading{Pane: TextPane, Mode: PrettyMode},
		},
		{
			"JSON that stops being JSON says where",
			&Exchange{Head: ok, View: &exchange.View{
				Mode: exchange.Pretty, Media: exchange.MediaText, Language: "json", Modes: laid,
				Problem: &exchange.Problem{Line: 1, Column: 9, Shown: 1204, Row: 1204, At: 3, Message: "expected a comma."},
			}}, AutoMode,
			Reading{Pane: TextPane, Mode: PrettyMode, Problem: "Invalid JSON at line 1, column 9 of the raw body: expected a comma. The rest is shown unformatted.", GoTo: "Go to line 1,204"},
		},
		{
			"JSON that has no other lines than it came with", &Exchange{Head: ok, View: &exchange.View{
				Mode: exchange.Pretty, Media: exchange.MediaText, Language: "json", Modes: laid, Problem: &exchange.Problem{Line: 1, Column: 1, Shown: 1, At: 1, Message: "expected a value"},
			}}, AutoMode,
			Reading{Pane: TextPane, Mode: PrettyMode, Problem: "Invalid JSON at line 1, column 1: expected a value. The rest is shown unformatted.", GoTo: "Go to line 1"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := New()
			m.Shown, m.Mode = c.shown, c.mode
			require.Equal(t, c.want, m.Reading())
		})
	}
}

func TestALineThatIsTooLongForARowIsOneLineAndWrapped(t *testing.T) {
	shown := func(continued int) Model {
		m := New()
		m.Shown = &Exchange{Head: &exchange.Head{MediaType: "text/plain"}, Done: &exchange.Done{Body: exchange.Body{Size: 102_400}},
			View: &exchange.View{Mode: exchange.Raw, Media: exchange.MediaText, Done: true, Rows: 25, Continued: continued}}
		return m
	}
	long := shown(24)
	require.Equal(t, "text/plain · 1 line, 102 kB", long.Shown.About())
	require.Equal(t, "text/plain · 25 lines", shown(0).Shown.About())
	require.True(t, long.Wrap())
	require.False(t, shown(0).Wrap())
	chosen, _ := play(long, WrapToggled{})
	require.False(t, chosen.Wrap())
	chosen.Shown = shown(12).Shown
	require.False(t, chosen.Wrap(), "the person's choice stays")
	chosen, _ = play(shown(0), WrapToggled{})
	require.True(t, chosen.Wrap())
}

func TestStale(t *testing.T) {
	old, next := &Exchange{ID: 1}, &Exchange{ID: 2}
	cases := []struct {
		name          string
		shown, flight *Exchange
		elapsed       float64
		want          bool
	}{
		{"nothing in flight", old, nil, 900, false},
		{"a quick answer does not dim the old one", old, next, 399, false},
		{"after 400 ms the old one is dimmed", old, next, 400, true},
		{"what streams in is not old", next, next, 900, false},
		{"nothing is shown yet", nil, next, 900, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := New()
			m.Shown, m.Flight, m.Elapsed = c.shown, c.flight, c.elapsed
			require.Equal(t, c.want, m.Stale())
		})
	}
}

func TestAbout(t *testing.T) {
	head := &exchange.Head{Status: 200, MediaType: "text/plain; charset=utf-8"}
	text := &exchange.Done{Body: exchange.Body{Media: exchange.MediaText, Charset: "utf-8"}}
	cases := []struct {
		name string
		x    *Exchange
		want string
	}{
		{"nothing shown", nil, ""},
		{"only the head", &Exchange{Head: head}, "text/plain"},
		{"all of a text", &Exchange{Head: head, Done: text, View: &exchange.View{Mode: exchange.Raw, Rows: 1234567, Done: true}}, "text/plain · utf-8 · 1,234,567 lines"},
		{"one line", &Exchange{Head: head, Done: text, View: &exchange.View{Mode: exchange.Raw, Rows: 1, Done: true}}, "text/plain · utf-8 · 1 line"},
		{"rows of hex are no lines", &Exchange{Head: head, Done: text, View: &exchange.View{Mode: exchange.Hex, Rows: 12, Done: true}}, "text/plain · utf-8"},
		{"from the cache, which is said first", &Exchange{Head: &exchange.Head{MediaType: "text/css", Cached: &exchange.Cached{State: "HIT", Age: 2}}}, "HIT, 2.00 s old · text/css"},
		{"lines are not counted before the end", &Exchange{Head: head, View: &exchange.View{Mode: exchange.Raw, Rows: 12}}, "text/plain"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, c.x.About()) })
	}
}

func TestResponseLine(t *testing.T) {
	m := New()
	m.Engine = EngineState{Loaded: 1_000_000, Total: 2_000_000}
	require.Equal(t, Status{Code: "Loading the engine, 1.0 MB of 2.0 MB"}, m.ResponseLine())
	m.Engine = EngineState{Ready: true}
	require.Equal(t, Status{Code: "No response yet"}, m.ResponseLine())
	m.Shown = &Exchange{Head: &exchange.Head{Status: 200, Reason: "OK"}}
	require.Equal(t, "200 OK", m.ResponseLine().Code)
	m.Shown = &Exchange{Head: m.Shown.Head, Failure: &exchange.Failure{Kind: exchange.TimedOut}}
	require.Equal(t, "200 OK, timed out", m.ResponseLine().Code)
	require.Equal(t, "stopped", m.ResponseLine().Class, "a limit that the person set is nothing that went wrong")
	m.Shown = &Exchange{Head: &exchange.Head{Status: 404, Reason: "Not Found"}, Failure: &exchange.Failure{Kind: exchange.BadStatus, Detail: "404 Client Error: Not Found", Got: 9}}
	require.Equal(t, Status{Class: "failed", Code: "404 Client Error: Not Found", Time: "0 ms", Size: "9 B", Exact: "9 bytes", Spoken: "404 Client Error: Not Found, 0 ms, 9 B"}, m.ResponseLine())
}

func TestFollows(t *testing.T) {
	head := func(mediaType string, length int64) *exchange.Head {
		return &exchange.Head{Status: 200, MediaType: mediaType, Length: length}
	}
	cases := []struct {
		name string
		x    Exchange
		want bool
	}{
		{"events are followed", Exchange{Head: head("text/event-stream; charset=utf-8", -1)}, true},
		{"lines of JSON are followed", Exchange{Head: head("application/x-ndjson", -1)}, true},
		{"text without a length is followed", Exchange{Head: head("text/plain", -1)}, true},
		{"text of known length is a document", Exchange{Head: head("text/plain", 5_000_000)}, false},
		{"JSON is a document", Exchange{Head: head("application/json", -1)}, false},
		{"nothing is followed before the head", Exchange{}, false},
		{"nothing is followed after the end", Exchange{Head: head("text/event-stream", -1), Done: &exchange.Done{}}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, c.x.Follows()) })
	}
}

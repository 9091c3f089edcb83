package playground

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// formOf is a screen with a request and the form of the tab Many filled in.
func formOf(method, url string, fields map[ManyField]string) Model {
	m := New()
	m.Engine.Ready = true
	m.Request.Method = method
	m.Request.SetURL(url)
	for field, text := range fields {
		m, _ = Update(m, ManyEdited{Field: field, Text: text})
	}
	return m
}

func sentMany(cmds []Cmd) *SendMany {
	for _, c := range cmds {
		if s, ok := c.(SendMany); ok {
			return &s
		}
	}
	return nil
}

func TestARunSaysWhatOfTheOptionsItDoesNotDo(t *testing.T) {
	m := typed("https://a.example")
	require.Empty(t, m.ManyNote())
	m.Request.Options.Save = true
	require.Contains(t, m.ManyNote(), "not saved to the disk")
	m.Request.Options.Pages.Kind = request.ByLink
	require.Contains(t, m.ManyNote(), "are not followed")
}

func TestWhatARunSends(t *testing.T) {
	for _, c := range []struct {
		name   string
		fields map[ManyField]string
		want   request.Many
	}{
		{"as the form stands at first", nil, request.Many{Times: 100, Workers: 8}},
		{"a number of times", map[ManyField]string{ManyTimes: " 3 ", ManyWorkers: "2", ManyRate: "0.5"}, request.Many{Times: 3, Workers: 2, Rate: 0.5}},
		{"ranges", map[ManyField]string{ManyHow: "values", ManyValues: "x\n8-10\n007-009\n0-100:50\n5-1\n1-2-3\n-1-3"}, request.Many{
			Columns: []string{"value"}, Rows: [][]string{{"x"}, {"8"}, {"9"}, {"10"}, {"007"}, {"008"}, {"009"}, {"0"}, {"50"}, {"100"}, {"5-1"}, {"1-2-3"}, {"-1-3"}}, Workers: 8}},
		{"the rows of a CSV", map[ManyField]string{ManyHow: "csv", ManyCSV: "value;First name;id\r\n0-2;\"Ada \"\"A\"\"; L.\";1\r\n\r\nb;;2\r\n"}, request.Many{
			Columns: []string{"value", "id"}, Rows: [][]string{{"0-2", "1"}, {"b", "2"}}, Workers: 8}},
		{"of a CSV with tabs, as cells are copied", map[ManyField]string{ManyHow: "csv", ManyCSV: "\uFEFFvalue\tn\na, b\t1"}, request.Many{
			Columns: []string{"value", "n"}, Rows: [][]string{{"a, b", "1"}}, Workers: 8}},
		{"values, one a line", map[ManyField]string{ManyHow: "values", ManyValues: "a\r\n\n b \n\t\nc"}, request.Many{Columns: []string{"value"}, Rows: [][]string{{"a"}, {" b "}, {"c"}}, Workers: 8}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, cmds := Update(formOf("GET", "https://example.com/{{value}}", c.fields), ManyPressed{})
			require.Equal(t, c.want, sentMany(cmds).Many)
			require.True(t, m.Running())
			require.Equal(t, sentMany(cmds).ID, m.Flight.ID)
			_, cmds = Update(m, ManyPressed{})
			require.Nil(t, sentMany(cmds), "one run at a time")
			_, cmds = Update(m, CancelPressed{})
			require.Equal(t, []Cmd{Cancel{ID: m.Flight.ID}}, cmds)
		})
	}
}

func TestWhatIsWrongWithARunIsSaidAtTheField(t *testing.T) {
	long := strings.Repeat("x\n", 10_001)
	for _, c := range []struct {
		name   string
		fields map[ManyField]string
		field  ManyField
		want   string
	}{
		{"no times", map[ManyField]string{ManyTimes: ""}, ManyTimes, "Type how many requests to send."},
		{"none", map[ManyField]string{ManyTimes: "0"}, ManyTimes, "from 1 to 10,000"},
		{"too many", map[ManyField]string{ManyTimes: "10001"}, ManyTimes, "from 1 to 10,000"},
		{"a word", map[ManyField]string{ManyTimes: "ten"}, ManyTimes, "whole number"},
		{"nobody to send them", map[ManyField]string{ManyWorkers: "0"}, ManyWorkers, "from 1 to 100"},
		{"too many at a time", map[ManyField]string{ManyWorkers: "101"}, ManyWorkers, "from 1 to 100"},
		{"no rate above zero", map[ManyField]string{ManyRate: "0"}, ManyRate, "above zero"},
		{"a rate that is no number", map[ManyField]string{ManyRate: "NaN"}, ManyRate, "above zero"},
		{"a rate without end", map[ManyField]string{ManyRate: "inf"}, ManyRate, "above zero"},
		{"no values", map[ManyField]string{ManyHow: "values", ManyValues: " \n"}, ManyValues, "at least one value"},
		{"too many values", map[ManyField]string{ManyHow: "values", ManyValues: long}, ManyValues, "10,001 values"},
		{"a range of too many", map[ManyField]string{ManyHow: "values", ManyValues: "a\n0-99999999999"}, ManyValues, "100,000,000,001 values"},
		{"no CSV", map[ManyField]string{ManyHow: "csv"}, ManyCSV, "Paste or open a CSV"},
		{"a CSV of columns alone", map[ManyField]string{ManyHow: "csv", ManyCSV: "value"}, ManyCSV, "Paste or open a CSV"},
		{"a row that is short", map[ManyField]string{ManyHow: "csv", ManyCSV: "value,b\n1,2\n3"}, ManyCSV, "Line 3: the number of cells is not 2"},
		{"a quote that stays open", map[ManyField]string{ManyHow: "csv", ManyCSV: "value\n\"a"}, ManyCSV, "Line 2: a cell in quotes does not end"},
		{"a quote inside", map[ManyField]string{ManyHow: "csv", ManyCSV: "value\na\"b"}, ManyCSV, "Line 2: a quote stands inside"},
		{"two columns of a name", map[ManyField]string{ManyHow: "csv", ManyCSV: "id, id\n1,2"}, ManyCSV, "Two columns are called id"},
		{"no name at all", map[ManyField]string{ManyHow: "csv", ManyCSV: "1 2,é\n1,2"}, ManyCSV, "The first line must name the columns"},
		{"too many rows", map[ManyField]string{ManyHow: "csv", ManyCSV: "value\n" + long}, ManyCSV, "10,001 rows"},
		{"a CSV that goes nowhere", map[ManyField]string{ManyHow: "csv", ManyCSV: "id,n\n1,2"}, ManyCSV, "Put {{id}} in the URL"},
		{"values that go nowhere", map[ManyField]string{ManyHow: "values", ManyValues: "a"}, ManyValues, "{{value}} is not used"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, cmds := Update(formOf("GET", "https://example.com/", c.fields), ManyPressed{})
			require.Nil(t, m.Flight)
			require.Contains(t, m.ManyProblem(c.field), c.want)
			require.Equal(t, []Cmd{Focus{Target{Control: "many", Setting: string(c.field)}}}, cmds)
		})
	}
}

func TestWhatIsMissingIsSaidOnlyOnceItMatters(t *testing.T) {
	m := formOf("GET", "https://example.com/", map[ManyField]string{ManyTimes: "", ManyWorkers: ""})
	require.Empty(t, m.ManyProblem(ManyTimes))
	m, _ = Update(m, ManyPressed{})
	require.NotEmpty(t, m.ManyProblem(ManyTimes))
	require.NotEmpty(t, m.ManyProblem(ManyWorkers))
}

func TestHowValuesWereReadIsSaid(t *testing.T) {
	for text, want := range map[string]string{
		"a\nb":        "",
		"a\n0-49":     "0-49 is a range of 50 values. To send it as text, use a CSV.",
		"0-49\n1-9:4": "2 lines are ranges, which make 53 values. To send a range as text, use a CSV.",
	} {
		require.Equal(t, want, formOf("GET", "https://example.com/{{value}}", map[ManyField]string{ManyHow: "values", ManyValues: text}).ManyRead())
	}
	m := formOf("GET", "https://example.com/{{id}}", map[ManyField]string{ManyHow: "csv", ManyCSV: "id,First name,n\n1,2,3\n4,5,6"})
	require.Equal(t, "2 rows: {{id}}, {{n}}. Not usable as placeholders: “First name”. A name has letters, digits, “_”, “-” and “.” alone.", m.ManyRead())
	m, _ = Update(m, ManyEdited{ManyHow, "times"})
	require.Empty(t, m.ManyRead())
	m, _ = Update(m, ManyEdited{ManyHow, "csv"})
	require.NotEmpty(t, m.ManyRead(), "what was typed stays")
}

func TestARunIsRefusedWhereItsRequestIs(t *testing.T) {
	m, cmds := Update(formOf("GET", "", nil), ManyPressed{})
	require.Equal(t, exchange.AtURL, m.Invalid.Where)
	require.Nil(t, sentMany(cmds))
	m = formOf("GET", "https://example.com/", map[ManyField]string{ManyHow: "values", ManyValues: "t0k"})
	m.Request.Auth = request.Auth{Kind: request.Bearer, Token: request.Hole("value")}
	_, cmds = Update(m, ManyPressed{})
	require.NotNil(t, sentMany(cmds), "the values fill the hole")
}

func TestWhatChangesThingsIsAskedAboutFirst(t *testing.T) {
	for method, asks := range map[string]bool{"": false, "GET": false, "HEAD": false, "OPTIONS": false, "POST": true, "DELETE": true, "PURGE": true, "get": false} {
		m, cmds := Update(formOf(method, "https://api.example.com:8443/x", map[ManyField]string{ManyTimes: "1500"}), ManyPressed{})
		require.Equal(t, asks, sentMany(cmds) == nil, method)
		if !asks {
			continue
		}
		require.Equal(t, "This sends 1,500 "+method+" requests to api.example.com:8443. Each may change something there.", m.ManyQuestion())
		for _, undo := range []Msg{ManyDeclined{}, ManyEdited{Field: ManyTimes, Text: "2"}, URLEdited{Text: "https://other.example.com/"}} {
			other, cmds := Update(m, undo)
			require.Empty(t, other.ManyQuestion(), "%T", undo)
			require.Nil(t, sentMany(cmds))
		}
		m, cmds = Update(m, ManyPressed{Confirmed: true})
		require.NotNil(t, sentMany(cmds))
		require.Empty(t, m.ManyQuestion())
	}
}

func TestTheQuestionNamesWhomItConcerns(t *testing.T) {
	for url, want := range map[string]string{
		"example.com/x": "example.com", "/demo/post": "page.example.com", "{{value}}": "the hosts that your values name", "https://{{value}}.example.com/": "the hosts that your values name",
	} {
		m := formOf("POST", url, map[ManyField]string{ManyTimes: "1"})
		m.Origin = "https://page.example.com"
		m, _ = Update(m, ManyPressed{})
		require.Equal(t, "This sends 1 POST request to "+want+". It may change something there.", m.ManyQuestion())
	}
}

func TestARunIsShownFromItsFirstWord(t *testing.T) {
	m, _ := Update(formOf("GET", "https://example.com/", map[ManyField]string{ManyTimes: "1000"}), ManyPressed{})
	event := func(e exchange.Event) {
		e.ID = m.lastID
		m, _ = Update(m, EngineEvent{Event: e})
	}
	event(exchange.Event{Sent: &exchange.Sent{Method: "GET"}})
	event(exchange.Event{Run: &exchange.Run{Total: 1000}})
	require.Equal(t, ResultsPane, m.Reading().Pane)
	require.Equal(t, "0 of 1,000", m.ResponseLine().Code)
	event(exchange.Event{Run: &exchange.Run{Total: 1000, Count: 340, Answered: 337, Failures: []exchange.KindCount{{Kind: exchange.Blocked, Count: 3}}}})
	require.Equal(t, "340 of 1,000, 3 failed", m.ResponseLine().Code)
	require.Equal(t, "Sending 1,000 requests", m.ResponseLine().Spoken, "it is said once")
	fraction, _ := m.Fraction()
	require.InDelta(t, 0.34, fraction, 1e-9)
	require.False(t, m.CanSave())

	over := func(r exchange.Run) Status {
		shown := m
		x := *m.Flight
		x.Run, x.Done = &r, &exchange.Done{Timing: exchange.Timing{Total: 12_300}, Body: exchange.Body{Size: 9, Media: exchange.MediaText, Modes: []exchange.Mode{exchange.Raw}}}
		shown.Flight, shown.Shown = nil, &x
		require.True(t, shown.CanSave())
		require.True(t, shown.CanCopy())
		return shown.ResponseLine()
	}
	three := []exchange.KindCount{{Kind: exchange.Blocked, Count: 3}}
	require.Equal(t, "1,000 requests, 3 failed, 12.30 s", over(exchange.Run{Total: 1000, Count: 1000, Answered: 997, Failures: three}).Spoken)
	require.Equal(t, "1,000 requests, 12.30 s", over(exchange.Run{Total: 1000, Count: 1000, Answered: 1000}).Spoken)
	stopped := exchange.Run{Total: 1000, Count: 348, Answered: 337, Failures: append(slices.Clone(three), exchange.KindCount{Kind: exchange.Cancelled, Count: 8})}
	require.Equal(t, "Stopped: 340 of 1,000 requests, 3 failed, 8 cancelled, 12.30 s", over(stopped).Spoken)
}

func TestWhatARunCameToIsSaidInWords(t *testing.T) {
	r := exchange.Run{
		Total: 10, Count: 8, Answered: 5, PerSecond: 81.256, Bytes: 12_345,
		Failures:  []exchange.KindCount{{Kind: exchange.TimedOut, Count: 2}, {Kind: exchange.Cancelled, Count: 1}},
		Statuses:  []exchange.Status{{Status: 200, Count: 4}, {Status: 404, Count: 1}},
		Histogram: []exchange.Bucket{{From: 20, To: 25, Count: 1}, {From: 25, To: 30, Count: 4}},
	}
	require.Equal(t, []Fact{{"Requests", "8 of 10"}, {"Answered", "5"}, {"Failed", "2"}, {"Cancelled", "1"}, {"Throughput", "81.26 per second"}, {"Bodies", "12 kB (12,345 bytes)"}}, RunFacts(r))
	require.Equal(t, []Tally{{"Timed out (Timeout)", "failed", "2", 25}, {"Cancelled", "failed", "1", 12.5}}, FailureTallies(r))
	require.Equal(t, []Tally{{"200", "2xx", "4", 80}, {"404", "4xx", "1", 20}}, StatusTallies(r))
	require.Equal(t, []Tally{{"20 ms to 25 ms", "", "1", 25}, {"25 ms to 30 ms", "", "4", 100}}, HistogramTallies(r))
	require.Empty(t, LatencyFacts(exchange.Run{}))
	require.Len(t, LatencyFacts(r), 7)
	for _, k := range []exchange.Kind{exchange.BadInput, exchange.BadStatus, exchange.Blocked, exchange.Internal, exchange.Redirects} {
		require.NotEmpty(t, KindTitle(k))
	}
}

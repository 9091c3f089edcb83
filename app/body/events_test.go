package body

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/sse"
)

var eventFormat = Detect("text/event-stream", nil)

func TestPrettyEvents(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"an event has a row of its own, and its data stands in", "data: hello\n\n", "#1 · message\n  hello"},
		{"type, ID and reconnection time stand before the data, wherever they came", "data: a\nid: 7\nevent: add\nretry: 10\n\n", "#1 · add · id 7 · retry 10 ms\n  a"},
		{"lines of data are rows", "data: a\ndata:  b\ndata\ndata: c\n\n", "#1 · message\n  a\n   b\n  \n  c"},
		{"JSON is set out", "data: {\"a\":[1,\ndata: 2]}\n\ndata: []\n\n", "#1 · message\n  {\n    \"a\": [\n      1,\n      2\n    ]\n  }\n#2 · message\n  []"},
		{"what only begins as JSON stays as it came", "data: {\"a\":}\n\ndata: {\"a\":1\n\ndata: [DONE]\n\n",
			"#1 · message\n  {\"a\":}\n#2 · message\n  {\"a\":1\n#3 · message\n  [DONE]"},
		{"comments stay where they were", ": one\n:two\ndata: a\n:three\ndata: b\n\n:\n", ": one\n:two\n#1 · message\n  a\n:three\n  b\n:"},
		{"lines that mean nothing stay too", "Data: a\nnonsense\ndata: b\n data: c\n\nda", "Data: a\nnonsense\n#1 · message\n  b\n data: c\nda"},
		{"without data it is no event", "event: ping\nid: 3\n\nid\n\ndata: a\n\n", "no event: it has no data · ping · id 3\nno event: it has no data · id empty\n#1 · message\n  a"},
		{"what the end cuts off is no event", "data: a\n\ndata: b\nid: 1", "#1 · message\n  a\nno event: the stream ended before its empty line · message\n  b\nid: 1"},
		{"the end within the name of a field", "data: a\ndata", "no event: the stream ended before its empty line · message\n  a\n  "},
		{"all line ends", "data: a\r\rdata: b\r\n\r\ndata: c\n\r", "#1 · message\n  a\n#2 · message\n  b\n#3 · message\n  c"},
		{"a byte order mark", "\uFEFFdata: a\n\n", "#1 · message\n  a"},
		{"what browsers ignore is said", "id: a\x00b\nretry: 1.5\ndata: a\n\n", "#1 · message · id ignored, it has a NUL · retry ignored, \"1.5\" is no number\n  a"},
		{"a long ID is cut", "id: " + strings.Repeat("x", 300) + "\ndata: a\n\n", "#1 · message · id " + strings.Repeat("x", 200) + "…\n  a"},
		{"a body that is no stream of events", "{\"error\": \"no\"}\n", "{\"error\": \"no\"}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := requireSteady(t, c.in, Pretty, eventFormat)
			require.Equal(t, c.want, full(v).Text)
			require.Nil(t, v.Problem())
			require.Equal(t, len(events(t, c.in)), v.Tally().Entries)
		})
	}
}

// events reads a stream with the parser of package sse.
func events(t *testing.T, stream string) []sse.Event {
	t.Helper()
	var list []sse.Event
	p := sse.Parser{OnEvent: func(e sse.Event) { list = append(list, e) }}
	_, err := p.Write([]byte(stream))
	require.NoError(t, err)
	return list
}

// requireEvents checks what is set out against what the parser heard.
func requireEvents(t *testing.T, stream string, v *View) {
	t.Helper()
	want := events(t, stream)
	require.Equal(t, len(want), v.Tally().Entries)
	w := full(v)
	continued := map[int]bool{}
	for _, row := range w.Continued {
		continued[row] = true
	}
	var heads []string
	var data [][]string
	inside := false
	if w.Count > 0 {
		for i, row := range strings.Split(w.Text, "\n") {
			switch {
			case continued[i] && inside && len(data[len(data)-1]) > 0:
				rows := data[len(data)-1]
				rows[len(rows)-1] += row
			case continued[i]:
			case len(heads) < len(want) && strings.HasPrefix(row, fmt.Sprintf("#%d · ", len(heads)+1)):
				heads, data, inside = append(heads, row), append(data, nil), true
			case strings.HasPrefix(row, "no event: "):
				inside = false
			case inside && strings.HasPrefix(row, "  "):
				data[len(data)-1] = append(data[len(data)-1], row[2:])
			}
		}
	}
	require.Len(t, heads, len(want))
	last := ""
	for i, e := range want {
		require.True(t, strings.HasPrefix(heads[i], fmt.Sprintf("#%d · %s", i+1, e.Type)), heads[i])
		if e.ID != last && e.ID != "" && len(e.ID) < 200 && !strings.Contains(strings.Join(heads, ""), "NUL") && !strings.Contains(w.Text, "no event") {
			require.Contains(t, heads[i], " · id "+e.ID)
		}
		last = e.ID
		got := strings.Join(data[i], "\n")
		if json.Valid([]byte(e.Data)) {
			require.Equal(t, squeeze(toValid(e.Data)), squeeze(got))
			continue
		}
		require.Equal(t, e.Data, got)
	}
}

func TestEventsOfTheCorpusAreThoseOfTheParser(t *testing.T) {
	file, err := os.Open("../../../shared/corpora/sse/events.jsonl")
	if err != nil {
		t.Skipf("the corpus ../shared/corpora/sse is not here: %v", err)
	}
	defer file.Close()
	lines, seen := bufio.NewScanner(file), 0
	for lines.Scan() {
		var c struct {
			Name   string
			Stream []byte `json:"stream_b64"`
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		seen++
		t.Run(c.Name, func(t *testing.T) {
			stream := string(c.Stream)
			v := requireSteady(t, stream, Pretty, eventFormat)
			requireEvents(t, stream, v)
			for cut := range len(stream) + 1 {
				st := NewStore()
				part := NewView(st, Pretty, eventFormat)
				_, _ = st.Write([]byte(stream[:cut]))
				for part.reading.step() {
				}
				require.Equal(t, len(events(t, stream[:cut])), part.Tally().Entries, "an event waits for what follows it, cut at %d", cut)
				_, _ = st.Write([]byte(stream[cut:]))
				st.Close(nil)
				for part.reading.step() {
				}
				require.Equal(t, full(v), full(part), "cut at %d", cut)
			}
		})
	}
	require.NoError(t, lines.Err())
	require.NotZero(t, seen)
}

func TestALongEventIsSetOutBeforeItsEnd(t *testing.T) {
	item := `{"n":1234567890,"text":"` + strings.Repeat("x", 100) + `"},`
	data := "data: [" + strings.Repeat(item, 3*aheadBytes/len(item)) + "0]\nid: late\nevent: b\n\ndata: next\n\n"
	st := NewStore()
	v := NewView(st, Pretty, eventFormat)
	_, _ = st.Write([]byte(data[:2*aheadBytes]))
	for v.reading.step() {
	}
	require.Greater(t, v.Rows(), 1000)
	_, _ = st.Write([]byte(data[2*aheadBytes:]))
	st.Close(nil)
	for v.reading.step() {
	}
	text := full(v).Text
	require.True(t, strings.HasPrefix(text, "#1 · message\n  [\n    {\n      \"n\": 1234567890,"))
	require.True(t, strings.HasSuffix(text, "    0\n  ]\nid: late\nevent: b\n#2 · message\n  next"), text[len(text)-200:])
	require.Equal(t, full(whole(t, data, Pretty, eventFormat)), full(pieces(t, standardMeasure, data, Pretty, eventFormat, 777, 1, 16_000)))
}

func TestEventsSayWhenTheyCame(t *testing.T) {
	st := NewStore()
	st.StartClock(time.Now().Add(-1500 * time.Millisecond))
	v := NewView(st, Pretty, eventFormat)
	_, _ = st.Write([]byte("data: a\n\nda"))
	st.StartClock(time.Now().Add(-63 * time.Second))
	_, _ = st.Write([]byte("ta: b\n\n"))
	for v.reading.step() {
	}
	require.Regexp(t, `^#1 · message · 1\.5\d s\n  a\n#2 · message · 1 min 3\.0 s\n  b$`, full(v).Text)
}

func TestArrivalsAreBounded(t *testing.T) {
	var st Store
	start := time.Now()
	st.StartClock(start)
	const n = 5 * maxArrivals
	for i := range n {
		st.clock.came(int64(i+1), start.Add(time.Duration(i)*10*time.Millisecond))
	}
	require.LessOrEqual(t, len(st.clock.arrivals), maxArrivals)
	require.Equal(t, elapsed((n-1)*10*time.Millisecond), st.arrivalOf(n-1))
	for _, i := range []int64{0, 1, 1000, maxArrivals, n / 2} {
		at := time.Duration(i) * 10 * time.Millisecond
		found := false
		for _, a := range st.clock.arrivals {
			if a.off > i {
				require.LessOrEqual(t, a.from, at)
				require.GreaterOrEqual(t, a.to, at)
				found = true
				break
			}
		}
		require.True(t, found)
	}
	require.Empty(t, st.arrivalOf(n))
}

func FuzzEvents(f *testing.F) {
	f.Add("\uFEFFid: 1\r\nretry: 5\rdata: {\"a\":\n: c\ndata: 1}\n\n: c\n\ndata\n\n", 3, 7)
	f.Add("x\ndata: [1]\n\n\nevent", 8, 9)
	f.Fuzz(func(t *testing.T, stream string, a, b int) {
		if strings.HasPrefix(stream, "\xFE\xFF") || strings.HasPrefix(stream, "\xFF\xFE") {
			t.Skip() // UTF-16 by its mark
		}
		v := whole(t, stream, Pretty, eventFormat)
		require.Equal(t, len(events(t, stream)), v.Tally().Entries)
		require.Equal(t, full(v), full(pieces(t, standardMeasure, stream, Pretty, eventFormat, 1+a&63, 1+b&1023)))
		requireWindows(t, pieces(t, tight, stream, Pretty, eventFormat, 1+b&63), randomOf(stream))
	})
}

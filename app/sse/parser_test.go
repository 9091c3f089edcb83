package sse

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"
)

// heard is all that a parser says about a stream.
type heard struct {
	Events   []Event
	Comments []string
	LastID   string
	Retry    time.Duration
}

// hear feeds a parser chunks, each a slice of its own that is overwritten afterwards.
func hear(t *testing.T, chunks ...string) heard {
	t.Helper()
	var h heard
	p := Parser{
		OnEvent:   func(e Event) { h.Events = append(h.Events, e) },
		OnComment: func(text string) { h.Comments = append(h.Comments, text) },
	}
	for _, c := range chunks {
		b := []byte(c)
		n, err := p.Write(b)
		require.NoError(t, err)
		require.Equal(t, len(b), n)
		clear(b)
	}
	h.LastID, h.Retry = p.LastEventID(), p.Retry()
	return h
}

// requireSteady feeds a stream whole, cut in two at every place, and byte by byte, and requires the same of each.
func requireSteady(t *testing.T, stream string) heard {
	t.Helper()
	whole := hear(t, stream)
	for cut := range len(stream) + 1 {
		require.Equal(t, whole, hear(t, stream[:cut], stream[cut:]), "cut at %d", cut)
	}
	require.Equal(t, whole, hear(t, strings.Split(stream, "")...))
	var bytes []string
	for i := range len(stream) {
		bytes = append(bytes, stream[i:i+1], "")
	}
	require.Equal(t, whole, hear(t, bytes...))
	return whole
}

func TestEventsOfTheCorpus(t *testing.T) {
	file, err := os.Open("../../../shared/corpora/sse/events.jsonl")
	if err != nil {
		t.Skipf("the corpora are not here: %v", err)
	}
	defer file.Close()
	lines, seen := bufio.NewScanner(file), 0
	for lines.Scan() {
		var c struct {
			Name   string
			Stream []byte `json:"stream_b64"`
			Events []struct{ Event, Data, ID string }
			Retry  *int64 `json:"retry_ms"`
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		seen++
		t.Run(c.Name, func(t *testing.T) {
			h := requireSteady(t, string(c.Stream))
			require.Len(t, h.Events, len(c.Events))
			for i, e := range h.Events {
				require.Equal(t, c.Events[i].Event, e.Type)
				require.Equal(t, c.Events[i].Data, e.Data)
				require.Equal(t, c.Events[i].ID, e.ID)
			}
			retry := time.Duration(-1)
			if c.Retry != nil {
				retry = time.Duration(*c.Retry) * time.Millisecond
			}
			require.Equal(t, retry, h.Retry)
		})
	}
	require.NoError(t, lines.Err())
	require.NotZero(t, seen)
}

func TestEvents(t *testing.T) {
	message := func(id, data string) Event { return Event{ID: id, Type: "message", Data: data, Retry: -1} }
	for _, c := range []struct {
		name, stream string
		want         heard
	}{
		{"nothing", "", heard{Retry: -1}},
		{"the standard's example of comments and IDs", ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n", heard{
			Events: []Event{message("1", "first event"), message("", "second event"), message("", " third event")}, Comments: []string{"test stream"}, Retry: -1,
		}},
		{"the standard's example of empty data", "data\n\ndata\ndata\n\ndata:", heard{Events: []Event{message("", ""), message("", "\n")}, Retry: -1}},
		{"the standard's example of a space", "data:test\n\ndata: test\n\n", heard{Events: []Event{message("", "test"), message("", "test")}, Retry: -1}},
		{"types", "event: add\ndata: 1\n\nevent: add\n\ndata: 2\n\nevent:\ndata: 3\n\n", heard{
			Events: []Event{{Type: "add", Data: "1", Retry: -1}, message("", "2"), message("", "3")}, Retry: -1,
		}},
		{"an ID outlasts its event", "id: a\ndata: 1\n\ndata: 2\n\nid: b\n\n", heard{Events: []Event{message("a", "1"), message("a", "2")}, LastID: "b", Retry: -1}},
		{"NUL in an ID", "id: a\n\nid: b\x00\ndata: 1\n\n", heard{Events: []Event{message("a", "1")}, LastID: "a", Retry: -1}},
		{"line ends of all kinds", "data: 1\r\rdata: 2\r\n\r\ndata: 3\n\ndata: 4\r\n\ndata: 5\n\r", heard{
			Events: []Event{message("", "1"), message("", "2"), message("", "3"), message("", "4"), message("", "5")}, Retry: -1,
		}},
		{"a byte order mark", "\uFEFFdata: 1\n\n\uFEFFdata: 2\n\n", heard{Events: []Event{message("", "1")}, Retry: -1}},
		{"a line that is only a byte order mark", "\uFEFF\ndata: 1\n\n", heard{Events: []Event{message("", "1")}, Retry: -1}},
		{"retry", "retry: 10\nretry: 1.5\nretry: -1\nretry:\ndata: 1\n\nretry: 0\ndata: 2\n\n", heard{
			Events: []Event{{Type: "message", Data: "1", Retry: 10 * time.Millisecond}, {Type: "message", Data: "2"}},
		}},
		{"a retry beyond all measure", "retry: 99999999999999999999\ndata: 1\n\n", heard{
			Events: []Event{{Type: "message", Data: "1", Retry: 1<<63 - 1}}, Retry: 1<<63 - 1,
		}},
		{"a retry that no Duration holds", "retry: 9999999999999999\n", heard{Retry: 1<<63 - 1}},
		{"names in capitals are other names", "Data: 1\nDATA: 2\n data: 3\n\n", heard{Retry: -1}},
		{"the end without an empty line is no event", "data: 1\n\ndata: 2\n", heard{Events: []Event{message("", "1")}, Retry: -1}},
		{"comments", ":\n:a\n: b\n::c\n", heard{Comments: []string{"", "a", "b", ":c"}, Retry: -1}},
		{"bytes that are not UTF-8", "data: a\xffb\xe2\x82c\xf0\x9f\x98\n\ndata: \xe2\x28\xed\xa0\x80\xc0\xaf\n\n", heard{
			Events: []Event{message("", "a\uFFFDb\uFFFDc\uFFFD"), message("", "\uFFFD(\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")}, Retry: -1,
		}},
		{"characters of several bytes", "data: é日😀\n\n", heard{Events: []Event{message("", "é日😀")}, Retry: -1}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, requireSteady(t, c.stream)) })
	}
}

func TestAnEventDoesNotWaitForWhatFollows(t *testing.T) {
	var got []string
	p := Parser{OnEvent: func(e Event) { got = append(got, e.Data) }}
	for _, s := range []string{"data: 1\r", "\r"} {
		_, err := p.Write([]byte(s))
		require.NoError(t, err)
	}
	require.Equal(t, []string{"1"}, got)
	_, err := p.Write([]byte("\ndata: 2\n\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"1", "2"}, got)
}

func TestAParserIsAWriterWithoutCallbacksThatNobodyNeeds(t *testing.T) {
	var got []string
	p := &Parser{OnEvent: func(e Event) { got = append(got, e.Data) }}
	_, err := io.Copy(p, iotest.OneByteReader(strings.NewReader(": hello\ndata: 1\n\n")))
	require.NoError(t, err)
	require.Equal(t, []string{"1"}, got)
}

func TestAStreamWithoutEndsOfLinesIsStopped(t *testing.T) {
	chunk := []byte(strings.Repeat("x", 1<<20))
	p := Parser{OnEvent: func(Event) { t.Fatal("there is no event") }}
	r := Records{OnRecord: func([]byte, bool) { t.Fatal("there is no record") }}
	s := Records{Separator: RecordSeparator, OnRecord: r.OnRecord}
	for _, w := range []io.Writer{&p, &r, &s} {
		for range MaxSize/len(chunk) - 1 {
			_, err := w.Write(chunk)
			require.NoError(t, err)
		}
		_, err := w.Write(chunk[1:])
		require.NoError(t, err)
		_, err = w.Write(chunk[:1])
		require.ErrorIs(t, err, TooLong)
	}
	data := Parser{OnEvent: p.OnEvent}
	line := append(append([]byte("data: "), chunk...), '\n')
	var err error
	for range MaxSize/len(chunk) + 1 {
		if _, err = data.Write(line); err != nil {
			break
		}
	}
	require.ErrorIs(t, err, TooLong)
}

func FuzzParser(f *testing.F) {
	f.Add("\uFEFFid: 1\r\nretry: 5\rdata: é\n\n: c\n\ndata\n\n", 3, 7)
	f.Add("data: \xe2\x82\x00\r\n\r\n", 8, 9)
	f.Fuzz(func(t *testing.T, stream string, a, b int) {
		whole := hear(t, stream)
		a, b = between(a, len(stream)), between(b, len(stream))
		if a > b {
			a, b = b, a
		}
		require.Equal(t, whole, hear(t, stream[:a], stream[a:b], stream[b:]))
		for _, e := range whole.Events {
			require.NotEmpty(t, e.Type)
			require.NotContains(t, e.ID, "\x00")
		}
	})
}

// between brings a number into 0 to n.
func between(i, n int) int { return ((i % (n + 1)) + n + 1) % (n + 1) }

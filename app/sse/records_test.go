package sse

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// take gives the records of a stream that is fed in chunks, those that may have been cut off with "…" behind them.
func take(t *testing.T, separator Separator, chunks ...string) []string {
	t.Helper()
	var got []string
	r := Records{Separator: separator, OnRecord: func(text []byte, whole bool) {
		if !whole {
			text = append([]byte(string(text)), "…"...)
		}
		got = append(got, string(text))
	}}
	for _, c := range chunks {
		b := []byte(c)
		n, err := r.Write(b)
		require.NoError(t, err)
		require.Equal(t, len(b), n)
		clear(b)
	}
	require.NoError(t, r.Close())
	return got
}

func TestRecords(t *testing.T) {
	const rs = "\x1e"
	for _, c := range []struct {
		name      string
		separator Separator
		stream    string
		want      []string
	}{
		{"nothing", LineFeed, "", nil},
		{"lines", LineFeed, "{\"a\":1}\n[2]\n3\n", []string{`{"a":1}`, "[2]", "3"}},
		{"the zero value reads lines", 0, "1\n2\n", []string{"1", "2"}},
		{"windows line ends and empty lines", LineFeed, "1\r\n\r\n \n2\r\n", []string{"1", "2"}},
		{"a last line without its end", LineFeed, "1\n2", []string{"1", "2…"}},
		{"a line that is not JSON", LineFeed, "{\nno\n", []string{"{", "no"}},
		{"spaces inside stay", LineFeed, " { \"a b\" : 1 } \n", []string{`{ "a b" : 1 }`}},

		{"a sequence", RecordSeparator, rs + "{\"a\":1}\n" + rs + "2\n" + rs + "true\n", []string{`{"a":1}`, "2", "true"}},
		{"texts of several lines", RecordSeparator, rs + "{\n \"a\": [\n  1\n ]\n}\n" + rs + "[\n]\n", []string{"{\n \"a\": [\n  1\n ]\n}", "[\n]"}},
		{"brackets and quotes in strings", RecordSeparator, rs + "[\"}]\\\"\",\n\"\\\\\"]\n" + rs + "1\n", []string{"[\"}]\\\"\",\n\"\\\\\"]", "1"}},
		{"a number that was cut off, section 2.4", RecordSeparator, rs + "12" + rs + "34\n", []string{"12…", "34"}},
		{"an object that was cut off", RecordSeparator, rs + "{\"a\":\"" + rs + "{\"b\":1}\n", []string{`{"a":"…`, `{"b":1}`}},
		{"several separators", RecordSeparator, rs + rs + rs + "1\n" + rs, []string{"1"}},
		{"nothing before the first separator", RecordSeparator, "\n 1\n" + rs + "2\n", []string{"1", "2"}},
		{"the end of the stream ends a text", RecordSeparator, rs + "[1,", []string{"[1,…"}},
		{"brackets that were never opened", RecordSeparator, rs + "]]\n" + rs + "[\n]\n", []string{"]]", "[\n]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, take(t, c.separator, c.stream))
			for cut := range len(c.stream) + 1 {
				require.Equal(t, c.want, take(t, c.separator, c.stream[:cut], c.stream[cut:]), "cut at %d", cut)
			}
			require.Equal(t, c.want, take(t, c.separator, strings.Split(c.stream, "")...))
		})
	}
}

func TestARecordDoesNotWaitForTheNextSeparator(t *testing.T) {
	var got []string
	r := Records{Separator: RecordSeparator, OnRecord: func(text []byte, _ bool) { got = append(got, string(text)) }}
	_, err := r.Write([]byte("\x1e{\n\"a\":1}\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"{\n\"a\":1}"}, got)
}

func FuzzRecords(f *testing.F) {
	f.Add("\x1e{\"a\":\n\"\\\"\"}\n\x1e1\n", 3, 7, true)
	f.Add("1\r\n{}\n\n2", 1, 4, false)
	f.Fuzz(func(t *testing.T, stream string, a, b int, sequence bool) {
		separator := LineFeed
		if sequence {
			separator = RecordSeparator
		}
		a, b = between(a, len(stream)), between(b, len(stream))
		if a > b {
			a, b = b, a
		}
		whole := take(t, separator, stream)
		require.Equal(t, whole, take(t, separator, stream[:a], stream[a:b], stream[b:]))
		// Nothing but separators and white space is lost.
		drop := strings.NewReplacer("\x1e", "", "\n", "", "\r", "", " ", "", "\t", "", "…", "")
		if !sequence {
			drop = strings.NewReplacer("\n", "", "\r", "", " ", "", "\t", "", "…", "")
		}
		require.Equal(t, drop.Replace(stream), drop.Replace(strings.Join(whole, "")))
	})
}

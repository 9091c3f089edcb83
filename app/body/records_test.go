package body

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func randomOf(text string) *rand.Rand { return rand.New(rand.NewPCG(uint64(len(text)), 11)) }

func TestPrettyRecords(t *testing.T) {
	lines, sequence := Detect("application/x-ndjson", nil), Detect("application/json-seq", nil)
	for _, c := range []struct {
		name, in, want  string
		format          Format
		entries, broken int
	}{
		{"nothing", " \n", "", lines, 0, 0},
		{"each record has its number", "{\"a\":1}\n[]\r\n\n\"x\"\n2", "#1\n  {\n    \"a\": 1\n  }\n#2\n  []\n#3\n  \"x\"\n#4\n  2", lines, 4, 0},
		{"what follows a broken record is set out", "0\n{\"a\":\n{\"b\":[1]}\n", "#1\n  0\n#2 · not JSON: expected a value after : in an object, found the end of the record\n  {\"a\":\n#3\n  {\n    \"b\": [\n      1\n    ]\n  }",
			lines, 3, 1},
		{"a record that is broken in the middle", "{\"a\":1}\n{\"a\":nul}\nNaN\n{\"b\":2}\n", "#1\n  {\n    \"a\": 1\n  }\n#2 · not JSON: expected null, found }\n  {\"a\":nul}\n#3 · not JSON: expected a value, found NaN\n  NaN\n#4\n  {\n    \"b\": 2\n  }",
			lines, 4, 2},
		{"a record that the end cuts off", "1\n{\"a\":tr", "#1\n  1\n#2 · not JSON: expected true, found the end of the record\n  {\"a\":tr", lines, 2, 1},
		{"several values on a line", "1 {}[2]\n3\n", "#1\n  1\n  {}\n  [\n    2\n  ]\n#2\n  3", lines, 2, 0},
		{"values on several lines", "{\n \"a\": 1\n}\n{\n \"b\": [\n]}\n", "#1\n  {\n    \"a\": 1\n  }\n#2\n  {\n    \"b\": []\n  }", lines, 2, 0},
		{"a sequence", "\x1e{}\n\x1e[1,\n2]\n\x1e3\n", "#1\n  {}\n#2\n  [\n    1,\n    2\n  ]\n#3\n  3", sequence, 3, 0},
		{"a text of a sequence that was cut off", "\x1e{\"a\":\n\x1e{}\n", "#1 · not JSON: expected a value after : in an object, found the end of the record\n  {\"a\":\n#2\n  {}", sequence, 2, 1},
		{"bytes that are not UTF-8", "\"\xff\"\n1\n", "#1\n  \"\uFFFD\"\n#2\n  1", lines, 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := requireSteady(t, c.in, Pretty, c.format)
			require.Equal(t, c.want, full(v).Text)
			require.Equal(t, Tally{c.entries, c.broken}, v.Tally())
			require.Nil(t, v.Problem())
			require.Equal(t, "stream", v.Language())
		})
	}
}

func TestALongRecordIsSetOutBeforeItsEnd(t *testing.T) {
	long := "[" + strings.Repeat(`{"n":12345,"b":"xxxxxxxxxxxxxxxxxxxx"},`, 20_000) + "0]"
	for _, c := range []struct {
		name, text string
		broken     int
	}{{"whole", long + "\n1\n", 0}, {"broken at its end", strings.TrimSuffix(long, "0]") + "]\n1\n", 1}} {
		t.Run(c.name, func(t *testing.T) {
			v := whole(t, c.text, Pretty, Format{Kind: JSON, Many: true})
			require.Equal(t, Tally{2, c.broken}, v.Tally())
			require.True(t, strings.HasSuffix(full(v).Text, "#2\n  1"))
			require.Greater(t, v.Rows(), 80_000)
			require.Equal(t, full(v), full(pieces(t, standardMeasure, c.text, Pretty, Format{Kind: JSON, Many: true}, 999, 16_384, 1)))
			requireWindows(t, v, randomOf(c.text))
		})
	}
}

func FuzzRecords(f *testing.F) {
	f.Add("1\n{\"a\":\n{}\n", 3, 7, false)
	f.Add("\x1e[1,\n2]\x1e\n\x1e{", 1, 2, true)
	f.Fuzz(func(t *testing.T, text string, a, b int, sequence bool) {
		format := Format{Kind: JSON, Many: true, MediaType: "application/x-ndjson", Charset: "utf-8"}
		if sequence {
			format.MediaType = "application/json-seq"
		}
		v := whole(t, text, Pretty, format)
		require.Equal(t, full(v), full(pieces(t, standardMeasure, text, Pretty, format, 1+a&63, 1+b&1023)))
		requireWindows(t, pieces(t, tight, text, Pretty, format, 1+b&63), randomOf(text))
	})
}

// streamOf is a stream of events of about size bytes.
func streamOf(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "id: %d\nevent: delta\ndata: {\"id\":%d,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word %d\"}}],\"done\":false}\n\n", i, i, i)
	}
	return b.String()
}

func BenchmarkAdvanceEvents(b *testing.B) { benchmarkAdvance(b, streamOf(10e6), Pretty, eventFormat) }

func BenchmarkAdvanceRecords(b *testing.B) {
	text := strings.ReplaceAll(strings.Trim(records(10e6), "[]"), "},{\"id\"", "}\n{\"id\"")
	benchmarkAdvance(b, text, Pretty, Format{Kind: JSON, Many: true})
}

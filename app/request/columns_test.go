package request

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is read as a CSV is what the standard library reads.
func FuzzReadCSV(f *testing.F) {
	for _, text := range []string{"a,b\n1,2", "a;b\r\n1;\"2\"\"x\"\r\n\r\n", "a\tb\n\"x\ny\"\t", "a\n\"b", "a\nb\"c", "a,b\n1", "\n\na\n", "\"a\"b\n", "a,\"\"\n,", "\r\r\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") {
			t.Skip() // a bare CR is part of a cell there, and at the end of a line or of the text it is not
		}
		first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
		in := csv.NewReader(strings.NewReader(text))
		in.Comma = rune(separator(first))
		want, err := in.ReadAll()
		got, line, wrong := ReadCSV(text)
		if err != nil {
			require.NotEmpty(t, wrong, "%q: %v", text, err)
			require.Positive(t, line)
			return
		}
		require.Empty(t, wrong, "%q", text)
		require.Len(t, got, len(want), "%q", text)
		for i := range want {
			for k := range want[i] {
				got[i][k] = strings.ReplaceAll(got[i][k], "\r\n", "\n") // as the library has them
			}
			require.Equal(t, want[i], got[i], "%q", text)
		}
	})
}

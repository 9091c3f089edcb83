package body

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAProblemNamesTheLineThatIsShownToo(t *testing.T) {
	for name, text := range map[string]string{
		"on one line":               `{"a":1,"b":[1,2,3],"c":{"d":FAULT}}`,
		"after a line break":        "{\"a\":1,\n\n\n  FAULT}",
		"on a later line":           "{\n\n\"a\":\n\n1,\"b\":FAULT}",
		"in a long row":             `{"a":"` + strings.Repeat("x", 10_000) + `","b":FAULT}`,
		"behind many rows":          `[` + strings.Repeat("1,", 5000) + `FAULT]`,
		"behind many rows as it is": "[" + strings.Repeat("1\n,", 5000) + "FAULT]",
		"in the first byte":         "FAULT",
	} {
		t.Run(name, func(t *testing.T) {
			s := NewStore()
			_, _ = s.Write([]byte(text))
			s.Close(nil)
			v := NewView(s, Pretty, Detect("application/json", []byte(`{}`)))
			for v.Advance(1e9) {
			}
			p := v.Problem()
			require.NotNil(t, p)
			for from := 0; ; from += 100 {
				w := v.Window(from, 100)
				require.NotEmpty(t, w.Text, "it is shown somewhere")
				line := w.Line
				for i, row := range strings.Split(w.Text, "\n") {
					if i > 0 && !contains(w.Continued, i) {
						line++
					}
					if strings.Contains(row, "FAULT") {
						require.Equal(t, line, p.Shown)
						require.Equal(t, from+i, p.Row)
						require.Equal(t, strings.Index(row, "FAULT")+1, p.At)
						return
					}
				}
			}
		})
	}
}

func contains(list []int, n int) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}

package request

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBulkTextOfPeople(t *testing.T) {
	headers := []struct {
		name, text string
		rows       []Field
	}{
		{"a header a line", "Accept: text/html\nX-A: 1\n", []Field{{Name: "Accept", Value: "text/html"}, {Name: "X-A", Value: "1"}}},
		{"no space after the colon", "Accept:text/html", []Field{{Name: "Accept", Value: "text/html"}}},
		{"white space around the name", "  Accept : text/html", []Field{{Name: "Accept", Value: "text/html"}}},
		{"windows line ends", "A: 1\r\nB: 2\r\n", []Field{{Name: "A", Value: "1"}, {Name: "B", Value: "2"}}},
		{"empty lines", "\n\nA: 1\n   \n\nB: 2", []Field{{Name: "A", Value: "1"}, {Name: "B", Value: "2"}}},
		{"off with a hash", "# A: 1\n#B: 2", []Field{{Name: "A", Value: "1", Off: true}, {Name: "B", Value: "2", Off: true}}},
		{"off with slashes", "// A: 1\n//B: 2", []Field{{Name: "A", Value: "1", Off: true}, {Name: "B", Value: "2", Off: true}}},
		{"colons in a value", "Referer: https://example.com:80/a:b", []Field{{Name: "Referer", Value: "https://example.com:80/a:b"}}},
		{"an empty value", "X-Empty:\nX-Other: ", []Field{{Name: "X-Empty"}, {Name: "X-Other"}}},
		{"a name without a colon", "X-Flag", []Field{{Name: "X-Flag"}}},
		{"a header of HTTP/2", ":authority: example.com", []Field{{Name: ":authority", Value: "example.com"}}},
		{"a value without a name", ": x", []Field{{Value: "x"}}},
		{"nothing said", ":\n#\n//\n", []Field{}},
		{"a backslash in a value", `X-Path: C:\new\`, []Field{{Name: "X-Path", Value: `C:\new\`}}},
	}
	for _, c := range headers {
		t.Run("headers: "+c.name, func(t *testing.T) { require.Equal(t, c.rows, ParseBulk(c.text, ": ")) })
	}
	pairs := []struct {
		name, text string
		rows       []Field
	}{
		{"a pair a line", "a=1\nb=2", []Field{{Name: "a", Value: "1"}, {Name: "b", Value: "2"}}},
		{"no equals sign, and one without a value", "a\nb=", []Field{{Name: "a", Bare: true}, {Name: "b"}}},
		{"equals signs in a value", "a=b=c==", []Field{{Name: "a", Value: "b=c=="}}},
		{"spaces of a value are its own", "a= b ", []Field{{Name: "a", Value: " b "}}},
		{"a value of two lines", "a=1\n| 2\nb=3", []Field{{Name: "a", Value: "1\n2"}, {Name: "b", Value: "3"}}},
		{"colons mean nothing", "a:b=c", []Field{{Name: "a:b", Value: "c"}}},
	}
	for _, c := range pairs {
		t.Run("pairs: "+c.name, func(t *testing.T) { require.Equal(t, c.rows, ParseBulk(c.text, "=")) })
	}
}

func TestBulkTextAsItIsWritten(t *testing.T) {
	rows := []Field{{Name: "Accept", Value: "*/*"}, {}, {Name: "X-Off", Value: "1", Off: true}, {Name: "X-Empty"}}
	require.Equal(t, "Accept: */*\n# X-Off: 1\nX-Empty: \n", Bulk(rows, ": "))
	rows = []Field{{Name: "a", Value: "x\ny"}, {Name: "flag", Bare: true}, {Name: "e", Off: true}}
	require.Equal(t, "a=x\n| y\nflag\n# e=\n", Bulk(rows, "="))
}

func FuzzBulk(f *testing.F) {
	for _, s := range []string{"Accept", "", ":authority", "#x", "//y", "| z", `a\=b`, `a\`, " lead", "trail ", "\ttab", "=", ":", "\n", "é"} {
		f.Add(s, "value", "next", true, false)
		f.Add("name", s, s, false, true)
	}
	f.Fuzz(func(t *testing.T, name, value, next string, off, bare bool) {
		for _, separator := range []string{": ", "="} {
			var rows []Field
			for _, row := range []Field{{Name: name, Value: value, Off: off, Bare: bare}, {Name: next, Value: value}, {Name: value, Value: next, Off: !off}} {
				row.Bare = row.Bare && row.Value == "" && separator == "="
				if containsCRLF(row.Value) || row.Blank() {
					continue
				}
				rows = append(rows, row)
			}
			if len(rows) == 0 {
				continue
			}
			require.Equal(t, rows, ParseBulk(Bulk(rows, separator), separator))
		}
	})
}

// containsCRLF reports whether a value holds what bulk text cannot: CR LF, or CR at the end of
// a line, which makes one.
func containsCRLF(value string) bool {
	for i := range len(value) {
		if value[i] == '\r' && (i+1 == len(value) || value[i+1] == '\n') {
			return true
		}
	}
	return false
}

package request

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func on(name, value string) Field  { return Field{Name: name, Value: value} }
func off(name, value string) Field { return Field{Name: name, Value: value, Off: true} }
func bare(name string) Field       { return Field{Name: name, Bare: true} }

func TestSetURLDerivesRows(t *testing.T) {
	cases := []struct {
		name, url string
		rows      []Field
	}{
		{"no query", "https://h/p", nil},
		{"an empty query", "https://h/p?", nil},
		{"order and duplicates", "https://h/?b=2&a=1&b=3", []Field{on("b", "2"), on("a", "1"), on("b", "3")}},
		{"without an equals sign", "https://h/?a", []Field{bare("a")}},
		{"an empty value", "https://h/?a=", []Field{on("a", "")}},
		{"no name", "https://h/?=x", []Field{on("", "x")}},
		{"segments that say nothing", "https://h/?&&a=1&&=&b=2&", []Field{on("a", "1"), on("b", "2")}},
		{"equals signs in a value", "https://h/?a=b=c==", []Field{on("a", "b=c==")}},
		{"question marks in a query", "https://h/?a=b?c", []Field{on("a", "b?c")}},
		{"encoded text as it was typed", "https://h/?q=a%20b+c%C3%A9&%61=%zz", []Field{on("q", "a%20b+c%C3%A9"), on("%61", "%zz")}},
		{"text that is not encoded", "https://h/?q=a b é\"", []Field{on("q", `a b é"`)}},
		{"a fragment is no part of it", "https://h/?a=1#b?c=2&d", []Field{on("a", "1")}},
		{"a question mark in the fragment", "https://h/#a?b=1", nil},
		{"templates", "{{base}}/x?id={{id}}&{{name}}=1", []Field{on("id", "{{id}}"), on("{{name}}", "1")}},
		{"semicolons separate nothing", "https://h/?a=1;b=2", []Field{on("a", "1;b=2")}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var r Request
			r.SetURL(c.url)
			require.Equal(t, c.url, r.URL)
			require.Equal(t, c.rows, r.Params)
			r.SetParams(slices.Clone(r.Params))
			require.Equal(t, c.url, r.URL, "rows that are not changed change nothing")
		})
	}
}

func TestSetURLKeepsWhatTheURLCannotTell(t *testing.T) {
	rows := []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("q", "p q"), off("y", "off"), on("c", "3")}
	cases := []struct {
		name, url string
		rows      []Field
	}{
		{"the same URL", "https://h/?a=1&q=p%20q&c=3", rows},
		{"another host", "http://other:80/?a=1&q=p%20q&c=3#f", rows},
		{"a value changed in the middle", "?a=1&q=r&c=3", []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("q", "r"), off("y", "off"), on("c", "3")}},
		{"one more in the middle", "?a=1&n=9&q=p%20q&c=3", []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("n", "9"), on("q", "p q"), off("y", "off"), on("c", "3")}},
		{"one more at the start", "?n=9&a=1&q=p%20q&c=3", []Field{off("z", "0"), on("n", "9"), on("a", "1"), off("x", "off"), on("q", "p q"), off("y", "off"), on("c", "3")}},
		{"one more at the end", "?a=1&q=p%20q&c=3&n=9", append(slices.Clone(rows), on("n", "9"))},
		{"one less in the middle", "?a=1&c=3", []Field{off("z", "0"), on("a", "1"), off("x", "off"), off("y", "off"), on("c", "3")}},
		{"no query any more", "https://h/", []Field{off("z", "0"), off("x", "off"), off("y", "off")}},
		{"two changed at once", "?a=1&q=2&c=4", []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("q", "2"), off("y", "off"), on("c", "4")}},
		{"the same, spelled in another way", "?a=1&q=p+q&c=3", []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("q", "p+q"), off("y", "off"), on("c", "3")}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := Request{URL: "https://h/"}
			r.SetParams(slices.Clone(rows))
			require.Equal(t, "https://h/?a=1&q=p%20q&c=3", r.URL)
			r.SetURL(c.url)
			require.Equal(t, c.rows, r.Params)
		})
	}
}

func TestSetParamsWritesTheURL(t *testing.T) {
	cases := []struct {
		name, url string
		rows      []Field
		want      string
	}{
		{"the first row", "https://h/p", []Field{on("a", "1")}, "https://h/p?a=1"},
		{"before the fragment", "https://h/p#f?g", []Field{on("a", "1")}, "https://h/p?a=1#f?g"},
		{"rows that are off and blank rows stay out", "https://h/", []Field{off("a", "1"), {}, on("b", "2"), {Off: true}}, "https://h/?b=2"},
		{"the last row goes", "https://h/p?a=1#f", nil, "https://h/p#f"},
		{"with and without an equals sign", "https://h/", []Field{bare("a"), on("b", "")}, "https://h/?a&b="},
		{"text is encoded where it must be", "https://h/", []Field{on("a&b=c", "d&e=f#g h\"<>'é\n")}, "https://h/?a%26b%3Dc=d%26e=f%23g%20h%22%3C%3E%27%C3%A9%0A"},
		{"encoded text stays", "https://h/", []Field{on("a%26", "%20+%C3%a9")}, "https://h/?a%26=%20+%C3%a9"},
		{"a lone percent sign is encoded", "https://h/", []Field{on("p", "100%"), on("q", "%4"), on("r", "%zz")}, "https://h/?p=100%25&q=%254&r=%25zz"},
		{"templates stay", "{{base}}/", []Field{on("id", "{{id}}")}, "{{base}}/?id={{id}}"},
		{"bytes that are not UTF-8", "https://h/", []Field{on("a", "\xff\x00")}, "https://h/?a=%FF%00"},
		{"the others keep their spelling", "https://h/?a=x y&b=2&c=é&&d", []Field{on("a", "x y"), on("b", "3"), on("c", "é"), bare("d")}, "https://h/?a=x y&b=3&c=é&&d"},
		{"a row is added behind odd ends", "https://h/?a=x y&", []Field{on("a", "x y"), on("b", "2")}, "https://h/?a=x y&b=2"},
		{"a row goes", "https://h/?a=x y&b=2&c='", []Field{on("a", "x y"), on("c", "'")}, "https://h/?a=x y&c='"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var r Request
			r.SetURL(c.url)
			r.SetParams(slices.Clone(c.rows))
			require.Equal(t, c.want, r.URL)
			require.Equal(t, c.rows, r.Params)
		})
	}
}

func TestARowThatIsSwitchedOffAndOnAgainChangesNothing(t *testing.T) {
	var r Request
	r.SetURL("https://h/p?b=2&a=%31&&b=3#f")
	for i := range r.Params {
		rows := slices.Clone(r.Params)
		rows[i].Off = true
		r.SetParams(rows)
		require.NotContains(t, r.URL, EncodeParam(rows[i]))
		r.SetURL(r.URL)
		require.Equal(t, rows, r.Params)
		rows = slices.Clone(rows)
		rows[i].Off = false
		r.SetParams(rows)
	}
	require.Equal(t, "https://h/p?b=2&a=%31&b=3#f", r.URL)
}

// corpus reads the lines of a file of ../shared/corpora, which is not always there.
func corpus[T any](t testing.TB, path string) []T {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../shared/corpora", path))
	if err != nil {
		t.Skipf("the corpora are not here: %v", err)
	}
	defer file.Close()
	var cases []T
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c T
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	require.NoError(t, lines.Err())
	require.NotEmpty(t, cases)
	return cases
}

func TestEncodingIsThatOfTheURLStandard(t *testing.T) {
	cases := corpus[struct{ Input, Search, Href, Protocol string }](t, "url/urltestdata.jsonl")
	tested := 0
	for _, c := range cases {
		_, query, has, _ := splitURL(strings.Trim(c.Input, " \t\r\n\x00\x1f"))
		// Tabs and line breaks are dropped by browsers, and kept here; only http has the set that encodes "'".
		if !has || c.Search == "" || !strings.HasPrefix(c.Protocol, "http") || strings.ContainsAny(query, "\t\r\n") {
			continue
		}
		// What is not a valid escape is data here, and stays as it is in browsers.
		if strings.Contains(strings.ReplaceAll(encodeQuery(query, false), "%26", "&"), "%25") {
			continue
		}
		tested++
		var parts []string
		for _, s := range strings.Split(query, "&") {
			parts = append(parts, EncodeParam(ParseParam(s)))
		}
		require.Equal(t, c.Search, "?"+strings.Join(parts, "&"), "%q", c.Input)
	}
	require.Greater(t, tested, 10)
}

func TestRowsAreThePairsOfTheURLStandard(t *testing.T) {
	for _, c := range corpus[struct {
		Input  string
		Output [][2]string
	}](t, "url/urlencoded-parser.jsonl") {
		var r Request
		r.SetURL("https://h/?" + strings.ReplaceAll(c.Input, "#", "%23"))
		pairs := [][2]string{}
		for _, f := range r.Params {
			pairs = append(pairs, [2]string{formDecode(f.Name), formDecode(f.Value)})
		}
		want := slices.DeleteFunc(c.Output, func(p [2]string) bool { return p == [2]string{} })
		require.ElementsMatch(t, want, pairs, "%q", c.Input)
	}
}

// formDecode decodes as application/x-www-form-urlencoded does (URL standard).
func formDecode(text string) string {
	var b []byte
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '+':
			b = append(b, ' ')
		case isEscape(text[i:]):
			var c byte
			for _, h := range []byte(text[i+1 : i+3]) {
				c <<= 4
				switch {
				case h <= '9':
					c |= h - '0'
				default:
					c |= h&0xdf - 'A' + 10
				}
			}
			b = append(b, c)
			i += 2
		default:
			b = append(b, text[i])
		}
	}
	return string([]rune(string(b))) // U+FFFD for what is not UTF-8
}

func FuzzURLAndRowsStayInStep(f *testing.F) {
	for _, url := range []string{"https://h/p?a=1&b=2#f", "?a&&b=&=&=x", "x?", "?a=b c&d='", "?%zz=%", "#?", "?\xff=é", "{{base}}?id={{id}}"} {
		f.Add(url, "https://h/?b=2", "n", "v w", 1, true)
		f.Add("https://h/?b=2&a=x y&c=3", url, "a&b", "#", 2, false)
	}
	f.Fuzz(func(t *testing.T, first, second, name, value string, at int, isOff bool) {
		var r Request
		r.SetURL(first)
		require.Equal(t, first, r.URL)
		r.SetParams(slices.Clone(r.Params))
		require.Equal(t, first, r.URL, "rows that are not changed change nothing")

		rows := slices.Clone(r.Params)
		row := Field{Name: name, Value: value, Off: isOff}
		if !row.Blank() {
			i := 0
			if len(rows) > 0 {
				i = int(uint(at) % uint(len(rows)))
			}
			rows = slices.Insert(rows, i, row)
		}
		r.SetParams(rows)
		require.True(t, inStep(Sent(rows), saying(splitQuery(queryOf(r.URL)))), "%q does not say %v", r.URL, rows)
		r.SetURL(r.URL)
		require.Equal(t, rows, r.Params, "the URL that rows have written gives the same rows")

		r.SetURL(second)
		require.Equal(t, second, r.URL)
		if isOff && !row.Blank() {
			require.Contains(t, r.Params, row, "rows that are off are kept")
		}
		before := slices.Clone(r.Params)
		r.SetURL(second)
		require.Equal(t, before, r.Params, "the same URL again changes nothing")
	})
}

func queryOf(url string) string {
	_, query, _, _ := splitURL(url)
	return query
}

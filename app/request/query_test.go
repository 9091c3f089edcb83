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
		{"encoded text as servers read it", "https://h/?q=a%20b+c%C3%A9&%61=1%2B1", []Field{on("q", "a b cé"), on("a", "1+1")}},
		{"a percent sign that encodes nothing", "https://h/?n=ELIAS%&m=%zz&k=100%25", []Field{on("n", "ELIAS%"), on("m", "%zz"), on("k", "100%")}},
		{"bytes that are not UTF-8", "https://h/?a=%FF%00", []Field{on("a", "\xff\x00")}},
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
		{"the same URL", "https://h/?a=1&q=p+q&c=3", rows},
		{"another host", "http://other:80/?a=1&q=p%20q&c=3#f", rows},
		{"a value changed in the middle", "?a=1&q=r&c=3", []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("q", "r"), off("y", "off"), on("c", "3")}},
		{"one more in the middle", "?a=1&n=9&q=p%20q&c=3", []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("n", "9"), on("q", "p q"), off("y", "off"), on("c", "3")}},
		{"one more at the start", "?n=9&a=1&q=p%20q&c=3", []Field{off("z", "0"), on("n", "9"), on("a", "1"), off("x", "off"), on("q", "p q"), off("y", "off"), on("c", "3")}},
		{"one more at the end", "?a=1&q=p%20q&c=3&n=9", append(slices.Clone(rows), on("n", "9"))},
		{"one less in the middle", "?a=1&c=3", []Field{off("z", "0"), on("a", "1"), off("x", "off"), off("y", "off"), on("c", "3")}},
		{"no query any more", "https://h/", []Field{off("z", "0"), off("x", "off"), off("y", "off")}},
		{"two changed at once", "?a=1&q=2&c=4", []Field{off("z", "0"), on("a", "1"), off("x", "off"), on("q", "2"), off("y", "off"), on("c", "4")}},
		{"the same, spelled in another way", "?a=1&q=p%20q&c=3", rows},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := Request{URL: "https://h/"}
			r.SetParams(slices.Clone(rows))
			require.Equal(t, "https://h/?a=1&q=p+q&c=3", r.URL)
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
		{"what a URL gives another meaning", "https://h/", []Field{on("a&b=c", "d&e=f#g h\"<>'é\n")}, "https://h/?a%26b%3Dc=d%26e%3Df%23g+h%22%3C%3E%27%C3%A9%0A"},
		{"a plus sign", "https://h/", []Field{on("p", "A+B")}, "https://h/?p=A%2BB"},
		{"percent signs", "https://h/", []Field{on("n", "ELIAS%"), on("q", "%41"), on("r%", "%zz")}, "https://h/?n=ELIAS%25&q=%2541&r%25=%25zz"},
		{"JSON and brackets", "https://h/", []Field{on("filter", `{"cardtype":2}`), on("config[field]", "x|y")},
			"https://h/?filter=%7B%22cardtype%22%3A2%7D&config%5Bfield%5D=x%7Cy"},
		{"unreserved characters stay", "https://h/", []Field{on("a-b", "0_Z.~*")}, "https://h/?a-b=0_Z.~%2A"},
		{"the others are not touched when one is edited", "https://h/?q=a+b,c&n=ELIAS%&m=%zz",
			[]Field{on("q", "a b,c"), on("n", "a b,c+d"), on("m", "%zz")}, "https://h/?q=a+b,c&n=a+b%2Cc%2Bd&m=%zz"},
		{"templates stay", "{{base}}/", []Field{on("id", "{{id}}"), on("{x}{{n}}", "{{{a}}} {{b c}}")},
			"{{base}}/?id={{id}}&%7Bx%7D{{n}}=%7B{{a}}%7D+%7B%7Bb+c%7D%7D"},
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
	r.SetURL("https://h/p?b=2&a=%FF&&b=3#f")
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
	require.Equal(t, "https://h/p?b=2&a=%FF&b=3#f", r.URL)
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

func TestLinksSpellRowsSoThatTheyAreReadAgain(t *testing.T) {
	for _, f := range []Field{on("a", "1"), on("A+B", "100%"), on("%41", "%zz%25 +"), off("\xff", "é"), bare("%%41")} {
		require.Equal(t, f, UnspellParam(SpellParam(f)))
	}
	require.Equal(t, on("p q", "100%&{x}"), SpellParam(on("p q", "100%&{x}")), "only what would be misread is encoded")
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
			pairs = append(pairs, [2]string{string([]rune(f.Name)), string([]rune(f.Value))}) // U+FFFD for what is not UTF-8
		}
		want := slices.DeleteFunc(c.Output, func(p [2]string) bool { return p == [2]string{} })
		require.ElementsMatch(t, want, pairs, "%q", c.Input)
	}
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

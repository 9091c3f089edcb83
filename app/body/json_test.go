package body

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var jsonFormat = Format{Kind: JSON, MediaType: "application/json"}

type jsonCase struct {
	Name, Kind, Text, B64 string
}

func jsonSuite(t testing.TB) []jsonCase {
	t.Helper()
	file, err := os.Open("../../../shared/corpora/json/jsontestsuite.jsonl")
	if err != nil {
		t.Skip("the corpus ../shared/corpora/json is not here")
	}
	defer file.Close()
	var cases []jsonCase
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var c jsonCase
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		if c.B64 != "" {
			raw, err := base64.StdEncoding.DecodeString(c.B64)
			require.NoError(t, err)
			c.Text = string(raw)
		}
		cases = append(cases, c)
	}
	require.NoError(t, lines.Err())
	require.Greater(t, len(cases), 150)
	return cases
}

// squeeze removes the white space between tokens, by a scan that shares nothing with the layout.
func squeeze(text string) string {
	var b strings.Builder
	inString := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case inString && c == '\\' && i+1 < len(text):
			b.WriteByte(c)
			i++
			c = text[i]
		case c == '"':
			inString = !inString
		case !inString && strings.IndexByte(" \t\r\n", c) >= 0:
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func TestJSONTestSuite(t *testing.T) {
	for _, c := range jsonSuite(t) {
		t.Run(c.Name, func(t *testing.T) {
			if len(c.Text) < 10_000 {
				requireSteady(t, c.Text, Pretty, jsonFormat)
			}
			v := whole(t, c.Text, Pretty, jsonFormat)
			formatted, problem := FormatJSON(c.Text)
			require.Equal(t, problem == nil, CheckJSON(c.Text) == nil)
			switch c.Kind {
			case "must_accept":
				require.Nil(t, v.Problem())
				require.Nil(t, problem)
				require.Equal(t, squeeze(c.Text), squeeze(formatted))
				require.Equal(t, toValid(formatted), full(v).Text)
			case "must_reject":
				require.NotNil(t, problem)
				require.Equal(t, c.Text, formatted)
			}
		})
	}
}

func TestPrettyJSON(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		format         Format
	}{
		{"members and items have rows of their own", `{"a":[1,true,null],"b":{"c":"d"}}`,
			"{\n  \"a\": [\n    1,\n    true,\n    null\n  ],\n  \"b\": {\n    \"c\": \"d\"\n  }\n}", jsonFormat},
		{"what is empty stays on its row", `{"a":{ },"b":[ ` + "\n" + `]}`, "{\n  \"a\": {},\n  \"b\": []\n}", jsonFormat},
		{"numbers keep their spelling", `[12345678901234567890,1.0,1e3,-0,1E+2,0.10]`,
			"[\n  12345678901234567890,\n  1.0,\n  1e3,\n  -0,\n  1E+2,\n  0.10\n]", jsonFormat},
		{"names keep their order and duplicates", `{"10":1,"2":2,"2":3}`, "{\n  \"10\": 1,\n  \"2\": 2,\n  \"2\": 3\n}", jsonFormat},
		{"escapes stay escapes", `["\u0041\/\n","é\ud83d\ude00"]`, "[\n  \"\\u0041\\/\\n\",\n  \"é\\ud83d\\ude00\"\n]", jsonFormat},
		{"a byte order mark is not shown", "\uFEFF[1]", "[\n  1\n]", jsonFormat},
		{"after a problem the text follows as it came", "{\"a\":1,,\n \"b\": 2}", "{\n  \"a\": 1,,\n \"b\": 2}", jsonFormat},
		{"a second value is a problem elsewhere", "[] []", "[][]", jsonFormat},
		{"a text that ends too early is shown to its end", `{"a":[1,"b`, "{\n  \"a\": [\n    1,\n    \"b", jsonFormat},
		{"bytes that are not UTF-8 are replaced", "[\"a\xff\xc3\"]", "[\n  \"a\uFFFD\uFFFD\"\n]", jsonFormat},
		{"UTF-16 is known by its zeros", "\x00[\x001\x00]", "[\n  1\n]", jsonFormat},
		{"the charset of the type counts", "[\"\xe9\"]", "[\n  \"é\"\n]", Format{Kind: JSON, Charset: "iso-8859-1"}},
		{"nothing is no row", " \n", "", jsonFormat},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, full(requireSteady(t, c.in, Pretty, c.format)).Text)
		})
	}
}

func TestJSONProblems(t *testing.T) {
	for _, c := range []struct {
		in           string
		line, column int
		message      string
	}{
		{`{"a":1 "b":2}`, 1, 8, `expected , or } after a value in an object, found "`},
		{"[1,\n 2\r\n é]", 3, 2, `expected , or ] after a value in an array, found é`},
		{"[1,\r2,\r\r]", 4, 1, `expected a value after , in an array, found ]`},
		{`{"é€😀": undefined}`, 1, 9, `expected a value after : in an object, found undefined`},
		{`{'a':1}`, 1, 2, `expected a name in double quotes or } after {, found ' (JSON has double quotes only)`},
		{`{"a":1,}`, 1, 8, `expected a name in double quotes after , in an object, found }`},
		{`{"a" 1}`, 1, 6, `expected : after a name in an object, found 1`},
		{`[1, // one`, 1, 5, `expected a value after , in an array, found a comment (//), which JSON does not have`},
		{`[01]`, 1, 3, `expected no digit after a leading 0, found 1`},
		{`[1.]`, 1, 4, `expected a digit after the decimal point, found ]`},
		{`[-x]`, 1, 3, `expected a digit after -, found x`},
		{`[1e]`, 1, 4, `expected a digit, + or - after the e of a number, found ]`},
		{`[1e+]`, 1, 5, `expected a digit in the exponent of a number, found ]`},
		{`["\q"]`, 1, 4, `expected one of " \ / b f n r t u after \ in a string, found q`},
		{`["\u12x4"]`, 1, 7, `expected four hexadecimal digits after \u, found x4`},
		{"[\"a\nb\"]", 1, 4, `expected the closing " of a string, in which control characters are written as escapes, found a line break`},
		{`[tru]`, 1, 5, `expected true, found ]`},
		{`[1`, 1, 3, `expected , or ] after a value in an array, found the end of the text`},
		{`{"a":"b`, 1, 8, `expected the closing " of a string, in which control characters are written as escapes, found the end of the text`},
		{`1 2`, 1, 3, `expected nothing after the value, found 2`},
		{"<html>", 1, 1, `expected a value, found <`},
		{"[\x01]", 1, 2, `expected a value or ] after [, found the character U+0001`},
		{"[\xff]", 1, 2, `expected a value or ] after [, found the byte 0xFF, which is not UTF-8`},
		{"", 1, 1, `expected a value, found the end of the text`},
		{" \n ", 2, 2, `expected a value, found the end of the text`},
	} {
		t.Run(c.in, func(t *testing.T) {
			problem := CheckJSON(c.in)
			require.NotNil(t, problem)
			require.Equal(t, c.message, problem.Message)
			require.Equal(t, []int{c.line, c.column}, []int{problem.Line, problem.Column})
			if strings.TrimSpace(c.in) != "" { // an empty body is no problem, an empty request is
				shown := requireSteady(t, c.in, Pretty, jsonFormat).Problem()
				problem.Shown, problem.Row, problem.At = shown.Shown, shown.Row, shown.At // see TestAProblemNamesTheLineThatIsShownToo
				require.Equal(t, problem, shown)
			}
		})
	}
	require.Equal(t, "line 1, column 3: expected nothing after the value, found 2", CheckJSON("1 2").Error())
}

func TestJSONOfAnyDepthAndLength(t *testing.T) {
	t.Run("a million brackets", func(t *testing.T) {
		text := strings.Repeat("[", 1_000_000) + strings.Repeat("]", 1_000_000)
		require.Nil(t, CheckJSON(text))
		v := whole(t, text, Pretty, jsonFormat)
		require.Nil(t, v.Problem())
		require.Equal(t, 1_999_999, v.Rows())
		require.Equal(t, strings.Repeat(" ", 256)+"[\n"+strings.Repeat(" ", 256)+"[]\n"+strings.Repeat(" ", 256)+"]", v.Window(999_998, 3).Text)
	})
	t.Run("a million brackets that nobody closes", func(t *testing.T) {
		v := whole(t, strings.Repeat(`{"a":[`, 500_000), Pretty, jsonFormat)
		require.Equal(t, 3_000_001, v.Problem().Column)
		deep := strings.Repeat(`[{"a":`, 70) + "1" + strings.Repeat("}]", 70)
		require.Nil(t, CheckJSON(deep))
		require.NotNil(t, CheckJSON(strings.Replace(deep, "}]}]}]", "}]]}}]", 1)))
	})
	t.Run("a long string is broken over rows and loses nothing", func(t *testing.T) {
		text := `["` + strings.Repeat(`né\u0041漢 `, 20_000) + `"]`
		v := requireSteady(t, text, Pretty, jsonFormat)
		all := full(v)
		require.Len(t, all.Continued, v.Rows()-3)
		require.Equal(t, len(all.Continued), v.Continued())
		require.True(t, text == squeezeRows(all))
		require.Equal(t, 2, v.Window(v.Rows()-2, 1).Line)
		for _, row := range strings.Split(all.Text, "\n") {
			require.LessOrEqual(t, len(row), 4096+64+8)
		}
	})
	t.Run("a long number", func(t *testing.T) {
		text := "[" + strings.Repeat("1234567890", 15_000) + "]"
		require.True(t, text == squeezeRows(full(requireSteady(t, text, Pretty, jsonFormat))))
	})
}

// squeezeRows returns the text of a window without indentation and line breaks.
func squeezeRows(w Window) string {
	rows := strings.Split(w.Text, "\n")
	for i := range rows {
		if !slices.Contains(w.Continued, i) {
			rows[i] = strings.TrimLeft(rows[i], " ")
		}
	}
	return strings.Join(rows, "")
}

func FuzzJSON(f *testing.F) {
	for _, c := range jsonSuite(f) {
		f.Add(c.Text, false)
		f.Add(c.Text, true)
	}
	f.Fuzz(func(t *testing.T, data string, many bool) {
		if len(data) > 1<<16 {
			return
		}
		v := requireSteady(t, data, Pretty, Format{Kind: JSON, Charset: "utf-8", Many: many})
		if many {
			return
		}
		formatted, problem := FormatJSON(data)
		require.Equal(t, json.Valid([]byte(data)), problem == nil)
		if problem != nil {
			require.Equal(t, data, formatted)
			return
		}
		require.Nil(t, v.Problem())
		require.Equal(t, squeeze(data), squeeze(formatted))
		again, _ := FormatJSON(formatted)
		require.Equal(t, formatted, again)
	})
}

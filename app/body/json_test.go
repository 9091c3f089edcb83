package body

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"os"
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
				require.Equal(t, toValid([]byte(formatted)), full(v).Text)
			case "must_reject":
				require.NotNil(t, problem)
				require.Equal(t, c.Text, formatted)
			}
		})
	}
}

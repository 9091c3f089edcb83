package ratelimit

import (
	"bufio"
	"encoding/base32"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Every case of the HTTP working group's tests. An item is read as a list of one.
func TestStructuredFields(t *testing.T) {
	file, err := os.Open("../../../shared/corpora/structured-fields/parse.jsonl")
	if err != nil {
		t.Skipf("the corpora are not here: %v", err)
	}
	defer file.Close()
	lines, seen := bufio.NewScanner(file), 0
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c struct {
			Name, File string
			Raw        []string
			Type       string `json:"header_type"`
			Expected   any
			MustFail   bool `json:"must_fail"`
			CanFail    bool `json:"can_fail"`
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		seen++
		t.Run(c.File+": "+c.Name, func(t *testing.T) {
			raw := strings.Join(c.Raw, ", ")
			parse := parseList
			if c.Type == "dictionary" {
				parse = parseDictionary
			}
			got, ok := parse(raw)
			if c.Type == "item" {
				// A list may end in a tab, an item may not.
				ok = ok && len(got) == 1 && !isInner(got[0]) && !strings.Contains(raw, "\t")
			}
			if c.MustFail {
				require.False(t, ok, "%q gave %v", raw, got)
				return
			}
			if c.CanFail && !ok {
				return
			}
			require.True(t, ok, "%q", raw)
			plain := []any{}
			for _, m := range got {
				one := plainMember(m)
				if c.Type == "dictionary" {
					one = []any{m.key, one}
				}
				plain = append(plain, one)
			}
			if c.Type == "item" {
				require.Equal(t, c.Expected, plain[0])
				return
			}
			require.Equal(t, c.Expected, any(plain))
		})
	}
	require.NoError(t, lines.Err())
	require.NotZero(t, seen)
}

func isInner(m member) bool {
	_, inner := m.value.([]member)
	return inner
}

// plainMember and plainValue write a member as the tests do.
func plainMember(m member) any {
	params := []any{}
	for _, p := range m.params {
		params = append(params, []any{p.name, plainValue(p.value)})
	}
	return []any{plainValue(m.value), params}
}

func plainValue(value any) any {
	typed := func(name string, v any) any { return map[string]any{"__type": name, "value": v} }
	switch v := value.(type) {
	case int64:
		return float64(v)
	case []byte:
		return typed("binary", base32.StdEncoding.EncodeToString(v))
	case token:
		return typed("token", string(v))
	case display:
		return typed("displaystring", string(v))
	case time.Time:
		return typed("date", float64(v.Unix()))
	case []member:
		list := []any{}
		for _, m := range v {
			list = append(list, plainMember(m))
		}
		return list
	}
	return value
}

func FuzzStructuredFields(f *testing.F) {
	for _, s := range []string{
		`"a";q=100;w=60;qu="requests";pk=:cHsdsRa894==:`, `limit=10, remaining=0, reset=5`, `(1 2);a, ()`, `%"f%c3%bc"`, `@1`, `?1`, `-1.5`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, parse := range []func(string) ([]member, bool){parseList, parseDictionary} {
			got, ok := parse(text)
			if !ok {
				require.Nil(t, got)
				continue
			}
			again, ok := parse(" " + text + "  ")
			require.True(t, ok)
			require.Equal(t, got, again)
			require.LessOrEqual(t, len(got), len(text)/2+1)
		}
	})
}

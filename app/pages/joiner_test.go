package pages

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// joiner writes into a text that may be looked at.
func joiner(items string) (*Joiner, *strings.Builder) {
	array := &strings.Builder{}
	return &Joiner{Items: items, Array: array}, array
}

func TestItemsKeepTheirBytes(t *testing.T) {
	j, array := joiner("data.items")
	for _, c := range []struct {
		page string
		n    int
	}{
		{`{"data":{"items":[ {"a" : 1.0e2,"a":12345678901234567890} , "\u00e9\/é" ]}}`, 2},
		{`{"data":{"items":[]}}`, 2},
		{"{\"data\":{\"items\":[null,[1 ,\n2],-0,\"\xff\"]}}", 6},
		{`{"data":{"items":null}}`, 6},
		{`{"data":{}}`, 6},
	} {
		require.NoError(t, j.Add([]byte(c.page)))
		require.Equal(t, c.n, j.Len())
	}
	require.Equal(t, 5, j.Pages())
	require.NoError(t, j.Close())
	require.Equal(t, `[{"a" : 1.0e2,"a":12345678901234567890},"\u00e9\/é",null,[1 ,`+"\n"+`2],-0,"`+"\xff"+`"]`, array.String())
}

func TestPagesThatAreArrays(t *testing.T) {
	j, array := joiner("")
	for _, page := range []string{" [1 , 2]\n", "[]", "[3]"} {
		require.NoError(t, j.Add([]byte(page)))
	}
	require.Equal(t, "[1,2,3", array.String())
	require.NoError(t, j.Close())
	require.Equal(t, "[1,2,3]", array.String())
}

func TestPagesWithoutItemsAreAnEmptyArray(t *testing.T) {
	for _, pages := range [][]string{nil, {"[]"}, {"[]", "[]"}} {
		j, array := joiner("")
		for _, page := range pages {
			require.NoError(t, j.Add([]byte(page)))
		}
		require.NoError(t, j.Close())
		require.Equal(t, "[]", array.String())
	}
}

func TestAPageThatCannotBeJoinedChangesNothing(t *testing.T) {
	j, array := joiner("a")
	require.NoError(t, j.Add([]byte(`{"a":[1]}`)))
	for page, text := range map[string]string{`{"a":[2`: "is not JSON", `{"a":2}`: "stands no array", "": "is not JSON"} {
		require.ErrorContains(t, j.Add([]byte(page)), text)
	}
	require.NoError(t, j.Close())
	require.Equal(t, "[1]", array.String())
	j, _ = joiner("a")
	require.ErrorContains(t, j.Add([]byte(`{}`)), "There is nothing at")
}

func FuzzJoiner(f *testing.F) {
	f.Add(`[1, {"a":[]}, "\u00e9"]`, `[]`)
	f.Add(`[[[]],0.10]`, "[\"\xff\"]")
	f.Fuzz(func(t *testing.T, a, b string) {
		j, array := joiner("")
		var want []json.RawMessage
		for _, page := range []string{a, b} {
			var list []json.RawMessage
			if err := j.Add([]byte(page)); err != nil {
				continue
			}
			require.NoError(t, json.Unmarshal([]byte(page), &list))
			want = append(want, list...)
		}
		require.Equal(t, len(want), j.Len())
		require.NoError(t, j.Close())
		var got []json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(array.String()), &got), "%s", array)
		require.Len(t, got, len(want))
		for i := range want {
			require.Equal(t, string(want[i]), string(got[i]))
		}
	})
}

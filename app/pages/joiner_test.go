package pages

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestItemsKeepTheirBytes(t *testing.T) {
	j := Joiner{Items: "data.items"}
	require.Equal(t, "[]", string(j.Array()))
	for _, c := range []struct {
		page string
		n    int
	}{
		{`{"data":{"items":[ {"a" : 1.0e2,"a":12345678901234567890} , "\u00e9\/é" ]}}`, 2},
		{`{"data":{"items":[]}}`, 0},
		{"{\"data\":{\"items\":[null,[1 ,\n2],-0,\"\xff\"]}}", 4},
		{`{"data":{"items":null}}`, 0},
		{`{"data":{}}`, 0},
	} {
		n, err := j.Add([]byte(c.page))
		require.NoError(t, err)
		require.Equal(t, c.n, n)
	}
	require.Equal(t, 6, j.Len())
	require.Equal(t, `[{"a" : 1.0e2,"a":12345678901234567890},"\u00e9\/é",null,[1 ,`+"\n"+`2],-0,"`+"\xff"+`"]`, string(j.Array()))
}

func TestPagesThatAreArrays(t *testing.T) {
	var j Joiner
	for _, page := range []string{" [1 , 2]\n", "[]", "[3]"} {
		_, err := j.Add([]byte(page))
		require.NoError(t, err)
	}
	require.Equal(t, "[1,2,3]", string(j.Array()))
}

func TestAPageThatCannotBeJoinedChangesNothing(t *testing.T) {
	j := Joiner{Items: "a"}
	_, err := j.Add([]byte(`{"a":[1]}`))
	require.NoError(t, err)
	for page, text := range map[string]string{`{"a":[2`: "is not JSON", `{"a":2}`: "stands no array", "": "is not JSON"} {
		_, err = j.Add([]byte(page))
		require.ErrorContains(t, err, text)
	}
	require.Equal(t, "[1]", string(j.Array()))
	_, err = (&Joiner{Items: "a"}).Add([]byte(`{}`))
	require.ErrorContains(t, err, "There is nothing at")
}

func FuzzJoiner(f *testing.F) {
	f.Add(`[1, {"a":[]}, "\u00e9"]`, `[]`)
	f.Add(`[[[]],0.10]`, "[\"\xff\"]")
	f.Fuzz(func(t *testing.T, a, b string) {
		var j Joiner
		var want []json.RawMessage
		for _, page := range []string{a, b} {
			var list []json.RawMessage
			n, err := j.Add([]byte(page))
			if err != nil {
				continue
			}
			require.NoError(t, json.Unmarshal([]byte(page), &list))
			require.Len(t, list, n)
			want = append(want, list...)
		}
		var got []json.RawMessage
		require.NoError(t, json.Unmarshal(j.Array(), &got), "%s", j.Array())
		require.Len(t, got, len(want))
		for i := range want {
			require.Equal(t, string(want[i]), string(got[i]))
		}
	})
}

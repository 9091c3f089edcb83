package demo

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestASearchGivesTheWholeListForCursorsInItsBody(t *testing.T) {
	a := newAPI(t)
	post := func(media, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/demo/pages/search", strings.NewReader(body))
		r.Header.Set("Content-Type", media)
		return a.send(r)
	}
	var byJSON, byForm []item
	for cursor, more := (*string)(nil), true; more; {
		body, err := json.Marshal(map[string]any{"cursor": cursor, "per": 20, "query": "unknown members do not count"})
		require.NoError(t, err)
		p := read[part](t, post("application/json", string(body)))
		byJSON = append(byJSON, p.Items...)
		cursor, more = p.NextCursor, p.NextCursor != nil
	}
	for cursor, more := "", true; more; {
		p := read[part](t, post("application/x-www-form-urlencoded", url.Values{"cursor": {cursor}, "per": {"40"}}.Encode()))
		byForm = append(byForm, p.Items...)
		if more = p.NextCursor != nil; more {
			cursor = *p.NextCursor
		}
	}
	require.Equal(t, all(), byJSON)
	require.Equal(t, all(), byForm)

	for body, want := range map[string]string{`{"cursor":"bm8"}`: "This cursor is not one", `{"per":1000}`: "per is a number", `{`: "Send JSON", ``: "Send JSON"} {
		w := post("application/json", body)
		require.Equal(t, 400, w.Code)
		require.Contains(t, w.Body.String(), want)
	}
	w := post("application/x-www-form-urlencoded", "per=x")
	require.Equal(t, 400, w.Code)
}

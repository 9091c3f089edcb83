package pages

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestPagesThatAreCountedEndWhereTheAnswerSaysSo(t *testing.T) {
	for _, kind := range []request.PageKind{request.ByNumber, request.ByOffset} {
		for body, more := range map[string]bool{
			`{"items": [1], "next": "/?page=2"}`:   true,
			`{"items": [1], "next": {"page": 2}}`:  true,
			`{"items": [1], "next": true}`:         true,
			`{"items": [1], "next": 2}`:            true,
			`{"items": [1], "next": null}`:         false,
			`{"items": [1], "next": ""}`:           false,
			`{"items": [1], "next": false}`:        false,
			`{"items": [1], "next": {}}`:           false,
			`{"items": [1], "next": []}`:           false,
			`{"items": [1]}`:                       false,
			`{"items": [], "next": "not the end"}`: false,
		} {
			p := request.Pages{Kind: kind, Parameter: "page", Items: "items", More: "next"}
			page := Page{Asked: "https://api.example/", URL: "https://api.example/", Header: http.Header{}.Values, Body: []byte(body), Number: 1}
			next, stop, err := Next(p, page)
			require.NoError(t, err, body)
			require.Equal(t, more, next.URL != "", "%s %s", body, stop)
			p.More = ""
			next, _, err = Next(p, page)
			require.NoError(t, err)
			require.Equal(t, body != `{"items": [], "next": "not the end"}`, next.URL != "", "without it only the items count")
		}
	}
}

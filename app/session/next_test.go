package session

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestTheNextPageIsTheSameRequestElsewhere(t *testing.T) {
	from := Place{Browser: true, Page: "https://play.example/"}
	p, bad := Prepare(request.Request{Method: "POST", URL: "https://ada:secret@h.example/items?x=1", Body: request.Body{Kind: request.Text, Text: "all"},
		Headers: []request.Field{{Name: "X-Own", Value: "1"}}}, from)
	require.Nil(t, bad)
	next, bad := p.At("https://h.example/items?page=2", from)
	require.Nil(t, bad)
	require.Equal(t, "https://h.example/items?page=2", next.URL)
	require.Equal(t, p.Headers, next.Headers, "the credentials of the URL among them")
	require.Contains(t, next.Sent().BodyHead, "all")
	require.Equal(t, "https://h.example/items?x=1", p.URL)

	_, bad = p.At("https:///nowhere", from)
	require.NotNil(t, bad)
}

func TestTheNextPageHasTheAPIKeyOnce(t *testing.T) {
	r := request.Request{URL: "https://h.example/items?x=1", Auth: request.Auth{Kind: request.APIKey, KeyName: "api_key", KeyPlace: request.InQuery, Key: request.NewSecret("k 1")}}
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	require.Equal(t, "https://h.example/items?x=1&api_key=k+1", p.URL)
	for url, want := range map[string]string{
		"https://h.example/items?page=2":               "https://h.example/items?page=2&api_key=k+1",
		"https://h.example/items":                      "https://h.example/items?api_key=k+1",
		"https://h.example/items?x=1&api_key=k+1&c=2":  "https://h.example/items?x=1&api_key=k+1&c=2",
		"https://h.example/items?api%5Fkey=k%201&c=2":  "https://h.example/items?api%5Fkey=k%201&c=2",
		"https://h.example/items?q=api_key&xapi_key=1": "https://h.example/items?q=api_key&xapi_key=1&api_key=k+1",
	} {
		next, bad := p.At(url, Place{})
		require.Nil(t, bad)
		require.Equal(t, want, next.URL)
	}
}

func TestTheNextPageHasABodyOfItsOwn(t *testing.T) {
	p, bad := Prepare(request.Request{Method: "POST", URL: "https://h.example/search", Body: request.Body{Kind: request.Text, Text: "{}"},
		Headers: []request.Field{{Name: "content-type", Value: "application/vnd.x+json"}}}, Place{Browser: true, Page: "https://play.example/"})
	require.Nil(t, bad)
	media, body := p.Content()
	require.Equal(t, "application/vnd.x+json", media)
	require.Equal(t, "{}", string(body))
	next := p.With([]byte(`{"after":1}`))
	require.Equal(t, `{"after":1}`, next.Sent().BodyHead)
	require.Contains(t, next.Headers, exchange.Header{Name: "Content-Length", Value: "11", Origin: exchange.FromBrowser})
	require.Contains(t, p.Headers, exchange.Header{Name: "Content-Length", Value: "2", Origin: exchange.FromBrowser})
	require.Equal(t, "{}", p.Sent().BodyHead)

	p, bad = Prepare(request.Request{Method: "POST", URL: "https://h.example/", Body: request.Body{Kind: request.RawFile, File: &request.File{ID: "f", Size: 5}}}, Place{})
	require.Nil(t, bad)
	_, body = p.Content()
	require.Nil(t, body)
}

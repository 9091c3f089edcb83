package permalink

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestAFileIsReadable(t *testing.T) {
	r := request.Request{Method: "POST", Headers: []request.Field{{Name: "Accept", Value: "a<b>&c"}}, Options: request.Options{Timeout: 10e9, Cache: request.Reload},
		Auth: request.Auth{Kind: request.Basic, User: "ada", Password: request.NewSecret("hunter2")},
		Body: request.Body{Kind: request.JSON, JSON: `{"a":1}`}}
	r.SetURL("https://h/?token=abc&x=1")
	file, err := Keep(r).File(map[string]string{"token": "abc"})
	require.NoError(t, err)
	require.Equal(t, `{
  "roundtrip": 1,
  "method": "POST",
  "url": "https://h/?token={{token}}&x=1",
  "headers": [
    {
      "name": "Accept",
      "value": "a<b>&c"
    }
  ],
  "body": {
    "kind": "json",
    "json": "{\"a\":1}"
  },
  "auth": {
    "kind": "basic",
    "user": "ada",
    "password": "{{password}}"
  },
  "options": {
    "cache": "reload"
  },
  "holes": [
    "password",
    "token"
  ],
  "timeout": "10s",
  "secrets": {
    "token": "abc"
  }
}
`, string(file))
	link, err := DecodeFile(file)
	require.NoError(t, err)
	require.Equal(t, FromFile, link.Source)
	require.Equal(t, []string{"password"}, link.Wanted())
	require.Equal(t, "https://h/?token=abc&x=1", link.Request.URL)
	require.Equal(t, r.Options, link.Request.Options)
}

func TestAFileTakesWhatIsTooLargeForALink(t *testing.T) {
	r := request.Request{Method: "POST", URL: "https://h/", Body: request.Body{Kind: request.Text, Text: strings.Repeat("x\n", MaxText)}}
	_, err := Keep(r).Link(nil)
	require.ErrorIs(t, err, ErrTooLargeForLink)
	file, err := Keep(r).File(nil)
	require.NoError(t, err)
	link, err := DecodeFile(file)
	require.NoError(t, err)
	require.Equal(t, r, link.Request)

	r.Body.Text = strings.Repeat("x", MaxFile)
	_, err = Keep(r).File(nil)
	require.ErrorIs(t, err, ErrTooLarge)
}

func TestFilesWrittenByOthers(t *testing.T) {
	link, err := DecodeFile([]byte("\xef\xbb\xbf" + `{"roundtrip":1,"note":"mine","url":"https://h/?a=1","auth":{"kind":"bearer","token":"typed by hand"},
		"body":{"kind":"file","file":{"id":"not-ours","name":"a"}},"params":[{"name":"x","value":"not in the URL"},{"name":"b","off":true}]}`))
	require.NoError(t, err)
	require.Equal(t, request.Request{Method: "GET", URL: "https://h/?a=1", Params: []request.Field{{Name: "a", Value: "1"}, {Name: "b", Off: true}},
		Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("typed by hand")},
		Body: request.Body{Kind: request.RawFile, File: &request.File{Name: "a"}}}, link.Request)

	for _, c := range []struct {
		name, data string
		err        error
		says       string
	}{
		{"nothing", "", ErrNotFile, ""},
		{"no JSON", "GET / HTTP/1.1", ErrNotFile, ""},
		{"other JSON", `{"info":{"name":"a collection"}}`, ErrNotFile, "no version"},
		{"a list", `[]`, ErrNotFile, ""},
		{"a version that is none", `{"roundtrip":"one"}`, ErrNotFile, ""},
		{"version 0", `{"roundtrip":0}`, ErrNotFile, ""},
		{"the next version", `{"roundtrip":3,"method":[]}`, ErrNewer, ""},
		{"a mode that is not known", `{"roundtrip":1,"options":{"cache":"sometimes"}}`, ErrNewer, `cache "sometimes"`},
		{"another kind of body", `{"roundtrip":1,"body":{"kind":"graphql"}}`, ErrNewer, "graphql"},
		{"a wrong type", `{"roundtrip":1,"headers":{}}`, ErrNotFile, ""},
		{"a timeout that is none", `{"roundtrip":1,"timeout":"soon"}`, ErrNotFile, `"soon"`},
		{"half of it", `{"roundtrip":1,"url":"https://h`, ErrNotFile, ""},
		{"too much", strings.Repeat(" ", MaxFile+1), ErrTooLarge, ""},
		{"too many rows", `{"roundtrip":1,"headers":[` + strings.Repeat(`{},`, maxRows) + `{}]}`, ErrTooLarge, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := DecodeFile([]byte(c.data))
			require.ErrorIs(t, err, c.err)
			require.ErrorContains(t, err, c.says)
		})
	}
}

func FuzzDecodeFile(f *testing.F) {
	r, secrets := full()
	file, _ := Keep(r).File(secrets)
	f.Add(file)
	f.Add([]byte(`{"roundtrip":1,"url":"h","options":{"pages":{"kind":"number","parameter":" page ","path":"x","start":"0","step":-3,"max":99999}}}`))
	f.Add([]byte(`{"roundtrip":1,"url":"?a&b=1","params":[{"name":"a","bare":true,"value":"x"},{"off":true}],"holes":["x","x"],"secrets":{"x":"{{y}}"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		link, err := DecodeFile(data)
		if err == nil {
			comesBack(t, link.Request)
		}
	})
}

func TestContentsSayWhatIsInALink(t *testing.T) {
	r, _ := full()
	require.Equal(t, []Item{
		{Name: "Method and URL", Value: "PROPFIND https://api.example.com/v1/items?b=2&a=x y&&flag&api_key={{api_key}}&typed=%C3%A9+%26+more#part"},
		{Name: "1 parameter", Value: "off (off)"},
		{Name: "4 headers", Value: "Accept, X-Off (off), Accept, Cookie"},
		{Name: "Body", Value: "multipart, 3 parts"},
		{Name: "File", Value: "a.pdf, 123.5 kB: the file itself is not in a link"},
		{Name: "Auth", Value: "basic, user ada"},
		{Name: "Options", Value: "timeout: 90 s, redirects: error, browser's cookies: include, browser's cache: reload, stream the upload"},
		{Name: "auth: password", Hole: "password"},
		{Name: "parameter api_key", Hole: "api_key"},
		{Name: "header Cookie", Hole: "cookie"},
	}, Keep(r).Contents())

	for want, body := range map[string]request.Body{
		"JSON, 1.2 kB":       {Kind: request.JSON, JSON: strings.Repeat("1", 1234)},
		"text, 3 B":          {Kind: request.Text, Text: "abc"},
		"text/csv, 0 B":      {Kind: request.Text, MediaType: "text/csv"},
		"form, 1 field":      {Kind: request.Form, Form: []request.Field{{Name: "a"}}},
		"a file":             {Kind: request.RawFile},
		"multipart, 0 parts": {Kind: request.Multipart},
	} {
		items := Keep(request.Request{URL: "https://h/", Body: body}).Contents()
		require.Equal(t, []Item{{Name: "Method and URL", Value: "GET https://h/"}, {Name: "Body", Value: want}}, items)
	}
	require.Equal(t, []Item{{Name: "Method and URL", Value: "GET"}}, Keep(request.Request{}).Contents())
	items := Keep(request.Request{Auth: request.Auth{Kind: request.APIKey, KeyPlace: request.InQuery, KeyName: "k"}}).Contents()
	require.Equal(t, Item{Name: "Auth", Value: "API key in parameter k"}, items[1])
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 3_000_000: "3.0 MB", 5_500_000_000: "5.5 GB"} {
		require.Equal(t, want, size(n), fmt.Sprint(n))
	}
}

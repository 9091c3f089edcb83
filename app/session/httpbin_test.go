package session

import (
	"io"
	"net/http/httptest"
	"testing"

	"github.com/mccutchen/go-httpbin/v2/httpbin"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"roundtrip/app/request"
)

// go-httpbin says back what it understood, which is what servers understand.
func TestServersUnderstandWhatIsSent(t *testing.T) {
	server := httptest.NewServer(httpbin.New())
	defer server.Close()
	tests := []struct {
		name string
		path string
		r    request.Request
		want map[string]string // gjson path → value
	}{
		{"parameters in order, with duplicates and spaces", "/anything?b=2&a=1&b=3&c=%20x+y&d", request.Request{},
			map[string]string{"args.b": `["2","3"]`, "args.c.0": " x y", "args.d.0": ""}},
		{"a form", "/anything", request.Request{Method: "POST", Body: request.Body{Kind: request.Form,
			Form: []request.Field{{Name: "a", Value: "1 & 2=3"}, {Name: "a", Value: "é+"}, {Name: "off", Value: "x", Off: true}}}},
			map[string]string{"form.a": `["1 & 2=3","é+"]`, "form.off": "", "headers.Content-Type.0": "application/x-www-form-urlencoded"}},
		{"JSON, byte for byte", "/anything", request.Request{Method: "PUT", Body: request.Body{Kind: request.JSON, JSON: `{ "n": 12345678901234567890 }`}},
			map[string]string{"data": `{ "n": 12345678901234567890 }`, "headers.Content-Type.0": "application/json", "method": "PUT"}},
		{"multipart with a text and a file", "/anything", request.Request{Method: "POST", Body: request.Body{Kind: request.Multipart, Parts: []request.Part{
			{Name: "t", Value: "v"}, {Name: "f", IsFile: true, File: &request.File{ID: "9", Name: "n.txt", Size: 6, Type: "text/plain"}}}}},
			map[string]string{"form.t.0": "v", "files.f.0": "file 9"}},
		{"basic auth in UTF-8", "/basic-auth/j%C3%B6/p%C3%A4ss", request.Request{Auth: request.Auth{Kind: request.Basic, User: "jö", Password: request.NewSecret("päss")}},
			map[string]string{"authorized": "true", "user": "jö"}},
		{"a bearer token", "/bearer", request.Request{Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("t0k")}},
			map[string]string{"authenticated": "true", "token": "t0k"}},
		{"an API key in the query", "/anything?x=1", request.Request{Auth: request.Auth{Kind: request.APIKey, KeyPlace: request.InQuery, KeyName: "key", Key: request.NewSecret("a&b")}},
			map[string]string{"args.key.0": "a&b", "args.x.0": "1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.r.SetURL(server.URL + test.path)
			p, bad := Prepare(test.r, Place{})
			require.Nil(t, bad)
			resp, err := native().Do(t.Context(), p, Watch{})
			require.NoError(t, err)
			defer resp.Body.Close()
			answer, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			require.Equal(t, 200, resp.StatusCode, string(answer))
			for path, want := range test.want {
				got := gjson.GetBytes(answer, path)
				if got.IsArray() {
					want = gjson.Parse(want).Raw
					require.JSONEq(t, want, got.Raw, path)
				} else {
					require.Equal(t, want, got.String(), path)
				}
			}
		})
	}
}

//go:build !js

package session

import (
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

const batch = "--b a\r\nContent-Type: application/http\r\n\r\nGET /x\r\n--b a--\r\n"

var typedParts = request.Body{Kind: request.Multipart, Parts: []request.Part{{Name: "a", Value: "1", ContentType: "text/plain"}, {Name: "b", Value: "--other\n2"}}}

func typedAs(body request.Body, contentTypes ...string) request.Request {
	r := request.Request{Method: "POST", URL: "https://a.example", Body: body}
	for _, value := range contentTypes {
		r.Headers = append(r.Headers, request.Field{Name: "content-type", Value: value})
	}
	return r
}

func TestAMultipartTypeThatIsTypedFitsTheBody(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		body        request.Body
		media       string
		boundary    string // "" for any
		parts       int
	}{
		{"without a boundary", "multipart/form-data", typedParts, "multipart/form-data", "", 2},
		{"without a boundary, behind a semicolon", "Multipart/Form-Data; ", typedParts, "multipart/form-data", "", 2},
		{"with a boundary that was not typed to its end", "multipart/form-data; boundary=", typedParts, "multipart/form-data", "", 2},
		{"with an empty boundary", `multipart/form-data; charset=utf-8; boundary=""`, typedParts, "multipart/form-data", "", 2},
		{"with a boundary", "multipart/form-data; boundary=XyZ", typedParts, "multipart/form-data", "XyZ", 2},
		{"with a boundary in quotes", `multipart/form-data; boundary="X y:Z"; charset=utf-8`, typedParts, "multipart/form-data", "X y:Z", 2},
		{"of another subtype", `multipart/related; type="text/plain"`, typedParts, "multipart/related", "", 2},
		{"of another subtype with a boundary", "multipart/mixed;boundary=m", typedParts, "multipart/mixed", "m", 2},
		{"a text whose boundary was left out", "multipart/mixed", request.Body{Kind: request.Text, Text: batch}, "multipart/mixed", "b a", 1},
		{"a text with its boundary", `multipart/mixed; boundary="b a"`, request.Body{Kind: request.Text, Text: "preamble\n" + batch}, "multipart/mixed", "b a", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			requests := []request.Request{typedAs(c.body, c.typed)}
			if c.body.Kind == request.Text {
				c.body.MediaType = c.typed
				requests = append(requests, typedAs(c.body))
			}
			for _, r := range requests {
				for _, from := range []Place{browser, {}} {
					p, bad := Prepare(r, from)
					require.Nil(t, bad)
					contentType, body := p.Content()
					media, params, err := mime.ParseMediaType(contentType)
					require.NoError(t, err)
					require.Equal(t, c.media, media)
					require.True(t, strings.HasPrefix(contentType, withoutEmptyBoundary(strings.TrimRight(c.typed, "; "))), contentType)
					if c.boundary != "" {
						require.Equal(t, c.boundary, params["boundary"])
					}
					reader := multipart.NewReader(strings.NewReader(string(body)), params["boundary"])
					for range c.parts {
						part, err := reader.NextPart()
						require.NoError(t, err)
						_, err = io.ReadAll(part)
						require.NoError(t, err)
					}
					_, err = reader.NextPart()
					require.Equal(t, io.EOF, err)
				}
			}
		})
	}
}

func TestABodyThatItsMultipartTypeDoesNotDescribeIsRefused(t *testing.T) {
	file := request.Body{Kind: request.RawFile, File: &request.File{ID: "1", Name: "x"}}
	for _, c := range []struct {
		name, typed string
		body        request.Body
	}{
		{"JSON", "multipart/form-data", request.Body{Kind: request.JSON, JSON: "{}"}},
		{"a form", "multipart/form-data; boundary=x", request.Body{Kind: request.Form}},
		{"a text without boundary lines", "multipart/mixed", request.Body{Kind: request.Text, Text: "--a\r\nnothing ends it"}},
		{"a text with other boundary lines", "multipart/mixed; boundary=x", request.Body{Kind: request.Text, Text: batch}},
		{"a file of which nobody knows the boundary", "multipart/mixed", file},
		{"a boundary that stands in a part", "multipart/form-data; boundary=other", typedParts},
		{"a boundary that is none", `multipart/form-data; boundary="a{b"`, typedParts},
		{"a boundary too long", "multipart/form-data; boundary=" + strings.Repeat("x", 71), typedParts},
		{"a type that cannot be read", "multipart/form data", typedParts},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, bad := Prepare(typedAs(c.body, c.typed), browser)
			require.NotNil(t, bad)
			require.Equal(t, exchange.AtHeaders, bad.Where)
			require.Contains(t, bad.Detail, "multipart")
			require.NotContains(t, bad.Detail, "mime:", "no error of a program")
		})
	}
	p, bad := Prepare(typedAs(file, "multipart/mixed; boundary=x"), browser)
	require.Nil(t, bad)
	require.Equal(t, "multipart/mixed; boundary=x", p.Body.MediaType)
	_, bad = Prepare(typedAs(request.Body{}, "multipart/mixed"), browser)
	require.Nil(t, bad, "without a body there is nothing to describe")
}

func TestOtherMultipartTypesAreWrittenAsInCurl(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skipf("curl is not here: %v", err)
	}
	type sent struct{ contentType, body string }
	got := make(chan sent, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		spelled := func(text string) string { return strings.ReplaceAll(text, params["boundary"], "BOUNDARY") }
		got <- sent{spelled(r.Header.Get("Content-Type")), spelled(string(body))}
	}))
	defer server.Close()
	for _, media := range []string{"multipart/related", "multipart/mixed", "multipart/form-data"} {
		r := typedAs(typedParts, media)
		r.URL = server.URL
		r.Body.Parts = append(r.Body.Parts, request.Part{Name: "f", FileName: "f.txt", Value: "3", ContentType: "text/csv"})
		out, err := exec.CommandContext(t.Context(), "curl", "-sS", "-H", "Content-Type: "+media,
			"-F", "a=1;type=text/plain", "-F", "b=--other\n2", "-F", "f=3;filename=f.txt;type=text/csv", server.URL).CombinedOutput()
		require.NoError(t, err, string(out))
		byCurl := <-got

		p, bad := Prepare(r, Place{})
		require.Nil(t, bad)
		contentType, body := p.Content()
		response, err := http.Post(server.URL, contentType, strings.NewReader(string(body)))
		require.NoError(t, err)
		response.Body.Close()
		require.Equal(t, byCurl, <-got)
	}
}

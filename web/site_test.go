package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/require"
)

var program = strings.Repeat("\x00asm a program ", 300)

func testSite(t *testing.T) *httptest.Server {
	t.Helper()
	var br, gz bytes.Buffer
	b := brotli.NewWriter(&br)
	g := gzip.NewWriter(&gz)
	for _, w := range []io.WriteCloser{b, g} {
		_, err := io.WriteString(w, program)
		require.NoError(t, err)
		require.NoError(t, w.Close())
	}
	site, err := NewSite(fstest.MapFS{
		"index.html":           {Data: []byte("<!doctype html>page")},
		"404.html":             {Data: []byte("<!doctype html>nothing here")},
		"manifest.webmanifest": {Data: []byte("{}")},
		"favicon.ico":          {Data: []byte("icon")},
		".gitkeep":             {},
		"assets/app.1.wasm":    {Data: []byte(program)},
		"assets/app.1.wasm.br": {Data: br.Bytes()},
		"assets/app.1.wasm.gz": {Data: gz.Bytes()},
	}, Page)
	require.NoError(t, err)
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	return server
}

// ask sends a request as it is written: no Accept-Encoding is added, nothing is decoded.
func ask(t *testing.T, method, url string, fields ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	require.NoError(t, err)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(r)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response, body
}

func decode(t *testing.T, coding string, body []byte) string {
	t.Helper()
	var r io.Reader = bytes.NewReader(body)
	switch coding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		g, err := gzip.NewReader(r)
		require.NoError(t, err)
		r = g
	}
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(text)
}

func TestEveryCodingOfAFileIsWholeAndHasItsOwnTag(t *testing.T) {
	server := testSite(t)
	tags := map[string]bool{}
	for accept, coding := range map[string]string{"br, gzip": "br", "gzip": "gzip", "identity": ""} {
		response, body := ask(t, "GET", server.URL+"/assets/app.1.wasm", "Accept-Encoding", accept)
		require.Equal(t, 200, response.StatusCode)
		require.Equal(t, coding, response.Header.Get("Content-Encoding"))
		require.Equal(t, program, decode(t, coding, body))
		require.Equal(t, strconv.Itoa(len(body)), response.Header.Get("Content-Length"))
		require.Equal(t, "application/wasm", response.Header.Get("Content-Type"))
		require.Equal(t, "Accept-Encoding", response.Header.Get("Vary"))
		tag := response.Header.Get("ETag")
		require.Regexp(t, `^"[\w-]{20}"$`, tag)
		tags[tag] = true

		again, empty := ask(t, "GET", server.URL+"/assets/app.1.wasm", "Accept-Encoding", accept, "If-None-Match", tag)
		require.Equal(t, 304, again.StatusCode)
		require.Empty(t, empty)
		require.Equal(t, tag, again.Header.Get("ETag"))
		require.Equal(t, "Accept-Encoding", again.Header.Get("Vary"))

		head, empty := ask(t, "HEAD", server.URL+"/assets/app.1.wasm", "Accept-Encoding", accept)
		require.Empty(t, empty)
		require.Equal(t, response.Header.Get("Content-Length"), head.Header.Get("Content-Length"))
		require.Equal(t, coding, head.Header.Get("Content-Encoding"))
	}
	require.Len(t, tags, 3)
	response, _ := ask(t, "GET", server.URL+"/assets/app.1.wasm", "Accept-Encoding", "*;q=0")
	require.Equal(t, 406, response.StatusCode)
	require.Empty(t, response.Header.Get("ETag"))
}

func TestHashedFilesAreKeptForEverAndOthersAreAskedFor(t *testing.T) {
	server := testSite(t)
	for path, want := range map[string][2]string{
		"/":                     {"no-cache", "text/html; charset=utf-8"},
		"/index.html":           {"no-cache", "text/html; charset=utf-8"},
		"/manifest.webmanifest": {"no-cache", "application/manifest+json"},
		"/favicon.ico":          {"no-cache", "image/x-icon"},
		"/assets/app.1.wasm":    {"public, max-age=31536000, immutable", "application/wasm"},
	} {
		response, _ := ask(t, "GET", server.URL+path)
		require.Equal(t, 200, response.StatusCode, path)
		require.Equal(t, want[0], response.Header.Get("Cache-Control"), path)
		require.Equal(t, want[1], response.Header.Get("Content-Type"), path)
	}
}

func TestARangeIsServedOfThePlainFileOnly(t *testing.T) {
	server := testSite(t)
	response, body := ask(t, "GET", server.URL+"/assets/app.1.wasm", "Range", "bytes=1-3")
	require.Equal(t, 206, response.StatusCode)
	require.Equal(t, "asm", string(body))
	response, body = ask(t, "GET", server.URL+"/assets/app.1.wasm", "Range", "bytes=1-3", "Accept-Encoding", "br")
	require.Equal(t, 200, response.StatusCode)
	require.Equal(t, program, decode(t, "br", body))
}

func TestWhatIsNotThere(t *testing.T) {
	server := testSite(t)
	for _, path := range []string{"/nothing", "/assets/", "/assets", "/.gitkeep", "/assets/app.1.wasm.br", "/../go.mod", "/404"} {
		response, body := ask(t, "GET", server.URL+path)
		require.Equal(t, 404, response.StatusCode, path)
		require.Equal(t, "<!doctype html>nothing here", string(body))
		require.Equal(t, "no-cache", response.Header.Get("Cache-Control"))
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "QUERY"} {
		response, _ := ask(t, method, server.URL+"/")
		require.Equal(t, 405, response.StatusCode, method)
		require.Equal(t, "GET, HEAD", response.Header.Get("Allow"))
	}
}

func TestThePolicyIsStrict(t *testing.T) {
	server := testSite(t)
	for _, path := range []string{"/", "/assets/app.1.wasm", "/nothing"} {
		response, _ := ask(t, "GET", server.URL+path)
		policy := response.Header.Get("Content-Security-Policy")
		require.Contains(t, policy, "default-src 'none'; script-src 'wasm-unsafe-eval'; style-src 'none'; ", path)
		require.Contains(t, policy, "frame-ancestors 'self'")
		require.NotContains(t, policy, "unsafe-inline")
		require.NotContains(t, policy, "'unsafe-eval'")
		require.Equal(t, "nosniff", response.Header.Get("X-Content-Type-Options"))
		require.Equal(t, "no-referrer", response.Header.Get("Referrer-Policy"))
		require.Equal(t, "same-origin-allow-popups", response.Header.Get("Cross-Origin-Opener-Policy"))
	}
	require.NotContains(t, Policy(nil), "frame-ancestors", "a page cannot say that about itself")
}

func TestThePolicyAllowsWhatThePageHoldsAndNothingElse(t *testing.T) {
	policy := Policy([]byte(`<style>a {}</style><script data-x="1" data-editor-integrity="sha256-E&#43;1=">go()</script>` +
		`<script src="a.js"></script><script src="b.js" integrity="sha256-B="></script><p integrity="sha256-P=">go()</p>`))
	// printf 'go()' | openssl dgst -sha256 -binary | base64
	require.Contains(t, policy, "; script-src 'wasm-unsafe-eval' 'sha256-E+1=' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=' 'sha256-B='; ")
	require.Contains(t, policy, "; style-src 'sha256-mkSHzL7faOU7/U/v8Umg+058R69+vN2A2xmE3Fz1q98='; ")
}

func TestEveryPageHasThePolicyOfItsOwnScripts(t *testing.T) {
	page := func(script string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("<script>" + script + "</script>")}
	}
	site, err := NewSite(fstest.MapFS{"index.html": page("index"), "callback.html": page("callback"), "404.html": page("404")}, Page)
	require.NoError(t, err)
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	for path, script := range map[string]string{"/": "index", "/callback.html": "callback", "/nothing": "404"} {
		response, _ := ask(t, "GET", server.URL+path)
		require.Contains(t, response.Header.Get("Content-Security-Policy"),
			"script-src 'wasm-unsafe-eval' '"+Integrity([]byte(script))+"';", path)
	}
}

func TestAFolderWithoutAPageIsNotBuilt(t *testing.T) {
	_, err := NewSite(fstest.MapFS{".gitkeep": {}}, Page)
	require.ErrorIs(t, err, ErrNotBuilt)
	require.ErrorContains(t, err, "run make first")
}

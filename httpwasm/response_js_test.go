package httpwasm

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheStatusLineIsTheServersOwn(t *testing.T) {
	s := serversOf(t)
	for sentence, c := range map[string]struct {
		raw, status, reason string
		code                int
	}{
		"a reason phrase of its own":    {"HTTP/1.1 404 Nichts da\r\nContent-Length: 0\r\n\r\n", "404 Nichts da", "Nichts da", 404},
		"bytes beyond ASCII":            {"HTTP/1.1 200 \xe9\r\nContent-Length: 0\r\n\r\n", "200 \xe9", "\xe9", 200},
		"no reason phrase":              {"HTTP/1.1 201 \r\nContent-Length: 0\r\n\r\n", "201 Created", "", 201},
		"a code that nobody knows":      {"HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n", "599", "", 599},
		"no content has no body":        {"HTTP/1.1 204 No Content\r\n\r\n", "204 No Content", "No Content", 204},
		"not modified, as it was asked": {"HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n", "304 Not Modified", "Not Modified", 304},
	} {
		t.Run(sentence, func(t *testing.T) {
			nothingLeft(t)
			resp, err := send(t.Context(), "GET", at(s.HTTP, "/reply", "raw", c.raw), nil, "If-None-Match", `"x"`)
			require.NoError(t, err)
			require.Equal(t, c.status, resp.Status)
			require.Equal(t, c.code, resp.StatusCode)
			require.Equal(t, c.reason, infoOf(t, resp).Reason)
			require.Empty(t, readAllOf(t, resp))
		})
	}
}

func TestHTTP2HasNoReasonPhrase(t *testing.T) {
	s := serversOf(t)
	resp := get(t, s.TLS+"/echo")
	require.Equal(t, "200 OK", resp.Status)
	require.Empty(t, infoOf(t, resp).Reason)
	require.Equal(t, "HTTP/2.0", echo(t, resp, nil).Proto)
}

func TestHeadersAreThoseThatTheBrowserExposes(t *testing.T) {
	s := serversOf(t)
	raw := "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One: 1\r\nX-Two: a\r\nX-Two: b\r\nX-Bytes: \xe9\xff\r\nX-Empty:\r\nSet-Cookie: c=d\r\n\r\nok"
	t.Run("all that are listed, with their bytes", func(t *testing.T) {
		resp := get(t, at(s.HTTP, "/reply", "raw", raw, "expose", "X-One, X-Two, X-Bytes, X-Empty, Set-Cookie"))
		require.Equal(t, http.Header{"Content-Length": {"2"}, "X-One": {"1"}, "X-Two": {"a, b"}, "X-Bytes": {"\xe9\xff"}, "X-Empty": {""}}, resp.Header)
		require.Equal(t, "ok", readAllOf(t, resp))
	})
	t.Run("only the safelisted ones when none are listed", func(t *testing.T) {
		resp := get(t, at(s.HTTP, "/reply", "raw", raw))
		require.Equal(t, http.Header{"Content-Length": {"2"}}, resp.Header)
	})
}

func TestHeadHasALengthAndNoBody(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	resp, err := send(t.Context(), "HEAD", at(s.HTTP, "/encoded", "expose", "Content-Encoding"), nil)
	require.NoError(t, err)
	require.EqualValues(t, 100_000, resp.ContentLength)
	require.Empty(t, readAllOf(t, resp))
}

func TestDecodedBodies(t *testing.T) {
	s := serversOf(t)
	for _, coding := range []string{"gzip", "deflate", "br"} {
		t.Run(coding, func(t *testing.T) {
			resp := get(t, at(s.HTTP, "/encoded", "as", coding, "expose", "Content-Encoding"))
			require.True(t, resp.Uncompressed)
			require.EqualValues(t, -1, resp.ContentLength)
			require.Equal(t, coding, resp.Header.Get("Content-Encoding"))
			info := infoOf(t, resp)
			require.Positive(t, info.EncodedLength)
			require.Less(t, info.EncodedLength, int64(1000))
			require.Equal(t, strings.Repeat("a", 100_000), readAllOf(t, resp))
			require.EqualValues(t, 100_000, info.Received())
		})
	}
	t.Run("a coding that the browser does not know stays", func(t *testing.T) {
		resp := get(t, at(s.HTTP, "/encoded", "as", "rot13", "expose", "Content-Encoding"))
		require.False(t, resp.Uncompressed)
		require.EqualValues(t, 100_000, resp.ContentLength)
		require.Len(t, readAllOf(t, resp), 100_000)
	})
	t.Run("a coding that is not exposed makes the length unknown", func(t *testing.T) {
		resp := get(t, at(s.HTTP, "/encoded", "as", "gzip"))
		require.EqualValues(t, -1, resp.ContentLength, "Content-Length counts bytes that the program never sees")
		require.Less(t, infoOf(t, resp).EncodedLength, int64(1000))
		require.Len(t, readAllOf(t, resp), 100_000)
	})
}

func TestInfoSaysWhatTheBrowserShows(t *testing.T) {
	s := serversOf(t)
	own := strings.TrimSuffix(origin(), "/")
	t.Run("the page's own origin is basic", func(t *testing.T) {
		resp := get(t, own+"/wasm_exec.js")
		require.Equal(t, ResponseBasic, infoOf(t, resp).Type)
		require.EqualValues(t, len(readAllOf(t, resp)), resp.ContentLength)
	})
	t.Run("another origin is cors", func(t *testing.T) {
		resp := get(t, s.HTTP+"/echo#fragment")
		info := infoOf(t, resp)
		require.Equal(t, ResponseCORS, info.Type)
		require.Equal(t, s.HTTP+"/echo", info.URL)
		require.False(t, info.Redirected)
	})
	t.Run("without cors it is opaque", func(t *testing.T) {
		nothingLeft(t)
		ctx := WithOptions(t.Context(), Options{Mode: ModeNoCORS})
		resp, err := send(ctx, "GET", s.HTTP+"/closed/echo", nil)
		require.NoError(t, err)
		require.Equal(t, ResponseOpaque, infoOf(t, resp).Type)
		require.Zero(t, resp.StatusCode)
		require.Empty(t, resp.Status)
		require.Empty(t, readAllOf(t, resp))
	})
	t.Run("the body may be wrapped", func(t *testing.T) {
		resp := get(t, s.HTTP+"/echo")
		resp.Body = io.NopCloser(resp.Body)
		require.Equal(t, ResponseCORS, infoOf(t, resp).Type)
		readAllOf(t, resp)
	})
	t.Run("a response of another transport has none", func(t *testing.T) {
		_, ok := InfoOf(&http.Response{Request: &http.Request{}})
		require.False(t, ok)
		_, ok = InfoOf(nil)
		require.False(t, ok)
	})
}

package httpwasm

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestARequestArrivesAsItWasAsked(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	resp, err := send(t.Context(), "PURGE", at(s.HTTP, "/echo", "a", "1 2&3"), nil,
		"X-Mine", "one", "X-Mine", "two", "X-Bytes", "é\xff", "X-Empty", "")
	e := echo(t, resp, err)
	require.Equal(t, "PURGE", e.Method)
	require.Equal(t, "/echo?a=1+2%263", e.Path)
	require.Equal(t, "one, two", e.Header.Get("X-Mine"))
	require.Equal(t, "é\xff", narrowJSON(e.Header.Get("X-Bytes")), "header bytes cross unchanged")
	require.Contains(t, e.Header, "X-Empty")
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.Equal(t, "200 OK", resp.Status)
	require.Equal(t, s.HTTP, resp.Request.URL.Scheme+"://"+resp.Request.URL.Host)
}

// narrowJSON undoes what encoding/json does to bytes that are not UTF-8.
func narrowJSON(s string) string { return strings.ReplaceAll(s, "\ufffd", "\xff") }

func TestForbiddenHeadersAreDroppedByTheBrowser(t *testing.T) {
	s := serversOf(t)
	resp, err := send(t.Context(), "GET", s.HTTP+"/echo", nil,
		"Cookie", "a=b", "Via", "x", "Sec-Mine", "x", "Proxy-Mine", "x", "X-Http-Method", "TRACE", "X-Method-Override", "PUT")
	e := echo(t, resp, err)
	for _, name := range []string{"Cookie", "Via", "Sec-Mine", "Proxy-Mine", "X-Http-Method"} {
		require.NotContains(t, e.Header, name)
	}
	require.Equal(t, "PUT", e.Header.Get("X-Method-Override"))
}

func TestEveryForbiddenHeaderIsReallyDropped(t *testing.T) {
	s := serversOf(t)
	sent, allowed := http.Header{}, http.Header{}
	for name := range forbiddenHeaders {
		sent.Set(name, "zork")
	}
	for _, name := range []string{"Accept", "Accept-Language", "Authorization", "If-None-Match", "X-Mine", "Content-Type", "Range"} {
		sent.Set(name, "zork")
		allowed.Set(name, "zork")
	}
	req, err := http.NewRequestWithContext(t.Context(), "GET", s.HTTP+"/echo", nil)
	require.NoError(t, err)
	req.Header = sent
	resp, err := new(Transport).RoundTrip(req)
	e := echo(t, resp, err)
	for name, values := range e.Header {
		if values[0] == "zork" {
			require.Contains(t, allowed, name, "a header that is said to be forbidden was sent")
			allowed.Del(name)
		}
	}
	require.Empty(t, allowed, "headers that are said to be allowed were not sent")
}

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

func TestRedirects(t *testing.T) {
	s := serversOf(t)
	for sentence, to := range map[string]string{
		"to the same origin": s.HTTP + "/echo?x=1",
		"to another origin":  s.Other + "/echo?x=1",
	} {
		from := at(s.HTTP, "/redirect", "code", "302", "to", to)
		t.Run("followed "+sentence, func(t *testing.T) {
			nothingLeft(t)
			resp := get(t, from)
			info := infoOf(t, resp)
			require.True(t, info.Redirected)
			require.Equal(t, to, info.URL)
			require.Equal(t, to, resp.Request.URL.String())
			require.Equal(t, "/echo?x=1", echo(t, resp, nil).Path)
		})
		t.Run("not followed "+sentence, func(t *testing.T) {
			nothingLeft(t)
			resp, err := send(WithOptions(t.Context(), Options{Redirect: RedirectManual}), "GET", from, nil)
			require.NoError(t, err)
			require.Equal(t, ResponseOpaqueRedirect, infoOf(t, resp).Type)
			require.Zero(t, resp.StatusCode)
			require.NoError(t, resp.Body.Close())
		})
		t.Run("refused "+sentence, func(t *testing.T) {
			nothingLeft(t)
			_, err := send(WithOptions(t.Context(), Options{Redirect: RedirectError}), "GET", from, nil)
			failureOf(t, err, Blocked)
		})
	}
	t.Run("303 after POST becomes GET, 307 keeps method and body", func(t *testing.T) {
		for code, method := range map[string]string{"303": "GET", "307": "POST"} {
			resp, err := send(t.Context(), "POST", at(s.HTTP, "/redirect", "code", code, "to", s.Other+"/echo"), strings.NewReader("body"))
			e := echo(t, resp, err)
			require.Equal(t, method, e.Method)
			require.Equal(t, map[string]int64{"GET": 0, "POST": 4}[method], e.Length)
		}
	})
}

func TestOptionsReachFetch(t *testing.T) {
	s := serversOf(t)
	cookie := func(t *testing.T, options Options) string {
		resp, err := send(WithOptions(t.Context(), options), "GET", s.HTTP+"/echo", nil)
		return echo(t, resp, err).Header.Get("Cookie")
	}
	raw := "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: seen=yes; Path=/\r\n\r\n"
	resp, err := send(WithOptions(t.Context(), Options{Credentials: CredentialsInclude}), "GET", at(s.HTTP, "/reply", "raw", raw), nil)
	require.NoError(t, err)
	readAllOf(t, resp)
	t.Run("credentials", func(t *testing.T) {
		require.Contains(t, cookie(t, Options{Credentials: CredentialsInclude}), "seen=yes")
		require.Empty(t, cookie(t, Options{Credentials: CredentialsOmit}))
		require.Empty(t, cookie(t, Options{}), "the default sends cookies to the page's own origin only")
	})
	t.Run("of the transport, unless the context has some", func(t *testing.T) {
		transport := &Transport{Options: Options{Credentials: CredentialsInclude}}
		req, err := http.NewRequestWithContext(t.Context(), "GET", s.HTTP+"/echo", nil)
		require.NoError(t, err)
		resp, err := transport.RoundTrip(req)
		require.Contains(t, echo(t, resp, err).Header.Get("Cookie"), "seen=yes")
		resp, err = transport.RoundTrip(req.WithContext(WithOptions(t.Context(), Options{})))
		require.Empty(t, echo(t, resp, err).Header.Get("Cookie"))
	})
	t.Run("cache", func(t *testing.T) {
		url := at(s.HTTP, "/bytes", "n", "10", "cache", "max-age=1000", "tao", "1", "key", newKey())
		fromCache := func(cache Cache) bool {
			resp, err := send(WithOptions(t.Context(), Options{Cache: cache}), "GET", url, nil)
			require.NoError(t, err)
			readAllOf(t, resp)
			timing, err := infoOf(t, resp).Timing(t.Context())
			require.NoError(t, err)
			return timing.FromCache
		}
		require.False(t, fromCache(CacheDefault))
		require.True(t, fromCache(CacheDefault))
		require.False(t, fromCache(CacheNoStore))
		require.True(t, fromCache(CacheForce))
		require.False(t, fromCache(CacheReload))
	})
	t.Run("referrer policy", func(t *testing.T) {
		resp, err := send(WithOptions(t.Context(), Options{ReferrerPolicy: ReferrerNone}), "GET", s.HTTP+"/echo", nil)
		require.NotContains(t, echo(t, resp, err).Header, "Referer")
		resp, err = send(WithOptions(t.Context(), Options{ReferrerPolicy: ReferrerOrigin, Priority: PriorityLow}), "GET", s.HTTP+"/echo", nil)
		require.Equal(t, origin()+"/", echo(t, resp, err).Header.Get("Referer"))
	})
	t.Run("mode same-origin keeps other origins out", func(t *testing.T) {
		_, err := send(WithOptions(t.Context(), Options{Mode: ModeSameOrigin}), "GET", s.HTTP+"/echo", nil)
		failureOf(t, err, Blocked)
	})
	for sentence, options := range map[string]Options{
		"a word that is no mode":              {Mode: "sideways"},
		"only-if-cached beyond the origin":    {Cache: CacheOnlyIfCached},
		"a priority that does not exist":      {Priority: "urgent"},
		"a referrer policy that is not known": {ReferrerPolicy: "whatever"},
	} {
		t.Run(sentence, func(t *testing.T) {
			nothingLeft(t)
			_, err := send(WithOptions(t.Context(), options), "GET", s.HTTP+"/echo", nil)
			failureOf(t, err, BadOption)
		})
	}
	t.Run("a method that no-cors does not allow", func(t *testing.T) {
		_, err := send(WithOptions(t.Context(), Options{Mode: ModeNoCORS}), "PUT", s.HTTP+"/echo", nil)
		failureOf(t, err, BadOption)
	})
}

func TestUnderAnHTTPClient(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	client := &http.Client{Transport: &Transport{}}
	resp, err := client.PostForm(at(s.HTTP, "/redirect", "code", "307", "to", s.HTTP+"/echo"), url.Values{"a": {"b c"}})
	e := echo(t, resp, err)
	require.Equal(t, "application/x-www-form-urlencoded", e.Header.Get("Content-Type"))
	require.EqualValues(t, len("a=b+c"), e.Length)
	require.Equal(t, "/echo", resp.Request.URL.Path)
	_, ok := InfoOf(resp)
	require.True(t, ok)
}

func TestManyAtOnceDoNotMix(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	done := make(chan error, 20)
	for i := range cap(done) {
		go func() {
			body := bytes.Repeat([]byte{byte(i)}, 1000*i+1)
			resp, err := send(t.Context(), "POST", s.HTTP+"/echo", bytes.NewReader(body), "X-Number", base64.StdEncoding.EncodeToString(body[:1]))
			if err != nil {
				done <- err
				return
			}
			e := echo(t, resp, nil)
			if e.Length != int64(len(body)) || e.SHA256 != sha(body) {
				err = io.ErrShortBuffer
			}
			done <- err
		}()
	}
	for range cap(done) {
		require.NoError(t, <-done)
	}
}

package httpwasm

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func request(t *testing.T, method, rawURL string) *http.Request {
	t.Helper()
	u, err := url.Parse(rawURL)
	require.NoError(t, err)
	return (&http.Request{Method: method, URL: u, Header: http.Header{}}).WithContext(t.Context())
}

func TestWhatFetchWouldRefuseIsNamedBeforeSending(t *testing.T) {
	for sentence, c := range map[string]struct {
		change func(*http.Request)
		kind   Kind
		says   string
	}{
		"a plain request is fine":        {func(r *http.Request) {}, "", ""},
		"no method means GET":            {func(r *http.Request) { r.Method = "" }, "", ""},
		"a method of one's own is fine":  {func(r *http.Request) { r.Method = "PURGE" }, "", ""},
		"a method with a space is not":   {func(r *http.Request) { r.Method = "GET IT" }, BadMethod, `"GET IT"`},
		"a method in letters beyond a-z": {func(r *http.Request) { r.Method = "GÉT" }, BadMethod, "token"},
		"CONNECT is forbidden":           {func(r *http.Request) { r.Method = "connect" }, BadMethod, `"connect"`},
		"no url":                         {func(r *http.Request) { r.URL = nil }, BadURL, "no url"},
		"a relative url":                 {func(r *http.Request) { r.URL = &url.URL{Path: "/x"} }, BadURL, `"/x" is relative`},
		"another scheme":                 {func(r *http.Request) { r.URL.Scheme = "ftp" }, BadURL, `"ftp"`},
		"no host":                        {func(r *http.Request) { r.URL.Host = "" }, BadURL, "no host"},
		"a password is not shown":        {func(r *http.Request) { r.URL.User = url.UserPassword("me", "hush") }, BadURL, "me:xxxxx@"},
		"a header name with a colon":     {func(r *http.Request) { r.Header["A:"] = []string{"b"} }, BadHeader, `"A:"`},
		"an empty header name":           {func(r *http.Request) { r.Header[""] = []string{"b"} }, BadHeader, `""`},
		"a line break in a value":        {func(r *http.Request) { r.Header["A"] = []string{"b\r\nC: d"} }, BadHeader, `"A"`},
		"a value beyond ASCII is fine":   {func(r *http.Request) { r.Header["A"] = []string{"é"} }, "", ""},
		"a forbidden header is fine":     {func(r *http.Request) { r.Header["Cookie"] = []string{"a=b"} }, "", ""},
		"a body with GET":                {func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("x")) }, BadBody, "GET"},
		"a body with head in lower case": {func(r *http.Request) { r.Method = "head"; r.Body = io.NopCloser(strings.NewReader("x")) }, BadBody, "HEAD"},
		"http.NoBody is no body":         {func(r *http.Request) { r.Body = http.NoBody }, "", ""},
		"a body with DELETE is fine":     {func(r *http.Request) { r.Method = "DELETE"; r.Body = io.NopCloser(strings.NewReader("x")) }, "", ""},
	} {
		t.Run(sentence, func(t *testing.T) {
			req := request(t, "GET", "http://a.example/x")
			c.change(req)
			kind, err := check(req)
			require.Equal(t, c.kind, kind)
			if c.kind == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.says)
			require.NotContains(t, err.Error(), "hush")

			_, err = new(Transport).RoundTrip(req)
			var failure *Error
			require.ErrorAs(t, err, &failure)
			require.Equal(t, c.kind, failure.Kind)
			require.NotContains(t, err.Error(), "hush")
		})
	}
}

func TestMixedContent(t *testing.T) {
	for _, c := range []struct {
		origin, target string
		mixed          bool
	}{
		{"https://page.example", "http://api.example/", true},
		{"https://page.example", "HTTP://10.0.0.1/", true},
		{"https://page.example", "https://api.example/", false},
		{"http://page.example", "http://api.example/", false},
		{"https://page.example", "http://localhost:3000/", false},
		{"https://page.example", "http://api.LOCALHOST./", false},
		{"https://page.example", "http://127.9.9.9/", false},
		{"https://page.example", "http://[::1]:80/", false},
		{"https://page.example", "http://127.0.0.1.example/", true},
		{"https://page.example", "http://notlocalhost/", true},
		{"null", "http://api.example/", false},
	} {
		require.Equal(t, c.mixed, MixesContent(c.origin, request(t, "GET", c.target).URL), "%s from %s", c.target, c.origin)
	}
}

func TestHeaderBytesCrossUnchanged(t *testing.T) {
	var all strings.Builder
	for b := range 256 {
		all.WriteByte(byte(b))
	}
	for _, s := range []string{"", "plain", "é €", "\xff\xfe", all.String()} {
		require.Equal(t, s, narrow(widen(s)))
	}
	require.Equal(t, "Ã©", widen("é"), "each byte is a character")
}

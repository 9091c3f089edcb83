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

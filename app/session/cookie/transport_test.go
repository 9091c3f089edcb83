package cookie

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/mccutchen/go-httpbin/v2/httpbin"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// go-httpbin sets cookies on a redirect and says back which it got.
func TestCookiesGoAlongRedirects(t *testing.T) {
	server := httptest.NewServer(httpbin.New())
	defer server.Close()
	var jar Jar
	client := http.Client{Transport: &Transport{Jar: &jar, Next: server.Client().Transport}}
	answer := func(path, typed string) string {
		req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+path, nil)
		require.NoError(t, err)
		if typed != "" {
			req.Header["cookie"] = []string{typed}
		}
		resp, err := client.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.Equal(t, 200, resp.StatusCode)
		if typed != "" {
			require.Equal(t, http.Header{"cookie": {typed}}, req.Header, "the request of the caller stays as it is")
		}
		return gjson.GetBytes(body, "cookies|@ugly").Raw
	}
	require.JSONEq(t, `{"a":"1","b":"2"}`, answer("/cookies/set?a=1&b=2", ""))
	require.JSONEq(t, `{"a":"typed","b":"2","c":"3"}`, answer("/cookies", "c=3; a=typed"))
	require.JSONEq(t, `{"b":"2"}`, answer("/cookies/delete?a", ""))
	require.Len(t, jar.All(), 1)
}

func TestTransport(t *testing.T) {
	var got http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		if r.URL.Path == "/set" {
			w.Header()["Set-Cookie"] = []string{"a=1; Path=/", "b=2; Domain=example.org", "__Host-c=3"}
		}
	}))
	defer server.Close()
	var refused []Received
	var jar Jar
	transport := &Transport{Jar: &jar, Next: server.Client().Transport, Took: func(resp *http.Response, list []Received) {
		require.Equal(t, len(list) > 0, resp.Request.URL.Path == "/set")
		for _, r := range list {
			if r.Reason != "" {
				refused = append(refused, r)
			}
		}
	}}
	send := func(path, host string, header http.Header) {
		req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+path, nil)
		require.NoError(t, err)
		if host != "" {
			req.Host = host
		}
		req.Header = header
		resp, err := transport.RoundTrip(req)
		require.NoError(t, err)
		resp.Body.Close()
	}

	send("/set", "", http.Header{})
	require.Empty(t, got["Cookie"])
	require.Len(t, refused, 2)
	require.Equal(t, "b=2; Domain=example.org", refused[0].Field)
	require.Equal(t, "__Host-c", refused[1].Cookie.Name)

	send("/", "", nil)
	require.Equal(t, []string{"a=1"}, got["Cookie"])

	send("/", "", http.Header{"COOKIE": {"x=1", "y=2"}})
	require.Equal(t, []string{"x=1; y=2; a=1"}, got["Cookie"], "typed lines come first, in one")

	send("/", "", http.Header{"COOKIE": {"x=1"}, "cookie": {"y=2"}})
	require.Equal(t, []string{"x=1; y=2; a=1"}, got["Cookie"], "in whatever spellings")

	send("/", "", http.Header{"Cookie": {"a=9"}})
	require.Equal(t, []string{"a=9"}, got["Cookie"])

	refused = nil
	send("/set", "www.example.org:81", http.Header{})
	require.Empty(t, got["Cookie"], "the Host header names another site")
	require.Len(t, refused, 1)
	send("/", "www.example.org", http.Header{})
	require.Equal(t, []string{"a=1; b=2"}, got["Cookie"])
	send("/", "example.org", http.Header{})
	require.Equal(t, []string{"b=2"}, got["Cookie"])
}

func TestAFailedExchangeLeavesTheJar(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	jar := jarOf(Cookie{Name: "a", Value: "1", Domain: "127.0.0.1", HostOnly: true, Path: "/"})
	req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL, nil)
	require.NoError(t, err)
	resp, err := (&Transport{Jar: jar, Next: http.DefaultTransport}).RoundTrip(req)
	if err == nil {
		resp.Body.Close()
	}
	require.Error(t, err)
	require.Len(t, jar.All(), 1)
	require.Empty(t, req.Header)
}

// A server on net/http reads back what it set.
func TestAServerReadsWhatItSet(t *testing.T) {
	var names []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, c := range r.Cookies() {
			names = append(names, c.Name+"="+c.Value)
		}
		for i := range 3 {
			http.SetCookie(w, &http.Cookie{Name: fmt.Sprint("n", i), Value: strings.Repeat("v", i), Path: "/", Expires: time.Now().Add(time.Hour), SameSite: http.SameSiteLaxMode, HttpOnly: true})
		}
	}))
	defer server.Close()
	client := http.Client{Transport: &Transport{Jar: new(Jar), Next: server.Client().Transport}}
	for range 2 {
		req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL, nil)
		require.NoError(t, err)
		resp, err := client.Do(req)
		require.NoError(t, err)
		resp.Body.Close()
	}
	require.Equal(t, []string{"n0=", "n1=v", "n2=vv"}, names)
}

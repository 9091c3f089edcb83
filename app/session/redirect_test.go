package session

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestRedirectsRewriteMethodAndBodyAsRequestsDoes(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/to": func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscan(r.FormValue("code"), &code)
		w.Header().Set("Location", "seen")
		w.WriteHeader(code)
	}})
	for _, c := range []struct {
		code             int
		method, want     string
		keepsBody, stays bool
	}{
		{code: 301, method: "GET", want: "GET"}, {code: 301, method: "POST", want: "GET"}, {code: 301, method: "PUT", want: "PUT"}, {code: 301, method: "HEAD", want: "HEAD"},
		{code: 302, method: "POST", want: "GET"}, {code: 302, method: "PUT", want: "GET"}, {code: 302, method: "HEAD", want: "HEAD"},
		{code: 303, method: "POST", want: "GET"}, {code: 303, method: "DELETE", want: "GET"}, {code: 303, method: "HEAD", want: "HEAD"},
		{code: 307, method: "POST", want: "POST", keepsBody: true}, {code: 307, method: "PATCH", want: "PATCH", keepsBody: true},
		{code: 308, method: "POST", want: "POST", keepsBody: true}, {code: 308, method: "PUT", want: "PUT", keepsBody: true},
		{code: 300, method: "GET", stays: true}, {code: 304, method: "GET", stays: true}, {code: 305, method: "GET", stays: true},
	} {
		t.Run(fmt.Sprint(c.code, " ", c.method), func(t *testing.T) {
			r := request.Request{Method: c.method, URL: fmt.Sprint(server.URL, "/to?code=", c.code)}
			if c.method != "GET" && c.method != "HEAD" {
				r.Body = request.Body{Kind: request.JSON, JSON: `{"a":1}`}
			}
			j := travel(t, r)
			require.NoError(t, j.err)
			if c.stays {
				require.Equal(t, c.code, j.resp.StatusCode)
				require.Len(t, j.hops, 1)
				return
			}
			require.Len(t, j.hops, 2)
			require.Equal(t, exchange.Redirecting, j.hops[1].Why)
			require.Equal(t, c.want, j.hops[1].Sent.Method)
			require.Equal(t, c.code, j.hops[0].Head.Status)
			if c.method == "HEAD" {
				return
			}
			var got seen
			require.NoError(t, json.Unmarshal([]byte(j.body), &got))
			require.Equal(t, c.want, got.Method)
			if c.keepsBody {
				require.Equal(t, `{"a":1}`, got.Body)
				require.Equal(t, "application/json", got.Type)
			} else if got.Method == "GET" {
				require.Empty(t, got.Body)
				require.Empty(t, got.Type)
			}
		})
	}
}

func TestRedirectsEnd(t *testing.T) {
	var loops atomic.Int32
	server := site(t, map[string]http.HandlerFunc{
		"/loop": func(w http.ResponseWriter, r *http.Request) {
			loops.Add(1)
			http.Redirect(w, r, "/loop", http.StatusFound)
		},
		"/ftp": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "ftp://h/")
			w.WriteHeader(302)
		},
		"/bad": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://[::1")
			w.WriteHeader(302)
		},
	})
	j := travel(t, request.Request{URL: server.URL + "/loop", Options: request.Options{MaxRedirect: 3}})
	require.Equal(t, exchange.Redirects, j.kind(t))
	require.EqualValues(t, 4, loops.Load(), "as requests: three are followed, the fourth is one too many")
	loops.Store(0)
	require.Equal(t, exchange.Redirects, travel(t, request.Request{URL: server.URL + "/loop"}).kind(t))
	require.EqualValues(t, 31, loops.Load())
	require.Equal(t, exchange.Redirected, travel(t, request.Request{URL: server.URL + "/ftp"}).kind(t))
	require.Equal(t, exchange.Redirected, travel(t, request.Request{URL: server.URL + "/bad"}).kind(t))

	j = travel(t, request.Request{URL: server.URL + "/loop", Options: request.Options{Redirect: request.Stop}})
	require.NoError(t, j.err)
	require.Equal(t, 302, j.resp.StatusCode)
	require.Len(t, j.hops, 1)
}

func TestARedirectLeadsWhereABrowserGoes(t *testing.T) {
	for location, want := range map[string]string{
		`/\b.com/x`:        "http://b.com/x",
		`https:\\b.com/x`:  "https://b.com/x",
		`\\b.com/100%`:     "http://b.com/100%",
		`https://b.com/1%`: "https://b.com/1%",
		`/100%`:            "http://a.com/100%",
		`http:\x`:          "http://a.com/x",
	} {
		req, err := http.NewRequest("GET", "http://a.com/", nil)
		require.NoError(t, err)
		next, err := redirected(req, &http.Response{StatusCode: 302, Header: http.Header{"Location": {location}}})
		require.NoError(t, err, location)
		require.Equal(t, want, next.URL.Scheme+"://"+next.Host+requestTarget(next.URL), location)
	}
	for _, location := range []string{"https:", `http:\\`, "//", "https://?x", "https://[::1", "//%zz/"} {
		req, err := http.NewRequest("GET", "http://a.com/", nil)
		require.NoError(t, err)
		next, err := redirected(req, &http.Response{StatusCode: 302, Header: http.Header{"Location": {location}}})
		require.ErrorContains(t, err, "not a URL", "%s %v", location, next)
	}
}

func TestABodyThatARedirectTakesToAnotherHostIsNamed(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) }))
	defer elsewhere.Close()
	host := strings.TrimPrefix(elsewhere.URL, "http://")
	lead := func(to string, status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, status) }
	}
	server := site(t, map[string]http.HandlerFunc{
		"/307": lead(elsewhere.URL, 307), "/308": lead(elsewhere.URL, 308), "/302": lead(elsewhere.URL, 302),
		"/own": lead("/here", 307), "/here": func(http.ResponseWriter, *http.Request) {},
	})
	for path, want := range map[string]string{"/307": host, "/308": host, "/302": "", "/own": ""} {
		j := travel(t, request.Request{Method: "POST", URL: server.URL + path, Body: request.Body{Kind: request.Text, Text: "hush"}})
		require.NoError(t, j.err, path)
		require.Len(t, j.hops, 2, path)
		require.Empty(t, j.hops[0].BodyTo, path)
		require.Equal(t, want, j.hops[1].BodyTo, path)
	}
	j := travel(t, request.Request{URL: server.URL + "/307"})
	require.Empty(t, j.hops[1].BodyTo, "there is none")
}

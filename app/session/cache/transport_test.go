package cache

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWhereConditionsMayNotBeAddedTheWholeIsAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var conditions []string
		transport := &Transport{Store: &Store{}, MayValidate: func(r *http.Request) bool { return r.URL.Path == "/may" }}
		transport.Next = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			conditions = append(conditions, r.URL.Path+" "+r.Header.Get("If-None-Match"))
			w.Header().Set("ETag", `"1"`)
			w.Header().Set("Cache-Control", "no-cache")
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader("x"))
		}))
		for _, path := range []string{"/may", "/may", "/not", "/not"} {
			_, body := take(t, transport, ask(t, asTold, "GET", path, ""))
			require.Equal(t, "x", body)
		}
		require.Equal(t, []string{"/may ", `/may "1"`, "/not ", "/not "}, conditions)
	})
}

func TestA304OfAnotherETagIsNotTrusted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		transport := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked++
			w.Header().Set("ETag", fmt.Sprintf(`"%d"`, asked))
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, asked)
		}))}
		take(t, transport, ask(t, asTold, "GET", "/", ""))
		resp, body := take(t, transport, ask(t, asTold, "GET", "/", ""))
		require.Equal(t, "3", body)
		require.Equal(t, Miss, outcome(t, resp).State)
		require.Contains(t, outcome(t, resp).Why, "the server said 304 of another ETag; stored")
	})
}

// following is a transport that follows redirects, as a browser's does.
type following struct{ client *http.Client }

func (f following) RoundTrip(req *http.Request) (*http.Response, error) { return f.client.Do(req) }

func TestWhatCameThroughRedirectsIsKeptOnlyForATimeOfOnesOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plain := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "max-age=60")
			if r.URL.Path == "/from" {
				http.Redirect(w, r, "/to", http.StatusTemporaryRedirect)
				return
			}
			io.WriteString(w, "here")
		}))
		transport := &Transport{Store: &Store{}, Next: following{&http.Client{Transport: plain}}}
		resp, _ := take(t, transport, ask(t, asTold, "GET", "/from", ""))
		require.Contains(t, outcome(t, resp).Why, "not stored: redirects were followed")
		for _, want := range []State{Miss, Hit} {
			resp, body := take(t, transport, ask(t, minute, "GET", "/from", ""))
			require.Equal(t, want, outcome(t, resp).State)
			require.Equal(t, "here", body)
			require.Equal(t, origin+"/to", resp.Request.URL.String())
		}
		resp, _ = take(t, transport, ask(t, asTold, "GET", "/from", ""))
		require.Equal(t, Miss, outcome(t, resp).State, "what was kept for a time of one's own does not answer as the server says")

		take(t, transport, ask(t, asTold, "GET", "/to", ""))
		take(t, transport, ask(t, Policy{}, "POST", "/from", ""))
		resp, _ = take(t, transport, ask(t, asTold, "GET", "/to", ""))
		require.Equal(t, Miss, outcome(t, resp).State, "a change reaches where redirects have led")
	})
}

func TestARequestIsNotChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}, Next: serve(t, shapes())}
		for range 3 {
			req := ask(t, asTold, "GET", "/tagged", "")
			take(t, transport, req)
			require.Empty(t, req.Header)
		}
	})
}

func TestOnlyResponsesOfTheCacheHaveAnOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		resp, _ := take(t, serve(t, shapes()), ask(t, asTold, "GET", "/tagged", ""))
		_, ok := OutcomeOf(resp)
		require.False(t, ok)
		_, ok = OutcomeOf(nil)
		require.False(t, ok)
	})
}

func TestAResponseThatWasRemovedWhileItWasValidatedStaysRemoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}}
		transport.Next = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") != "" {
				transport.Store.Clear()
			}
			w.Header().Set("ETag", `"1"`)
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader("x"))
		}))
		take(t, transport, ask(t, asTold, "GET", "/", ""))
		resp, body := take(t, transport, ask(t, asTold, "GET", "/", ""))
		require.Equal(t, "x", body)
		require.Contains(t, outcome(t, resp).Why, "it was removed meanwhile")
		require.False(t, outcome(t, resp).Stored)
		require.Empty(t, transport.Store.Entries())
	})
}

func TestWhatWasInvalidatedBeforeTheHeadCameIsNotStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}}
		transport.Next = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			transport.Store.Clear()
			sized(w, r)
		}))
		resp, _ := take(t, transport, ask(t, asTold, "GET", "/9", ""))
		require.False(t, outcome(t, resp).Stored)
		require.Empty(t, transport.Store.Entries())
	})
}

func TestAHeaderWithoutABodyTellsWhetherTheStoredBodyStillHolds(t *testing.T) {
	stored := "ETag: \"1\"\nLast-Modified: then\nContent-Length: 6"
	tests := []struct {
		name, newer string
		same        bool
	}{
		{"all alike", stored, true},
		{"one validator alike", "ETag: \"1\"", true},
		{"another ETag", "ETag: \"2\"\nLast-Modified: then", false},
		{"another date", "Last-Modified: now", false},
		{"another length", "ETag: \"1\"\nContent-Length: 7", false},
		{"no validator", "Content-Length: 6", false},
	}
	for _, test := range tests {
		e := &entry{head: http.Response{Header: headerOf(stored)}}
		require.Equal(t, test.same, e.sameBody(headerOf(test.newer)), test.name)
	}
	merged := mergedHeader(headerOf(stored), headerOf("Content-Length: 0\nContent-Type: a/b\nX-New: 1\nLast-Modified: now"))
	require.Equal(t, headerOf("ETag: \"1\"\nLast-Modified: now\nContent-Length: 6\nX-New: 1"), merged)
}

func headerOf(lines string) http.Header {
	h := http.Header{}
	for name, value := range fields(lines) {
		h.Add(name, value)
	}
	return h
}

func TestARequestWithoutMethodOrHeaderIsAPlainGET(t *testing.T) {
	server := httptest.NewServer(shapes())
	defer server.Close()
	transport := &Transport{Store: &Store{}, Next: server.Client().Transport}
	for _, want := range []State{Miss, Revalidated} {
		req := ask(t, asTold, "GET", server.URL+"/tagged", "")
		req.Method = ""
		if want == Revalidated {
			req.Header = nil
		}
		resp, body := take(t, transport, req)
		require.Equal(t, "tagged", body)
		require.Equal(t, want, outcome(t, resp).State)
	}
}

func TestAHostOfItsOwnIsAnotherResource(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "max-age=60")
			io.WriteString(w, r.Host)
		}))}
		for _, host := range []string{"", "a.example", "b.example", "a.example", "Site.Example"} {
			req := ask(t, asTold, "GET", "/", "")
			req.Host = host
			_, body := take(t, transport, req)
			require.Equal(t, strings.ToLower(cmp.Or(host, "site.example")), body)
		}
		require.Len(t, transport.Store.Entries(), 3)
	})
}

func TestOriginsAreComparedWithTheirPorts(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"http://a.example", "HTTP://A.example:80/x", true}, {"https://a.example:443", "https://a.example", true},
		{"https://a.example:80", "https://a.example", false}, {"http://a.example", "https://a.example", false}, {"http://a.example", "http://b.example", false},
		{"http://[::1]:80", "http://[::1]", true},
	}
	for _, test := range tests {
		a, err := url.Parse(test.a)
		require.NoError(t, err)
		b, err := url.Parse(test.b)
		require.NoError(t, err)
		require.Equal(t, test.same, sameOrigin(a, b), "%s %s", a, b)
	}
}

func TestAGETWithABodyGoesPastTheCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(sized))}
		req := ask(t, asTold, "GET", "/9", "")
		req.Body = io.NopCloser(strings.NewReader("query"))
		resp, _ := take(t, transport, req)
		require.Equal(t, "the request has a body", outcome(t, resp).Why)
	})
}

package session

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/cookie"
)

// visit sends a request through a session and reads the answer.
func visit(t *testing.T, s *Session, r request.Request) (body string, head exchange.Head, waits []exchange.Wait) {
	t.Helper()
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	resp, err := s.Do(context.Background(), p, Watch{Wait: func(w exchange.Wait) { waits = append(waits, w) }})
	require.NoError(t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return string(text), Head(resp), waits
}

func TestAResponseIsKeptForAsLongAsTheOptionsSay(t *testing.T) {
	var made atomic.Int32
	server := site(t, map[string]http.HandlerFunc{"/made": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		fmt.Fprint(w, made.Add(1))
	}})
	s := native()
	kept := request.Request{URL: server.URL + "/made", Options: request.Options{Keep: time.Minute}}
	for i, want := range []string{"MISS", "HIT", "HIT"} {
		body, head, _ := visit(t, s, kept)
		require.Equal(t, "1", body, i)
		require.Equal(t, want, head.Cached.State)
		require.NotEmpty(t, head.Cached.Why)
	}
	body, head, _ := visit(t, s, request.Request{URL: kept.URL})
	require.Equal(t, "2", body, "without the option the server is asked")
	require.Nil(t, head.Cached)
	s.Store.Clear()
	body, _, _ = visit(t, s, kept)
	require.Equal(t, "3", body)
}

func TestAResponseIsKeptAsTheServerSaysAndValidatedAfterThat(t *testing.T) {
	var asked, made atomic.Int32
	server := site(t, map[string]http.HandlerFunc{"/made": func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("Cache-Control", "max-age=0")
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, made.Add(1))
	}})
	r := request.Request{URL: server.URL + "/made", Options: request.Options{KeepServed: true}}
	for name, from := range map[string]struct {
		Place
		made int32
	}{
		"natively":            {Place{}, 1},
		"on the own origin":   {Place{Browser: true, Page: server.URL + "/"}, 1},
		"on another's origin": {Place{Browser: true, Page: "http://elsewhere.test/"}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			asked.Store(0)
			made.Store(0)
			s := native()
			for range 3 {
				p, bad := Prepare(r, from.Place)
				require.Nil(t, bad)
				resp, err := s.Do(t.Context(), p, Watch{})
				require.NoError(t, err)
				_, err = io.Copy(io.Discard, resp.Body)
				require.NoError(t, err)
				require.NoError(t, resp.Body.Close())
				require.Equal(t, 200, resp.StatusCode)
			}
			require.EqualValues(t, 3, asked.Load())
			require.Equal(t, from.made, made.Load())
		})
	}
}

func TestCookiesOfTheJarTravelOverRedirects(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{
		"/login": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "sid", Value: "1", Path: "/"})
			http.Redirect(w, r, "/cookies", http.StatusFound)
		},
		"/cookies": func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Header.Get("Cookie")) },
	})
	s, jar := native(), &cookie.Jar{}
	s.Cookies = func(next http.RoundTripper) http.RoundTripper { return &cookie.Transport{Jar: jar, Next: next} }
	body, _, _ := visit(t, s, request.Request{URL: server.URL + "/login"})
	require.Equal(t, "sid=1", body)
	body, _, _ = visit(t, s, request.Request{URL: server.URL + "/cookies", Headers: []request.Field{{Name: "Cookie", Value: "own=2"}}})
	require.Contains(t, body, "own=2")
	require.Contains(t, body, "sid=1")
}

func TestAUsedUpRateLimitIsWaitedFor(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/limited": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-RateLimit-Limit", "1")
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset", "1")
	}})
	s := native()
	r := request.Request{URL: server.URL + "/limited", Options: request.Options{Wait: true}}
	_, _, waits := visit(t, s, r)
	require.Empty(t, waits)
	start := time.Now()
	_, _, waits = visit(t, s, r)
	require.Len(t, waits, 1)
	require.Equal(t, "the rate limit was used up", waits[0].Cause)
	require.True(t, waits[0].Limit)
	require.Greater(t, time.Since(start), 500*time.Millisecond)
	r.Options.Wait = false
	_, _, waits = visit(t, s, r)
	require.Empty(t, waits)
}

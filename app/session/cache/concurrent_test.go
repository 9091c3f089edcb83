package cache

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestManyMayUseOneCacheAtATime(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+r.URL.Path+`"`)
		w.Header().Set("Cache-Control", "max-age="+r.URL.Query().Get("life"))
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, strings.Repeat(r.URL.Path+"\n", 500))
	}))
	defer server.Close()
	st := &Store{Limit: 30_000}
	transport := &Transport{Store: st, Next: server.Client().Transport}
	var states sync.Map
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 100 {
				path := fmt.Sprintf("/%d", (worker+i)%4)
				switch {
				case i%30 == 29:
					st.Clear()
				case i%10 == 9:
					for _, e := range st.Entries() {
						st.Delete(e.Key)
						break
					}
				case i%20 == 19:
					resp, err := transport.RoundTrip(ask(t, asTold, "PUT", server.URL+path, ""))
					if err == nil {
						resp.Body.Close()
					}
				}
				resp, err := transport.RoundTrip(ask(t, asTold, "GET", fmt.Sprintf("%s%s?life=%d", server.URL, path, i%2*60), ""))
				if err != nil {
					t.Error(err)
					return
				}
				resp.Header.Set("X-Mine", "1") // a response is its reader's own
				body, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				if err != nil || string(body) != strings.Repeat(path+"\n", 500) {
					t.Errorf("%v, %d bytes", err, len(body))
				}
				o, _ := OutcomeOf(resp)
				states.Store(o.State, true)
			}
		})
	}
	all.Wait()
	for _, state := range []State{Hit, Miss, Revalidated} {
		_, seen := states.Load(state)
		require.True(t, seen, state)
	}
	require.LessOrEqual(t, st.Size(), st.Limit)
	for at := st.recent.Front(); at != nil; at = at.Next() {
		require.Empty(t, at.Value.(*entry).head.Header.Get("X-Mine"))
	}
}

func TestReadersOfOneEntryShareNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(sized))}
		take(t, transport, ask(t, asTold, "GET", "/100", ""))
		first, err := transport.RoundTrip(ask(t, asTold, "GET", "/100", ""))
		require.NoError(t, err)
		first.Header.Set("Cache-Control", "no-store")
		first.Body.Read(make([]byte, 50))
		second, body := take(t, transport, ask(t, asTold, "GET", "/100", ""))
		require.Len(t, body, 100)
		require.Equal(t, "max-age=60", second.Header.Get("Cache-Control"))
	})
}

func TestTwoMayValidateOneResponseAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}}
		again := true
		transport.Next = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") != "" && again {
				again = false
				resp, _ := take(t, transport, ask(t, asTold, "GET", "/", ""))
				require.Equal(t, Revalidated, outcome(t, resp).State)
			}
			w.Header().Set("ETag", `"1"`)
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader("x"))
		}))
		take(t, transport, ask(t, asTold, "GET", "/", ""))
		resp, _ := take(t, transport, ask(t, asTold, "GET", "/", ""))
		require.True(t, outcome(t, resp).Stored, outcome(t, resp).Why)
		require.Len(t, transport.Store.Entries(), 1)
	})
}

package cache

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTheLeastRecentlyUsedGoFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := &Store{Limit: 10_000, EntryLimit: 4000}
		transport := &Transport{Store: st, Next: serve(t, http.HandlerFunc(sized))}
		get := func(path string) State {
			resp, _ := take(t, transport, ask(t, asTold, "GET", path, ""))
			require.LessOrEqual(t, st.Size(), st.Limit)
			return outcome(t, resp).State
		}
		require.Equal(t, Miss, get("/3001"))
		require.Equal(t, Miss, get("/3002"))
		require.Equal(t, Hit, get("/3001")) // 3002 is now the one used longest ago
		require.Equal(t, Miss, get("/3003"))
		require.Equal(t, Hit, get("/3001"))
		require.Equal(t, Hit, get("/3003"))
		require.Equal(t, Miss, get("/3002"))
		require.Equal(t, Miss, get("/3001"))

		resp, _ := take(t, transport, ask(t, asTold, "GET", "/4001", ""))
		require.Contains(t, outcome(t, resp).Why, "not stored: its body is larger than the 3 KiB")
		st.EntryLimit = 0
		resp, _ = take(t, transport, ask(t, asTold, "GET", "/9999", ""))
		require.Contains(t, outcome(t, resp).Why, "not stored: with its head it is larger than the whole cache")
		require.Len(t, st.Entries(), 2, "what does not fit does not push others out")
	})
}

func TestTheStoreListsAndDeletesItsEntries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := &Store{}
		transport := &Transport{Store: st, Next: serve(t, http.HandlerFunc(sized))}
		require.Empty(t, st.Entries())
		start := time.Now()
		take(t, transport, ask(t, asTold, "GET", "http://me:secret@site.example/10#top", ""))
		time.Sleep(time.Second)
		take(t, transport, ask(t, asTold, "HEAD", "/20", ""))
		take(t, transport, ask(t, minute, "GET", "/30", ""))

		list := st.Entries()
		require.Len(t, list, 3)
		require.Equal(t, Entry{Key: list[2].Key, Method: "GET", URL: origin + "/10", Status: 200, Size: 10, Stored: start, Expires: start.Add(time.Minute)}, plain(list[2]))
		require.Equal(t, []string{"GET", "HEAD"}, []string{list[0].Method, list[1].Method})
		require.EqualValues(t, 0, list[1].Size)
		require.Greater(t, st.Size(), int64(40))

		require.True(t, st.Delete(list[2].Key))
		require.False(t, st.Delete(list[2].Key))
		resp, _ := take(t, transport, ask(t, asTold, "GET", "/10", ""))
		require.Equal(t, Miss, outcome(t, resp).State)
		require.Len(t, st.Entries(), 3)
		st.Clear()
		require.Empty(t, st.Entries())
		require.Zero(t, st.Size())
		resp, _ = take(t, transport, ask(t, asTold, "GET", "/10", ""))
		require.Equal(t, Miss, outcome(t, resp).State)
	})
}

// plain is an entry without the monotonic clock's reading, for comparison.
func plain(e Entry) Entry {
	e.Stored, e.Expires = e.Stored.Local(), e.Expires.Local()
	return e
}

func TestAnEntryTakesLittleMoreMemoryThanItsBody(t *testing.T) {
	for size := 10_000; size < 100_000; size += 3000 {
		f := newFill(io.NopCloser(strings.NewReader(strings.Repeat("x", size))), -1, 1<<20, func(body []byte, _ string) {
			require.Len(t, body, size)
			require.LessOrEqual(t, cap(body), size+size/8+4096)
		})
		_, err := io.ReadAll(f)
		require.NoError(t, err)
	}
}

func TestSizesAddUpWhateverHappens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := &Store{Limit: 20_000}
		header := "a"
		next := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"1"`)
			w.Header().Set("X-Grows", header)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			sized(w, r)
		}))
		transport := &Transport{Store: st, Next: next}
		for i := range 40 {
			take(t, transport, ask(t, asTold, "GET", []string{"/100", "/5000", "/900", "/7000"}[i%4], "Cache-Control: no-cache"))
			header += "0123456789012345678901234567890123456789"
			var sum int64
			for at := st.recent.Front(); at != nil; at = at.Next() {
				sum += at.Value.(*entry).size()
			}
			require.Equal(t, sum, st.Size())
			require.LessOrEqual(t, sum, st.Limit)
			require.NotEmpty(t, st.Entries())
		}
	})
}

func TestWhatAStoreLeavesIsServedByAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		before := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(sized))}
		for _, path := range []string{"/3000", "/100/chunked", "/4000", "/2000"} {
			take(t, before, ask(t, asTold, "GET", path, ""))
		}
		take(t, before, ask(t, asTold, "GET", "/3000", ""))
		data, err := json.Marshal(before.Store.Leave(11_000)) // all but one of them
		require.NoError(t, err)
		var left []Kept
		require.NoError(t, json.Unmarshal(data, &left))
		after := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(sized))}
		after.Store.Take(left)

		whole, entries := before.Store.Entries(), after.Store.Entries()
		require.Len(t, entries, 3)
		for i, path := range []string{"/3000", "/2000", "/100/chunked"} {
			require.True(t, strings.HasSuffix(entries[i].URL, path), "%s is not %s", entries[i].URL, path)
			old := slices.IndexFunc(whole, func(e Entry) bool { return e.URL == entries[i].URL })
			require.Equal(t, whole[old].Expires.UTC(), entries[i].Expires.UTC())
			then, was := take(t, before, ask(t, asTold, "GET", path, ""))
			now, is := take(t, after, ask(t, asTold, "GET", path, ""))
			require.Equal(t, Hit, outcome(t, now).State)
			require.Equal(t, was, is)
			require.Equal(t, []any{then.Header, then.Status, then.ProtoMinor, then.ContentLength, then.TransferEncoding},
				[]any{now.Header, now.Status, now.ProtoMinor, now.ContentLength, now.TransferEncoding})
		}
	})
}

package cache

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mccutchen/go-httpbin/v2/httpbin"
	"github.com/stretchr/testify/require"
)

// shapes answers with responses of every shape that HTTP/1.1 has.
func shapes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/bytes/", func(w http.ResponseWriter, r *http.Request) {
		r.URL.Path = strings.TrimPrefix(r.URL.Path, "/bytes")
		sized(w, r)
	})
	mux.HandleFunc("/headers", func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h["x-LOWER"] = []string{"1"}
		h["X-Many"] = []string{"b", "a", "", "b"}
		h["Set-Cookie"] = []string{"a=1; Path=/", "b=2"}
		h.Set("Content-Type", "text/plain; charset=latin1")
		h.Set("X-Bytes", "caf\xe9")
		h.Set("Last-Modified", "Fri, 31 Dec 1999 00:00:00 GMT")
		w.Write([]byte("\x00\xff\r\n\xe9"))
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, strings.Repeat("squeezed ", 1000))
		z.Close()
	})
	mux.HandleFunc("/trailer", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Trailer", "X-Sum")
		w.WriteHeader(200)
		w.(http.Flusher).Flush()
		io.WriteString(w, "body")
		w.Header().Set("X-Sum", "4")
	})
	mux.HandleFunc("/tagged", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v"`)
		w.Header().Set("Cache-Control", "max-age=0")
		http.ServeContent(w, r, "a.txt", time.Time{}, strings.NewReader("tagged"))
	})
	mux.HandleFunc("/status/", func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscanf(r.URL.Path, "/status/%d", &code)
		w.Header().Set("Cache-Control", "max-age=60")
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(code)
	})
	mux.Handle("/", httpbin.New())
	return mux
}

// Whatever the cache does, the caller sees what a plain transport would have brought.
func TestResponsesAreThoseOfAPlainTransport(t *testing.T) {
	paths := []string{
		"/bytes/0", "/bytes/1", "/bytes/1000000", "/bytes/70000/chunked", "/bytes/9000000", "/headers", "/gzip", "/trailer", "/tagged",
		"/status/204", "/status/301", "/status/404", "/status/410", "/status/500", "/cache", "/cache/60", "/etag/abc", "/html", "/json", "/xml",
		"/image/png", "/deny", "/response-headers?X-A=1&X-A=2&Cache-Control=max-age%3D9", "/stream-bytes/3000?seed=1", "/range/2000", "/encoding/utf8",
	}
	for _, policy := range []Policy{asTold, minute, {}} {
		synctest.Test(t, func(t *testing.T) {
			direct, cached := serve(t, shapes()), &Transport{Store: &Store{}, Next: serve(t, shapes())}
			states := map[State]int{}
			for round := range 3 {
				for _, path := range paths {
					for _, method := range []string{"GET", "HEAD", "GET"} {
						where := fmt.Sprintf("%s %s, round %d, %+v", method, path, round, policy)
						want, wantBody := take(t, direct, ask(t, policy, method, path, ""))
						got, gotBody := take(t, cached, ask(t, policy, method, path, ""))
						state := outcome(t, got).State
						states[state]++
						require.True(t, wantBody == gotBody, where)
						if state == Hit {
							require.Equal(t, "0", got.Header.Get("Age"), where)
							got.Header.Del("Age")
						}
						if method == "HEAD" && state != Bypass {
							// What GET has stored says more of a body than some servers say to HEAD.
							got.ContentLength, got.Header = want.ContentLength, alike(want.Header, got.Header)
						}
						require.Equal(t, want.Header, got.Header, where)
						require.Equal(t, seen(want), seen(got), where)
					}
				}
			}
			t.Log(policy, states)
			if policy.On {
				require.Greater(t, states[Hit], 90)
				require.NotZero(t, states[Miss])
			} else {
				require.Equal(t, map[State]int{Bypass: 3 * 3 * len(paths)}, states)
			}
			if policy == asTold {
				require.NotZero(t, states[Revalidated])
			}
		})
	}
}

// alike is the header got, with the fields about a body's length as want has them.
func alike(want, got http.Header) http.Header {
	got = got.Clone()
	for _, name := range []string{"Content-Length", "Transfer-Encoding", "Content-Type", "Content-Encoding", "Trailer", "Accept-Ranges"} {
		if delete(got, name); want[name] != nil {
			got[name] = want[name]
		}
	}
	return got
}

// seen is what a caller sees of a response besides header and body.
func seen(r *http.Response) string {
	return fmt.Sprintf("%s|%d|%s|%d.%d|%d|%v|%v|%v|%s", r.Status, r.StatusCode, r.Proto, r.ProtoMajor, r.ProtoMinor, r.ContentLength,
		r.TransferEncoding, r.Uncompressed, r.Trailer, r.Request.URL)
}

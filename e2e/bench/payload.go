//go:build !js

package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"time"
)

// record is an element of the array that /json sends. All are about 230 bytes long.
const record = `{"id":%d,"title":"entry %[1]d","open":%t,"price":%d.%02d,"labels":["red","green"],"place":{"town":"Lindholm","code":"%05d"},"remark":"Sphinx of black quartz, judge my vow; pack my box with five dozen jugs."},`

var recordEnd = []byte(`jugs."},`)

// records are made once, so that a response costs the server next to nothing.
var records = func() []byte {
	var b bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&b, record, i, i%3 == 0, i%90, i%100, i*37%100000)
	}
	return b.Bytes()
}()

// upstream is the API that both pages call.
//
//	/json?size=N&nonce=X        an array of about N bytes, whose first element holds the nonce and numbers that no float holds; chunked
//	/drip?lines=N&every=MS      "line 0 at TIME" and so on; TIME is when it was sent, in ms since 1970
type upstream struct {
	*httptest.Server
	mu     sync.Mutex
	served map[string]served
}

// served is when a request came and when the last byte of its answer was given to the system, in ms since 1970.
type served struct{ came, left float64 }

func startUpstream() *upstream {
	u := &upstream{served: map[string]served{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/json", sendJSON)
	mux.HandleFunc("/drip", drip)
	u.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		came := time.Now()
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "*")
		h.Set("Timing-Allow-Origin", "*")
		h.Set("Cache-Control", "no-store")
		mux.ServeHTTP(w, r)
		u.mu.Lock()
		defer u.mu.Unlock()
		u.served[r.FormValue("nonce")] = served{sinceEpoch(came), sinceEpoch(time.Now())}
	}))
	return u
}

func sinceEpoch(t time.Time) float64 { return float64(t.UnixMicro()) / 1000 }

// at tells when the request with a nonce was served.
func (u *upstream) at(nonce string) served {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.served[nonce]
}

//go:embed floor/index.html
var floorPage []byte

//go:embed floor/many.js
var floorWorker []byte

// floorSite serves the bare page, as a host serves pages: revalidated at each opening.
func floorSite() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("ETag", `"floor"`)
		if r.URL.Path == "/many.js" {
			http.ServeContent(w, r, "many.js", time.Time{}, bytes.NewReader(floorWorker))
			return
		}
		http.ServeContent(w, r, "index.html", time.Time{}, bytes.NewReader(floorPage))
	}))
}

func sendJSON(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.FormValue("size"))
	w.Header().Set("Content-Type", "application/json")
	first := fmt.Appendf(nil, `[{"nonce":%q,"huge":90071992547409931234,"small":1.0,"letter":"\u0041"},`, r.FormValue("nonce"))
	last := []byte(`{"end":true}]`)
	_, err := w.Write(first)
	for left := size - len(first) - len(last); left > len(record) && err == nil; left -= len(records) {
		n := min(left, len(records))
		_, err = w.Write(records[:bytes.LastIndex(records[:n], recordEnd)+len(recordEnd)])
	}
	if err == nil {
		_, _ = w.Write(last)
	}
}

func drip(w http.ResponseWriter, r *http.Request) {
	lines, _ := strconv.Atoi(r.FormValue("lines"))
	every, _ := strconv.Atoi(r.FormValue("every"))
	w.Header().Set("Content-Type", "text/plain")
	for i := range lines {
		if i > 0 {
			select {
			case <-time.After(time.Duration(every) * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
		fmt.Fprintf(w, "line %d at %d.\n", i, time.Now().UnixMilli())
		w.(http.Flusher).Flush()
	}
}

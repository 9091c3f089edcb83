//go:build !js

package e2e

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/product"
)

const (
	largeBody = 210 << 20
	allowance = 60 << 20 // of what a process holds: how much it may differ from one moment to another
)

// ample answers with bodies that nobody wants to keep: /shown is one of them, /endless has no end, /moved and /busy come before another.
func ample(t *testing.T) (url string) {
	t.Helper()
	block := bytes.Repeat([]byte("a line of text that is repeated again and again\n"), 20_000)
	var mu sync.Mutex
	asked := map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "text/plain")
		mu.Lock()
		asked[r.URL.Path]++
		first := asked[r.URL.Path]%2 == 1
		mu.Unlock()
		size := largeBody
		switch {
		case r.URL.Path == "/endless":
			size = 1 << 40
		case r.URL.Path == "/moved" && first:
			w.Header().Set("Location", "/moved")
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/busy" && first:
			w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.URL.Path != "/shown":
			size = len(block)
		}
		for ; size > 0; size -= len(block) {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server.URL
}

// The page has a browser of its own, whose largest renderer is the one that is measured.
func TestTheMemoryOfABodyReturnsOnceItIsForgotten(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what a process holds is read from /proc")
	}
	t.Parallel()
	host, err := product.Start("-relay")
	require.NoError(t, err)
	t.Cleanup(func() { _ = host.Stop() })
	api := ample(t)
	for name, choose := range map[string]func(s screen, url string){
		"by the browser":  func(s screen, url string) { s.url().Fill(url) },
		"through a relay": func(s screen, url string) { s.byRelay(url) },
	} {
		t.Run(name, func(t *testing.T) {
			own, err := browser.Start()
			require.NoError(t, err)
			t.Cleanup(func() { _ = own.Close() })
			s := screen{own.Open(t)}
			s.Goto(host.URL)
			s.waitReady()
			get := func(path string) {
				choose(s, api+path)
				s.again("200 OK")
			}
			s.tab("Options").CSS("#set-retry").Fill("1")
			for range 3 {
				get("/small")
			}
			resident := func() int {
				size, err := own.Resident()
				require.NoError(t, err)
				return int(size)
			}
			before := resident()
			returned := func(after string) {
				t.Helper()
				held := resident()
				for late := time.Now().Add(20 * time.Second); resident() > before+allowance && time.Now().Before(late); {
					time.Sleep(100 * time.Millisecond)
				}
				t.Logf("%s: %d MB before, %d MB at first, %d MB afterwards", after, before>>20, held>>20, resident()>>20)
				require.Less(t, resident(), before+allowance, after)
			}

			get("/shown")
			require.Greater(t, resident(), before+largeBody/2, "it is held while it is shown")
			s.Role("button", "New").Click()
			s.tab("Options").CSS("#set-retry").Fill("1")
			get("/small")
			returned("shown, then New")

			get("/shown")
			get("/small")
			returned("shown, then another")

			choose(s, api+"/endless")
			s.Press("Control+Enter")
			s.status().WaitMatch(`[3-9]\d\d MB`)
			s.cancelButton().Click()
			s.status().WaitText("Cancelled")
			s.sendButton().Wait()
			get("/small")
			returned("cancelled")

			get("/moved")
			get("/busy")
			s.method().Choose("HEAD")
			get("/shown")
			returned("discarded")
		})
	}
}

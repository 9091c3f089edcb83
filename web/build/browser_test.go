package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/network"
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"roundtrip/web"
)

// These tests run the real scripts of the site in Chromium, around two small programs of their own.

// programs compiles testdata's page and engine, once.
var programs = sync.OnceValues(func() (map[string][]byte, error) {
	built := map[string][]byte{}
	dir, err := os.MkdirTemp("", "programs")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	for name, folder := range map[string]string{"app.wasm": "./testdata/page", "engine.wasm": "./testdata/engine"} {
		out := filepath.Join(dir, name)
		cmd := exec.Command("go", "build", "-ldflags", "-s -w", "-o", out, folder)
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return nil, err
		}
		if built[name], err = os.ReadFile(out); err != nil {
			return nil, err
		}
	}
	return built, nil
})

// testInputs are the repository's own files with the small programs in the place of the large ones.
func testInputs(t *testing.T) inputs {
	t.Helper()
	built, err := programs()
	require.NoError(t, err)
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	glue, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	require.NoError(t, err)
	in := inputs{
		"app.wasm":     built["app.wasm"],
		"engine.wasm":  built["engine.wasm"],
		"tunnel.wasm":  built["engine.wasm"],
		"roots.pem":    []byte("no certificate"),
		"wasm_exec.js": glue,
		"app.css":      readRepo(t, "web/css/shell.css"),
		"editor.js":    []byte("globalThis.roundtrip.editor = { loaded: true };"),
	}
	for name, path := range sources {
		if in[name] == nil {
			in[name] = readRepo(t, path)
		}
	}
	for _, name := range []string{"theme.js", "boot.js", "worker.js", "notfound.js", "callback.js", "preview.js"} {
		in[name], err = bundles[name].build("../..", false)
		require.NoError(t, err)
	}
	return in
}

func readRepo(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(path)))
	require.NoError(t, err)
	return data
}

// host serves a site under /lab/, can hold files back and go away.
type host struct {
	*httptest.Server
	mu      sync.Mutex
	handler http.Handler
	holding map[string]chan struct{} // by a part of the path
	asked   []string
	down    bool
}

func newHost(t *testing.T, files site) *host {
	t.Helper()
	h := &host{holding: map[string]chan struct{}{}}
	h.deploy(t, files)
	h.Server = httptest.NewServer(h)
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	return h
}

func (h *host) deploy(t *testing.T, files site) {
	t.Helper()
	memory := fstest.MapFS{}
	for name, data := range files {
		memory[name] = &fstest.MapFile{Data: data}
	}
	handler, err := web.NewSite(memory, web.Page)
	require.NoError(t, err)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.handler = http.StripPrefix("/lab", handler)
}

// hold keeps back what matches until the returned function is called.
func (h *host) hold(part string) (release func()) {
	gate := make(chan struct{})
	h.mu.Lock()
	defer h.mu.Unlock()
	h.holding[part] = gate
	return sync.OnceFunc(func() { close(gate) })
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.asked = append(h.asked, r.URL.Path)
	var gates []chan struct{}
	for part, gate := range h.holding {
		if strings.Contains(r.URL.Path, part) {
			gates = append(gates, gate)
		}
	}
	handler, down := h.handler, h.down
	h.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler) // the connection breaks
	}
	for _, gate := range gates {
		select {
		case <-gate:
		case <-r.Context().Done():
			return
		}
	}
	handler.ServeHTTP(w, r)
}

// goAway makes every later request fail.
func (h *host) goAway() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.down = true
}

func (h *host) requests(part string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, path := range h.asked {
		if strings.Contains(path, part) {
			n++
		}
	}
	return n
}

// since lists what was asked for after the first n requests.
func (h *host) since(n int) []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.asked[n:])
}

// newTab opens an empty tab in a browser of its own.
func newTab(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(context.Background())
	t.Cleanup(cancel)
	ctx, cancelTimeout := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancelTimeout)
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*runtime.EventExceptionThrown); ok {
			t.Logf("exception: %s", e.ExceptionDetails.Error())
		}
	})
	do(t, ctx, network.Enable())
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	require.NoError(t, chromedp.Run(ctx, actions...))
}

// value evaluates an expression, waiting for it if it is a promise.
func value[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	var v T
	await := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	do(t, ctx, chromedp.Evaluate(expression, &v, await))
	return v
}

// until waits for an expression to become true.
func until(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	require.NoError(t, chromedp.Run(ctx, chromedp.Poll(expression, nil, chromedp.WithPollingInterval(20*time.Millisecond))), expression)
}

// open navigates without waiting for the load event, which does not come while a fetch is held back.
func open(url string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.ActionFunc(func(ctx context.Context) error {
			_, _, _, _, err := cdp.Navigate(url).Do(ctx)
			return err
		}),
		chromedp.WaitReady("body", chromedp.ByQuery),
	}
}

const (
	shellURL = `#shell input[name="url"]`
	banner   = `document.querySelector('[role="alert"]')?.textContent ?? ""`
	isReady  = `document.documentElement.dataset.ready === "1"`
)

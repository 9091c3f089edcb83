package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
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
		"wasm_exec.js": glue,
		"app.css":      readRepo(t, "web/css/shell.css"),
		"editor.js":    []byte("globalThis.roundtrip.editor = { loaded: true };"),
	}
	for name, path := range sources {
		if in[name] == nil {
			in[name] = readRepo(t, path)
		}
	}
	for _, name := range []string{"theme.js", "boot.js", "worker.js", "notfound.js"} {
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
	handler, err := web.NewSite(memory)
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
	handler := h.handler
	h.mu.Unlock()
	for _, gate := range gates {
		select {
		case <-gate:
		case <-r.Context().Done():
			return
		}
	}
	handler.ServeHTTP(w, r)
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

func TestWhatIsDoneBeforeTheProgramHasArrivedIsHandedOver(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	release := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"]))
	defer release()
	ctx := newTab(t)
	do(t, ctx,
		open(h.URL+"/lab/"),
		chromedp.SetValue("#shell select", "PUT", chromedp.ByQuery),
		chromedp.SendKeys(shellURL, "http://example.test/a\r", chromedp.ByQuery),
	)
	require.Equal(t, "Waiting for the engine…", value[string](t, ctx, `document.querySelector('#shell [role=status]').textContent`))
	require.Equal(t, "true", value[string](t, ctx, `document.querySelector('#shell .send').getAttribute("aria-busy")`))
	value[any](t, ctx, `document.querySelector('#shell input').setSelectionRange(7, 14), null`)
	release()
	until(t, ctx, isReady)

	handed := value[map[string]any](t, ctx, "handed")
	require.Equal(t, "http://example.test/a", handed["url"])
	require.Equal(t, "PUT", handed["method"])
	require.Equal(t, true, handed["send"])
	require.Equal(t, "url", handed["focus"])
	require.Equal(t, "field", value[string](t, ctx, "document.activeElement.id"), "focus moved to the program's field")
	require.Equal(t, "example", value[string](t, ctx, "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"))
	require.True(t, value[bool](t, ctx, `document.getElementById("shell") === null`))
	require.True(t, value[bool](t, ctx, `document.getElementById("field").checkVisibility()`))
}

func TestEditingTakesBackASendThatHasNotBeenCarriedOut(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	release := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"]))
	defer release()
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"), chromedp.SendKeys(shellURL, "http://a.test/\rb", chromedp.ByQuery))
	release()
	until(t, ctx, isReady)
	handed := value[map[string]any](t, ctx, "handed")
	require.Equal(t, "http://a.test/b", handed["url"])
	require.Equal(t, false, handed["send"])
}

func TestALinkIsLeftToTheProgram(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	release := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"]))
	defer release()
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/#?method=POST&url=http%3A%2F%2Fa.test%2F"))
	until(t, ctx, `document.querySelector('#shell input')?.value === "http://a.test/"`)
	release()
	until(t, ctx, isReady)
	handed := value[map[string]any](t, ctx, "handed")
	require.Equal(t, "", handed["url"], "but not typed")
	require.Equal(t, false, handed["send"])
}

func TestTheEngineWaitsForTheProgramAndCallsWaitForTheEngine(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	releaseApp, releaseEngine := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"])), h.hold("assets/engine.")
	defer releaseEngine()
	defer releaseApp()
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	require.Eventually(t, func() bool { return h.requests("assets/worker.") == 1 }, 20*time.Second, 10*time.Millisecond)
	require.Zero(t, h.requests("assets/engine."), "app.wasm has the line to itself")
	require.Zero(t, h.requests("assets/editor."))
	releaseApp()
	until(t, ctx, isReady)
	require.Equal(t, "loading", value[string](t, ctx, "roundtrip.enginestate"))
	value[any](t, ctx, `(() => {
		window.got = []; window.states = [];
		roundtrip.onenginestate = (state) => states.push(state);
		window.answer = roundtrip.call("echo", {a: 1}, [new Blob(["x"])]);
		return null;
	})()`)
	releaseEngine()
	require.Equal(t, map[string]any{"text": `{"a":1}`, "files": 1.0}, value[map[string]any](t, ctx, "answer"))
	until(t, ctx, `roundtrip.enginestate === "ready"`)
	require.Equal(t, "loading", value[string](t, ctx, "states[0]"))
	value[any](t, ctx, `roundtrip.onevent = (e) => got.push(e), null`)
	require.Equal(t, []any{map[string]any{"event": "echoed", "data": `{"a":1}`}}, value[[]any](t, ctx, "got"), "events wait for their listener")
	require.Equal(t, "no method nothing", value[string](t, ctx, `roundtrip.call("nothing").catch((e) => e.message)`))
	require.True(t, value[bool](t, ctx, `roundtrip.loadEditor().then((e) => e.loaded && e === roundtrip.editor)`))
	require.Equal(t, 1, h.requests("assets/editor."))
	require.Equal(t, 1, h.requests("assets/engine."))
}

func TestAPanicOnThePageShowsABanner(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	value[any](t, ctx, `(() => {
		window.copied = ""; navigator.clipboard.writeText = async (text) => { copied = text; };
		document.getElementById("field").value = "typed";
		setTimeout(panicNow);
		return null;
	})()`)
	until(t, ctx, `(`+banner+`).includes("stopped")`)
	require.Equal(t, 1, value[int](t, ctx, `document.querySelectorAll('[role="alert"]').length`))
	require.Equal(t, "typed", value[string](t, ctx, `document.getElementById("field").value`))
	do(t, ctx, chromedp.Click(`//button[text()="Copy details"]`))
	until(t, ctx, `copied !== ""`)
	require.Contains(t, value[string](t, ctx, "copied"), "panic: the page was told to")
	require.Contains(t, value[string](t, ctx, "copied"), "main.go")
}

func TestAPanicInTheEngineShowsABannerAndEndsEveryCall(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	stopped := "The engine, which sends and formats, stopped."
	require.Equal(t, stopped, value[string](t, ctx, `roundtrip.call("panic").catch((e) => e.message)`))
	require.Equal(t, stopped, value[string](t, ctx, `roundtrip.call("echo").catch((e) => e.message)`), "later calls too")
	require.Equal(t, "failed", value[string](t, ctx, "roundtrip.enginestate"))
	require.Contains(t, value[string](t, ctx, banner), stopped)
}

func TestAProgramThatCannotBeLoadedIsSaid(t *testing.T) {
	for _, missing := range []string{"app.wasm", "engine.wasm"} {
		t.Run(missing, func(t *testing.T) {
			files, err := assemble(testInputs(t), options{base: "/"})
			require.NoError(t, err)
			delete(files, hashedName(missing, testInputs(t)[missing]))
			h := newHost(t, files)
			ctx := newTab(t)
			do(t, ctx, open(h.URL+"/lab/"))
			until(t, ctx, `(`+banner+`).includes("could not be loaded")`)
		})
	}
}

//go:build !js

package main

import (
	"cmp"
	"context"
	"crypto/x509"
	_ "embed"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/profiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed worker.js
var workerJS string

func pemOf(certificate *x509.Certificate) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw}))
}

// browser is a page with the wasm program in a worker.
type browser struct {
	ctx        context.Context
	closers    []func()
	relay, far *process
	site       *httptest.Server
	native     clients
}

func (b *browser) close() {
	for _, f := range slices.Backward(b.closers) {
		f()
	}
}

func open(ctx context.Context, relay, far *process) (*browser, error) {
	b := &browser{relay: relay, far: far, native: clients{}}
	dir, err := os.MkdirTemp("", "relaybench")
	if err != nil {
		return nil, err
	}
	b.closers = append(b.closers, func() { os.RemoveAll(dir) })
	program := filepath.Join(dir, "bench.wasm")
	build := exec.Command("go", "build", "-o", program, "roundtrip/httpwasm/internal/relaybench")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("building for the browser: %w", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	mux := http.NewServeMux()
	file := func(path, name string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) })
	}
	text := func(path, kind, content string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Write([]byte(content))
		})
	}
	file("/wasm_exec.js", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	file("/bench.wasm", program)
	text("/worker.js", "text/javascript", workerJS)
	text("/{$}", "text/html", `<!doctype html><title>relaybench</title><script>
		const worker = new Worker("/worker.js");
		let longest = 0;
		new PerformanceObserver((list) => list.getEntries().forEach((e) => (longest = Math.max(longest, e.duration)))).observe({ type: "longtask" });
		const ask = (task) => new Promise((resolve, reject) => {
			worker.onmessage = ({ data }) => data.error ? reject(new Error(data.error)) : resolve(data.times);
			worker.postMessage(task);
		});
	</script>`)
	text("/profiled", "text/html", `<!doctype html><title>relaybench</title><script src="/wasm_exec.js"></script><script src="/worker.js"></script>
		<script>const ask = async (task) => { await started; return runTask(task); };</script>`)
	b.site = httptest.NewServer(mux)
	b.closers = append(b.closers, b.site.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.DisableGPU, chromedp.NoSandbox)
	ctx, stopAllocator := chromedp.NewExecAllocator(ctx, options...)
	ctx, stop := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	b.ctx = ctx
	b.closers = append(b.closers, stopAllocator, stop)
	return b, chromedp.Run(ctx, chromedp.Navigate(b.site.URL))
}

// ask has the browser do a task.
func (b *browser) ask(t task) ([]float64, error) {
	text, err := json.Marshal(t)
	if err != nil {
		return nil, err
	}
	quoted, _ := json.Marshal(string(text))
	var times string
	await := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.Evaluate("ask("+string(quoted)+")", &times, await)); err != nil {
		return nil, err
	}
	var values []float64
	return values, json.Unmarshal([]byte(times), &values)
}

// profile downloads in the page itself and prints the functions that took most of the time.
func (b *browser) profile(way string, size int) error {
	origin := b.far.at.origin(way)
	if origin == "" {
		return errors.New("what to profile is http, https or https2")
	}
	if err := chromedp.Run(b.ctx, chromedp.Navigate(b.site.URL+"/profiled")); err != nil {
		return err
	}
	t := task{Relay: b.relay.at.HTTP, URL: fmt.Sprintf("%s/bytes?n=%d", origin, size), PEM: b.far.at.PEM, HTTP2: way == "https2", Times: 2}
	if _, err := b.ask(t); err != nil {
		return err
	}
	var taken *profiler.Profile
	err := chromedp.Run(b.ctx, profiler.Enable(), profiler.SetSamplingInterval(500), profiler.Start(),
		chromedp.ActionFunc(func(context.Context) error {
			times, err := b.ask(t)
			fmt.Printf("%s: %.0f ms\n", way, times)
			return err
		}),
		chromedp.ActionFunc(func(ctx context.Context) (err error) {
			taken, err = profiler.Stop().Do(ctx)
			return err
		}))
	if err != nil {
		return err
	}
	names, self := map[int64]string{}, map[string]int{}
	for _, node := range taken.Nodes {
		names[node.ID] = cmp.Or(node.CallFrame.FunctionName, "(anonymous)")
	}
	for _, id := range taken.Samples {
		self[names[id]]++
	}
	type line struct {
		name string
		n    int
	}
	var lines []line
	for name, n := range self {
		lines = append(lines, line{name, n})
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(b.n, a.n) })
	for _, l := range lines[:min(40, len(lines))] {
		fmt.Printf("%6.1f %%  %s\n", 100*float64(l.n)/float64(len(taken.Samples)), l.name)
	}
	return nil
}

//go:build !js

// Command bench downloads the same bytes in a Web Worker in three ways, each read to the end: by JavaScript's fetch, by httpwasm.Transport (by io.Copy, and by 32 kB Reads), and
// by net/http's own transport over fetch. It prints the median of each and the ratio of the speeds to JavaScript's.
//
//	go run ./httpwasm/internal/bench [-bytes 50000000] [-rounds 15] [-json]
//
// With -json it prints the milliseconds of every download by its way: fetch, httpwasm, httpwasmRead, nethttp.
//
// It starts its own server on loopback and a headless Chromium, and must be run from inside the module.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed worker.js
var workerJS string

func main() {
	size := flag.Int("bytes", 50_000_000, "bytes of the download")
	rounds := flag.Int("rounds", 15, "downloads of each kind")
	asJSON := flag.Bool("json", false, "print all times as JSON")
	flag.Parse()
	if err := run(*size, *rounds, *asJSON); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// ways are the downloads in the order in which they are reported. The first is what the others are compared with.
var ways = []struct{ name, sentence string }{
	{"fetch", "fetch, read in JavaScript"},
	{"httpwasm", "httpwasm.Transport, io.Copy"},
	{"httpwasmRead", "httpwasm.Transport, Read"},
	{"nethttp", "net/http's own, io.Copy"},
}

func run(size, rounds int, asJSON bool) error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "bench.wasm")
	build := exec.Command("go", "build", "-o", program, "roundtrip/httpwasm/internal/bench")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building for the browser: %w", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	glue := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js")
	server := httptest.NewServer(handler(program, glue, size))
	defer server.Close()
	times, err := measure(server.URL, size, rounds)
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(os.Stdout).Encode(times)
	}
	reference := median(times[ways[0].name])
	for _, way := range ways {
		m := median(times[way.name])
		fmt.Printf("%-28s median %7.1f ms  %6.0f MB/s  %.2f x\n", way.sentence, m, float64(size)/m/1000, reference/m)
	}
	return nil
}

func handler(program, glue string, size int) http.Handler {
	mux := http.NewServeMux()
	serve := func(path, kind, content string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Write([]byte(content))
		})
	}
	serve("/{$}", "text/html", "<!doctype html><title>bench</title>")
	serve("/worker.js", "text/javascript", workerJS)
	file := func(path, name string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) })
	}
	file("/wasm_exec.js", glue)
	file("/bench.wasm", program)
	chunk := make([]byte, 256<<10)
	for i := range chunk {
		chunk[i] = byte(i)
	}
	mux.HandleFunc("GET /data", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(size))
		w.Header().Set("Cache-Control", "no-store")
		for sent := 0; sent < size; {
			n, err := w.Write(chunk[:min(len(chunk), size-sent)])
			if err != nil {
				return
			}
			sent += n
		}
	})
	return mux
}

// measure gives the milliseconds of every download, by its way.
func measure(origin string, size, rounds int) (times map[string][]float64, err error) {
	options := chromedp.DefaultExecAllocatorOptions[:]
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(options, chromedp.DisableGPU)...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, time.Duration(rounds)*30*time.Second)
	defer cancel()
	names := make([]string, len(ways))
	for i, way := range ways {
		names[i] = way.name
	}
	task, err := json.Marshal(map[string]any{"url": "/data", "size": size, "rounds": rounds, "ways": names})
	if err != nil {
		return nil, err
	}
	script := `new Promise((resolve, reject) => {
		const worker = new Worker("/worker.js");
		worker.onerror = (e) => reject(new Error(e.message));
		worker.onmessage = (e) => resolve(JSON.stringify(e.data));
		worker.postMessage(` + string(task) + `);
	})`
	var result string
	await := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	if err := chromedp.Run(ctx, chromedp.Navigate(origin), chromedp.Evaluate(script, &result, await)); err != nil {
		return nil, err
	}
	if strings.Contains(result, `"error"`) {
		return nil, errors.New(result)
	}
	return times, json.Unmarshal([]byte(result), &times)
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

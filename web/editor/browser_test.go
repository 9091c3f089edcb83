//go:build !js

package editor_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"roundtrip/web"
)

var (
	browser context.Context
	server  *httptest.Server
)

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "roundtrip-editor")
		if err == nil {
			defer os.RemoveAll(dir)
			err = bundle(filepath.Join(dir, "editor.js"))
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "the editor's bundle could not be built:", err)
			return 1
		}
		files, err := site(dir)
		if err != nil {
			fmt.Fprintln(os.Stderr, "the test's page could not be put together:", err)
			return 1
		}
		server = serve(files)
		defer server.Close()
		allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
			chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1000, 900))...)
		defer stop()
		var cancel context.CancelFunc
		browser, cancel = chromedp.NewContext(allocator)
		defer cancel()
		if err := chromedp.Run(browser); err != nil {
			fmt.Fprintln(os.Stderr, "Chromium did not start; install the package chromium:", err)
			return 1
		}
		return m.Run()
	}())
}

// bundle builds the panes from the sources beside this test, as make does.
func bundle(out string) error {
	if _, err := os.Stat("node_modules/@codemirror/view"); err != nil {
		npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		if output, err := npm.CombinedOutput(); err != nil {
			return fmt.Errorf("npm ci in web/editor (needs Node.js and npm): %w\n%s", err, output)
		}
	}
	// Only files that the test itself reads make go test run again after a change; those that esbuild reads do not.
	sources, err := filepath.Glob("*.js")
	if err != nil {
		return err
	}
	for _, source := range append(sources, "package-lock.json") {
		if _, err := os.ReadFile(source); err != nil {
			return err
		}
	}
	esbuild := exec.Command("go", "tool", "esbuild", "editor.js", "--bundle", "--minify", "--format=iife", "--target=es2022", "--outfile="+out)
	if output, err := esbuild.CombinedOutput(); err != nil {
		return fmt.Errorf("go tool esbuild: %w\n%s", err, output)
	}
	return nil
}

// site is the test's page, from testdata, with the bundle in dir. It names its scripts by what they hold, as the site does.
func site(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, path := range map[string]string{"editor.js": filepath.Join(dir, "editor.js"), "page.js": "testdata/page.js", "page.css": "testdata/page.css", "page.html": "testdata/page.html"} {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files[name] = data
	}
	page := strings.NewReplacer(
		`<link rel="stylesheet" href="page.css">`, "<style>"+string(files["page.css"])+"</style>",
		`src="editor.js"`, `src="editor.js" integrity="`+web.Integrity(files["editor.js"])+`"`,
		`src="page.js"`, `src="page.js" integrity="`+web.Integrity(files["page.js"])+`"`,
	).Replace(string(files["page.html"]))
	files["page.html"] = []byte(page)
	return files, nil
}

// serve serves the files of a site under the site's own policy.
func serve(files map[string][]byte) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{file}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", web.Policy(files["page.html"]))
		w.Header().Set("Cache-Control", "no-store")
		http.ServeContent(w, r, r.PathValue("file"), time.Time{}, bytes.NewReader(files[r.PathValue("file")]))
	})
	return httptest.NewServer(mux)
}

// tab is a page of its own in the browser.
type tab struct {
	*testing.T
	ctx context.Context
}

// open opens the test's page; when the test ends, the page must have had no error and broken no rule of the policy.
func open(t *testing.T) tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	require.NoError(t, chromedp.Run(ctx, chromedp.Navigate(server.URL+"/page.html"), chromedp.WaitReady("#after")))
	p := tab{t, ctx}
	t.Cleanup(func() {
		if ctx.Err() == nil {
			require.Empty(t, eval[[]string](p, `violations`), "refused by the content security policy")
			require.Empty(t, eval[[]string](p, `failures`), "errors in the page")
			t.Logf("long tasks (ms): %v", eval[[]int](p, `longTasks`))
		}
	})
	return p
}

// do runs actions, such as keys.
func (p tab) do(actions ...chromedp.Action) {
	p.Helper()
	require.NoError(p, chromedp.Run(p.ctx, actions...))
}

// js runs statements, which may await.
func (p tab) js(statements string, arguments ...any) {
	p.Helper()
	eval[any](p, "(async () => {"+fill(statements, arguments)+"; return null})()")
}

// until waits until a condition holds.
func (p tab) until(condition string, arguments ...any) {
	p.Helper()
	condition = fill(condition, arguments)
	eval[any](p, fmt.Sprintf("until(() => %s, %s).then(() => null)", condition, quote(condition)))
}

// eval gives what an expression evaluates to.
func eval[T any](p tab, expression string, arguments ...any) T {
	p.Helper()
	var value T
	require.NoError(p, chromedp.Run(p.ctx, chromedp.Evaluate(fill(expression, arguments), &value,
		func(params *runtime.EvaluateParams) *runtime.EvaluateParams { return params.WithAwaitPromise(true) })), expression)
	return value
}

// fill puts arguments, as JavaScript literals, in the place of each %s.
func fill(code string, arguments []any) string {
	if len(arguments) == 0 {
		return code
	}
	literals := make([]any, len(arguments))
	for i, argument := range arguments {
		literals[i] = quote(argument)
	}
	return fmt.Sprintf(code, literals...)
}

func quote(value any) string {
	literal, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(literal)
}

//go:build !js

package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// patience is how long a condition may take to come true. It only bounds failures.
const patience = 20 * time.Second

// limit is how long the browser may take over a command. A browser that hangs must not hang the tests.
const limit = patience + 10*time.Second

//go:embed page.js
var helpers string

// Tab is a tab of its own that closes with its test.
type Tab struct {
	testing.TB
	browser *Browser
	ctx     context.Context
	frame   cdp.FrameID
	journal journal

	mu       sync.Mutex
	workers  []target.ID
	arriving chan struct{} // closed when a worker has come
}

// Option changes how a tab opens.
type Option func(*options)

type options struct{ alone bool }

// Alone gives the tab storage, caches and service workers that no other tab has, and that are empty.
func Alone(o *options) { o.alone = true }

// Open opens an empty tab of 1280 × 800.
func (b *Browser) Open(t testing.TB, opts ...Option) *Tab {
	t.Helper()
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	tab := &Tab{TB: t, browser: b, arriving: make(chan struct{})}
	// A tab in a window of its own is drawn all the time. Behind another tab it would get a frame a second.
	create := target.CreateTarget("about:blank").WithNewWindow(true)
	if o.alone {
		var id cdp.BrowserContextID
		tab.must(b.do(func(ctx context.Context) (err error) {
			id, err = target.CreateBrowserContext().Do(ctx)
			return err
		}), "make a browser context")
		t.Cleanup(func() { _ = b.do(target.DisposeBrowserContext(id).Do) })
		tab.must(b.allow(id), "allow the clipboard and downloads")
		create = create.WithBrowserContextID(id)
	}
	var id target.ID
	tab.must(b.do(func(ctx context.Context) (err error) {
		id, err = create.Do(ctx)
		return err
	}), "open a tab")
	tab.frame = cdp.FrameID(id)
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		cancel()
	})
	tab.ctx = ctx
	chromedp.ListenTarget(ctx, tab.listen)
	tab.must(attach(ctx, cancel), "attach to a tab")
	tab.Do(
		chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := page.AddScriptToEvaluateOnNewDocument(helpers).Do(ctx)
			return err
		}),
		// Every tab is seen and has the focus, as far as it knows, so that tests may run beside each other.
		emulation.SetFocusEmulationEnabled(true),
		// The page then keeps its accessibility tree. Without, it makes a tree for every single role and name that is asked for.
		accessibility.Enable(),
	)
	tab.Size(1280, 800)
	t.Cleanup(tab.leave)
	return tab
}

func (tab *Tab) listen(event any) {
	tab.journal.note(event)
	switch e := event.(type) {
	case *target.EventAttachedToTarget:
		if e.TargetInfo.Type == "worker" {
			tab.mu.Lock()
			defer tab.mu.Unlock()
			tab.workers = append(tab.workers, e.TargetInfo.TargetID)
			close(tab.arriving)
			tab.arriving = make(chan struct{})
		}
	case *page.EventJavascriptDialogOpening:
		// A dialog of the browser's own would hold everything up.
		go func() { _ = tab.try(page.HandleJavaScriptDialog(true)) }()
	}
}

// Do runs actions of chromedp.
func (tab *Tab) Do(actions ...chromedp.Action) {
	tab.Helper()
	tab.must(tab.try(actions...), "drive the browser")
}

func (tab *Tab) try(actions ...chromedp.Action) error { return run(tab.ctx, actions...) }

func run(ctx context.Context, actions ...chromedp.Action) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return chromedp.Run(ctx, actions...)
}

// attach makes a context's target ready for commands. The context of the first run is that of the target's life, so it cannot have a
// time limit: what takes too long is cancelled.
func attach(ctx context.Context, cancel context.CancelFunc) error {
	late := time.AfterFunc(limit, cancel)
	defer late.Stop()
	return chromedp.Run(ctx)
}

// Within gives a context for waiting on something outside of the page.
func (tab *Tab) Within() context.Context {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	tab.Cleanup(cancel)
	return ctx
}

func (tab *Tab) must(err error, what string) {
	tab.Helper()
	if err != nil {
		tab.Fatalf("could not %s: %v", what, err)
	}
}

// Goto opens a page and waits until its document has loaded.
func (tab *Tab) Goto(url string) {
	tab.Helper()
	tab.Do(chromedp.Navigate(url))
}

// Reload loads the page again.
func (tab *Tab) Reload() {
	tab.Helper()
	tab.Do(chromedp.Reload())
}

// Eval gives the value of a JavaScript expression; promises are waited for.
func Eval[T any](tab *Tab, expression string, arguments ...any) T {
	tab.Helper()
	value, err := evaluate[T](tab.ctx, expression, arguments...)
	tab.must(err, "evaluate "+short(expression))
	return value
}

// Run runs JavaScript statements, which may await.
func (tab *Tab) Run(statements string, arguments ...any) {
	tab.Helper()
	Eval[any](tab, "(async () => {"+fill(statements, arguments)+"})()")
}

// Drawn waits until what a key or a click led to at once is on the screen.
func (tab *Tab) Drawn() {
	tab.Helper()
	tab.Run("await e2e.frames(3)")
}

// Settle waits until nothing has changed in the page for a few frames.
func (tab *Tab) Settle() {
	tab.Helper()
	tab.Run("await e2e.settled()")
}

// Wait waits until a JavaScript expression is true.
func (tab *Tab) Wait(condition string, arguments ...any) {
	tab.Helper()
	condition = fill(condition, arguments)
	tab.wait(condition, condition)
}

// wait waits until a condition is true; what it means is said if it never is.
func (tab *Tab) wait(condition, meaning string) {
	tab.Helper()
	start := time.Now()
	for {
		_, err := evaluate[any](tab.ctx, fmt.Sprintf("e2e.until(() => %s, %d).then(() => null)", condition, patience.Milliseconds()))
		switch {
		case err == nil:
			return
		case navigated(err) && time.Since(start) < patience: // it may come true in the next page
		default:
			tab.Fatalf("never came true: %s\n%v", short(meaning), err)
		}
	}
}

// navigated reports whether a page went away while something was evaluated in it.
func navigated(err error) bool {
	return strings.Contains(err.Error(), "navigated or closed") || strings.Contains(err.Error(), "context was destroyed")
}

func evaluate[T any](ctx context.Context, expression string, arguments ...any) (value T, err error) {
	err = run(ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		result, exception, err := runtime.Evaluate(fill(expression, arguments)).
			WithReturnByValue(true).WithAwaitPromise(true).WithUserGesture(true).Do(ctx)
		if err != nil {
			return err
		}
		if exception != nil {
			return thrown(exception)
		}
		if len(result.Value) == 0 {
			return nil
		}
		return json.Unmarshal(result.Value, &value)
	}))
	return value, err
}

func thrown(exception *runtime.ExceptionDetails) error {
	if exception.Exception != nil && exception.Exception.Description != "" {
		return fmt.Errorf("%s", exception.Exception.Description)
	}
	return exception
}

// fill puts arguments as JSON in the place of each %s.
func fill(expression string, arguments []any) string {
	if len(arguments) == 0 {
		return expression
	}
	texts := make([]any, len(arguments))
	for i, argument := range arguments {
		texts[i] = quote(argument)
	}
	return fmt.Sprintf(expression, texts...)
}

func quote(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err) // arguments are texts, numbers and lists of them
	}
	return string(data)
}

func short(text string) string {
	if len(text) > 300 {
		return text[:300] + " …"
	}
	return text
}

// BeforeScripts runs JavaScript in every page that is opened from now on, before the page's own.
func (tab *Tab) BeforeScripts(statements string) {
	tab.Helper()
	tab.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(statements).Do(ctx)
		return err
	}))
}

// Opened gives the context of the window that act makes the page open, for what needs no helpers in it.
func (tab *Tab) Opened(act func()) context.Context {
	tab.Helper()
	opened := chromedp.WaitNewTarget(tab.ctx, func(info *target.Info) bool { return info.Type == "page" })
	act()
	select {
	case id := <-opened:
		ctx, cancel := chromedp.NewContext(tab.ctx, chromedp.WithTargetID(id))
		tab.Cleanup(cancel)
		tab.must(attach(ctx, cancel), "attach to the window")
		return ctx
	case <-tab.Within().Done():
		tab.Fatal("no window was opened")
		return nil
	}
}

// Context drives the tab without helpers: in a page that allows no scripts.
func (tab *Tab) Context() context.Context { return tab.ctx }

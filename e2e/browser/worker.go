//go:build !js

package browser

import (
	"context"
	"encoding/json"

	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// InWorker gives the value of a JavaScript expression in the newest Web Worker of the page.
func InWorker[T any](tab *Tab, expression string, arguments ...any) T {
	tab.Helper()
	value, err := evaluate[T](tab.attach(tab.worker()), expression, arguments...)
	tab.must(err, "evaluate "+short(expression)+" in the worker")
	return value
}

// WorkerMemory is the size in bytes of the WebAssembly memory of the page's newest Web Worker.
func (tab *Tab) WorkerMemory() (size int) {
	tab.Helper()
	ctx := tab.attach(tab.worker())
	tab.must(run(ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		prototype, _, err := runtime.Evaluate("WebAssembly.Memory.prototype").Do(ctx)
		if err != nil {
			return err
		}
		memories, err := runtime.QueryObjects(prototype.ObjectID).Do(ctx)
		if err != nil {
			return err
		}
		sum, exception, err := runtime.CallFunctionOn("function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }").
			WithObjectID(memories.ObjectID).WithReturnByValue(true).Do(ctx)
		if err != nil {
			return err
		}
		if exception != nil {
			return thrown(exception)
		}
		return json.Unmarshal(sum.Value, &size)
	})), "measure the worker's memory")
	return size
}

// attach gives a context in which commands go to a worker.
func (tab *Tab) attach(id target.ID) context.Context {
	tab.Helper()
	ctx, cancel := chromedp.NewContext(tab.ctx, chromedp.WithTargetID(id))
	tab.Cleanup(cancel) // not before: it would end the worker
	tab.must(attach(ctx, cancel), "attach to the worker")
	return ctx
}

func (tab *Tab) worker() target.ID {
	tab.Helper()
	ctx := tab.Within()
	for {
		tab.mu.Lock()
		workers, arriving := tab.workers, tab.arriving
		tab.mu.Unlock()
		if len(workers) > 0 {
			return workers[len(workers)-1]
		}
		select {
		case <-arriving:
		case <-ctx.Done():
			tab.Fatal("the page has no worker: " + context.Cause(ctx).Error())
		}
	}
}

// Memory is how many bytes the page and its newest Web Worker hold: their heaps, and buffers and WebAssembly
// memories beside them, without what is garbage by now.
func (tab *Tab) Memory() (size int) {
	tab.Helper()
	for _, ctx := range []context.Context{tab.ctx, tab.attach(tab.worker())} {
		tab.must(run(ctx, chromedp.ActionFunc(func(ctx context.Context) error {
			if err := heapprofiler.CollectGarbage().Do(ctx); err != nil {
				return err
			}
			used, _, embedder, buffers, err := runtime.GetHeapUsage().Do(ctx)
			size += int(used + embedder + buffers)
			return err
		})), "measure the memory")
	}
	return size
}

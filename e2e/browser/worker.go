//go:build !js

package browser

import (
	"context"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// InWorker gives the value of a JavaScript expression in the newest Web Worker of the page.
func InWorker[T any](tab *Tab, expression string, arguments ...any) T {
	tab.Helper()
	ctx, cancel := chromedp.NewContext(tab.ctx, chromedp.WithTargetID(tab.worker()))
	tab.Cleanup(cancel) // not before: it would end the worker
	tab.must(chromedp.Run(ctx), "attach to the worker")
	value, err := evaluate[T](ctx, expression, arguments...)
	tab.must(err, "evaluate "+short(expression)+" in the worker")
	return value
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

//go:build !js

package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/chromedp"

	"roundtrip/e2e/browser"
)

// chromium is a running browser with a profile of its own.
type chromium struct {
	ctx  context.Context
	stop func()
	dir  string
}

// The flags that keep everything of the browser's own out of the figures.
var flags = []chromedp.ExecAllocatorOption{
	chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.NoSandbox,
	chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
	chromedp.Flag("disable-default-apps", true), chromedp.Flag("disable-extensions", true), chromedp.Flag("disable-sync", true),
	chromedp.Flag("disable-quic", true), chromedp.Flag("metrics-recording-only", true), chromedp.WindowSize(1280, 800),
	chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"),
}

// settled is how long a browser that has just started is busy with itself.
const settled = time.Second

func launch(ctx context.Context) (*chromium, error) {
	dir, err := os.MkdirTemp("", "roundtrip-bench")
	if err != nil {
		return nil, err
	}
	ctx, stopAllocator := chromedp.NewExecAllocator(ctx, append(flags, chromedp.UserDataDir(dir))...)
	ctx, stop := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {})) // it complains of what it does not know
	c := &chromium{ctx: ctx, dir: dir, stop: func() { stop(); stopAllocator() }}
	if err := chromedp.Run(ctx); err != nil {
		c.close()
		return nil, fmt.Errorf("start chromium: %w", err)
	}
	time.Sleep(settled)
	return c, nil
}

func (c *chromium) close() {
	c.stop()
	_ = browser.RemoveProfile(c.dir) // what is left of it lies in the folder for temporary files
}

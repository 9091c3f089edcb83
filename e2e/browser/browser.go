//go:build !js

package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Browser is a running Chromium with a profile of its own.
type Browser struct {
	ctx       context.Context // of its first tab, which stays empty
	stop      func()
	dir       string // downloads and files of tests
	clipboard sync.Mutex
	downloads downloads
}

// Flag is a switch of Chromium's command line.
type Flag struct{ Name, Value string }

// Trusting has Chromium trust certificates with these keys: hashes of their public keys, SHA-256 in base64.
func Trusting(keys ...string) Flag {
	return Flag{"ignore-certificate-errors-spki-list", strings.Join(keys, ",")}
}

// Start starts Chromium, with flags beside those that every test needs.
func Start(flags ...Flag) (*Browser, error) {
	dir, err := os.MkdirTemp("", "roundtrip-e2e")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // it is root that runs tests in containers
		chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.NoFirstRun,
		chromedp.Flag("no-default-browser-check", true),
		// Elements tell their role and their name as the accessibility tree has them.
		chromedp.Flag("enable-blink-features", "ComputedAccessibilityInfo"),
		chromedp.Flag("lang", "en-US"),
		// Parts of the browser's own window that nobody sees, and that take more time than the tests.
		chromedp.Flag("disable-features", "Translate,PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIOmniboxAimPopup"),
		// A function of a program is compiled for speed when it has run ten times as long as it would have to by default (13,000,000).
		// Most tests end before that pays.
		chromedp.Flag("js-flags", "--wasm-tiering-budget=130000000"),
	)
	for _, f := range flags {
		options = append(options, chromedp.Flag(f.Name, f.Value))
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	// Newer browsers tell of things that the driver does not know; errors that matter come back from calls.
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	b := &Browser{ctx: ctx, dir: dir, stop: func() {
		cancel()
		stopAllocator()
	}}
	if err := attach(ctx, cancel); err != nil {
		b.stop()
		return nil, errors.Join(fmt.Errorf("chromium did not start, install the package chromium: %w", err), RemoveProfile(dir))
	}
	chromedp.ListenBrowser(ctx, b.downloads.listen)
	if err := b.allow(""); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// Close ends Chromium and removes what it wrote.
func (b *Browser) Close() error {
	b.stop()
	return RemoveProfile(b.dir)
}

// RemoveProfile removes the folder of a Chromium that was stopped. Processes of it that end after it write there a little longer.
func RemoveProfile(dir string) error {
	err := os.RemoveAll(dir)
	for late := time.Now().Add(5 * time.Second); err != nil && time.Now().Before(late); err = os.RemoveAll(dir) {
		time.Sleep(20 * time.Millisecond)
	}
	return err
}

// do runs a command that concerns the browser rather than a tab.
func (b *Browser) do(command func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(b.ctx, limit)
	defer cancel()
	return command(cdp.WithExecutor(ctx, chromedp.FromContext(b.ctx).Browser))
}

// allow lets pages of a browser context use the clipboard and download.
func (b *Browser) allow(id cdp.BrowserContextID) error {
	permissions := cdpbrowser.GrantPermissions([]cdpbrowser.PermissionType{
		cdpbrowser.PermissionTypeClipboardReadWrite, cdpbrowser.PermissionTypeClipboardSanitizedWrite,
	})
	behaviour := cdpbrowser.SetDownloadBehavior(cdpbrowser.SetDownloadBehaviorBehaviorAllowAndName).
		WithDownloadPath(filepath.Join(b.dir, "downloads")).WithEventsEnabled(true)
	if id != "" {
		permissions, behaviour = permissions.WithBrowserContextID(id), behaviour.WithBrowserContextID(id)
	}
	return errors.Join(b.do(permissions.Do), b.do(behaviour.Do))
}

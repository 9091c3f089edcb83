package main

import (
	"fmt"
	"io"
	"strings"
)

// Budgets in bytes after brotli, MB meaning 1,000,000.
const (
	appBudget    = 1_700_000
	startBudget  = 1_900_000 // everything before the page is ready
	engineBudget = 2_800_000
	tunnelBudget = 3_300_000 // the engine with what relays need, fetched when one is first used
)

// afterReady lists what a start does not wait for.
func afterReady(name string) bool {
	for _, prefix := range []string{"assets/engine.", "assets/tunnel.", "assets/editor.", "assets/worker.", "assets/roots.", "demo", "relay", "callback.html", "assets/icon", "assets/apple-touch-icon.", "404.html", "sw.js", "favicon.ico", "licences.txt", "manifest."} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// checkBudget prints the sizes of the site's files as they travel and fails when a budget is exceeded.
func checkBudget(files site, cache string, out io.Writer) error {
	packed, err := withCompressed(files, cache)
	if err != nil {
		return err
	}
	var app, engine, tunnel, start int
	for name, data := range files {
		size := len(data)
		if br, ok := packed[name+".br"]; ok {
			size = len(br)
		}
		if !afterReady(name) {
			start += size
		}
		switch {
		case strings.HasPrefix(name, "assets/app.") && strings.HasSuffix(name, ".wasm"):
			app = size
		case strings.HasPrefix(name, "assets/engine."):
			engine = size
		case strings.HasPrefix(name, "assets/tunnel."):
			tunnel = size
		}
	}
	var over []string
	for _, b := range []struct {
		what        string
		size, limit int
	}{{"app.wasm", app, appBudget}, {"all before ready", start, startBudget}, {"engine.wasm", engine, engineBudget}, {"tunnel.wasm", tunnel, tunnelBudget}} {
		fmt.Fprintf(out, "%-17s %9d bytes brotli, budget %d\n", b.what, b.size, b.limit)
		if b.size > b.limit {
			over = append(over, b.what)
		}
	}
	if over != nil {
		return fmt.Errorf("over budget: %s", strings.Join(over, ", "))
	}
	return nil
}

//go:build !js

package main

import (
	"fmt"
	"time"
)

// startExplained is one start, traced.
type startExplained struct {
	tasks  tasks
	Marks  map[string]float64 // ms since the navigation began
	Fields float64
}

// marks are put down by the wrapped functions below, in traced starts alone.
const marks = `
(() => {
	if (globalThis.top !== globalThis) return;
	const original = WebAssembly.instantiateStreaming;
	WebAssembly.instantiateStreaming = async (...args) => {
		const result = await original.apply(WebAssembly, args);
		performance.mark("bench compiled");
		return result;
	};
})();`

func (b *bench) explainStart() (cold, warm startExplained, err error) {
	browser, err := launch(b.ctx)
	if err != nil {
		return cold, warm, err
	}
	defer browser.close()
	if cold, err = b.explainLoad(browser, "cold"); err != nil {
		return cold, warm, err
	}
	time.Sleep(rest)
	if _, err = browser.load(b.roundtrip); err != nil {
		return cold, warm, err
	}
	warm, err = b.explainLoad(browser, "warm")
	return cold, warm, err
}

func (b *bench) explainLoad(browser *chromium, name string) (x startExplained, err error) {
	p, err := browser.blank(b.roundtrip, marks)
	if err != nil {
		return x, err
	}
	defer p.close()
	x.tasks, err = p.trace("start-"+name, b.traces, func() error {
		if err := p.navigate(); err != nil {
			return err
		}
		_, err := eval[any](p, "Promise.all([bench.ready, bench.engine])")
		time.Sleep(500 * time.Millisecond)
		return err
	})
	if err != nil {
		return x, err
	}
	x.Marks, err = eval[map[string]float64](p, `Object.fromEntries(performance.getEntries().map((e) =>
		[e.name.replace(/.*\/([^.]+)\.[^/]*$/, "$1") + (e.entryType === "resource" ? " fetched" : ""), e.responseEnd ?? e.startTime]))`)
	return x, err
}

func (x startExplained) first() string   { return fmt.Sprint(x.Marks) }
func (x startExplained) parts() string   { return "" }
func (x startExplained) longest() string { return x.tasks.longest() }

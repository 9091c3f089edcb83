//go:build !js

package main

import (
	"fmt"
	"time"
)

// explanation is a start that was traced, to see what it is made of. Tracing costs some time, so these are not the
// figures that count.
type explanation struct {
	tasks tasks
	at    map[string]float64 // ms since the navigation began, by milestone
}

// milestone marks the moment at which app.wasm is compiled and instantiated; the page itself tells the others.
const milestone = `
if (globalThis.top === globalThis) {
	const original = WebAssembly.instantiateStreaming;
	WebAssembly.instantiateStreaming = (...args) => {
		const result = original.apply(WebAssembly, args);
		result.then(() => performance.mark("instantiated"));
		return result;
	};
}`

// explainStart traces a cold and a warm start.
func (b *bench) explainStart() (cold, warm explanation, err error) {
	browser, err := launch(b.ctx)
	if err != nil {
		return cold, warm, err
	}
	defer browser.close()
	if cold, err = b.explainLoad(browser, "start-cold"); err != nil {
		return cold, warm, err
	}
	if _, err = browser.load(b.roundtrip); err != nil {
		return cold, warm, err
	}
	warm, err = b.explainLoad(browser, "start-warm")
	return cold, warm, err
}

func (b *bench) explainLoad(browser *chromium, name string) (x explanation, err error) {
	p, err := browser.blank(b.roundtrip, milestone)
	if err != nil {
		return x, err
	}
	defer p.close()
	x.tasks, err = p.trace(name, b.traces, func() error {
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
	x.at, err = eval[map[string]float64](p, `(async () => ({
		document: performance.getEntriesByType("navigation")[0].responseEnd,
		"first paint": performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
		"app.wasm here": performance.getEntriesByType("resource").find((e) => /app\.[^/]*wasm$/.test(e.name))?.responseEnd ?? 0,
		instantiated: performance.getEntriesByName("instantiated")[0]?.startTime ?? 0,
		"program drawn": performance.getEntriesByName("roundtrip ready")[0]?.startTime ?? 0,
		"engine ready": await bench.engine,
	}))()`)
	time.Sleep(rest)
	return x, err
}

// parts says when a start reached what, and what the page's thread did.
func (x explanation) parts() string {
	return fmt.Sprintf("document %s ms, first paint %s, app.wasm here %s, instantiated %s, program drawn %s, engine ready %s; the page was busy for %s ms, %s of them compiling",
		number(x.at["document"]), number(x.at["first paint"]), number(x.at["app.wasm here"]), number(x.at["instantiated"]),
		number(x.at["program drawn"]), number(x.at["engine ready"]), number(x.tasks.work()), number(x.tasks.within("wasm.CompileLazy")+x.tasks.within("V8.Compile")))
}

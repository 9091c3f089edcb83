//go:build !js

package main

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

// Between the loads in one profile, as long as the browser needs to write its caches: compiled code two seconds after it
// was last compiled, and what the service worker wants to keep.
const rest = 3 * time.Second

// starts are the figures of one app.
type starts struct {
	usable, ready        sample // cold, ms
	second, third        sample // warm: until ready
	usableThird          sample
	longest, longestWarm sample // ms
	bytes                sample // until ready, as sent, without the engine, which comes behind and has a budget of its own
}

// start measures loads: one in an empty profile and two more in the same.
func start(b *bench) ([]figure, error) {
	of := map[string]*starts{b.floor.Name: {}, b.roundtrip.Name: {}}
	var files fetched
	err := b.inTurn(func(a app, _ int) error {
		browser, err := launch(b.ctx)
		if err != nil {
			return err
		}
		defer browser.close()
		s := of[a.Name]
		cold, err := browser.load(a)
		if err != nil {
			return fmt.Errorf("cold start: %w", err)
		}
		second, err := browser.load(a)
		if err != nil {
			return fmt.Errorf("second start: %w", err)
		}
		third, err := browser.load(a)
		if err != nil {
			return fmt.Errorf("third start: %w", err)
		}
		s.usable, s.ready = append(s.usable, cold.usable), append(s.ready, cold.ready)
		s.second, s.third = append(s.second, second.ready), append(s.third, third.ready)
		s.usableThird = append(s.usableThird, third.usable)
		s.longest = append(s.longest, cold.longest)
		s.longestWarm = append(s.longestWarm, max(second.longest, third.longest))
		s.bytes = append(s.bytes, cold.bytes/1000)
		if a.Name == b.roundtrip.Name {
			files = cold.fetched
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	app, err := transferred(files.App)
	if err != nil {
		return nil, err
	}
	engine, err := transferred(files.Engine)
	if err != nil {
		return nil, err
	}
	cold, warm, err := b.explainStart()
	if err != nil {
		return nil, err
	}
	r, f := of[b.roundtrip.Name], of[b.floor.Name]
	return []figure{
		{name: "URL field usable, cold", unit: "ms", ours: r.usable, floor: f.usable, target: timesFloor(2.5)},
		{name: "program ready, cold", unit: "ms", ours: r.ready, floor: f.ready, limits: cold.parts()},
		{name: "program ready, second start", unit: "ms", ours: r.second, floor: f.second, target: timesFloor(4)},
		{name: "program ready, third start", unit: "ms", ours: r.third, floor: f.third, target: timesFloor(4), limits: warm.parts()},
		{name: "URL field usable, third start", unit: "ms", ours: r.usableThird, floor: f.usableThird},
		{name: "longest page task of a cold start", unit: "ms", ours: r.longest, floor: f.longest, target: atMost(100), limits: cold.tasks.longest()},
		{name: "longest page task of a warm start", unit: "ms", ours: r.longestWarm, floor: f.longestWarm, target: atMost(100), limits: warm.tasks.longest()},
		{name: "fetched before the program is ready, but the engine", unit: "kB", ours: r.bytes, floor: f.bytes, target: atMost(1900)},
		{name: "app.wasm, as sent", unit: "kB", ours: sample{app}, target: atMost(1700)},
		{name: "engine.wasm, as sent", unit: "kB", ours: sample{engine}, target: atMost(2800)},
	}, nil
}

// load is what a load of a page took.
type load struct {
	usable, ready float64 // ms since the navigation began
	longest       float64 // ms, of the page's tasks up to a while after it was ready
	bytes         float64 // as they were sent, until it was ready
	fetched
}

// fetched are the addresses of the two programs.
type fetched struct{ App, Engine string }

// load opens the app in a tab, waits until all is at rest, and closes it.
func (c *chromium) load(a app) (l load, err error) {
	p, err := c.open(a)
	if err != nil {
		return l, err
	}
	defer p.close()
	if l.ready, err = eval[float64](p, "bench.ready"); err != nil {
		return l, err
	}
	if l.usable, err = eval[float64](p, "bench.usable"); err != nil {
		return l, err
	}
	if _, err = eval[float64](p, "bench.engine"); err != nil {
		return l, err
	}
	if a.Worker {
		time.Sleep(rest)
	}
	if l.longest, err = eval[float64](p, "bench.longest()"); err != nil {
		return l, err
	}
	l.fetched, err = eval[fetched](p, `(({app, engine} = {}) => ({App: app && new URL(app, location).href, Engine: engine && new URL(engine, location).href}))
		(document.querySelector("script[data-app]")?.dataset)`)
	if err != nil {
		return l, err
	}
	l.bytes, err = eval[float64](p, `performance.getEntries()
		.filter((e) => e.encodedBodySize > 0 && e.responseEnd <= %s && e.name !== %s)
		.reduce((sum, e) => sum + e.encodedBodySize, 0)`, l.ready, l.Engine)
	return l, err
}

// transferred gives the size of a file in kB as a browser gets it.
func transferred(url string) (kilobytes float64, err error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Accept-Encoding", "br, gzip")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, resp.Status)
	}
	return float64(n) / 1000, err
}

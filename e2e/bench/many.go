//go:build !js

package main

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// What a run sends, and of what size the answers are.
const (
	manyTimes   = 1000
	manyWorkers = 8
	manySize    = 1 << 10
)

// many measures many requests, some at a time: the product's run, from the click on Start until the status line says that it is
// over, against the same loop of raw fetch in a worker, in the same browser.
func many(b *bench) ([]figure, error) {
	browser, err := launch(b.ctx)
	if err != nil {
		return nil, err
	}
	defer browser.close()
	pages := map[string]*page{}
	for _, a := range []app{b.floor, b.roundtrip} {
		p, err := browser.open(a)
		if err != nil {
			return nil, err
		}
		if _, err := eval[any](p, "Promise.all([bench.ready, bench.engine])"); err != nil {
			return nil, err
		}
		pages[a.Name] = p
	}
	roundtrip, floor := pages[b.roundtrip.Name], pages[b.floor.Name]
	if err := roundtrip.prepareMany(b.api.URL); err != nil {
		return nil, err
	}
	send := map[string]func() (float64, error){
		b.roundtrip.Name: roundtrip.runMany,
		b.floor.Name:     func() (float64, error) { return floor.fetchMany(b.api.URL) },
	}
	rates := map[string]sample{}
	for range 2 { // the first warms the programs up
		rates = map[string]sample{}
		runs := *b
		if err := runs.inTurn(func(a app, _ int) error {
			ms, err := send[a.Name]()
			rates[a.Name] = append(rates[a.Name], manyTimes/ms*1000)
			time.Sleep(rest / 6)
			return err
		}); err != nil {
			return nil, err
		}
	}
	return []figure{{
		name: fmt.Sprintf("%d requests, %d at a time", manyTimes, manyWorkers), unit: "/s", ours: rates[b.roundtrip.Name], floor: rates[b.floor.Name],
		target: target{bound: 0.7, ratio: true, atLeast: true},
	}}, nil
}

func manyURL(api string) string { return fmt.Sprintf("%s/json?size=%d&nonce=many", api, manySize) }

// prepareMany fills in the form of a run.
func (p *page) prepareMany(api string) error {
	fill := func(selector, text string) error {
		return errors.Join(p.await(selector), p.click(selector), p.replace(text))
	}
	return errors.Join(
		fill(p.app.Field, manyURL(api)),
		p.click("#tab-request-many"),
		fill("#many-times", strconv.Itoa(manyTimes)),
		fill("#many-workers", strconv.Itoa(manyWorkers)),
	)
}

// await waits until an element is drawn.
func (p *page) await(selector string) error {
	_, err := eval[any](p, `new Promise((resolve) => {
		const look = () => document.querySelector(%s)?.getBoundingClientRect().width ? resolve() : setTimeout(look, 10);
		look();
	})`, selector)
	return err
}

// runMany starts a run, and gives the ms until it is over.
func (p *page) runMany() (float64, error) {
	if _, err := eval[any](p, "bench.clicked = 0"); err != nil {
		return 0, err
	}
	if err := p.click("#many-start"); err != nil {
		return 0, err
	}
	over, err := eval[struct {
		At, Clicked float64
		Status      string
	}](p, `new Promise((resolve) => {
		const button = document.querySelector("#many-start"), line = document.querySelector(".statusbar-code");
		new MutationObserver((_, observer) => {
			if (button.textContent !== "Start") return;
			observer.disconnect();
			const At = performance.now();
			requestAnimationFrame(() => resolve({ At, Clicked: bench.clicked, Status: line.textContent }));
		}).observe(button, { childList: true, characterData: true, subtree: true });
	})`)
	if err == nil && over.Status != "1,000 requests" {
		err = fmt.Errorf("the run ended with %q", over.Status)
	}
	return over.At - over.Clicked, err
}

// fetchMany has floor's worker send the same, and gives the ms that it took.
func (p *page) fetchMany(api string) (float64, error) {
	result, err := eval[struct{ Ms, Bytes float64 }](p, `new Promise((resolve, reject) => {
		const worker = globalThis.many ??= new Worker("many.js");
		worker.onmessage = ({ data: { ms, bytes } }) => resolve({ Ms: ms, Bytes: bytes });
		worker.onerror = (event) => reject(new Error(event.message));
		worker.postMessage({ url: %s, times: %s, workers: %s });
	})`, manyURL(api), manyTimes, manyWorkers)
	if err == nil && result.Bytes < manyTimes*manySize/2 {
		err = fmt.Errorf("floor read %.0f bytes", result.Bytes)
	}
	return result.Ms, err
}

//go:build !js

package main

import (
	"fmt"
	"net/url"
)

const savedSize = 2 << 30 // bytes

// choosesToSave ticks the option that takes the body to the disk.
const choosesToSave = `(async () => {
	const find = (selector, text) => [...document.querySelectorAll(selector)].find((e) => e.textContent.includes(text));
	const until = async (have) => { for (;;) { const e = have(); if (e) return e; await new Promise((r) => setTimeout(r, 20)); } };
	find("[role=tab]", "Options").click();
	const label = await until(() => find("label", "Save the body to the disk"));
	const box = label.querySelector("input") ?? document.getElementById(label.htmlFor);
	if (!box.checked) box.click();
})()`

// saved measures what the renderer holds more, at its peak, while 2 GB go to the disk by each way.
func saved(b *bench) ([]figure, error) {
	api, err := url.Parse(b.api.URL)
	if err != nil {
		return nil, err
	}
	var figures []figure
	for _, way := range []struct{ name, hosts string }{{"by the browser", "[]"}, {"through a relay", fmt.Sprintf("[%q]", api.Host)}} {
		grown, err := b.savedBy(way.hosts)
		if err != nil {
			return nil, fmt.Errorf("2 GB to the disk %s: %w", way.name, err)
		}
		figures = append(figures, figure{name: "2 GB to the disk " + way.name + ", what the renderer's peak grows", unit: "MiB", ours: sample{grown}, target: atMost(256)})
	}
	return figures, nil
}

func (b *bench) savedBy(hosts string) (grown float64, err error) {
	browser, err := launch(b.ctx)
	if err != nil {
		return 0, err
	}
	defer browser.close()
	p, err := browser.blank(b.roundtrip, fmt.Sprintf(`localStorage.setItem("roundtrip.relay", JSON.stringify({ hosts: %s }))`, hosts))
	if err != nil {
		return 0, err
	}
	if err := p.navigate(); err != nil {
		return 0, err
	}
	if _, err := eval[any](p, "Promise.all([bench.ready, bench.engine])"); err != nil {
		return 0, err
	}
	if _, err := eval[any](p, choosesToSave); err != nil {
		return 0, err
	}
	if err := b.save(p, 1<<10, "Saved "); err != nil { // the engine of this way is loaded
		return 0, err
	}
	if err := browser.forgetPeaks(); err != nil {
		return 0, err
	}
	before, err := browser.peak()
	if err != nil {
		return 0, err
	}
	if err := b.save(p, savedSize, "GB in"); err != nil {
		return 0, err
	}
	peak, err := browser.peak()
	return peak - before, err
}

// save sends for so many bytes and waits until the page says that they are saved.
func (b *bench) save(p *page, size int, said string) error {
	if err := p.click(p.app.Field); err != nil {
		return err
	}
	if err := p.replace(fmt.Sprintf("%s/json?size=%d", b.api.URL, size)); err != nil {
		return err
	}
	if err := p.click(p.app.Send); err != nil {
		return err
	}
	for { // each look has its own patience
		over, err := eval[bool](p, `new Promise((resolve) => setTimeout(() => resolve((document.querySelector(".transfer:not([hidden])")?.textContent ?? "").includes(%s)), 500))`, said)
		if over || err != nil {
			return err
		}
	}
}

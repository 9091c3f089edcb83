//go:build !js

package main

import (
	"fmt"
	"net/url"
	"time"
)

// Sizes in bytes.
const (
	savedSize = 2 << 30
	shownSize = 300 << 20
)

// choosesToSave ticks the option that takes the body to the disk.
const choosesToSave = `(async () => {
	const find = (selector, text) => [...document.querySelectorAll(selector)].find((e) => e.textContent.includes(text));
	const until = async (have) => { for (;;) { const e = have(); if (e) return e; await new Promise((r) => setTimeout(r, 20)); } };
	find("[role=tab]", "Options").click();
	const label = await until(() => find("label", "Save the body to the disk"));
	const box = label.querySelector("input") ?? document.getElementById(label.htmlFor);
	if (!box.checked) box.click();
})()`

// saved measures what the renderer holds more, at its peak, while 2 GB go to the disk by each way, and what it keeps of a large body that
// was shown and is forgotten.
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
		kept, slower, err := b.forgotten(way.hosts)
		if err != nil {
			return nil, fmt.Errorf("300 MB shown %s: %w", way.name, err)
		}
		figures = append(figures,
			figure{name: "2 GB to the disk " + way.name + ", what the renderer's peak grows", unit: "MiB", ours: sample{grown}, target: atMost(256)},
			figure{name: "300 MB shown " + way.name + " and forgotten, what the renderer keeps", unit: "MiB", ours: kept, target: atMost(60)},
			figure{name: "the next 1 kB, send to shown, over what it takes otherwise", unit: "ms", ours: slower, target: atMost(50)},
		)
	}
	return figures, nil
}

// wayOf opens a page that sends to these hosts through the relay, as JSON, and waits until it is ready.
func (b *bench) wayOf(hosts string) (*sender, error) {
	browser, err := launch(b.ctx)
	if err != nil {
		return nil, err
	}
	p, err := browser.blank(b.roundtrip, fmt.Sprintf(`localStorage.setItem("roundtrip.relay", JSON.stringify({ hosts: %s }))`, hosts))
	if err == nil {
		err = p.navigate()
	}
	if err == nil {
		_, err = eval[any](p, "Promise.all([bench.ready, bench.engine])")
	}
	if err != nil {
		browser.close()
		return nil, err
	}
	return &sender{browser: browser, page: p, api: b.api}, nil
}

// forgotten shows a large body in the place of a small one, then a small one again.
func (b *bench) forgotten(hosts string) (kept, slower sample, err error) {
	s, err := b.wayOf(hosts)
	if err != nil {
		return nil, nil, err
	}
	defer s.browser.close()
	small := func() (float64, error) {
		x, err := s.send(1<<10, time.Second)
		return x.Shown, err
	}
	for range 5 {
		if _, err := small(); err != nil {
			return nil, nil, err
		}
	}
	time.Sleep(settled)
	before, err := s.browser.resident("VmRSS")
	if err != nil {
		return nil, nil, err
	}
	for range b.runs {
		var usual sample
		for range 3 {
			took, err := small()
			if err != nil {
				return nil, nil, err
			}
			usual = append(usual, took)
		}
		if _, err := s.send(shownSize, 0); err != nil {
			return nil, nil, err
		}
		if err := s.page.until(`!document.querySelector("button[type=submit]").textContent.includes("Cancel")`); err != nil {
			return nil, nil, err
		}
		time.Sleep(3 * settled) // a person looks at it for longer
		next, err := small()
		if err != nil {
			return nil, nil, err
		}
		time.Sleep(settled)
		after, err := s.browser.resident("VmRSS")
		if err != nil {
			return nil, nil, err
		}
		kept, slower = append(kept, after-before), append(slower, next-usual.median())
	}
	return kept, slower, nil
}

func (b *bench) savedBy(hosts string) (grown float64, err error) {
	s, err := b.wayOf(hosts)
	if err != nil {
		return 0, err
	}
	defer s.browser.close()
	browser, p := s.browser, s.page
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
	return p.until(fmt.Sprintf(`(document.querySelector(".transfer:not([hidden])")?.textContent ?? "").includes(%q)`, said))
}

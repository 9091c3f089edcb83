//go:build !js

package main

import (
	"fmt"
	"net/url"
	"time"
)

const bigSize = 100 << 20 // bytes

// relayedPage measures 100 MB of JSON through a relay in the product itself, and the page meanwhile.
func relayedPage(b *bench) ([]figure, error) {
	api, err := url.Parse(b.api.URL)
	if err != nil {
		return nil, err
	}
	s, err := b.wayOf(fmt.Sprintf("[%q]", api.Host))
	if err != nil {
		return nil, err
	}
	defer s.browser.close()
	p := s.page
	if _, err := s.send(1<<10, 2*time.Second); err != nil { // the engine for relays is loaded
		return nil, err
	}
	var rate, longest sample
	for range b.runs {
		if _, err := s.send(bigSize, 0); err != nil {
			return nil, err
		}
		if _, err := eval[any](p, `new Promise((resolve) => {
			const look = () => document.querySelector(%s).textContent.includes("Cancel") ? setTimeout(look, 20) : resolve();
			look();
		})`, p.app.Send); err != nil {
			return nil, err
		}
		seen, err := eval[struct{ Took, Longest float64 }](p, `({ Took: performance.now() - bench.clicked, Longest: bench.longest(bench.clicked) })`)
		if err != nil {
			return nil, err
		}
		rate, longest = append(rate, bigSize/1e3/seen.Took), append(longest, seen.Longest)
		if way, err := eval[string](p, `document.querySelector("#transport").value`); err != nil || way != "relay" {
			return nil, fmt.Errorf("the relay was not used: %q, %w", way, err)
		}
		time.Sleep(rest)
	}
	return []figure{
		{name: "100 MB of JSON in the product, through a relay, to the last row", unit: "MB/s", ours: rate},
		{name: "longest task of the page meanwhile", unit: "ms", ours: longest, target: atMost(50)},
	}, nil
}

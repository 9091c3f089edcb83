//go:build !js

package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/chromedp/chromedp"
)

// typing measures typing into the URL field.
func typing(b *bench) ([]figure, error) {
	event := map[string]*sample{b.floor.Name: {}, b.roundtrip.Name: {}}
	work := map[string]*sample{b.floor.Name: {}, b.roundtrip.Name: {}}
	few := *b
	few.runs = min(b.runs, 3) // each has many keys
	err := few.inTurn(func(a app, _ int) error {
		s, err := b.newSender(a)
		if err != nil {
			return err
		}
		defer s.browser.close()
		e, w, err := s.page.typeKeys(b, b.api.URL+"/anything/with/a/path?and=parameters&more=of+them")
		*event[a.Name] = append(*event[a.Name], e...)
		*work[a.Name] = append(*work[a.Name], w...)
		return err
	})
	if err != nil {
		return nil, err
	}
	r, f := b.roundtrip.Name, b.floor.Name
	p95 := func(s *sample) sample { return sample{s.quantile(0.95)} }
	if len(*work[r]) != len(*event[r]) {
		return nil, fmt.Errorf("the traces tell of %d keys, the pages of %d", len(*work[r]), len(*event[r]))
	}
	return []figure{
		{name: "key to paint, p95 of the page's work", unit: "ms", ours: p95(work[r]), floor: p95(work[f]), target: atMost(16)},
		{name: "key to paint, p95 by Event Timing", unit: "ms", ours: p95(event[r]), floor: p95(event[f]), limits: "holds the wait for the screen's next frame, up to 17 ms"},
	}, nil
}

// typeKeys types into the URL field as a quick person does, and gives what each key took, in ms: by Event Timing, from the
// key to the frame that shows it, in steps of 8, and 0 below 16; and by a trace, what the page did in that time.
func (p *page) typeKeys(b *bench, text string) (event, work sample, err error) {
	if err := p.click(p.app.Field); err != nil {
		return nil, nil, err
	}
	if _, err := eval[any](p, "bench.watchKeys()"); err != nil {
		return nil, nil, err
	}
	traced, err := p.trace("typing-"+p.app.Name, b.traces, func() error {
		for _, key := range text {
			if err := p.do(chromedp.KeyEvent(string(key))); err != nil {
				return err
			}
			time.Sleep(time.Duration(40+rand.IntN(60)) * time.Millisecond)
		}
		time.Sleep(500 * time.Millisecond)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	event, err = eval[sample](p, "bench.keys.map((key) => key.duration)")
	return event, traced.fromKeysToFrames(), err
}

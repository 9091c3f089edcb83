//go:build !js

package main

import (
	"math/rand/v2"
	"time"

	"github.com/chromedp/chromedp"
)

// typed is what the keys took, one element a key, in ms.
type typed struct {
	Event []float64 // Event Timing's duration: from the key to the frame that shows it, in steps of 8; 0 if below 16
	Work  []float64 // of the page until that frame is drawn, without the wait for the screen
	Rate  float64   // ms from frame to frame
}

// typing measures typing into the URL field.
func typing(b *bench) ([]figure, error) {
	event := map[string]*sample{b.floor.Name: {}, b.roundtrip.Name: {}}
	work := map[string]*sample{b.floor.Name: {}, b.roundtrip.Name: {}}
	err := b.inTurn(func(a app, _ int) error {
		s, err := b.newSender(a)
		if err != nil {
			return err
		}
		defer s.browser.close()
		t, err := s.page.typeKeys(b.api + "/anything/with/a/path?and=parameters&more=of+them")
		*event[a.Name] = append(*event[a.Name], t.Event...)
		*work[a.Name] = append(*work[a.Name], t.Work...)
		return err
	})
	if err != nil {
		return nil, err
	}
	r, f := b.roundtrip.Name, b.floor.Name
	p95 := func(s *sample) sample { return sample{s.quantile(0.95)} }
	return []figure{
		{name: "key to paint, p95 of the page's work", unit: "ms", ours: p95(work[r]), floor: p95(work[f]), target: atMost(16)},
		{name: "key to paint, p95 by Event Timing", unit: "ms", ours: p95(event[r]), floor: p95(event[f]), limits: "holds the wait for the screen's next frame, up to 17 ms"},
	}, nil
}

// typeKeys types into the URL field, as fast as a quick person and as evenly.
func (p *page) typeKeys(text string) (t typed, err error) {
	if err := p.click(p.app.Field); err != nil {
		return t, err
	}
	if _, err := eval[any](p, "bench.watchKeys()"); err != nil {
		return t, err
	}
	for _, key := range text {
		if err := p.do(chromedp.KeyEvent(string(key))); err != nil {
			return t, err
		}
		time.Sleep(time.Duration(40+rand.IntN(60)) * time.Millisecond)
	}
	time.Sleep(500 * time.Millisecond)
	return eval[typed](p, "bench.typed()")
}

//go:build !js

package main

import (
	"fmt"
	"slices"
	"time"
)

// dripping measures how long after it was sent each line of a body that takes 3 s is on screen.
func dripping(b *bench) ([]figure, error) {
	const lines, every = 10, 300
	first := map[string]*sample{b.floor.Name: {}, b.roundtrip.Name: {}}
	worst := map[string]*sample{b.floor.Name: {}, b.roundtrip.Name: {}}
	one := *b
	one.runs = min(b.runs, 3) // each takes its 3 s
	err := one.inTurn(func(a app, _ int) error {
		s, err := b.newSender(a)
		if err != nil {
			return err
		}
		defer s.browser.close()
		if _, err := s.send(1<<10, time.Second); err != nil {
			return err
		}
		if _, err := eval[any](s.page, `void (bench.late = bench.lags("line N at (\\d+)\\.", %s))`, lines); err != nil {
			return err
		}
		if _, err := s.fetch(fmt.Sprintf("%s/drip?lines=%d&every=%d", b.api.URL, lines, every), fmt.Sprintf("line %d at", lines-1), 0); err != nil {
			return err
		}
		lags, err := eval[[]float64](s.page, "bench.late")
		if err != nil {
			return err
		}
		*first[a.Name] = append(*first[a.Name], lags[0])
		*worst[a.Name] = append(*worst[a.Name], slices.Max(lags))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return []figure{
		{name: "drip of 3 s, first line on screen after it was sent", unit: "ms", ours: *first[b.roundtrip.Name], floor: *first[b.floor.Name], target: atMost(every)},
		{name: "drip of 3 s, the latest of all lines", unit: "ms", ours: *worst[b.roundtrip.Name], floor: *worst[b.floor.Name], target: atMost(every),
			limits: fmt.Sprintf("a line comes every %d ms; floor shows the body once it is whole", every)},
	}, nil
}

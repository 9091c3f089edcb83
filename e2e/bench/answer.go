//go:build !js

package main

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// answers are the figures of one app, in ms since the navigation began.
type answers struct{ ready, engine, shown sample }

func (a answers) parts() string {
	return fmt.Sprintf("the program is ready after %s ms, the engine after %s ms", number(a.ready.median()), number(a.engine.median()))
}

// answer measures the first answer from a cold start: a person types a URL and presses Enter as soon as there is a field.
func answer(b *bench) ([]figure, error) {
	of, err := b.firstAnswers(b.floor.URL, b.roundtrip.URL, b.api.URL)
	if err != nil {
		return nil, err
	}
	r, f := of[b.roundtrip.Name], of[b.floor.Name]
	return []figure{
		{name: "first answer shown, cold", unit: "ms", ours: r.shown, floor: f.shown, target: timesFloor(8), limits: r.parts()},
	}, nil
}

// slowLine measures the same where the line is what limits.
func slowLine(b *bench) ([]figure, error) {
	line := newLink(10e6, 5e6, 40*time.Millisecond)
	defer line.close()
	var through []string
	for _, origin := range []string{b.floor.URL, b.roundtrip.URL, b.api.URL} {
		u, err := url.Parse(origin)
		if err != nil {
			return nil, err
		}
		if u.Host, err = line.reach(u.Host); err != nil {
			return nil, err
		}
		through = append(through, strings.TrimSuffix(u.String(), "/"))
	}
	of, err := b.firstAnswers(through[0]+"/", through[1]+"/", through[2])
	if err != nil {
		return nil, err
	}
	r, f := of[b.roundtrip.Name], of[b.floor.Name]
	return []figure{
		{name: "program ready, cold, at 10 Mbit/s and 40 ms", unit: "ms", ours: r.ready, floor: f.ready, target: atMost(2000)},
		{name: "first answer shown, cold, at 10 Mbit/s and 40 ms", unit: "ms", ours: r.shown, floor: f.shown, target: atMost(4000), limits: r.parts()},
	}, nil
}

// firstAnswers opens the pages and calls the API at these addresses.
func (b *bench) firstAnswers(floor, roundtrip, api string) (map[string]*answers, error) {
	of := map[string]*answers{b.floor.Name: {}, b.roundtrip.Name: {}}
	at := map[string]string{b.floor.Name: floor, b.roundtrip.Name: roundtrip}
	return of, b.inTurn(func(a app, run int) error {
		a.URL = at[a.Name]
		a.Marker = fmt.Sprintf("first%d", run)
		return of[a.Name].take(b, a, api)
	})
}

func (s *answers) take(b *bench, a app, api string) error {
	browser, err := launch(b.ctx)
	if err != nil {
		return err
	}
	defer browser.close()
	p, err := browser.blank(a)
	if err != nil {
		return err
	}
	if b.traces == "" {
		return s.ask(p, api)
	}
	_, err = p.trace("answer-"+a.Name, b.traces, func() error { return s.ask(p, api) })
	return err
}

// ask opens the app, and types and sends as soon as that can be done.
func (s *answers) ask(p *page, api string) error {
	if err := p.navigate(); err != nil {
		return err
	}
	at, err := eval[[2]float64](p, "bench.seen")
	if err != nil {
		return err
	}
	if err := p.clickAt(at); err != nil {
		return err
	}
	if err := p.replace(api + "/json?size=1024&nonce=" + p.app.Marker); err != nil {
		return err
	}
	if err := p.enter(); err != nil {
		return err
	}
	times, err := eval[[3]float64](p, "Promise.all([bench.ready, bench.engine, bench.shown])")
	s.ready, s.engine, s.shown = append(s.ready, times[0]), append(s.engine, times[1]), append(s.shown, times[2])
	return err
}

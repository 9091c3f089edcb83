//go:build !js

package main

import (
	"errors"
	"fmt"
	"time"
)

// sent is what a send took.
type sent struct {
	Shown   float64 // ms from the click on Send until the body is on screen
	Longest float64 // ms, of the page's tasks from the click until all was at rest
	Clicked float64 // when, in ms since 1970
	came    float64 // ms from the click until the request had come to the server
	left    float64 // ms from the click until the server was rid of the answer
	peak    float64 // MiB, of the renderer
}

// sends are the figures of one app.
type sends struct{ shown, longest, came, left, peak sample }

func (s *sends) add(x sent) {
	s.shown, s.longest, s.peak = append(s.shown, x.Shown), append(s.longest, x.Longest), append(s.peak, x.peak)
	s.came, s.left = append(s.came, x.came), append(s.left, x.left)
}

// parts says where the time goes.
func (s *sends) parts() string {
	return fmt.Sprintf("the request is at the server after %s ms, the answer has left it after %s, the screen shows it %s later",
		number(s.came.median()), number(s.left.median()), number(s.shown.median()-s.left.median()))
}

// small measures a body of 1 kB in the first sends of a page, while the browser still compiles: later ones are quicker.
func small(b *bench) ([]figure, error) {
	of, _, err := b.sends(1<<10, 300*time.Millisecond)
	if err != nil {
		return nil, err
	}
	r, f := of[b.roundtrip.Name], of[b.floor.Name]
	return []figure{
		{name: "1 kB, send to shown", unit: "ms", ours: r.shown, floor: f.shown, target: timesFloor(1.3),
			limits: r.parts() + "; floor: " + f.parts()},
	}, nil
}

// large measures a body of 10 MB.
func large(b *bench) ([]figure, error) {
	of, why, err := b.sends(10<<20, 2500*time.Millisecond)
	if err != nil {
		return nil, err
	}
	r, f := of[b.roundtrip.Name], of[b.floor.Name]
	return []figure{
		{name: "10 MB, send to shown", unit: "ms", ours: r.shown, floor: f.shown, target: timesFloor(4),
			limits: r.parts() + "; floor: " + f.parts()},
		{name: "10 MB, longest page task", unit: "ms", ours: r.longest, floor: f.longest, target: atMost(50), limits: why},
		{name: "10 MB, renderer's peak memory", unit: "MiB", ours: r.peak, floor: f.peak, target: timesFloor(2.5)},
	}, nil
}

// sends sends in both apps in turn, each in a page of its own that has sent once before. settle is how long what
// follows a body on the screen may take.
func (b *bench) sends(size int, settle time.Duration) (map[string]*sends, string, error) {
	of := map[string]*sends{}
	pages := map[string]*sender{}
	defer func() {
		for _, s := range pages {
			s.browser.close()
		}
	}()
	for _, a := range []app{b.floor, b.roundtrip} {
		s, err := b.newSender(a)
		if err != nil {
			return nil, "", err
		}
		of[a.Name], pages[a.Name] = &sends{}, s
		if _, err := s.send(1<<10, settle); err != nil {
			return nil, "", fmt.Errorf("%s, first send: %w", a.Name, err)
		}
	}
	err := b.inTurn(func(a app, _ int) error {
		x, err := pages[a.Name].send(size, settle)
		of[a.Name].add(x)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	tasks, err := pages[b.roundtrip.Name].page.trace(fmt.Sprintf("send-%d", size), b.traces, func() error {
		_, err := pages[b.roundtrip.Name].send(size, settle)
		return err
	})
	return of, tasks.longest(), err
}

// sender is a page that sends.
type sender struct {
	browser *chromium
	page    *page
	api     *upstream
	count   int
}

func (b *bench) newSender(a app) (*sender, error) {
	browser, err := launch(b.ctx)
	if err != nil {
		return nil, err
	}
	p, err := browser.open(a)
	if err == nil {
		_, err = eval[any](p, "Promise.all([bench.ready, bench.engine])")
	}
	if err != nil {
		browser.close()
		return nil, err
	}
	time.Sleep(1500 * time.Millisecond) // the start has effects that come later
	return &sender{browser: browser, page: p, api: b.api}, nil
}

func (s *sender) send(size int, settle time.Duration) (x sent, err error) {
	s.count++
	nonce := fmt.Sprintf("n%d-%d", size, s.count)
	x, err = s.fetch(fmt.Sprintf("%s/json?size=%d&nonce=%s", s.api.URL, size, nonce), nonce, settle)
	if err == nil {
		at := s.api.at(nonce)
		x.came, x.left = at.came-x.Clicked, at.left-x.Clicked
	}
	return x, err
}

// fetch sends a GET of url, whose body holds the marker near its beginning, as soon as the URL stands in its field.
func (s *sender) fetch(url, marker string, settle time.Duration) (x sent, err error) {
	p := s.page
	if err := errors.Join(p.click(p.app.Field), p.replace(url)); err != nil {
		return x, err
	}
	if err := s.browser.forgetPeaks(); err != nil {
		return x, err
	}
	if _, err := eval[any](p, "bench.expect(%s)", marker); err != nil {
		return x, err
	}
	if err := p.click(p.app.Send); err != nil {
		return x, err
	}
	shown, err := eval[float64](p, "bench.shown")
	if err != nil {
		return x, err
	}
	time.Sleep(settle)
	x, err = eval[sent](p, `({Shown: %s - bench.clicked, Longest: bench.longest(bench.clicked), Clicked: performance.timeOrigin + bench.clicked})`, shown)
	if err != nil {
		return x, err
	}
	x.peak, err = s.browser.peak()
	return x, err
}

package load

import "time"

// pace says when the next request may start. Starts lie on a grid of equal steps, so that a timer that is a little late
// does not slow the run down. A start that comes a step late or more begins a new grid: what was missed is not caught up.
type pace struct {
	ready bool             // one may start now
	due   <-chan time.Time // tells when, while it is not ready
	step  time.Duration    // zero for no limit
	slot  time.Time        // of the last start on the grid
	timer *time.Timer
}

// slowest is the longest step, so that rates near zero do not overflow.
const slowest = 24 * time.Hour

func newPace(rate float64) *pace {
	p := &pace{ready: true}
	if rate > 0 {
		p.step = slowest
		if step := float64(time.Second) / rate; step < float64(slowest) {
			p.step = time.Duration(step)
		}
		p.timer = time.NewTimer(slowest)
		p.timer.Stop()
		p.due = p.timer.C
	}
	return p
}

// started is called when a request has started.
func (p *pace) started() {
	if p.step == 0 {
		return
	}
	now := time.Now()
	if p.slot = p.slot.Add(p.step); now.Sub(p.slot) >= p.step {
		p.slot = now
	}
	p.ready = false
	p.timer.Reset(p.slot.Add(p.step).Sub(now))
}

func (p *pace) stop() {
	if p.timer != nil {
		p.timer.Stop()
	}
}

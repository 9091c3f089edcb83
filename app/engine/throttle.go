package engine

import (
	"sync"
	"time"
)

// throttle tells news at once when there was none lately, else as soon as the
// interval is over: what came just before a silence is told too.
type throttle struct {
	every time.Duration
	tell  func()

	mu    sync.Mutex
	last  time.Time
	timer *time.Timer
	over  bool
}

// news says that there is something new to tell.
func (t *throttle) news() {
	t.mu.Lock()
	if t.over || t.timer != nil {
		t.mu.Unlock()
		return
	}
	if wait := t.every - time.Since(t.last); wait > 0 {
		t.timer = time.AfterFunc(wait, func() {
			t.mu.Lock()
			t.timer = nil
			t.mu.Unlock()
			t.now()
		})
		t.mu.Unlock()
		return
	}
	t.mu.Unlock()
	t.now()
}

func (t *throttle) now() {
	t.mu.Lock()
	over := t.over
	t.last = time.Now()
	t.mu.Unlock()
	if !over {
		t.tell()
	}
}

// stop ends the telling. Nothing is told after it.
func (t *throttle) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over = true
	if t.timer != nil {
		t.timer.Stop()
	}
}

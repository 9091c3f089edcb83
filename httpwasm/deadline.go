package httpwasm

import (
	"sync"
	"time"
)

// deadline is a moment until which a connection may wait. The lock of passed guards it.
type deadline struct {
	at     time.Time
	timer  *time.Timer
	passed *sync.Cond // woken when the moment passes or changes
}

func (d *deadline) set(t time.Time) {
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	d.at = t
	if !t.IsZero() {
		d.timer = time.AfterFunc(time.Until(t), func() {
			d.passed.L.Lock()
			defer d.passed.L.Unlock()
			d.passed.Broadcast()
		})
	}
	d.passed.Broadcast()
}

func (d *deadline) expired() bool { return !d.at.IsZero() && !time.Now().Before(d.at) }

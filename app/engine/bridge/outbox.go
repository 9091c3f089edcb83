package bridge

import (
	"sync"
	"time"

	"roundtrip/app/exchange"
)

// Outbox gathers the engine's events into few messages to the page, because each of
// them makes the page draw. An exchange that is over within [beginning] is told in one:
// nothing flickers, and the browser lays the page out once. Events keep their order.
// Put may be called from any goroutine.
type Outbox struct {
	Send func([]exchange.Event) // is not to call Put

	mu     sync.Mutex
	events []exchange.Event
	due    time.Time
	timer  *time.Timer
}

const (
	// beginning is how long what was sent and the head wait for more. A tenth of a second
	// is felt as at once, and while the programs are new each drawing takes that long.
	beginning = 100 * time.Millisecond
	// frame is how often the page is told about a stream of progress.
	frame = time.Second / 60
)

// Put takes an event, which the page hears of soon; the end of an exchange at once.
func (o *Outbox) Put(e exchange.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.events = merge(o.events, e)
	now := time.Now()
	switch {
	case e.Done != nil || e.Failure != nil:
		o.flush()
	case e.Sent != nil || e.Hop != nil || e.Head != nil:
		o.by(now, beginning)
	default:
		o.by(now, frame) // the end of a short body comes right after its rows
	}
}

// by sees to it that what waits is sent within some time.
func (o *Outbox) by(now time.Time, wait time.Duration) {
	due := now.Add(wait)
	if o.timer != nil {
		if !due.Before(o.due) {
			return
		}
		o.timer.Stop()
	}
	o.due = due
	o.timer = time.AfterFunc(wait, func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.flush()
	})
}

func (o *Outbox) flush() {
	if o.timer != nil {
		o.timer.Stop()
		o.timer = nil
	}
	if len(o.events) == 0 {
		return
	}
	events := o.events
	o.events = nil
	o.Send(events)
}

// stream names of what an event is the newest word, where that says all that came before it; "" where each counts.
func stream(e exchange.Event) string {
	switch {
	case e.Progress != nil:
		return "progress"
	case e.Upload != nil:
		return "upload"
	case e.Run != nil:
		return "run"
	case e.View != nil && !e.View.Done:
		return "view"
	}
	return ""
}

// merge appends an event, in place of an older one that it makes worthless.
func merge(events []exchange.Event, e exchange.Event) []exchange.Event {
	if stream(e) == "" {
		return append(events, e)
	}
	for i := len(events) - 1; i >= 0 && events[i].ID == e.ID && stream(events[i]) != ""; i-- {
		if stream(events[i]) == stream(e) {
			events[i] = e
			return events
		}
	}
	return append(events, e)
}

package components

import (
	"sync"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// frame is how often the page is told about a stream of progress.
const frame = time.Second / 60

// deliveries holds the events that wait for the next frame.
var deliveries struct {
	sync.Mutex
	events  []exchange.Event
	last    time.Time
	planned bool
	viewed  int // exchange of the newest view
}

// Deliver gives an event of the engine to the model, from any goroutine. Events keep
// their order. While progress and views stream in, the model hears of them at most
// once a frame, and of the newest only; a head, an end or the first view of a body is
// passed on at once, with whatever waits before it.
func Deliver(e exchange.Event) {
	d := &deliveries
	d.Lock()
	d.events = merge(d.events, e)
	since := time.Since(d.last)
	first := e.View != nil && e.ID != d.viewed
	if first {
		d.viewed = e.ID
	}
	switch {
	case first || !streams(e) || since >= frame:
		d.Unlock()
		handOver()
		return
	case !d.planned:
		d.planned = true
		time.AfterFunc(frame-since, handOver)
	}
	d.Unlock()
}

func handOver() {
	d := &deliveries
	d.Lock()
	events := d.events
	d.events, d.planned, d.last = nil, false, time.Now()
	d.Unlock()
	for _, e := range events {
		Post(playground.EngineEvent{Event: e})
	}
}

// streams reports whether an event is one of many, of which the newest says all.
func streams(e exchange.Event) bool {
	return e.Progress != nil || e.Upload != nil || e.View != nil && !e.View.Done
}

// merge appends an event, in place of an older one that it makes worthless.
func merge(events []exchange.Event, e exchange.Event) []exchange.Event {
	if !streams(e) {
		return append(events, e)
	}
	for i := len(events) - 1; i >= 0 && events[i].ID == e.ID && streams(events[i]); i-- {
		old := events[i]
		if (old.Progress != nil) == (e.Progress != nil) && (old.Upload != nil) == (e.Upload != nil) && (old.View != nil) == (e.View != nil) {
			events[i] = e
			return events
		}
	}
	return append(events, e)
}

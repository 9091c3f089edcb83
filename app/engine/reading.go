package engine

import (
	"errors"
	"sync"
	"time"

	"roundtrip/app/body"
	"roundtrip/app/exchange"
)

// reading is the body of an exchange being read in one mode. A goroutine of its own
// goes through the bytes in slices, and sleeps while there is nothing new.
type reading struct {
	view *body.View
	news chan struct{} // holds one token when bytes have arrived or the body is over
	told chan struct{} // closed once the first rows have been told
	quit chan struct{}
	once sync.Once
}

const (
	// slice is how long the worker's only thread is held at a time.
	slice = 8 * time.Millisecond
	// pause lets the thread take messages and chunks between two slices.
	pause = time.Millisecond
)

func (r *reading) stop() { r.once.Do(func() { close(r.quit) }) }

func (r *reading) wake() {
	select {
	case r.news <- struct{}{}:
	default:
	}
}

// arrived tells the reading of new bytes; the first bytes decide what it is.
func (x *running) arrived() {
	x.mu.Lock()
	if x.reading == nil && !x.ended {
		x.open(body.Pretty)
	}
	x.mu.Unlock()
	x.wake()
}

func (x *running) wake() {
	x.mu.Lock()
	r := x.reading
	x.mu.Unlock()
	if r != nil {
		r.wake()
	}
}

// settle makes sure of the format when the body is over: an empty body has had no
// first bytes.
func (x *running) settle(head exchange.Head) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.reading == nil {
		x.format = body.Detect(head.MediaType, nil)
	}
}

// open starts a reading. The caller holds the lock.
func (x *running) open(mode body.Mode) {
	if x.reading == nil {
		x.format = body.Detect(x.head.MediaType, x.store.Run(0))
	} else {
		x.reading.stop()
	}
	r := &reading{
		view: body.NewView(x.store, mode, x.format),
		news: make(chan struct{}, 1),
		told: make(chan struct{}),
		quit: make(chan struct{}),
	}
	x.reading = r
	go x.follow(r)
}

// awaitRows waits until the first rows have been told, which takes a moment, so that the end of a short body is not told
// before them.
func (x *running) awaitRows() {
	x.mu.Lock()
	r := x.reading
	x.mu.Unlock()
	if r == nil {
		return
	}
	select {
	case <-r.told:
	case <-r.quit:
	case <-time.After(progressEvery):
	}
}

// read reads the body in another mode, from its start.
func (x *running) read(mode body.Mode) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.store == nil || x.ended {
		return errors.New("there is no body to read")
	}
	if x.reading == nil && x.store.Len() == 0 {
		return nil // nothing has come yet, or nothing will
	}
	x.open(mode)
	return nil
}

// follow goes through the body as it arrives and tells how far it is: at once when
// there is something to show, then a few times a second, and at the end.
func (x *running) follow(r *reading) {
	told := time.Time{}
	rows, bytes := 0, int64(0)
	for {
		size := x.store.Len()
		more := r.view.Advance(slice)
		if told.IsZero() && !more && !r.view.Done() {
			// The end of a short body comes right after its bytes: then it is told of, and drawn, once.
			time.Sleep(pause)
			more = r.view.Advance(slice)
		}
		if more {
			size = bytes // it has not been through all of them
		}
		done := r.view.Done()
		if n := r.view.Rows(); done || (n != rows || size != bytes) && time.Since(told) >= progressEvery {
			began := told.IsZero()
			rows, bytes, told = n, size, time.Now()
			x.tell(exchange.Event{View: x.progress(r.view, bytes)})
			if began {
				close(r.told)
			}
		}
		switch {
		case done:
			return
		case more:
			time.Sleep(pause)
		default:
			// What was read but not told yet is told soon, even if no more bytes come.
			var soon <-chan time.Time
			if r.view.Rows() != rows || size != bytes {
				soon = time.After(progressEvery)
			}
			select {
			case <-r.news:
			case <-soon:
			case <-r.quit:
				return
			}
		}
		select {
		case <-r.quit:
			return
		default:
		}
	}
}

func (x *running) progress(v *body.View, bytes int64) *exchange.View {
	w := &exchange.View{
		Mode: exchange.Mode(v.Mode()), Rows: v.Rows(), Continued: v.Continued(), Bytes: bytes, Done: v.Done(),
		Media: media(x.format), Language: v.Language(), Modes: modes(x.format),
	}
	if t := v.Tally(); t.Entries > 0 {
		w.Stream = &exchange.Stream{Entries: t.Entries, Broken: t.Broken, Events: x.format.Kind == body.Events}
	}
	w.Problem = shown(v.Problem())
	return w
}

func (x *running) window(mode body.Mode, from, count int) (body.Window, error) {
	x.mu.Lock()
	r := x.reading
	x.mu.Unlock()
	if r == nil {
		return body.Window{}, nil
	}
	if got := r.view.Mode(); got != mode {
		return body.Window{}, errors.New("the body is now read as " + string(got))
	}
	return r.view.Window(from, count), nil
}

package body

import (
	"sync"
	"time"
)

// View is one reading of a store as rows of text. Its methods may be called from any goroutine.
type View struct {
	mu       sync.Mutex
	mode     Mode
	language string
	reading  reading
}

// reading is a view without its locks and budgets.
type reading interface {
	step() (more bool) // goes on for a small part of a millisecond; more: there is more to do at once
	rows() int
	continued() int // of the rows: those that continue the line of the one before
	done() bool
	problem() *Problem
	tally() Tally
	window(from, count int) Window // from and count are within rows
}

// Window is a part of the rows of a view.
type Window struct {
	// From is the first row, from 0, and Count how many there are: fewer than was asked for where the rows end.
	From, Count int
	// Text is the rows joined by \n. It is valid UTF-8: what is not is U+FFFD. Control characters are in it as they came.
	Text string
	// Line is the number, from 1, of the line that the first row belongs to. Each row begins the next line, except those
	// in Continued: rows, counted from From, that continue the line of the row before because it is too long for one.
	Line      int
	Continued []int
	// Total is how many rows the view has so far, and Done tells whether that is all. Until then the last row may still grow.
	Total int
	Done  bool
}

// NewView returns a view of a store of which f is known. Pretty reads as Raw where f has nothing to set out, and Preview as Hex.
func NewView(st *Store, mode Mode, f Format) *View {
	v := &View{mode: mode, language: f.Language()}
	if mode == Pretty && f.Many {
		v.language = "stream"
	}
	if mode == Pretty && !f.pretty() {
		v.mode = Raw
	}
	switch v.mode {
	case Pretty, Raw:
		v.reading = newRowReading(st, v.mode, f)
	default:
		v.mode, v.language = Hex, "text"
		v.reading = &hexReading{st}
	}
	return v
}

// Mode returns what the view shows.
func (v *View) Mode() Mode { return v.mode }

// Language returns the name under which the text can be highlighted: "json", "xml", "html", "css", "javascript", "stream" or "text".
func (v *View) Language() string { return v.language }

// Advance reads what has arrived, for at most about budget, and tells whether it left something that can be read at once.
// A false answer means that there is nothing to do until more bytes arrive or the store is closed.
func (v *View) Advance(budget time.Duration) (more bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for start := time.Now(); ; {
		if !v.reading.step() {
			return false
		}
		if time.Since(start) >= budget {
			return true
		}
	}
}

// Rows returns how many rows there are in what has been read.
func (v *View) Rows() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.reading.rows()
}

// Continued returns how many of the rows continue the line of the row before, because it is too long for one.
func (v *View) Continued() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.reading.continued()
}

// Done tells whether the body is over and all of it has been read.
func (v *View) Done() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.reading.done()
}

// Problem returns where the text stops being what it is meant to be, nil as long as nothing is wrong with it. From there
// on it is shown as it came.
func (v *View) Problem() *Problem {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.reading.problem()
}

// Tally returns how many entries have been set out, of a stream that has such and is read as Pretty.
func (v *View) Tally() Tally {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.reading.tally()
}

// Window returns count rows from row from on, or those of them that exist. It takes a millisecond or two for a screenful,
// wherever it is.
func (v *View) Window(from, count int) Window {
	v.mu.Lock()
	defer v.mu.Unlock()
	total := v.reading.rows()
	from = min(max(from, 0), total)
	w := Window{From: from, Line: from + 1}
	if count = min(max(count, 0), total-from); count > 0 {
		w = v.reading.window(from, count)
	}
	w.Total, w.Done = total, v.reading.done()
	return w
}

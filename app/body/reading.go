package body

import (
	"bytes"
	"sort"
)

const (
	stepBytes   = 16 << 10 // how much text a step reads: a millisecond or two of the slowest layout in WebAssembly
	windowBytes = 4 << 10  // how much text is laid out at a time until a window is full
)

// rowReading shows text in rows.
type rowReading struct {
	store  *Store
	mode   Mode
	format Format

	measure measure
	charset charset // in use
	settled bool    // no byte that arrives can change it
	src     source
	decoder *decoder // nil for UTF-8

	pen    pen
	layout layout
	off    int64 // the text before it has been read
	seen   int64 // and looked at up to here: a layout may look ahead
	ended  bool  // the layout knows where the text ends
	over   bool  // the text has been read to its end

	located *Problem
	counted int64 // the line of the fault has been counted up to here
	before  int   // its characters up to there
}

func newRowReading(st *Store, mode Mode, f Format) *rowReading {
	return &rowReading{store: st, mode: mode, format: f, measure: standardMeasure}
}

func (r *rowReading) rows() int         { return r.pen.rows() }
func (r *rowReading) continued() int    { return r.pen.row - r.pen.line }
func (r *rowReading) done() bool        { return r.over }
func (r *rowReading) problem() *Problem { return r.located }

// settle finds the charset; false means that nothing has arrived. As long as a declaration may still arrive the text is
// shown in the charset supposed, so that a body that drips is on screen at once; if another one is declared all is read
// again, which is at most a kilobyte.
func (r *rowReading) settle() bool {
	if r.settled {
		return true
	}
	closed := r.store.Closed()
	head := readAt(r.store, 0, sniffBytes)
	if len(head) == 0 && !closed {
		return false
	}
	found, sure := findCharset(r.format, head)
	r.settled = sure || closed || len(head) == sniffBytes
	if r.layout == nil || found != r.charset {
		r.begin(found)
	}
	return true
}

func (r *rowReading) begin(c charset) {
	*r = rowReading{store: r.store, mode: r.mode, format: r.format, measure: r.measure, settled: r.settled, charset: c}
	r.src, r.off = r.store, c.bom
	if c.name != utf8Name {
		r.decoder = newDecoder(r.store, c)
		r.src, r.off = r.decoder, 0
	}
	r.seen = r.off
	r.layout = newLayout(r.mode, r.format, r.off, r.arrivals())
	r.pen = counter(r.measure)
	r.pen.marks = []checkpoint{{off: r.off, layout: r.layout.clone()}}
}

func (r *rowReading) step() (more bool) {
	if r.over || !r.settle() {
		return false
	}
	decoded := r.decoder != nil && r.decoder.step()
	if r.locate() {
		return true
	}
	closed := r.src.Closed()
	if run := r.src.Run(r.off); len(run) > 0 {
		run = run[:min(len(run), stepBytes)]
		r.seen = max(r.seen, r.off+int64(len(run)))
		r.off = r.layout.scan(&r.pen, run, r.off)
		return true
	}
	if !closed {
		return decoded
	}
	r.ended = true
	if off := r.layout.finish(&r.pen, r.off); off != r.off {
		r.off = off
		return true
	}
	r.over = r.layout.fault() == nil || r.located != nil
	return !r.over
}

// arrivals tells when bytes of the text came; nil where it is not made of the store's own bytes.
func (r *rowReading) arrivals() *Store {
	if r.decoder != nil {
		return nil
	}
	return r.store
}

// tally counts the entries of a text that has such.
func (r *rowReading) tally() Tally {
	if l, ok := r.layout.(interface{ tally() Tally }); ok {
		return l.tally()
	}
	return Tally{}
}

// locate works out the problem of a fault, and tells whether it has more to do: a line may have megabytes to count.
func (r *rowReading) locate() (more bool) {
	f := r.layout.fault()
	if f == nil || r.located != nil {
		return false
	}
	r.counted = max(r.counted, f.lineStart)
	if r.counted < f.off {
		run := r.src.Run(r.counted)
		run = run[:min(int64(len(run)), f.off-r.counted)]
		r.before += countRunes(run)
		r.counted += int64(len(run))
		return true
	}
	closed := r.src.Closed()
	if at := readAt(r.src, f.off, faultContext); closed || len(at) == faultContext {
		r.located = f.problem(r.before, at)
		r.placeIn(r.located)
	}
	return false
}

// placeIn finds where a problem is shown.
func (r *rowReading) placeIn(problem *Problem) {
	at := problem.Offset
	marks := r.pen.marks
	mark := marks[max(sort.Search(len(marks), func(i int) bool { return marks[i].off > at })-1, 0)]
	p, l, off := collector(r.measure, mark), mark.layout.clone(), mark.off
	for off < at {
		run := r.src.Run(off)
		next := l.scan(&p, run[:min(int64(len(run)), windowBytes, at-off)], off)
		if next == off {
			break
		}
		off = next
	}
	// Of the row that a checkpoint stands in the collector has only what follows.
	row := p.text[bytes.LastIndexByte(p.text, '\n')+1:]
	problem.Shown, problem.Row, problem.At = p.line+1, p.row, countRunes(row)+p.col-len(row)+1
}

// window lays out again from the last checkpoint before the row.
func (r *rowReading) window(from, count int) Window {
	marks := r.pen.marks
	mark := marks[max(sort.Search(len(marks), func(i int) bool { return marks[i].row >= from })-1, 0)]
	p, l, off := collector(r.measure, mark), mark.layout.clone(), mark.off
	for p.row < from+count {
		if off < r.seen {
			run := r.src.Run(off)
			run = run[:min(int64(len(run)), windowBytes, r.seen-off)]
			off = l.scan(&p, run, off)
			continue
		}
		if !r.ended {
			break
		}
		next := l.finish(&p, off)
		if next == off {
			break
		}
		off = next
	}
	w := Window{From: from, Count: count, Text: toValid(string(cutRows(p.text, from-mark.row, count)))}
	w.Line = mark.line + from - mark.row + 1
	for _, row := range p.continued {
		if row <= from {
			w.Line--
		}
		if row >= from && row < from+count {
			w.Continued = append(w.Continued, row-from)
		}
	}
	return w
}

// cutRows returns count rows of text after the first skip ones, without the last line break.
func cutRows(text []byte, skip, count int) []byte {
	for ; skip > 0; skip-- {
		text = text[min(indexFrom(text, 0, '\n')+1, len(text)):]
	}
	end := -1
	for ; count > 0 && end < len(text); count-- {
		end = indexFrom(text, end+1, '\n')
	}
	return text[:max(end, 0)]
}

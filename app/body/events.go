package body

import (
	"bytes"
	"strings"
)

// eventLayout sets out server-sent events: a row that says what an event is and when it came, then its data, as JSON where
// it is JSON. Comments, and lines that say nothing to a browser, stay as they came.
//
// An event is read twice, because its type and its ID may stand after its data: to the empty line that ends it, and again
// to set it out. One that is longer than aheadBytes is set out as far as it is known by then.
type eventLayout struct {
	arrivals *Store
	number   int // of the last event
	wrote    bool
	scratch  []byte // for a first row, while it is written

	phase   entryPhase
	block   int64 // where the event begins: its first field
	line    eventLine
	afterCR bool // a line feed now belongs to the carriage return before it

	head    eventHead
	probe   probe
	probing bool // the data may be JSON
	inside  jsonLayout
	lines   int // of data, of those that have been set out
}

func (e *eventLayout) clone() layout { c := *e; return &c }

func (e *eventLayout) fault() *fault { return nil }

func (e *eventLayout) tally() Tally { return Tally{Entries: e.number} }

func (e *eventLayout) scan(p *pen, b []byte, base int64) int64 {
	for i := 0; i < len(b); {
		off := base + int64(i)
		switch {
		case e.phase == beforeEntry:
			e.writeHead(p)
			continue
		case e.phase == aheadInEntry && off >= e.block+aheadBytes && e.head.data:
			e.head.open = true
			if i = e.back(off, base); i < 0 {
				return e.block
			}
			continue
		}
		c := b[i]
		if e.afterCR {
			e.afterCR = false
			if c == '\n' {
				i++
				continue
			}
		}
		switch e.line.part {
		case lineStart:
			e.line = eventLine{start: off}
			switch c {
			case '\r', '\n':
				e.afterCR = c == '\r'
				i++
				if e.phase == aheadInEntry {
					if i = e.back(off, base); i < 0 {
						return e.block
					}
				} else {
					e.phase = betweenEntries
				}
			case ':':
				e.line.field = commentField
				e.begin(p, off)
				e.line.part = lineValue
			default:
				e.line.part = lineName
			}

		case lineName:
			switch {
			case c == '\r' || c == '\n' || c == ':' && fieldOf(e.line.name[:e.line.named]) != otherField:
				e.line.field = fieldOf(e.line.name[:e.line.named])
				e.begin(p, off)
				e.line.part = lineValue
				if c == ':' {
					e.line.part = lineSpace
					i++
				}
			case c == ':' || e.line.named == maxFieldName:
				e.begin(p, off)
				e.line.part = lineValue
			default:
				e.line.name[e.line.named] = c
				e.line.named++
				i++
			}

		case lineSpace:
			e.line.part = lineValue
			if c == ' ' {
				i++
			}

		case lineValue:
			end := i + lineLen(b[i:])
			if limit := e.block + aheadBytes - base; e.phase == aheadInEntry && int64(i) < limit {
				end = min(end, int(min(limit, int64(len(b))))) // whether it is too long is decided at one byte, however they come
			}
			if end > i {
				e.take(p, b[i:end], off)
				i = end
				continue
			}
			e.end(p, off)
			e.afterCR = c == '\r'
			i++
		}
	}
	return base + int64(len(b))
}

// lineLen returns how many bytes of b come before a line end.
func lineLen(b []byte) int {
	n := indexFrom(b, 0, '\n')
	return indexFrom(b[:n], 0, '\r')
}

// back goes back to where the event begins, to set it out; -1 where that is before what is at hand. Off is where it ends.
func (e *eventLayout) back(off, base int64) int {
	e.head.known = off
	e.head.json = e.probing && e.probe.json.broken == nil && (e.head.open || e.probe.complete())
	e.phase, e.afterCR, e.line.part = beforeEntry, false, lineStart
	e.probe = probe{}
	return int(max(e.block-base, -1))
}

// newline begins a row, unless it is the first of all. The state must be that in which the byte at off is read.
func (e *eventLayout) newline(p *pen, base int, off int64) {
	if e.wrote {
		p.base = base
		p.newline(0, off, e)
		p.base = 0
	}
	e.wrote = true
}

// begin is told what a line is, at the byte after its name; of a comment, at its first. The line's part has not changed yet.
func (e *eventLayout) begin(p *pen, off int64) {
	known := e.line.field > commentField
	switch {
	case e.phase == betweenEntries && known:
		e.phase, e.block = aheadInEntry, e.line.start
		e.head, e.probe, e.probing = eventHead{}, newProbe(), false
		fallthrough
	case e.phase == aheadInEntry:
		if e.line.field == dataField {
			if e.head.data {
				e.probe.read([]byte{'\n'}, off)
			}
			e.head.data = true
		}
	case e.line.field == dataField:
		switch {
		case !e.head.json:
			e.newline(p, entryIndent, off)
		case e.lines == 0:
			e.newline(p, entryIndent, off)
		default:
			within(p, e, func() { e.inside.scan(p, []byte{'\n'}, off) })
		}
		e.lines++
	case !known:
		e.newline(p, 0, off)
		p.put(e.line.name[:e.line.named], off, nil)
	}
}

// take takes a part of a value.
func (e *eventLayout) take(p *pen, b []byte, off int64) {
	switch {
	case e.line.field > dataField:
		e.line.add(b)
	case e.phase == aheadInEntry && e.line.field == dataField:
		if !e.probing && e.probe.json.state == jsonText {
			start := bytes.TrimLeft(b, " \t")
			e.probing = len(start) > 0 && (start[0] == '{' || start[0] == '[')
			if !e.probing && len(start) > 0 {
				e.probe.json.fail(off, false)
			}
		}
		if e.probing && e.probe.json.broken == nil {
			e.probe.read(b, off)
		}
	case e.phase == aheadInEntry:
	case e.line.field == dataField && e.head.json:
		within(p, e, func() { e.inside.scan(p, b, off) })
	default:
		p.put(b, off, e)
	}
}

// end ends a line.
func (e *eventLayout) end(p *pen, off int64) {
	value := e.line.text()
	switch {
	case e.line.field <= dataField:
	case e.phase == aheadInEntry:
		h := &e.head
		switch e.line.field {
		case typeField:
			h.kind = value
		case idField:
			if h.badID = strings.Contains(value, "\x00"); !h.badID {
				h.id, h.hasID = value, true
			}
		case retryField:
			if h.badRetry = value == "" || strings.Trim(value, "0123456789") != ""; !h.badRetry || !h.hasRetry {
				h.retry, h.hasRetry = value, !h.badRetry
			}
		}
	case off >= e.head.known:
		e.newline(p, 0, off)
		p.put(append(e.line.name[:e.line.named:e.line.named], ": "+value...), off, nil)
	}
	e.line.part = lineStart
}

// finish shows what an empty line would have made an event. Browsers drop it.
func (e *eventLayout) finish(p *pen, off int64) int64 {
	if e.phase == aheadInEntry {
		e.head.cut = true
		e.back(off, 0)
		return e.block
	}
	switch e.line.part {
	case lineStart:
	case lineName:
		e.line.field = otherField
		if e.phase == insideEntry && string(e.line.name[:e.line.named]) == "data" {
			e.line.field = dataField
		}
		e.begin(p, off)
	default:
		e.end(p, off)
	}
	e.line.part = lineStart
	return off
}

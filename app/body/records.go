package body

import (
	"bytes"
	"strconv"
)

// recordSeparator stands before each text of a JSON text sequence (RFC 7464).
const recordSeparator = 0x1E

// recordForm is how the records of a text are told apart.
type recordForm uint8

const (
	unknownForm  recordForm = iota
	lineForm                // a record is a line: NDJSON
	spreadForm              // values on any number of lines, the first of which holds no whole one
	sequenceForm            // with a separator before each
)

// recordLayout sets out records of JSON: a row with the number of a record and when it came, then its JSON. A record that is
// not JSON is said to be none and stays as it came, and those that follow it are set out again.
//
// A record is read twice, because its first row says what is wrong with it; one that is longer than aheadBytes is set out
// as far as it is known by then.
type recordLayout struct {
	arrivals *Store
	form     recordForm
	number   int
	broken   int
	wrote    bool

	phase   entryPhase
	start   int64 // where the record begins
	stop    int64 // where its text ends, without the white space behind it
	known   int64 // up to where it was looked
	open    bool  // it goes on for longer than that
	probe   probe
	context string // what stands where it stops being JSON
	inside  layout // of what is set out: JSON, or text
}

func newRecordLayout(sequence bool, arrivals *Store) *recordLayout {
	r := &recordLayout{arrivals: arrivals}
	if sequence {
		r.form = sequenceForm
	}
	return r
}

func (r *recordLayout) clone() layout {
	c := *r
	if r.inside != nil {
		c.inside = r.inside.clone()
	}
	return &c
}

func (r *recordLayout) fault() *fault { return nil }

func (r *recordLayout) tally() Tally { return Tally{Entries: r.number, Broken: r.broken} }

func (r *recordLayout) scan(p *pen, b []byte, base int64) int64 {
	for i := 0; i < len(b); {
		off := base + int64(i)
		switch r.phase {
		case betweenEntries:
			c := b[i]
			if c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == recordSeparator && r.form == sequenceForm {
				i++
				continue
			}
			r.phase, r.start, r.stop, r.open = aheadInEntry, off, off, false
			r.probe, r.context = newProbe(), ""

		case aheadInEntry:
			if off >= r.start+aheadBytes {
				r.open = true
				r.back(off)
			} else {
				rest := b[i:]
				rest = rest[:min(int64(len(rest)), r.start+aheadBytes-off)]
				n := r.pieceLen(rest)
				r.read(rest[:n], off)
				i += n
				if n == len(rest) {
					continue
				}
				off += int64(n)
				if !r.ends(b[i], off, &r.probe.json) {
					r.read(b[i:i+1], off)
					i++
					continue
				}
				r.back(off)
			}
			if r.start < base {
				return r.start
			}
			i = int(r.start - base)

		case beforeEntry:
			r.writeHead(p)

		case insideEntry:
			rest := b[i:]
			if !r.open {
				rest = rest[:min(int64(len(rest)), r.stop-off)]
				r.write(p, rest, off)
				if i += len(rest); base+int64(i) == r.stop {
					r.phase = betweenEntries
				}
				continue
			}
			n := r.pieceLen(rest)
			r.write(p, rest[:n], off)
			if i += n; i == len(b) {
				continue
			}
			j, whole := r.inside.(*jsonLayout)
			if !whole {
				j = &jsonLayout{broken: &fault{}}
			}
			if r.ends(b[i], off+int64(n), j) {
				r.close()
				continue
			}
			r.write(p, b[i:i+1], off+int64(n))
			i++
		}
	}
	return base + int64(len(b))
}

// pieceLen returns how many bytes of b come before one that may end a record.
func (r *recordLayout) pieceLen(b []byte) int {
	n := indexFrom(b, 0, '\n')
	if r.form == sequenceForm {
		n = indexFrom(b[:n], 0, recordSeparator)
	}
	return n
}

// ends tells whether a record ends before c, a line end or a separator, as far as its JSON has been read.
func (r *recordLayout) ends(c byte, off int64, j *jsonLayout) bool {
	whole := j.state == jsonEnd || j.state.number() && j.open.depth == 0
	switch {
	case c == recordSeparator || whole:
		if r.form == unknownForm {
			r.form = lineForm
		}
		return true
	case r.form == unknownForm && j.broken == nil:
		r.form = spreadForm
		return false
	case r.form == unknownForm:
		r.form = lineForm
	}
	return r.form == lineForm || r.form == spreadForm && j.broken != nil
}

// read looks ahead.
func (r *recordLayout) read(b []byte, off int64) {
	if r.probe.json.broken == nil {
		r.probe.read(b, off)
	}
	if f := r.probe.json.broken; f != nil && len(r.context) < faultContext {
		if from := max(f.off-off, 0); from < int64(len(b)) {
			rest := b[from:]
			r.context += string(rest[:min(len(rest), faultContext-len(r.context))])
		}
	}
	if solid := bytes.TrimRight(b, " \t\r\n"); len(solid) > 0 {
		r.stop = off + int64(len(solid))
	}
}

// back goes back to where the record begins, to set it out. Off is where it ends.
func (r *recordLayout) back(off int64) {
	if !r.open {
		r.probe.end(off)
	}
	r.known, r.phase = off, beforeEntry
}

// writeHead writes the first row of a record.
func (r *recordLayout) writeHead(p *pen) {
	if r.wrote {
		p.newline(0, r.start, r)
	}
	r.wrote = true
	r.number++
	text := "#" + strconv.Itoa(r.number)
	bad := r.probe.json.broken
	if bad != nil {
		r.broken++
		text += " · not JSON: expected " + bad.expected + ", found "
		if r.context == "" || r.context[0] == '\n' {
			text += "the end of the record"
		} else {
			text += quote([]byte(r.context))
		}
	}
	if at := r.arrivals.arrivalOf(r.known); at != "" {
		text += " · " + at
	}
	p.put([]byte(text), r.start, nil)
	// The record's first row begins with its first byte, and not with the white space before it.
	r.phase, r.inside = insideEntry, nil
	p.base = entryIndent
	p.newline(0, r.start, nil)
	p.base = 0
	if bad != nil {
		r.inside = &textLayout{}
	} else {
		r.inside = newJSONLayout(r.start, true)
	}
	r.probe = probe{}
}

// write sets out a part of a record.
func (r *recordLayout) write(p *pen, b []byte, off int64) {
	within(p, r, func() { r.inside.scan(p, b, off) })
}

// close ends a record that was not known to its end.
func (r *recordLayout) close() {
	if r.inside.fault() != nil {
		r.broken++
	}
	r.phase = betweenEntries
}

func (r *recordLayout) finish(_ *pen, off int64) int64 {
	switch r.phase {
	case aheadInEntry:
		r.back(off)
		r.known-- // there is no byte after it, whose arrival would end it
		return r.start
	case insideEntry:
		r.inside.finish(nil, off)
		r.close()
	}
	return off
}

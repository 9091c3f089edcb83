package body

import "math"

// aheadBytes is how far the end of an entry of a stream is looked for before it is set out as far as it is known.
const aheadBytes = 256 << 10

// entryPhase is what is done with an entry of a stream: an event, or a record.
type entryPhase uint8

const (
	betweenEntries entryPhase = iota
	aheadInEntry              // it is read to its end, to know what it is
	beforeEntry               // that is known: its first row comes next
	insideEntry               // it is set out
)

// entryIndent is how far the contents of an entry stand in.
const entryIndent = 2

// probe reads a text to tell whether it is JSON.
type probe struct {
	json jsonLayout
	pen  pen
}

func newProbe() probe {
	return probe{json: *newJSONLayout(0, true), pen: counter(measure{math.MaxInt, math.MaxInt, math.MaxInt64})}
}

func (r *probe) read(b []byte, off int64) { r.json.scan(&r.pen, b, off) }

// complete tells whether the text could end here, after a line end.
func (r *probe) complete() bool { return r.json.state == jsonEnd }

// end is told that the text ends at off.
func (r *probe) end(off int64) { r.json.finish(&r.pen, off) }

// within writes a part of an entry's contents, indented, by a layout of its own. Checkpoints hold the layout of the whole.
func within(p *pen, outer layout, write func()) {
	base, before := p.base, p.outer
	p.base, p.outer = entryIndent, outer
	write()
	p.base, p.outer = base, before
}

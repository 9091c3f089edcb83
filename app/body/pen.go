package body

// measure is where rows are broken and checkpoints taken.
type measure struct {
	row       int   // bytes of a row that are never broken
	markRows  int   // a checkpoint is taken before the first row that begins this many rows after the last one,
	markBytes int64 // or this many bytes
}

var standardMeasure = measure{row: 4096, markRows: 256, markBytes: 64 << 10}

// A row that has reached its measure ends before the first byte at which a break is known to be harmless; from softOver
// bytes more, before any rune, and from hardOver, which only text that is not UTF-8 can reach, anywhere.
//
// The decision looks at one byte and one column only, so it is the same however the bytes were split when they arrived.
const (
	softOver = 64
	hardOver = softOver + 4
)

// indentLimit is the depth, in levels of two spaces, at which the indentation stops growing. Without it a text of
// 10 million brackets would have a hundred terabytes of indentation.
const indentLimit = 128

const spaces = "  " + // of a base
	"                                                                                                                                " +
	"                                                                                                                                "

// checkpoint is the state right before a row begins: laying out from off begins with that row's line break.
type checkpoint struct {
	off       int64
	row, line int // of the row that ends here
	col       int
	layout    layout
}

// pen writes rows. Counting, it keeps numbers and checkpoints only; collecting, it keeps the text of the rows too.
type pen struct {
	row, line int // index of the row that is being written, and how many lines came before it
	col       int // bytes in it

	measure measure
	fast    int // measure.row when counting, -1 when collecting: what fits needs no more than an addition
	nextRow int // the row before which the next checkpoint is due
	nextOff int64
	marks   []checkpoint

	base  int    // indentation of every row: a text within another has some
	outer layout // the layout within which another writes: the one that checkpoints hold

	collecting bool
	text       []byte
	continued  []int // rows that continue the row before
}

func counter(m measure) pen {
	return pen{measure: m, fast: m.row, nextRow: m.markRows, nextOff: m.markBytes}
}

func collector(m measure, from checkpoint) pen {
	return pen{measure: m, row: from.row, line: from.line, col: from.col, fast: -1, collecting: true}
}

// rows returns how many rows have been begun.
func (p *pen) rows() int {
	if p.row == 0 && p.col == 0 {
		return 0
	}
	return p.row + 1
}

// put writes b, the bytes at off of the text, which hold no line end. l must be the state in which reading at any byte
// of b goes on; nil forbids checkpoints.
func (p *pen) put(b []byte, off int64, l layout) {
	if n := p.col + len(b); n <= p.fast {
		p.col = n
		return
	}
	p.putLong(b, off, l)
}

func (p *pen) putLong(b []byte, off int64, l layout) {
	for len(b) > 0 {
		k := len(b)
		if p.col+k > p.measure.row {
			k = max(p.measure.row-p.col, 0)
			for k < len(b) && !breaks(b[k], p.col+k-p.measure.row) {
				k++
			}
		}
		if p.collecting {
			p.text = append(p.text, b[:k]...)
		}
		p.col += k
		b, off = b[k:], off+int64(k)
		if len(b) > 0 {
			p.checkpoint(off, l)
			p.row, p.col = p.row+1, 0
			if p.collecting {
				p.text = append(p.text, '\n')
				p.continued = append(p.continued, p.row)
			}
		}
	}
}

// breaks tells whether a row may be broken before c, over bytes after the measure. ASCII and the letters of East Asian
// scripts never join with what stands before them; combining marks and joined emoji do.
func breaks(c byte, over int) bool {
	switch {
	case over >= hardOver:
		return true
	case over >= softOver:
		return c&0xC0 != 0x80
	}
	return c < 0x80 || c >= 0xE4 && c <= 0xED && c != 0xEA
}

// mark writes one ASCII character, which is never broken from what stands before it.
func (p *pen) mark(c byte) {
	p.col++
	if p.collecting {
		p.text = append(p.text, c)
	}
}

// newline begins a row, indented by depth levels. off is the byte that the row begins with, or the line end before it,
// and l the state in which that byte is read; nil forbids a checkpoint.
func (p *pen) newline(depth int, off int64, l layout) {
	indent := p.base + 2*min(depth, indentLimit)
	if p.row >= p.nextRow || off >= p.nextOff || p.collecting {
		p.checkpoint(off, l)
		if p.collecting {
			p.text = append(p.text, '\n')
			p.text = append(p.text, spaces[:indent]...)
		}
	}
	p.row++
	p.line++
	p.col = indent
}

func (p *pen) checkpoint(off int64, l layout) {
	if p.collecting || l == nil || p.row < p.nextRow && off < p.nextOff {
		return
	}
	if p.outer != nil {
		l = p.outer
	}
	p.marks = append(p.marks, checkpoint{off, p.row, p.line, p.col, l.clone()})
	p.nextRow, p.nextOff = p.row+p.measure.markRows, off+p.measure.markBytes
}

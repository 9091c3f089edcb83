package httpwasm

import "sync"

// block is how many bytes one buffer of a tunnel holds.
const block = 64 << 10

// blocks are buffers that no connection uses, so that one that is idle holds none.
var blocks = sync.Pool{New: func() any { return new([block]byte) }}

// queue is bytes that wait, in order.
type queue struct {
	parts []*part
	size  int
}

// part is a buffer of which [from:to] is filled and not taken out.
type part struct {
	buf      *[block]byte
	from, to int
}

// space is where the next bytes go; filled tells how many of them have.
func (q *queue) space() []byte {
	if n := len(q.parts); n > 0 && q.parts[n-1].to < block {
		last := q.parts[n-1]
		return last.buf[last.to:]
	}
	q.parts = append(q.parts, &part{buf: blocks.Get().(*[block]byte)})
	return q.parts[len(q.parts)-1].buf[:]
}

func (q *queue) filled(n int) {
	q.parts[len(q.parts)-1].to += n
	q.size += n
}

// write takes a copy of p.
func (q *queue) write(p []byte) {
	for len(p) > 0 {
		n := copy(q.space(), p)
		q.filled(n)
		p = p[n:]
	}
}

// read moves what there is into p.
func (q *queue) read(p []byte) (n int) {
	for n < len(p) && q.size > 0 {
		first := q.parts[0]
		moved := copy(p[n:], first.buf[first.from:first.to])
		n += moved
		first.from += moved
		q.size -= moved
		if first.from == first.to {
			q.drop()
		}
	}
	return n
}

// take gives the first bytes, at most as many as most, without a copy of them. They stay as they are until done is called.
func (q *queue) take(most int64) (p []byte, done func()) {
	first := q.parts[0]
	n := int(min(int64(first.to-first.from), most))
	p = first.buf[first.from : first.from+n]
	first.from += n
	q.size -= n
	if first.from < first.to {
		return p, func() {}
	}
	q.shift()
	return p, func() { blocks.Put(first.buf) }
}

// drop gives the first buffer back.
func (q *queue) drop() {
	blocks.Put(q.parts[0].buf)
	q.shift()
}

func (q *queue) shift() {
	q.parts[0] = nil
	q.parts = q.parts[1:]
	if len(q.parts) == 0 {
		q.parts = nil
	}
}

// clear forgets what nobody will read.
func (q *queue) clear() {
	for len(q.parts) > 0 {
		q.drop()
	}
	q.size = 0
}

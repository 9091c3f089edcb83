package body

import "bytes"

// textLayout keeps a text as it is: a row is a line, ended by \n, \r or \r\n.
type textLayout struct {
	cr bool // the last byte was \r: a \n belongs to it
}

func (t *textLayout) scan(p *pen, b []byte, off int64) int64 {
	i, lf, cr := 0, -1, -1 // where to go on, and the next \n and \r from there
	for i < len(b) {
		if t.cr {
			t.cr = false
			if b[i] == '\n' {
				i++
				continue
			}
		}
		// Each is searched again only when it has been passed, lest a file of \r alone takes quadratic time.
		if lf < i {
			lf = indexFrom(b, i, '\n')
		}
		if cr < i {
			cr = indexFrom(b, i, '\r')
		}
		end := min(lf, cr)
		p.put(b[i:end], off+int64(i), t)
		i = end
		if i < len(b) {
			p.newline(0, off+int64(i), t)
			t.cr = b[i] == '\r'
			i++
		}
	}
	return off + int64(len(b))
}

func (t *textLayout) finish(_ *pen, off int64) int64 { return off }

func (t *textLayout) clone() layout { c := *t; return &c }

func (t *textLayout) fault() *fault { return nil }

// indexFrom returns the index of the first c from b[i] on, len(b) if there is none.
func indexFrom(b []byte, i int, c byte) int {
	if n := bytes.IndexByte(b[i:], c); n >= 0 {
		return i + n
	}
	return len(b)
}

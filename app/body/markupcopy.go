package body

// stops are the bytes at which a copying state has to look; the line ends are stops of each.
var stops = func() (t [markupRest + 1][256]bool) {
	for state, chars := range map[markupState]string{
		markupWords: "<", markupTag: `>/="'`, markupComment: "->", markupCDATA: "]>", markupPI: "?>", markupDecl: "[]>", markupRaw: "<",
	} {
		for _, c := range chars {
			t[state][c] = true
		}
	}
	for state := range t {
		t[state]['\n'], t[state]['\r'] = true, true
	}
	return t
}()

// wordStops are the stops of text in HTML, where white space may come before a block.
var wordStops = func() (t [256]bool) {
	for _, c := range "< \t\n\r\f" {
		t[c] = true
	}
	return t
}()

// copy writes the first bytes of b, at least one unless the state changes, and returns how many.
//
// What stands between two stops is written with the state that holds there, so that a checkpoint may fall into it.
func (m *markupLayout) copy(p *pen, b []byte, off int64) int {
	if m.lead {
		p.newline(m.leadDepth(), off, m)
		m.lead = false
	}
	m.started = true
	if m.cr { // of \r\n, which is one line end
		if m.cr = false; b[0] == '\n' {
			return 1
		}
	}
	switch m.state {
	case markupKeep:
		return m.copySpace(p, b, off)
	case markupRaw:
		if m.match > 0 {
			return m.copyRawEnd(p, b, off)
		}
	}
	stop := &stops[m.state]
	words := m.html && m.state == markupWords
	if words {
		stop = &wordStops
	}
	n := 0
	for n < len(b) {
		if !stop[b[n]] {
			n++
		} else if words && b[n] == ' ' && n+1 < len(b) && !stop[b[n+1]] {
			n += 2 // between two words it is copied in any case: there is no need to look ahead
		} else {
			break
		}
	}
	if n > 0 {
		if m.state == markupTag && (!blank(b[:n])) {
			m.equals = false
		}
		if m.state != markupDecl {
			m.match = 0
		}
		m.slash, m.literal = false, false
		p.put(b[:n], off, m)
		return n
	}
	c := b[0]
	switch m.state {
	case markupWords:
		switch {
		case words && markupSpace(c):
			m.gap, m.gapLine, m.state = off, false, markupGap
			return 0
		case c == '<' && !m.literal:
			m.gap, m.gapLine = off, false
			m.tag, m.state = off, markupOpen
			return 1 // it is read ahead, not copied
		}
	case markupRaw:
		if c == '<' {
			p.put(b[:1], off, m)
			m.match = 1
			return 1
		}
	}
	if c == '\n' || c == '\r' {
		p.newline(0, off, m)
		m.cr = c == '\r'
		return 1
	}
	p.put(b[:1], off, m)
	if m.terminates(c) {
		m.end(off + 1)
	}
	return 1
}

// copySpace copies white space up to the text or the tag that follows it.
func (m *markupLayout) copySpace(p *pen, b []byte, off int64) int {
	n := 0
	for n < len(b) && markupSpace(b[n]) && b[n] != '\n' && b[n] != '\r' {
		n++
	}
	p.put(b[:n], off, m)
	switch {
	case n > 0 || len(b) == 0:
		return n
	case markupSpace(b[0]):
		p.newline(0, off, m)
		m.cr = b[0] == '\r'
		return 1
	case b[0] == '<' && !m.literal:
		m.gap, m.gapLine = off, false
		m.tag, m.state = off, markupOpen
		return 1
	}
	m.state = markupWords
	return 0
}

// copyRawEnd reads on in what may be the end tag of the element whose content is copied.
func (m *markupLayout) copyRawEnd(p *pen, b []byte, off int64) int {
	c, lower := b[0], b[0]
	if c >= 'A' && c <= 'Z' {
		lower |= 0x20
	}
	known := min(m.nameLen, len(m.name))
	switch {
	case m.match == 1 && c == '/', m.match >= 2 && m.match-2 < known && lower == m.name[m.match-2]:
		p.put(b[:1], off, m)
		m.match++
		return 1
	case m.match-2 == known && (markupSpace(c) || c == '>' || c == '/'):
		m.closing, m.equals, m.match, m.state = true, false, 0, markupTag
	default:
		m.match = 0
	}
	return 0
}

// terminates takes a stop that has been copied, and tells whether the token ends with it.
func (m *markupLayout) terminates(c byte) bool {
	m.literal = false
	slash := m.slash
	m.slash = false
	switch m.state {
	case markupTag:
		switch {
		case m.quote != 0:
			if c == m.quote {
				m.quote = 0
			}
		case c == '>':
			m.slash = slash
			return true
		case c == '=':
			m.equals = true
			return false
		case c == '/':
			m.slash = true
		case m.equals:
			m.quote = c
		}
		m.equals = false
	case markupComment:
		return m.after('-', 2, c)
	case markupCDATA:
		return m.after(']', 2, c)
	case markupPI:
		if m.html {
			return c == '>'
		}
		return m.after('?', 1, c)
	case markupDecl:
		switch c {
		case '[':
			m.match++
		case ']':
			m.match = max(m.match-1, 0)
		case '>':
			return m.match == 0
		}
	}
	return false
}

// after tells whether c is a > after n or more of mark.
func (m *markupLayout) after(mark byte, n int, c byte) bool {
	if c == mark {
		m.match = min(m.match+1, n)
		return false
	}
	seen := m.match
	m.match = 0
	return c == '>' && seen == n
}

// leadDepth is the depth of the row that begins before what is copied next.
func (m *markupLayout) leadDepth() int {
	if m.html {
		return m.page.lead
	}
	return m.xml.lead
}

func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

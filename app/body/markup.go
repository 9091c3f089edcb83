package body

// markupState is where in a text of XML or HTML the reader is.
type markupState uint8

const (
	markupGap     markupState = iota // white space between tokens: not yet known whether it is copied
	markupOpen                       // after <
	markupName                       // in the name of a tag
	markupBang                       // after <!
	markupPeek                       // looking ahead for mixed content (XML)
	markupKeep                       // white space that is copied
	markupWords                      // text, to the next tag; in HTML to the next white space
	markupTag                        // a tag, to its >
	markupComment                    // to -->
	markupCDATA                      // to ]]>
	markupPI                         // to ?>; in HTML to >
	markupDecl                       // <!DOCTYPE and the like, to > outside of brackets
	markupRaw                        // the content of script and the like, to its end tag
	markupRest                       // what an unfinished token left: copied
)

// copies tells whether the state copies what it reads. The others read ahead, and what they read is read again.
func (s markupState) copies() bool { return s >= markupKeep }

// markupLayout sets out XML and HTML. It reads a tag's name ahead, decides by the rules of the language whether the tag
// begins a row, and then goes back to copy it: so no byte that is not white space between tags is ever changed.
type markupLayout struct {
	html    bool
	state   markupState
	started bool // something has been written
	lead    bool // a row begins before what is copied next, indented by leadDepth
	literal bool // the next < is text
	gapLine bool // there is a line end in the gap

	gap int64 // where the white space before the tag began
	tag int64 // where the tag began

	closing bool // of the tag: </
	equals  bool // = was the last but white space: a quote begins a value
	slash   bool // / was the last
	quote   byte
	match   int // how much of the terminator has been seen; of markupDecl the open brackets
	cr      bool
	name    [12]byte
	nameLen int // also of names that are longer
	hyphen  bool

	xml  xmlRules
	page htmlRules
	peek markupPeeker
}

func newMarkupLayout(off int64, html bool) *markupLayout {
	return &markupLayout{html: html, gap: off, page: htmlRules{border: htmlEnd}}
}

func (m *markupLayout) clone() layout { c := *m; return &c }

func (m *markupLayout) fault() *fault { return nil }

func (m *markupLayout) finish(_ *pen, off int64) int64 {
	switch m.state {
	case markupOpen, markupName, markupBang:
		m.state = markupRest
		return m.tag
	case markupPeek:
		return m.peeked(false)
	}
	return off
}

func (m *markupLayout) scan(p *pen, b []byte, base int64) int64 {
	for i := 0; i < len(b); {
		off := base + int64(i)
		if m.state.copies() {
			i += m.copy(p, b[i:], off)
			continue
		}
		next := m.ahead(b[i], off)
		if next < base {
			return next
		}
		i = int(next - base)
	}
	return base + int64(len(b))
}

// ahead reads c, at off, without copying it, and returns where to go on.
func (m *markupLayout) ahead(c byte, off int64) int64 {
	switch m.state {
	case markupGap:
		switch {
		case markupSpace(c):
			m.gapLine = m.gapLine || c == '\n' || c == '\r'
		case c == '<':
			m.tag, m.state = off, markupOpen
		default:
			return m.text(off)
		}

	case markupOpen:
		m.closing, m.nameLen, m.hyphen, m.match = false, 0, false, 0
		switch {
		case c == '/':
			m.closing, m.state = true, markupName
		case c == '!':
			m.state = markupBang
		case c == '?':
			return m.token(markupPI)
		case nameStart(c):
			m.state = markupName
			return off
		default:
			return m.notTag()
		}

	case markupName:
		switch {
		case m.nameLen == 0 && !nameStart(c):
			return m.notTag()
		case markupSpace(c), c == '>', c == '/':
			return m.token(markupTag)
		}
		if m.html && c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if m.nameLen < len(m.name) {
			m.name[m.nameLen] = c
		}
		m.nameLen++
		m.hyphen = m.hyphen || c == '-'

	case markupBang:
		const cdata = "[CDATA["
		switch {
		case m.match < 2 && c == '-':
			if m.match++; m.match == 2 {
				return m.token(markupComment)
			}
		case m.match == 1:
			return m.token(markupDecl)
		case m.match == 0 && c == '[':
			m.match = 8 // 7 more than there are of the letters of cdata
		case m.match >= 8 && c == cdata[m.match-7]:
			if m.match++; m.match-7 == len(cdata) {
				return m.token(markupCDATA)
			}
		default:
			return m.token(markupDecl)
		}

	case markupPeek:
		switch m.peek.read(c) {
		case peekMixed:
			return m.peeked(true)
		case peekApart:
			return m.peeked(false)
		}
	}
	return off + 1
}

// notTag goes back to a < that begins no tag.
func (m *markupLayout) notTag() int64 {
	m.literal = true
	return m.text(m.tag)
}

// text begins text at off, which is not white space.
func (m *markupLayout) text(off int64) int64 {
	if m.html {
		return m.htmlText(off)
	}
	return m.xmlText(off)
}

// token begins the token at m.tag, of which enough is known.
func (m *markupLayout) token(state markupState) int64 {
	m.match, m.quote, m.equals, m.slash, m.cr = 0, 0, false, false, false
	if m.html {
		return m.htmlToken(state)
	}
	return m.xmlToken(state)
}

// end is told that the token that was copied ends before off.
func (m *markupLayout) end(off int64) {
	state := m.state
	m.gap, m.gapLine, m.state = off, false, markupGap
	if m.html {
		m.htmlEnd(state)
	} else {
		m.xmlEnd(state)
	}
}

// begin copies from off on, on a row of its own if row is set.
func (m *markupLayout) begin(state markupState, off int64, row bool) int64 {
	m.state, m.lead = state, row && m.started
	return off
}

// keepGap copies the white space before the tag and then reads the tag again.
func (m *markupLayout) keepGap() int64 { return m.begin(markupKeep, m.gap, false) }

// nameStart tells whether c can begin the name of a tag: a letter, or any character that is not ASCII.
func nameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' || c >= 0x80
}

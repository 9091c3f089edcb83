package body

// xmlRules is where the rules of XML stand.
//
// White space between tags is replaced by rows and indentation as long as there is nothing else between the tags of an
// element. As soon as there is text in it, the rest of the element is copied: there white space may mean something.
type xmlRules struct {
	depth  int // of open elements
	lead   int
	copied int // the depth inside the element that is copied, 0 if none is
	last   xmlLast
	peeked bool // the first child of the innermost element has been looked at
}

// xmlLast is what stood last on the row.
type xmlLast uint8

const (
	xmlOther xmlLast = iota
	xmlStart         // a start tag
	xmlText          // text, or white space that is kept
)

func (m *markupLayout) xmlText(off int64) int64 {
	if m.xml.depth == 0 { // not well-formed, and so nobody's content
		row := m.xml.last != xmlText
		m.xml.lead, m.xml.last = 0, xmlText
		return m.begin(markupWords, off, row)
	}
	m.copyElement()
	return m.begin(markupWords, m.gap, false)
}

// copyElement copies the rest of the innermost element.
func (m *markupLayout) copyElement() {
	if m.xml.copied == 0 {
		m.xml.copied = m.xml.depth
	}
}

func (m *markupLayout) xmlToken(state markupState) int64 {
	x := &m.xml
	if x.copied > 0 {
		if state == markupTag && m.closing {
			if x.copied == x.depth {
				x.copied = 0
				x.last = xmlText
			}
			x.depth--
		}
		return m.begin(state, m.tag, false)
	}
	switch {
	case state == markupCDATA && x.depth > 0:
		m.copyElement()
		return m.begin(markupKeep, m.gap, false)
	case state == markupTag && m.closing:
		if x.last == xmlStart && m.gap < m.tag && !m.gapLine {
			x.last = xmlText
			return m.keepGap()
		}
		x.depth = max(x.depth-1, 0)
		x.lead = x.depth
		return m.begin(state, m.tag, x.last == xmlOther)
	case state == markupTag && x.last == xmlStart && !m.gapLine && !x.peeked:
		m.state, m.peek = markupPeek, markupPeeker{}
		return m.tag
	}
	x.lead, x.peeked = x.depth, false
	return m.begin(state, m.tag, true)
}

// peeked goes back to the first child of an element, which is mixed content or not.
func (m *markupLayout) peeked(mixed bool) int64 {
	m.xml.peeked = true
	m.state = markupOpen
	if mixed {
		m.copyElement()
		return m.begin(markupKeep, m.gap, false)
	}
	return m.tag + 1
}

func (m *markupLayout) xmlEnd(state markupState) {
	x := &m.xml
	start := state == markupTag && !m.closing && !m.slash
	if start {
		x.depth++
	}
	x.peeked = false
	x.last = xmlOther
	if start {
		x.last = xmlStart
	}
	if x.copied > 0 {
		m.state = markupWords
	}
}

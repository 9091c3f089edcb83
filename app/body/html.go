package body

import "slices"

// htmlRules is where the rules of HTML stand.
//
// An element that is a block begins a row, and so does what follows it; white space at its borders means nothing. All
// else, text and the elements in it, is copied where it stands, with its line ends.
type htmlRules struct {
	open   *htmlOpen // the innermost block that is open
	lead   int
	border htmlBorder
	broken bool // the innermost block has a block in it: its end tag has a row of its own
	begun  htmlElement
}

// htmlOpen is an open block. It is never changed, so that checkpoints can share it.
type htmlOpen struct {
	name  string
	depth int
	below *htmlOpen
}

// htmlBorder is what stood last on the row.
type htmlBorder uint8

const (
	htmlInline htmlBorder = iota // text or an inline element: white space after it may mean something
	htmlStart                    // the start tag of a block
	htmlEnd                      // the end of a block
)

// depth is how many blocks are open.
func (h *htmlRules) depth() int {
	if h.open == nil {
		return 0
	}
	return h.open.depth + 1
}

// htmlText begins text at off.
func (m *markupLayout) htmlText(off int64) int64 {
	border := m.page.border
	m.page.border = htmlInline
	switch border {
	case htmlInline:
		return m.begin(markupKeep, m.gap, false)
	case htmlStart:
		return m.begin(markupWords, off, false)
	}
	m.page.lead = m.page.depth()
	return m.begin(markupWords, off, true)
}

func (m *markupLayout) htmlToken(state markupState) int64 {
	h := &m.page
	h.begun = htmlElement{}
	switch state {
	case markupTag:
		element := m.element()
		if element.block {
			return m.htmlBlock(element)
		}
		h.begun = element
	case markupDecl:
		h.lead, h.border = h.depth(), htmlEnd
		return m.begin(state, m.tag, true)
	}
	// Anything else stands where it is, like text.
	switch {
	case h.border == htmlInline && m.gap < m.tag:
		return m.keepGap()
	case h.border == htmlEnd:
		h.lead = h.depth()
		return m.begin(state, m.tag, true)
	}
	return m.begin(state, m.tag, false)
}

// htmlBlock begins the tag of a block.
func (m *markupLayout) htmlBlock(element htmlElement) int64 {
	h := &m.page
	h.begun = element
	if !m.closing {
		h.imply(element)
		h.lead = h.depth()
		return m.begin(markupTag, m.tag, true)
	}
	open := h.find(element.name, nil)
	if open == nil { // there is nothing to close: it stands alone
		h.lead = h.depth()
		return m.begin(markupTag, m.tag, h.border == htmlEnd)
	}
	row := h.broken || open != h.open
	h.open, h.lead = open.below, open.depth
	return m.begin(markupTag, m.tag, row)
}

func (m *markupLayout) htmlEnd(state markupState) {
	h := &m.page
	switch {
	case state == markupDecl:
		h.border = htmlEnd
	case state != markupTag || !h.begun.block:
		h.border = htmlInline
		if h.begun.raw && !m.closing && state == markupTag {
			m.state, m.match = markupRaw, 0
		}
	case m.closing, h.begun.void:
		h.border, h.broken = htmlEnd, true
	case h.begun.raw:
		m.state, m.match = markupRaw, 0
	default:
		h.open = &htmlOpen{name: h.begun.name, depth: h.depth(), below: h.open}
		h.border, h.broken = htmlStart, false
	}
}

// find returns the innermost open block of a name, nil if there is none above the nearest block that is one of stops.
func (h *htmlRules) find(name string, stops []string) *htmlOpen {
	open := h.open
	for range 256 { // more is not meant, and would make a text of unclosed tags slow
		if open == nil || slices.Contains(stops, open.name) {
			return nil
		}
		if open.name == name {
			return open
		}
		open = open.below
	}
	return nil
}

// imply closes the blocks whose end tags may be left out before the start tag of a block (HTML standard, 13.1.2.4).
func (h *htmlRules) imply(element htmlElement) {
	if h.open != nil && h.open.name == "p" && element.closesParagraph() {
		h.open = h.open.below
	}
	rule := htmlImplied[element.name]
	for _, name := range rule.closes {
		if open := h.find(name, rule.stops); open != nil {
			h.open = open.below
		}
	}
}

// element returns what is known of the element whose name has been read.
func (m *markupLayout) element() htmlElement {
	name := m.name[:min(m.nameLen, len(m.name))]
	if m.nameLen <= len(m.name) {
		if element, known := htmlElements[string(name)]; known {
			return element
		}
	}
	// An element of the page's own: a component, which is a block more often than not.
	if m.hyphen {
		return htmlElement{name: string(name), block: true}
	}
	return htmlElement{}
}

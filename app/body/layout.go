package body

import "strings"

// layout sets a text out in rows. It is a state machine over bytes that can stop and go on at any of them, and whose state
// is small enough to be copied into a checkpoint. What it writes depends on the bytes alone, never on how they are split.
type layout interface {
	// scan reads b, which begins at off, and returns the offset to go on from: the end of b, or an earlier byte that
	// is to be read again in the state that scan has left.
	scan(p *pen, b []byte, off int64) int64

	// finish is told that the text ends at off. It returns the offset to go on from: off when nothing is left to do.
	finish(p *pen, off int64) int64

	// clone returns a copy that shares nothing that changes.
	clone() layout

	// fault returns where the text stops being what it is meant to be, nil when it does not, or not yet.
	fault() *fault
}

// newLayout returns the layout for a text that begins at off. Arrivals tells when its bytes came; nil for never.
func newLayout(mode Mode, f Format, off int64, arrivals *Store) layout {
	if mode == Pretty {
		switch language := f.Language(); {
		case f.Kind == Events:
			return &eventLayout{arrivals: arrivals}
		case f.Many:
			return newRecordLayout(strings.HasSuffix(f.MediaType, "json-seq"), arrivals)
		case language == "json":
			return newJSONLayout(off, false)
		case language == "xml", language == "html":
			return newMarkupLayout(off, language == "html")
		}
	}
	return &textLayout{}
}

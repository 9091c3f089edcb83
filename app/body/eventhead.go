package body

import "strconv"

// eventHead is what the first row of an event says.
type eventHead struct {
	kind, id, retry string
	hasID, hasRetry bool
	badID, badRetry bool
	data            bool  // without data it is no event
	json            bool  // the data is
	open            bool  // it goes on for longer than was looked
	cut             bool  // the text ended in it: it is no event
	known           int64 // up to where its fields are in here
}

// writeHead writes the first row of an event.
func (e *eventLayout) writeHead(p *pen) {
	e.newline(p, 0, e.block)
	h, text := &e.head, e.scratch[:0]
	switch {
	case h.cut:
		text = append(text, "no event: the stream ended before its empty line"...)
	case !h.data:
		text = append(text, "no event: it has no data"...)
	default:
		e.number++
		text = strconv.AppendInt(append(text, '#'), int64(e.number), 10)
	}
	if h.kind == "" && h.data {
		text = append(text, " · message"...)
	} else if h.kind != "" {
		text = append(append(text, " · "...), h.kind...)
	}
	switch {
	case h.badID:
		text = append(text, " · id ignored, it has a NUL"...)
	case h.hasID && h.id == "":
		text = append(text, " · id empty"...)
	case h.hasID:
		text = append(append(text, " · id "...), h.id...)
	}
	switch {
	case h.badRetry:
		text = append(strconv.AppendQuote(append(text, " · retry ignored, "...), h.retry), " is no number"...)
	case h.hasRetry:
		text = append(append(append(text, " · retry "...), h.retry...), " ms"...)
	}
	if at := e.arrivals.arrivalOf(h.known); at != "" && h.data && !h.cut {
		text = append(append(text, " · "...), at...)
	}
	p.put(text, e.block, nil)
	e.scratch = text
	e.phase, e.lines = insideEntry, 0
	if h.json {
		e.inside = *newJSONLayout(e.block, true)
	}
}

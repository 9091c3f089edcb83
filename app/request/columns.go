package request

import "strings"

// columns takes the cells of a table that stand under sensitive names: a CSV (RFC 4180) whose first line names the columns, with commas,
// semicolons or tabs. Every line must have as many cells as the first.
func (f *finder) columns() {
	t := f.text.text
	first := strings.IndexByte(t, '\n')
	if first < 0 || first > longestName*8 {
		return
	}
	mark := byte(',')
	if line := t[:first]; strings.Contains(line, "\t") {
		mark = '\t'
	} else if strings.Count(line, ";") > strings.Count(line, ",") {
		mark = ';'
	}
	names, at := cellsOf(t, 0, mark)
	var kinds []sensitivity
	any := false
	for _, c := range names {
		name := t[c.start:c.end]
		if !isColumnName(name) {
			return
		}
		kinds = append(kinds, f.judge(name))
		any = any || kinds[len(kinds)-1] != ordinary
	}
	if !any || len(names) < 2 {
		return
	}
	found := len(f.found)
	for at < len(t) {
		var cells []cell
		begin := at
		if cells, at = cellsOf(t, at, mark); len(cells) == 1 && strings.TrimSpace(t[begin:min(at, len(t))]) == "" {
			continue
		}
		if len(cells) != len(names) {
			f.found = f.found[:found] // this is no table
			return
		}
		for i, c := range cells {
			if kinds[i] != ordinary && c.start < c.end {
				f.take(t[names[i].start:names[i].end], kinds[i], c.start, c.end, "cell")
			}
		}
	}
}

type cell struct{ start, end int }

// cellsOf gives the cells of the line that begins at a place, without their quotes, and where the next line begins.
func cellsOf(t string, at int, mark byte) (cells []cell, next int) {
	for {
		c := cell{start: at}
		if byteAt(t, at) == '"' {
			c.start++
			for at++; at < len(t) && (t[at] != '"' || byteAt(t, at+1) == '"'); at++ {
				if t[at] == '"' {
					at++
				}
			}
			c.end = min(at, len(t))
			for at < len(t) && t[at] != mark && t[at] != '\n' {
				at++
			}
		} else {
			for at < len(t) && t[at] != mark && t[at] != '\n' {
				at++
			}
			c.end = at
			if at == len(t) || t[at] == '\n' {
				c.end = max(c.start, len(strings.TrimRight(t[:at], "\r")))
			}
		}
		cells = append(cells, c)
		if at >= len(t) || t[at] == '\n' {
			return cells, at + 1
		}
		at++
	}
}

// isColumnName reports whether a text may be the name of a column: a few words.
func isColumnName(text string) bool {
	return text != "" && len(text) <= longestName && strings.IndexFunc(text, func(c rune) bool {
		return c < 0x80 && !isTemplateRune(c) && c != ' '
	}) < 0
}

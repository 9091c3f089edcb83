package request

import (
	"strconv"
	"strings"
)

// columns takes the cells of a table that stand under sensitive names: a CSV (RFC 4180) whose first line names the columns, with commas,
// semicolons or tabs. Every line must have as many cells as the first.
func (f *finder) columns() {
	t := f.text.text
	first := strings.IndexByte(t, '\n')
	if first < 0 || first > longestName*8 {
		return
	}
	mark := separator(t[:first])
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
			c.end = min(closingQuote(t, at), len(t))
			at = c.end
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

// closingQuote is where the quote stands that ends a cell which begins with one at a place; the length of the text where none does. A
// double quote is one in the cell.
func closingQuote(t string, at int) int {
	for at++; at < len(t) && (t[at] != '"' || byteAt(t, at+1) == '"'); at++ {
		if t[at] == '"' {
			at++
		}
	}
	return at
}

// separator is what parts the cells of a table whose first line this is: commas, or tabs or semicolons where it has those.
func separator(first string) byte {
	switch {
	case strings.Contains(first, "\t"):
		return '\t'
	case strings.Count(first, ";") > strings.Count(first, ","):
		return ';'
	}
	return ','
}

// ReadCSV reads a CSV (RFC 4180) into rows of as many cells, parted by commas, or by tabs or semicolons where the first line has
// those. Empty lines are left out. A line that cannot be read is named, from 1, and why in a sentence. It reads what encoding/csv does,
// which would make the page 5 kB larger to load.
func ReadCSV(text string) (rows [][]string, line int, wrong string) {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	mark := separator(first)
	line = 1
	for at := 0; at < len(text); {
		cells, next := cellsOf(text, at, mark)
		here := text[at:min(next, len(text))]
		if strings.Trim(here, "\r\n") != "" {
			row := make([]string, len(cells))
			for i, c := range cells {
				row[i] = text[c.start:c.end]
				behind := text[min(c.end+1, len(text)):]
				switch quoted := c.start > 0 && c.start-1 >= at && text[c.start-1] == '"'; {
				case quoted && c.end == len(text):
					return nil, line, "a cell in quotes does not end with one."
				case quoted && behind != "" && behind[0] != mark && behind[0] != '\n' && behind[0] != '\r':
					return nil, line, "a quote stands inside a cell. Put the whole cell in quotes, and double those inside."
				case quoted:
					row[i] = strings.ReplaceAll(row[i], `""`, `"`)
				case strings.Contains(row[i], `"`):
					return nil, line, "a quote stands inside a cell. Put the whole cell in quotes, and double those inside."
				}
			}
			if len(rows) > 0 && len(row) != len(rows[0]) {
				return nil, line, "the number of cells is not " + strconv.Itoa(len(rows[0])) + ", as in the first line."
			}
			rows = append(rows, row)
		}
		line += strings.Count(here, "\n")
		at = next
	}
	return rows, 0, ""
}

// isColumnName reports whether a text may be the name of a column: a few words.
func isColumnName(text string) bool {
	return text != "" && len(text) <= longestName && strings.IndexFunc(text, func(c rune) bool {
		return c < 0x80 && !isTemplateRune(c) && c != ' '
	}) < 0
}

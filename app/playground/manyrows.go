package playground

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"roundtrip/app/request"
)

// manyRows is what the text of a run's values or of its CSV says. It is read once for each edit.
type manyRows struct {
	columns []string
	rows    [][]string
	count   int    // of the rows, also where they are more than a run may send
	problem string // why the text cannot be read, "" where it can
	note    string // how it was read, where that may surprise
}

// readValues reads values, one a line. A line such as 0-49 is a range of whole numbers, 001-100 one of numbers of three digits,
// and 0-100:10 one by tens.
func readValues(text string) manyRows {
	var values, ranges []string
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		r, ok := parseRange(strings.TrimSpace(line))
		if !ok {
			n++
			values = append(values, line)
			continue
		}
		n += r.count()
		ranges = append(ranges, strings.TrimSpace(line)+" is a range of "+count(r.count(), "value")+".")
		if n <= request.MostTimes {
			values = r.appendTo(values)
		}
	}
	read := manyRows{count: n}
	read.columns, read.rows = request.Values(values...)
	if len(ranges) > 0 {
		read.note = ranges[0] + " To send it as text, use a CSV."
		if len(ranges) > 1 {
			read.note = count(len(ranges), "line") + " are ranges, which make " + count(n, "value") + ". To send a range as text, use a CSV."
		}
	}
	return read
}

// numbers is a range of whole numbers, the last of which may be left out by the step.
type numbers struct{ from, to, step, digits int }

// parseRange reads a range as curl writes it inside of brackets. One that runs down is no range.
func parseRange(text string) (r numbers, ok bool) {
	ends, step, stepped := strings.Cut(text, ":")
	from, to, found := strings.Cut(ends, "-")
	if !found || !isDigits(from) || !isDigits(to) || stepped && !isDigits(step) {
		return r, false
	}
	r.step = 1
	r.from, _ = strconv.Atoi(from)
	r.to, _ = strconv.Atoi(to)
	if stepped {
		r.step, _ = strconv.Atoi(step)
	}
	if len(from) > 1 && from[0] == '0' {
		r.digits = len(from)
	}
	return r, r.from <= r.to && r.step > 0
}

// isDigits reports whether a text is a whole number without a sign that an int holds.
func isDigits(text string) bool {
	return text != "" && len(text) <= 15 && strings.Trim(text, "0123456789") == ""
}

func (r numbers) count() int { return (r.to-r.from)/r.step + 1 }

func (r numbers) appendTo(values []string) []string {
	for n := r.from; n <= r.to; n += r.step {
		values = append(values, fmt.Sprintf("%0*d", r.digits, n))
	}
	return values
}

// readCSV reads a CSV whose first line names the columns.
func readCSV(text string) manyRows {
	rows, line, wrong := request.ReadCSV(strings.TrimPrefix(text, "\uFEFF"))
	if wrong != "" {
		return manyRows{problem: "Line " + group(int64(line)) + ": " + wrong}
	}
	if len(rows) == 0 {
		return manyRows{}
	}
	read := manyRows{count: len(rows) - 1}
	var used []int
	var left []string
	for i, name := range rows[0] {
		name = strings.TrimSpace(name)
		switch {
		case !request.IsTemplateName(name):
			left = append(left, "“"+name+"”")
		case slices.Contains(read.columns, name):
			return manyRows{problem: "Two columns are called " + name + ". Rename one in the first line."}
		default:
			read.columns, used = append(read.columns, name), append(used, i)
		}
	}
	if len(used) == 0 {
		return manyRows{problem: "The first line must name the columns, with letters, digits, “_”, “-” and “.” alone."}
	}
	for _, cells := range rows[1:min(len(rows), 1+request.MostTimes)] {
		row := make([]string, len(used))
		for i, at := range used {
			row[i] = cells[at]
		}
		read.rows = append(read.rows, row)
	}
	read.note = csvNote(read, left)
	return read
}

func csvNote(read manyRows, left []string) string {
	holes := make([]string, len(read.columns))
	for i, name := range read.columns {
		holes[i] = request.Braces(name)
	}
	note := count(read.count, "row") + ": " + strings.Join(holes, ", ") + "."
	if len(left) > 0 {
		note += " Not usable as placeholders: " + strings.Join(left, ", ") + ". A name has letters, digits, “_”, “-” and “.” alone."
	}
	return note
}

package playground

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
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

// readCSV reads a CSV (RFC 4180) whose first line names the columns. Cells are parted by commas, or by tabs or semicolons where
// the first line has those.
func readCSV(text string) manyRows {
	text = strings.TrimPrefix(text, "\uFEFF")
	if strings.TrimSpace(text) == "" {
		return manyRows{}
	}
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	in := csv.NewReader(strings.NewReader(text))
	switch {
	case strings.Contains(first, "\t"):
		in.Comma = '\t'
	case strings.Count(first, ";") > strings.Count(first, ","):
		in.Comma = ';'
	}
	names, err := in.Read()
	if err != nil {
		return manyRows{problem: csvProblem(err, nil)}
	}
	read := manyRows{}
	var used []int
	var left []string
	for i, name := range names {
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
	for {
		cells, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return manyRows{problem: csvProblem(err, names)}
		}
		if read.count++; read.count > request.MostTimes {
			continue
		}
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

// csvProblem says where a text stops being a CSV. names are the cells of the first line.
func csvProblem(err error, names []string) string {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return "This is not a CSV: " + err.Error() + "."
	}
	where := "Line " + group(int64(at.Line)) + ": "
	switch {
	case errors.Is(at.Err, csv.ErrFieldCount):
		return where + "the number of cells is not " + strconv.Itoa(len(names)) + ", as in the first line."
	case errors.Is(at.Err, csv.ErrBareQuote):
		return where + "a quote stands inside a cell. Put the whole cell in quotes, and double those inside."
	case errors.Is(at.Err, csv.ErrQuote):
		return where + "a cell in quotes does not end with one."
	}
	return where + at.Err.Error() + "."
}

package load

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The columns of the results, around those of the rows.
var before, after = []string{"index"}, []string{"status", "failure", "start_ms", "duration_ms", "bytes"}

// CSV writes results as CSV (RFC 4180), under a header line. Times are in milliseconds; a status is empty where no
// response came. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which makes it a text.
type CSV struct {
	to    io.Writer
	row   bytes.Buffer
	cells *csv.Writer // writes into row
}

// NewCSV writes the header line. Columns are those of the results' rows; one that has the name of a column of the results is
// called "value." and its name.
func NewCSV(to io.Writer, columns []string) (*CSV, error) {
	c := &CSV{to: to}
	c.cells = csv.NewWriter(&c.row)
	header := slices.Clone(before)
	for _, name := range columns {
		if slices.Contains(before, name) || slices.Contains(after, name) {
			name = "value." + name
		}
		header = append(header, safeCell(name))
	}
	return c, c.write(append(header, after...))
}

// Write writes the row of a result.
func (c *CSV) Write(r Result) error {
	status := ""
	if r.Status != 0 {
		status = strconv.Itoa(r.Status)
	}
	cells := []string{strconv.Itoa(r.Index)}
	for _, cell := range r.Row {
		cells = append(cells, safeCell(cell))
	}
	return c.write(append(cells,
		status, safeCell(r.Kind), milliseconds(r.Start), milliseconds(r.Duration), strconv.FormatInt(r.Bytes, 10)))
}

// write ends a row with CR LF, as RFC 4180 has it. The csv.Writer's own option for that would change line ends inside
// of cells as well.
func (c *CSV) write(cells []string) error {
	c.row.Reset()
	if err := c.cells.Write(cells); err != nil {
		return err
	}
	c.cells.Flush()
	c.row.Truncate(c.row.Len() - 1)
	c.row.WriteString("\r\n")
	_, err := c.to.Write(c.row.Bytes())
	return err
}

// safeCell keeps spreadsheets from running what a cell holds (OWASP, "CSV Injection"). White space before a formula does
// not stop them, and some take the wide forms of the characters too. A plain number stays a number.
func safeCell(text string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \u00a0"))
	if !strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) || isNumber(text) || text == "" {
		return text
	}
	return "'" + text
}

// isNumber reports whether a text is a decimal number with a sign.
func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil && strings.Trim(text, "+-.0123456789") == ""
}

func milliseconds(d time.Duration) string {
	return strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', 3, 64)
}

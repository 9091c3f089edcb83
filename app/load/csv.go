package load

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

var header = []string{"index", "value", "status", "failure", "start_ms", "duration_ms", "bytes"}

// CSV writes results as CSV (RFC 4180), under a header line. Times are in milliseconds; a status is empty where no
// response came. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which makes it a text.
type CSV struct {
	to    io.Writer
	row   bytes.Buffer
	cells *csv.Writer // writes into row
}

// NewCSV writes the header line.
func NewCSV(to io.Writer) (*CSV, error) {
	c := &CSV{to: to}
	c.cells = csv.NewWriter(&c.row)
	return c, c.write(header)
}

// Write writes the row of a result.
func (c *CSV) Write(r Result) error {
	status := ""
	if r.Status != 0 {
		status = strconv.Itoa(r.Status)
	}
	return c.write([]string{
		strconv.Itoa(r.Index), safeCell(r.Value), status, safeCell(r.Kind),
		milliseconds(r.Start), milliseconds(r.Duration), strconv.FormatInt(r.Bytes, 10),
	})
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

package request

import (
	"slices"
	"strings"
)

// Bulk writes rows as text, one a line, the name and the value with a separator
// between them: ": " for headers, "=" for parameters and form fields. A row that is
// off begins with "# ". The lines of a value after its first begin with "| ". What
// would be misread in a name stands behind a backslash; values stand as they are.
// [ParseBulk] gives the same rows back, but for blank ones and for line ends in values, which are LF in a text
// field; [KeepBulk] sees to those.
func Bulk(rows []Field, separator string) string {
	mark := strings.TrimSpace(separator)
	var b strings.Builder
	for _, f := range rows {
		if f.Blank() {
			continue
		}
		if f.Off {
			b.WriteString("# ")
		}
		b.WriteString(bulkName(f.Name, mark))
		if !f.Bare || f.Value != "" || f.Name == "" {
			b.WriteString(separator)
			b.WriteString(bulkLines.Replace(f.Value))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// ParseBulk reads what Bulk writes, and what people write like it: the separator
// may stand without its space and the name amid white space, a line that begins with
// "#" or "//" is off, and empty lines are skipped. A name that begins with a colon, as
// browsers show those of HTTP/2, is read as one.
func ParseBulk(text, separator string) []Field {
	mark := strings.TrimSpace(separator)
	space := separator[len(mark):]
	var rows []Field
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if more, ok := strings.CutPrefix(line, "| "); ok && len(rows) > 0 {
			rows[len(rows)-1].Value += "\n" + more
			continue
		}
		line = strings.TrimLeft(line, " \t")
		if line == "" {
			continue
		}
		rest, off := strings.CutPrefix(line, "#")
		if !off {
			rest, off = strings.CutPrefix(line, "//")
		}
		if off {
			line = strings.TrimLeft(rest, " \t")
		}
		at := separatorIn(line, mark)
		f := Field{Name: bulkUnname(line), Off: off, Bare: mark == "="}
		if at >= 0 {
			f = Field{Name: bulkUnname(line[:at]), Value: strings.TrimPrefix(line[at+len(mark):], space), Off: off}
		}
		rows = append(rows, f)
	}
	return slices.DeleteFunc(rows, Field.Blank)
}

var bulkLines = strings.NewReplacer("\r\n", "\n| ", "\r", "\n| ", "\n", "\n| ")

// KeepBulk parses a text that began as [Bulk] of before. A row that was not edited stays as it was, though a text field
// cannot show all of it: it has one kind of line end, and U+FFFD for bytes that are not UTF-8.
func KeepBulk(before []Field, text, separator string) []Field {
	shown := func(f Field) string { return string([]rune(Bulk([]Field{f}, separator))) }
	kept := map[string]Field{}
	for _, f := range before {
		kept[shown(f)] = f
	}
	rows := ParseBulk(text, separator)
	for i, f := range rows {
		if old, ok := kept[shown(f)]; ok {
			rows[i] = old
		}
	}
	return rows
}

// separatorIn finds the first separator that no backslash stands before, or gives -1.
func separatorIn(line, mark string) int {
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
		case strings.HasPrefix(line[i:], mark):
			pseudo := i == 0 && mark == ":" && len(line) > 1 && line[1] != ' ' && strings.Contains(line[1:], ":")
			if !pseudo {
				return i
			}
		}
	}
	return -1
}

// bulkName writes a name so that it is read back as it is.
func bulkName(name, mark string) string {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		c := name[i]
		edge := i == 0 || i == len(name)-1
		switch {
		case c == '\n':
			b.WriteString(`\n`)
			continue
		case c == '\r':
			b.WriteString(`\r`)
			continue
		case c == '\t':
			b.WriteString(`\t`)
			continue
		case c == ' ' && edge:
			b.WriteString(`\s`)
			continue
		case c == '\\', mark[0] == c, i == 0 && strings.IndexByte("#/|", c) >= 0:
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

var bulkEscapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\s`, " ", `\:`, ":", `\=`, "=", `\#`, "#", `\/`, "/", `\|`, "|")

func bulkUnname(text string) string { return bulkEscapes.Replace(strings.Trim(text, " \t")) }

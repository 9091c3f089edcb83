package request

import "strings"

// Bulk writes rows as text, one a line, the name and the value with a separator
// between them: ": " for headers, "=" for parameters and form fields. A row that is
// off begins with "# ".
func Bulk(rows []Field, separator string) string {
	var b strings.Builder
	for _, f := range rows {
		if f.Off {
			b.WriteString("# ")
		}
		b.WriteString(f.Name)
		if !f.Bare || f.Value != "" {
			b.WriteString(separator + strings.NewReplacer("\r", " ", "\n", " ").Replace(f.Value))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// ParseBulk reads what Bulk writes, and what people write like it: the separator
// may stand without its space, and empty lines are skipped.
func ParseBulk(text, separator string) []Field {
	var rows []Field
	mark := strings.TrimSpace(separator)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		off := false
		if rest, ok := strings.CutPrefix(line, "#"); ok {
			off, line = true, strings.TrimPrefix(rest, " ")
		}
		name, value, cut := strings.Cut(line, mark)
		if separator != mark {
			name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		}
		rows = append(rows, Field{Name: name, Value: value, Off: off, Bare: !cut && mark == "="})
	}
	return rows
}

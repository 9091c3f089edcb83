package request

import (
	"net/url"
	"slices"
	"strings"
)

// SetURL takes a URL as it was typed and derives the rows of its query. A row
// that already stands for the same text keeps its own spelling, and rows that are
// off keep their place. Segments that say nothing ("&&", a lone "=") have no row.
func (r *Request) SetURL(raw string) {
	r.URL = raw
	_, query, _, _ := splitURL(raw)
	r.Params = mergeParams(r.Params, saying(splitQuery(query)))
}

// SetParams takes the rows of the query and writes those that are on into the
// URL. Rows that were not changed keep the spelling that they have in the URL.
func (r *Request) SetParams(rows []Field) {
	base, query, _, fragment := splitURL(r.URL)
	before, after := Sent(r.Params), Sent(rows)
	r.Params = rows
	if slices.Equal(before, after) && inStep(before, saying(splitQuery(query))) {
		return
	}
	r.URL = base
	if segments := writeParams(splitQuery(query), before, after); len(segments) > 0 {
		r.URL += "?" + strings.Join(segments, "&")
	}
	r.URL += fragment
}

// writeParams writes the segments for the rows of after. At both ends, where the
// rows are those of before, segments stay as they are.
func writeParams(segments []string, before, after []Field) []string {
	head, tail := 0, 0
	if inStep(before, saying(segments)) {
		head, tail = commonEnds(len(before), len(after), func(i, j int) bool { return before[i] == after[j] })
	}
	if len(after) == 0 {
		return nil
	}
	// at[i] is the place among all segments of the i-th that says something.
	var at []int
	for i, s := range segments {
		if !ParseParam(s).Blank() {
			at = append(at, i)
		}
	}
	var out []string
	switch {
	case head == len(at) && head > 0:
		out = append(out, segments[:at[head-1]+1]...)
	case head > 0:
		out = append(out, segments[:at[head]]...)
	}
	for _, f := range after[head : len(after)-tail] {
		out = append(out, EncodeParam(f))
	}
	if tail > 0 {
		out = append(out, segments[at[len(at)-tail]:]...)
	}
	return out
}

// mergeParams lays the segments of a typed query over the rows of before. Rows that
// are the same at both ends stay; between them the rows are made anew. Rows that are
// off stay after the row that they followed.
func mergeParams(old []Field, segments []string) []Field {
	on := Sent(old)
	head, tail := commonEnds(len(on), len(segments), func(i, j int) bool { return spells(on[i], segments[j]) })
	middle := segments[head : len(segments)-tail]
	var rows []Field
	add := func(n int) {
		for ; n > 0 && len(middle) > 0; n-- {
			rows = append(rows, ParseParam(middle[0]))
			middle = middle[1:]
		}
	}
	k := 0 // rows that are on so far
	for _, f := range old {
		switch {
		case f.Off:
			rows = append(rows, f)
			continue
		case f.Blank():
			continue
		case k < head:
			rows = append(rows, f)
		case k < len(on)-tail:
			add(1)
		}
		if k == len(on)-tail {
			add(len(middle))
		}
		if k >= len(on)-tail {
			rows = append(rows, f)
		}
		k++
	}
	add(len(middle))
	return rows
}

// commonEnds counts how many items of two lists are the same at the start, and
// then at the end.
func commonEnds(n, m int, same func(i, j int) bool) (head, tail int) {
	for head < n && head < m && same(head, head) {
		head++
	}
	for tail < n-head && tail < m-head && same(n-1-tail, m-1-tail) {
		tail++
	}
	return head, tail
}

// inStep reports whether rows that are on and the segments of a query say the same.
func inStep(on []Field, segments []string) bool {
	return slices.EqualFunc(on, segments, spells)
}

// spells reports whether a segment is one of the ways to write a row.
func spells(f Field, segment string) bool {
	f.Off, f.Bare = false, f.Bare && f.Value == ""
	return ParseParam(segment) == f
}

// splitURL cuts a typed URL around its query: base, query, whether there was a
// "?" at all, and the fragment with its "#".
func splitURL(raw string) (base, query string, has bool, fragment string) {
	base, fragment, cut := strings.Cut(raw, "#")
	if cut {
		fragment = "#" + fragment
	}
	base, query, has = strings.Cut(base, "?")
	return base, query, has, fragment
}

func splitQuery(query string) []string {
	if query == "" {
		return nil
	}
	return strings.Split(query, "&")
}

// saying leaves out the segments that say nothing.
func saying(segments []string) []string {
	var out []string
	for _, s := range segments {
		if !ParseParam(s).Blank() {
			out = append(out, s)
		}
	}
	return out
}

// ParseParam reads one segment of a query, the text between two "&", as servers read it
// (URL standard, application/x-www-form-urlencoded parsing): "+" is a space, and a "%"
// without two hexadecimal digits stands for itself. Bytes that are not UTF-8 stay as they are.
func ParseParam(segment string) Field {
	name, value, eq := strings.Cut(segment, "=")
	return Field{Name: decodeQuery(name), Value: decodeQuery(value), Bare: !eq}
}

// EncodeParam writes a row as a segment of a query, so that a server reads what stands in
// the row, in the spelling of Python's requests and of HTML forms. Templates stay as they are.
func EncodeParam(f Field) string {
	name := encodeQuery(f.Name)
	if f.Bare && f.Value == "" {
		return name
	}
	return name + "=" + encodeQuery(f.Value)
}

// SpellParam writes a row so that [ParseParam] reads it again, with as little encoded as
// that takes: how links and files hold rows, which were spelled like the URL from the first format on.
func SpellParam(f Field) Field {
	f.Name, f.Value = spell(f.Name), spell(f.Value)
	return f
}

// UnspellParam reads what [SpellParam] wrote.
func UnspellParam(f Field) Field {
	f.Name, f.Value = decodeQuery(f.Name), decodeQuery(f.Value)
	return f
}

// encodeQuery encodes all but unreserved characters (RFC 3986, section 2.3) and templates; a space is "+".
func encodeQuery(text string) string {
	var b strings.Builder
	for text != "" {
		open, end := nextTemplate(text)
		b.WriteString(url.QueryEscape(text[:open]))
		b.WriteString(text[open:end])
		text = text[end:]
	}
	return b.String()
}

// decodeQuery reads a name or a value of a query.
func decodeQuery(text string) string { return Unescape(text, true) }

// Unescape percent-decodes a text, and where plus says so reads "+" as a space. What is no escape stays as it is.
func Unescape(text string, plus bool) string {
	if !strings.ContainsAny(text, "+%") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '+' && plus:
			b.WriteByte(' ')
		case isEscape(text[i:]):
			b.WriteByte(unhex(text[i+1])<<4 | unhex(text[i+2]))
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func spell(text string) string {
	if !strings.ContainsAny(text, "+%") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '+':
			b.WriteString("%2B")
		case isEscape(text[i:]):
			b.WriteString("%25")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isEscape(s string) bool {
	return len(s) >= 3 && s[0] == '%' && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// unhex gives the value of a hexadecimal digit.
func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

package request

import "strings"

// SetURL takes a URL as it was typed and derives the rows of its query. A row
// that already stands for the same text keeps its own spelling, and rows that are
// off keep their place.
func (r *Request) SetURL(raw string) {
	r.URL = raw
	_, query, has, _ := splitURL(raw)
	var segments []string
	if has {
		segments = strings.Split(query, "&")
	}
	r.Params = mergeParams(r.Params, segments)
}

// SetParams takes the rows of the query and writes those that are on into the URL.
func (r *Request) SetParams(rows []Field) {
	r.Params = rows
	base, _, _, fragment := splitURL(r.URL)
	var segments []string
	for _, f := range Sent(rows) {
		segments = append(segments, EncodeParam(f))
	}
	r.URL = base
	if len(segments) > 0 {
		r.URL += "?" + strings.Join(segments, "&")
	}
	r.URL += fragment
}

// mergeParams lays the segments of a typed query over the rows of before: rows that are
// off stay after the row that they followed.
func mergeParams(old []Field, segments []string) []Field {
	var rows []Field
	next := 0
	keepOff := func() {
		for next < len(old) && (old[next].Off || old[next].Blank()) {
			if old[next].Off {
				rows = append(rows, old[next])
			}
			next++
		}
	}
	for _, s := range segments {
		keepOff()
		if s == "" {
			continue // "?a=1&&b=2": kept in the URL, no row
		}
		row := ParseParam(s)
		if next < len(old) {
			if EncodeParam(old[next]) == s {
				row = old[next]
			}
			next++
		}
		rows = append(rows, row)
	}
	for ; next < len(old); next++ {
		if old[next].Off {
			rows = append(rows, old[next])
		}
	}
	return rows
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

// ParseParam reads one segment of a query, the text between two "&". The text
// stays encoded as it is.
func ParseParam(segment string) Field {
	name, value, eq := strings.Cut(segment, "=")
	return Field{Name: name, Value: value, Bare: !eq}
}

// EncodeParam writes a row as a segment of a query. What is already
// percent-encoded stays as it is, and only what would end the segment or is not
// allowed in a query (URL standard, query percent-encode set) is encoded.
func EncodeParam(f Field) string {
	name := encodeQuery(f.Name, true)
	if f.Bare && f.Value == "" {
		return name
	}
	return name + "=" + encodeQuery(f.Value, false)
}

func encodeQuery(text string, name bool) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c <= ' ' || c >= 0x7f, c == '"', c == '#', c == '<', c == '>', c == '&', c == '\'',
			c == '=' && name,
			c == '%' && !isEscape(text[i:]):
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
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

package body

import "strings"

// Whole returns all that has arrived of a text, in its charset and otherwise as it came: for copying the whole of it. Bytes
// that its charset does not have are U+FFFD. The byte order mark is left out: it is not part of the text.
func Whole(st *Store, f Format) string {
	c, _ := findCharset(f, readAt(st, 0, sniffBytes))
	var b strings.Builder
	if c.name == utf8Name {
		b.Grow(int(st.Len()))
		for off := c.bom; off < st.Len(); {
			run := st.Run(off)
			b.Write(run)
			off += int64(len(run))
		}
		return toValid(b.String())
	}
	d := newDecoder(st, c)
	for d.step() {
	}
	b.Grow(int(d.text.Len()))
	_, _ = d.text.WriteTo(&b)
	return b.String()
}

// CharsetOf returns the charset in which a text is read, by its name in the Encoding standard.
func CharsetOf(st *Store, f Format) string {
	c, _ := findCharset(f, readAt(st, 0, sniffBytes))
	return c.name
}

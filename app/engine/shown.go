package engine

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"roundtrip/app/body"
	"roundtrip/app/webhook"
)

// maxShown is how many of the bytes that were signed a screen shows.
const maxShown = 2048

// show puts bytes on a screen as text and in hex, so that two that differ look different.
func show(data []byte) webhook.Shown {
	s := webhook.Shown{Size: int64(len(data)), Cut: int64(min(len(data), maxShown)), Note: notes(data)}
	head := data[:s.Cut]
	s.Text = visible(head)
	store := body.NewStore()
	_, _ = store.Write(head) // fails only after Close
	store.Close(nil)
	hex := body.NewView(store, body.Hex, body.Format{})
	s.Hex = hex.Window(0, hex.Rows()).Text
	return s
}

// visible writes bytes as text in which nothing is hidden: the pictures of control characters (Unicode, block Control Pictures), dots
// for spaces at the end of a line, \x.. for bytes that are no UTF-8 and U+.... for all else that has no shape of its own.
func visible(data []byte) string {
	var b strings.Builder
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		rest := data[size:]
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02X`, data[0])
		case r == '\n':
			b.WriteString("␊\n")
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case r == ' ' && lineEnds(rest):
			b.WriteRune('·')
		case r != ' ' && !unicode.IsPrint(r):
			fmt.Fprintf(&b, "⟨%U⟩", r)
		default:
			b.WriteRune(r)
		}
		data = rest
	}
	return b.String()
}

// lineEnds reports whether nothing but white space is left of a line.
func lineEnds(rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t\r")
	return len(rest) == 0 || rest[0] == '\n'
}

// notes calls out what is easily missed.
func notes(data []byte) []string {
	var list []string
	switch {
	case bytes.HasSuffix(data, []byte("\r\n")):
		list = append(list, "They end with CR LF (0D 0A).")
	case bytes.HasSuffix(data, []byte("\n")):
		list = append(list, "They end with a line feed (0A).")
	case len(data) > 0 && strings.ContainsRune(" \t\r", rune(data[len(data)-1])):
		list = append(list, "They end with white space.")
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		list = append(list, "They begin with a byte order mark (EF BB BF).")
	}
	if crlf := bytes.Count(data, []byte("\r\n")); crlf > 0 && !bytes.HasSuffix(data, []byte("\r\n")) || crlf > 1 {
		list = append(list, "Lines end with CR LF.")
	}
	if !utf8.Valid(data) {
		list = append(list, "They are not all UTF-8.")
	}
	return list
}

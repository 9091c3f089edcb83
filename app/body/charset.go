package body

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"roundtrip/app/body/textdecoder"
)

const utf8Name = "utf-8"

// sniffBytes is how far into a text its charset is looked for, as in the HTML standard.
const sniffBytes = 1024

// charset is the encoding of a text by its name in the Encoding standard, and how many bytes of it are a byte order mark.
type charset struct {
	name string
	bom  int64
}

// findCharset finds the charset of a text that begins with head: the byte order mark, which the Encoding standard puts
// first because it cannot be wrong by configuration, then the Content-Type, then what an HTML or XML text declares, then
// UTF-8. sure is false if more of the text might give another answer.
func findCharset(f Format, head []byte) (c charset, sure bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return charset{utf8Name, 3}, true
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return charset{"utf-16be", 2}, true
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return charset{"utf-16le", 2}, true
	}
	sure = len(head) >= 3
	if name := textdecoder.Name(f.Charset); name != "" {
		return charset{name: name}, sure
	}
	switch f.Kind {
	case JSON:
		if name := wide(head); name != "" {
			return charset{name: name}, sure
		}
	case XML:
		if name := wide(head); name != "" {
			return charset{name: name}, sure
		}
		if name := textdecoder.Name(xmlEncoding(head)); name != "" {
			return charset{name: declared(name)}, sure
		}
		sure = sure && !bytes.HasPrefix([]byte("<?xml"), head[:min(len(head), 5)])
	case HTML:
		if name := textdecoder.Name(metaCharset(head)); name != "" {
			return charset{name: declared(name)}, sure
		}
		sure = false
	}
	return charset{name: utf8Name}, sure
}

// declared corrects a declaration that was read as ASCII, and so cannot be of UTF-16.
func declared(name string) string {
	if strings.HasPrefix(name, "utf-16") {
		return utf8Name
	}
	return name
}

// wide recognises UTF-16 without a byte order mark by the zeros of an ASCII character, with which JSON and XML begin.
func wide(head []byte) string {
	switch {
	case len(head) < 2 || (head[0] == 0) == (head[1] == 0):
		return ""
	case head[0] == 0:
		return "utf-16be"
	}
	return "utf-16le"
}

// toValid returns s with each byte that is not UTF-8 replaced by U+FFFD.
func toValid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var text strings.Builder
	text.Grow(len(s) + len(s)/8)
	for _, r := range s { // a range loop gives U+FFFD for each such byte
		text.WriteRune(r)
	}
	return text.String()
}

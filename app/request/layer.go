package request

import (
	"strings"
	"unicode/utf8"
)

// layer is a text, or what it says once escapes in it are read: those of a JSON string, of a URL, or of XML. It knows where each of its bytes
// stands in the text that it came from.
type layer struct {
	text  string
	at    []int32 // for each byte and the end; nil: it is the text itself
	depth int
}

// maxLayers bounds how deep texts are read in texts: JSON in a form value in JSON is three.
const maxLayers = 4

func newLayer(text string) layer { return layer{text: text} }

// origin is where a byte of the layer stands in the text.
func (l layer) origin(i int) int {
	if l.at == nil {
		return i
	}
	return int(l.at[i])
}

// next reads the escapes of a layer. There is none where that shows nothing new: no mark that names and values are told apart by.
func (l layer) next() (layer, bool) {
	if l.depth+1 >= maxLayers || !strings.ContainsAny(l.text, `\%&`) || !l.hides() {
		return layer{}, false
	}
	next := layer{depth: l.depth + 1, at: make([]int32, 0, len(l.text)+1)}
	out := make([]byte, 0, len(l.text))
	text := l.text
	for i := 0; i < len(text); {
		if c := text[i]; c != '\\' && c != '%' && c != '&' {
			out = append(out, c)
			if l.at == nil {
				next.at = append(next.at, int32(i))
			} else {
				next.at = append(next.at, l.at[i])
			}
			i++
			continue
		}
		n, plain, size := escape(text[i:])
		for k := range size {
			out = append(out, plain[k])
			next.at = append(next.at, int32(l.origin(i)))
		}
		i += n
	}
	next.text = string(out)
	next.at = append(next.at, int32(l.origin(len(l.text))))
	return next, true
}

// hides reports whether a mark stands in the layer as an escape.
func (l layer) hides() bool {
	for i := 0; i < len(l.text); {
		if c := l.text[i]; c != '\\' && c != '%' && c != '&' {
			i++
			continue
		}
		n, plain, size := escape(l.text[i:])
		if n > 1 && size == 1 && strings.IndexByte("\"'=:&<>\n\r?;,{\\%", plain[0]) >= 0 {
			return true
		}
		i += n
	}
	return false
}

// withoutEscapes reads the escapes of a text, as [layer.next] does.
func withoutEscapes(text string) string {
	if !strings.ContainsAny(text, `\%&`) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); {
		n, plain, size := escape(text[i:])
		out.Write(plain[:size])
		i += n
	}
	return out.String()
}

// escape reads what a text begins with: how many bytes it has there, and which it stands for.
func escape(text string) (n int, plain [4]byte, size int) {
	c := text[0]
	plain[0] = c
	switch {
	case c == '%' && isEscape(text):
		plain[0] = unhex(text[1])<<4 | unhex(text[2])
		return 3, plain, 1
	case c == '\\' && len(text) > 1:
		switch text[1] {
		case '"', '\\', '/', '\'':
			plain[0] = text[1]
			return 2, plain, 1
		case 'n':
			plain[0] = '\n'
			return 2, plain, 1
		case 'r':
			plain[0] = '\r'
			return 2, plain, 1
		case 't':
			plain[0] = '\t'
			return 2, plain, 1
		case 'u':
			if len(text) >= 6 && isHex(text[2]) && isHex(text[3]) && isHex(text[4]) && isHex(text[5]) {
				code := rune(unhex(text[2]))<<12 | rune(unhex(text[3]))<<8 | rune(unhex(text[4]))<<4 | rune(unhex(text[5]))
				return 6, plain, utf8.EncodeRune(plain[:], code)
			}
		}
	case c == '&':
		for _, e := range entities {
			if strings.HasPrefix(text, e.spelt) {
				plain[0] = e.plain
				return len(e.spelt), plain, 1
			}
		}
	}
	return 1, plain, 1
}

var entities = []struct {
	spelt string
	plain byte
}{
	{"&quot;", '"'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&apos;", '\''},
	{"&#34;", '"'}, {"&#x22;", '"'}, {"&#39;", '\''}, {"&#x27;", '\''}, {"&#60;", '<'}, {"&#x3c;", '<'}, {"&#62;", '>'}, {"&#x3e;", '>'}, {"&#61;", '='}, {"&#38;", '&'}, {"&#10;", '\n'},
}

package request

import (
	"encoding/json"
	"strings"
)

// sealMembers passes the strings and numbers that stand under sensitive names in
// JSON through f, with arrays of strings. With decoded, strings are unescaped for f and
// what it gives is taken as it is: a hole. The text need not be valid, and nothing else in it
// changes.
func sealMembers(text string, decoded bool, f func(name, value string) string) string {
	var out strings.Builder
	done := 0
	sensitive := map[string]bool{} // by name as it stands: names repeat
	replace := func(start, end int, name string) {
		value := text[start:end]
		if decoded {
			value = unquote(value)
		}
		if sealed := f(name, value); sealed != value {
			out.WriteString(text[done:start])
			out.WriteString(sealed)
			done = end
		}
	}
	for i := 0; ; {
		open := strings.IndexByte(text[i:], '"')
		if open < 0 {
			break
		}
		start := i + open + 1
		end := stringEnd(text, start)
		if end < 0 {
			break
		}
		i = end + 1
		colon := skipSpace(text, i)
		if colon == len(text) || text[colon] != ':' {
			continue
		}
		i = skipSpace(text, colon+1)
		secret, known := sensitive[text[start:end]]
		if !known {
			secret = SensitiveName(unquote(text[start:end]))
			sensitive[text[start:end]] = secret
		}
		if i == len(text) || !secret {
			continue
		}
		name := unquote(text[start:end])
		inArray := text[i] == '['
		if inArray {
			i = skipSpace(text, i+1)
		}
		for i < len(text) {
			switch c := text[i]; {
			case c == '"':
				end := stringEnd(text, i+1)
				if end < 0 {
					end = len(text) // cut off, but as secret
				}
				replace(i+1, end, name)
				i = min(end+1, len(text))
			case c == '-' || '0' <= c && c <= '9':
				end := i
				for end < len(text) && (isWordByte(text[end]) || strings.IndexByte("+-.", text[end]) >= 0) {
					end++
				}
				replace(i, end, name)
				i = end
			default:
				inArray = false
			}
			i = skipSpace(text, i)
			if !inArray || i == len(text) || text[i] != ',' {
				break
			}
			i = skipSpace(text, i+1)
		}
	}
	if done == 0 {
		return text
	}
	return out.String() + text[done:]
}

// stringEnd finds the quote that ends the JSON string whose inside starts at i, or gives -1.
func stringEnd(text string, i int) int {
	for ; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

func skipSpace(text string, i int) int {
	for i < len(text) && strings.IndexByte(" \t\r\n", text[i]) >= 0 {
		i++
	}
	return i
}

// unquote reads the inside of a JSON string. What is not valid stays as it is.
func unquote(inside string) string {
	if !strings.Contains(inside, `\`) {
		return inside
	}
	var text string
	if json.Unmarshal([]byte(`"`+inside+`"`), &text) != nil {
		return inside
	}
	return text
}

// sealElements passes the text of XML elements with sensitive names through f.
func sealElements(text string, f func(name, value string) string) string {
	var out strings.Builder
	done := 0
	for i := 0; ; {
		open := strings.IndexByte(text[i:], '<')
		if open < 0 {
			break
		}
		i += open + 1
		end := strings.IndexAny(text[i:], "<>")
		if end < 0 {
			break
		}
		if text[i+end] == '<' {
			i += end // what came before is no tag
			continue
		}
		name := text[i : i+end]
		if space := strings.IndexAny(name, " \t\r\n/"); space >= 0 {
			name = name[:space]
		}
		if colon := strings.IndexByte(name, ':'); colon >= 0 {
			name = name[colon+1:]
		}
		start := i + end + 1
		length := strings.IndexByte(text[start:], '<')
		if length < 0 {
			break
		}
		if length > 0 && text[start-2] != '/' && strings.HasPrefix(text[start+length:], "</") && SensitiveName(name) {
			out.WriteString(text[done:start])
			out.WriteString(f(name, text[start:start+length]))
			done = start + length
		}
		i = start + length
	}
	if done == 0 {
		return text
	}
	return out.String() + text[done:]
}

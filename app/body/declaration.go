package body

import (
	"bytes"
	"strings"
)

// xmlEncoding returns the encoding that an XML declaration names, "" if there is none.
func xmlEncoding(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return ""
	}
	attributes := head[len("<?xml"):end]
	for len(attributes) > 0 {
		var name, value string
		name, value, attributes = nextAttribute(attributes)
		if name == "encoding" {
			return value
		}
	}
	return ""
}

// metaCharset returns the charset that a meta element declares, "" if there is none: the prescan of the HTML standard
// (13.2.3.2), which also stops at the end of head.
func metaCharset(head []byte) string {
	for {
		at := bytes.IndexByte(head, '<')
		if at < 0 {
			return ""
		}
		head = head[at:]
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end := bytes.Index(head[2:], []byte("-->"))
			if end < 0 {
				return ""
			}
			head = head[2+end+3:]
		case len(head) > 5 && strings.EqualFold(string(head[:5]), "<meta") && (markupSpace(head[5]) || head[5] == '/'):
			end := bytes.IndexByte(head, '>')
			if end < 0 {
				return ""
			}
			if charset := metaAttributes(head[5:end]); charset != "" {
				return charset
			}
			head = head[end:]
		default:
			head = head[1:]
		}
	}
}

func metaAttributes(b []byte) string {
	charset, content, pragma := "", "", false
	for len(b) > 0 {
		var name, value string
		name, value, b = nextAttribute(b)
		switch name {
		case "charset":
			charset = value
		case "http-equiv":
			pragma = strings.EqualFold(value, "content-type")
		case "content":
			content = value
		}
	}
	if charset != "" || !pragma {
		return charset
	}
	at := strings.Index(strings.ToLower(content), "charset")
	if at < 0 {
		return ""
	}
	value, found := strings.CutPrefix(strings.TrimLeft(content[at+len("charset"):], " \t\r\n\f"), "=")
	if !found {
		return ""
	}
	value, _, _ = strings.Cut(strings.TrimSpace(value), ";")
	return strings.Trim(strings.TrimSpace(value), `"'`)
}

// nextAttribute reads the attribute that b begins with: its name in lower case, its value, and what follows it.
func nextAttribute(b []byte) (name, value string, rest []byte) {
	b = bytes.TrimLeft(b, " \t\r\n\f/")
	end := bytes.IndexAny(b, " \t\r\n\f/=")
	if end < 0 {
		return strings.ToLower(string(b)), "", nil
	}
	if end == 0 { // a stray =
		return "", "", b[1:]
	}
	name = strings.ToLower(string(b[:end]))
	rest = bytes.TrimLeft(b[end:], " \t\r\n\f")
	if len(rest) == 0 || rest[0] != '=' {
		return name, "", rest
	}
	rest = bytes.TrimLeft(rest[1:], " \t\r\n\f")
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
		if end := bytes.IndexByte(rest[1:], rest[0]); end >= 0 {
			return name, string(rest[1 : 1+end]), rest[end+2:]
		}
		return name, string(rest[1:]), nil
	}
	end = bytes.IndexAny(rest, " \t\r\n\f")
	if end < 0 {
		end = len(rest)
	}
	return name, string(rest[:end]), rest[end:]
}

// markupSpace tells whether c is white space in HTML and XML.
func markupSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

package request

import "strings"

// elements takes the text of XML elements with sensitive names, CDATA too, and of the element after one whose text is such a name:
// <key>Password</key><string>…</string>.
func (f *finder) elements() {
	t := f.text.text
	named := ""     // by the text of the element before
	for i := 0; ; { // behind a "<"
		open := strings.IndexByte(t[i:], '<')
		if open < 0 {
			return
		}
		i += open + 1
		end := strings.IndexAny(t[i:], "<>")
		if end < 0 {
			return
		}
		if t[i+end] == '<' {
			i += end // what came before is no tag
			continue
		}
		name := t[i : i+end]
		start := i + end + 1
		i = start
		if name == "" || name[0] == '/' || name[0] == '!' || name[0] == '?' || name[len(name)-1] == '/' {
			continue
		}
		if space := strings.IndexAny(name, " \t\r\n"); space >= 0 {
			name = name[:space]
		}
		if colon := strings.IndexByte(name, ':'); colon >= 0 {
			name = name[colon+1:]
		}
		if kind := f.judge(name); kind != ordinary && f.elementText(name, kind, start) {
			continue
		}
		text := t[start:]
		text = text[:max(0, strings.IndexByte(text[:min(len(text), longestName)], '<'))]
		switch {
		case named != "" && strings.TrimSpace(text) != "":
			f.elementText(named, f.judge(named), start)
			named = ""
		case f.half(name) == nameHalf && f.judge(strings.TrimSpace(text)) != ordinary:
			named = strings.TrimSpace(text)
		case named != "" && strings.TrimSpace(text) == "" && strings.HasPrefix(t[start:], "</"):
			named = "" // its value is empty
		}
	}
}

// elementText takes the text of the element whose tag ends before a place.
func (f *finder) elementText(name string, kind sensitivity, start int) bool {
	t := f.text.text
	const cdata = "<![CDATA["
	blank := start
	for blank < len(t) && strings.IndexByte(" \t\r\n", t[blank]) >= 0 {
		blank++
	}
	if strings.HasPrefix(t[blank:], cdata) {
		start = blank + len(cdata)
		length := strings.Index(t[start:], "]]>")
		if length < 0 {
			length = len(t) - start
		}
		return f.take(name, kind, start, start+length, "element")
	}
	length := strings.IndexByte(t[start:], '<')
	if length <= 0 || !strings.HasPrefix(t[start+length:], "</") || strings.TrimSpace(t[start:start+length]) == "" {
		return false
	}
	return f.take(name, kind, start, start+length, "element")
}

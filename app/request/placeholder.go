package request

import (
	"slices"
	"strings"
)

// isPlaceholder reports whether a value stands for one that somebody else has to put in, or for none: {{token}}, ${TOKEN}, $TOKEN, <token>,
// YOUR_API_KEY, ****, null, string. A password may begin or end with any mark, so only what nobody would choose as one counts:
// in < > and [ ] words in small letters, and in those and { } words that say what is to be put in.
func isPlaceholder(value string) bool {
	v := strings.TrimSpace(value)
	if v == "" || v == "{{" || isTemplate(v) || isReference(v) || isMask(v) {
		return true
	}
	for _, mark := range [][2]string{{"<", ">"}, {"[", "]"}, {"{", "}"}} {
		if inside, ok := between(v, mark[0], mark[1]); ok {
			small := inside == strings.ToLower(inside) && v[0] != '{'
			return isMask(inside) || isWords(inside) && (small || isStandIn(inside) || nameOf(inside) != ordinary)
		}
	}
	return isStandIn(v)
}

// isReference reports whether a value names a variable of a shell, of a program or of another tool.
func isReference(v string) bool {
	for _, mark := range [][2]string{{"{{", "}}"}, {"${{", "}}"}, {"<%", "%>"}, {"$(", ")"}} {
		if inside, ok := between(v, mark[0], mark[1]); ok && len(v) < 256 { // {{$env TOKEN}}, $(pass show token)
			return strings.TrimSpace(inside) != ""
		}
	}
	for _, mark := range [][2]string{{"${", "}"}, {"#{", "}"}, {"<<", ">>"}} {
		if inside, ok := between(v, mark[0], mark[1]); ok { // ${TOKEN}, ${env:TOKEN}, <<token>>
			return isName(strings.ReplaceAll(inside, ":", "."))
		}
	}
	if inside, ok := between(v, "%", "%"); ok { // of Windows
		return isUpperName(inside)
	}
	if name, ok := strings.CutPrefix(v, "$"); ok {
		return isUpperName(name) || name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") == ""
	}
	for _, begin := range []string{"process.env.", "process.env[", "os.environ[", "os.environ.get("} {
		if strings.HasPrefix(v, begin) {
			return true
		}
	}
	return false
}

// isPathVariable reports whether a segment of a path is one that routers and OpenAPI put values into: :token, {token}.
func isPathVariable(segment string) bool {
	if name, ok := strings.CutPrefix(segment, ":"); ok {
		return isName(name)
	}
	inside, ok := between(segment, "{", "}")
	return ok && isName(inside)
}

// isWords reports whether a text consists of words, without digits or marks.
func isWords(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; !isLower(c) && !isUpper(c) && c < 0x80 && strings.IndexByte(" _-.", c) < 0 {
			return false
		}
	}
	return true
}

// isStandIn reports whether a value is a word for none, for a type or for what was hidden, or asks to be replaced: YOUR_API_KEY.
func isStandIn(v string) bool {
	lower := strings.ToLower(v)
	if slices.Contains(standIns, strings.TrimRight(lower, "!?[];,")) {
		return true
	}
	if strings.ContainsAny(v, "0123456789!@#$%^&*") || isRandom(v) {
		return false
	}
	plain := plainName(lower)
	return slices.ContainsFunc(asking, func(begin string) bool { return strings.HasPrefix(plain, begin) })
}

var (
	standIns = strings.Fields("null nil none undefined true false yes no on off string str text number integer int boolean bool any object array required optional " +
		"redacted filtered hidden masked n/a tbd todo omit unset empty enabled disabled")
	asking = []string{"your", "insert", "replace", "enteryour", "xxxx", "placeholder", "redacted", "addyour", "puty"}
)

// isMask reports whether a value is written over: ****, xxxx, …
func isMask(v string) bool { return strings.Trim(strings.ToLower(v), "x*•●.…#-_?") == "" }

// isUpperName reports whether text is the name of an environment variable, as people write those: API_KEY.
func isUpperName(text string) bool {
	return text != "" && !isDigit(text[0]) && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}

func between(text, open, end string) (string, bool) {
	if len(text) <= len(open)+len(end) || !strings.HasPrefix(text, open) || !strings.HasSuffix(text, end) {
		return "", false
	}
	return text[len(open) : len(text)-len(end)], true
}

func isName(text string) bool {
	for i := 0; i < len(text); i++ {
		if !isWordByte(text[i]) && text[i] != '.' && text[i] != '-' {
			return false
		}
	}
	return text != "" && !isDigit(text[0])
}

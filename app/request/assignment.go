package request

import "strings"

// This file finds names with their values: name=value, name: value, "name": "value", name="value", and pairs that name one
// member after the other.

const (
	longestName = 64
	pairApart   = 300 // how far, in bytes, the value of a pair may stand from its name
)

// pair is a name that stands as a value of its own, {"name": "password", …}, whose value is still to come, or a value whose name is.
type pair struct {
	name       string
	kind       sensitivity
	at         int // where the name ends; the value must begin soon after it
	start, end int // of a value that came before its name
	waits      bool
	came       bool
}

var (
	pairNames  = []string{"name", "key", "header", "param", "parameter", "field", "label", "property", "n", "variable", "k"}
	pairValues = []string{"value", "val", "v", "default", "defaultvalue", "content", "initialvalue", "stringvalue", "contents"}
)

func (f *finder) assignments() {
	t := f.text.text
	for i := 0; i < len(t); i++ {
		c := t[i]
		if c != '=' && c != ':' {
			continue
		}
		value := i + 1
		switch next := byteAt(t, i+1); {
		case c == ':' && (next == ':' || next == '/' && byteAt(t, i+2) == '/'):
			i++
			continue
		case c == ':' && next == '=', c == '=' && next == '>':
			value++
		case c == '=' && next == '=':
			i++
			continue
		}
		a, ok := f.nameBefore(i)
		if !ok {
			continue
		}
		i = max(i, f.assigned(a, c, value)-1)
	}
}

// assignment is a name, and how it stands before "=" or ":".
type assignment struct {
	name   string
	start  int
	quoted bool // "name"
	inside bool // of something: behind one of { ( , [ & ? ;
	first  bool // in its line
}

// nameBefore reads the name that stands before a mark.
func (f *finder) nameBefore(mark int) (a assignment, ok bool) {
	t := f.text.text
	end := mark
	for end > 0 && mark-end < 8 && (t[end-1] == ' ' || t[end-1] == '\t') {
		end--
	}
	if end == 0 {
		return a, false
	}
	start := end
	switch q := t[end-1]; q {
	case '"', '\'', '`':
		from := max(0, end-1-longestName)
		open := strings.LastIndexByte(t[from:end-1], q)
		if open < 0 || open+from+1 == end-1 {
			return a, false
		}
		a.start, a.quoted, a.inside = from+open, true, true
		a.name = t[from+open+1 : end-1]
		return a, !strings.ContainsAny(a.name, "\n\r{}")
	case ']': // user[password]
		from := max(0, end-1-longestName)
		open := strings.LastIndexByte(t[from:end-1], '[')
		if open < 0 {
			return a, false
		}
		a.name = strings.Trim(t[from+open+1:end-1], `"'`)
		start = from + open
		for start > 0 && nameBytes[t[start-1]] && end-start < 2*longestName {
			start--
		}
	default:
		for start > 0 && nameBytes[t[start-1]] && end-start < longestName {
			start--
		}
		for start < end && strings.IndexByte("-$@.", t[start]) >= 0 {
			start++
		}
		a.name = t[start:end]
	}
	if a.name == "" {
		return a, false
	}
	a.start = start
	before := start
	for before > 0 && start-before < 64 && (t[before-1] == ' ' || t[before-1] == '\t' || t[before-1] == '-') {
		before--
	}
	a.first = before == 0 || t[before-1] == '\n' || t[before-1] == '\r'
	a.inside = start > 0 && strings.IndexByte("{(,[&?;", t[start-1]) >= 0 || start > 0 && t[mark] == '=' && strings.IndexByte("\"'`", t[start-1]) >= 0 || before > 0 && strings.IndexByte("{(,[&?;", t[before-1]) >= 0
	if !a.first && before < start && f.judge(a.name) != sensitive {
		f.longerName(&a, before)
	} else if !a.first && before < start {
		f.atStart(&a, before)
	}
	return a, true
}

// longerName takes up to two words more into a name, as in "API Key: …".
func (f *finder) longerName(a *assignment, end int) {
	t := f.text.text
	for range 2 {
		start := end
		for start > 0 && nameBytes[t[start-1]] && end-start < 24 {
			start--
		}
		if start == end {
			return
		}
		longer := t[start : a.start+len(a.name)]
		a.first = start == 0 || strings.IndexByte("\n\r", t[start-1]) >= 0
		if f.judge(longer) == sensitive {
			a.name, a.start = longer, start
			return
		}
		if end = start - 1; end < 0 || t[end] != ' ' {
			return
		}
	}
}

// atStart finds whether what stands before a name in its line is no more than a word that declares it: export, set, const.
func (f *finder) atStart(a *assignment, end int) {
	t := f.text.text
	start := end
	for start > 0 && nameBytes[t[start-1]] && end-start < 12 {
		start--
	}
	switch t[start:end] {
	case "export", "set", "const", "let", "var", "ENV", "env", "setx", "declare":
		a.first = start == 0 || strings.IndexByte("\n\r \t;", t[start-1]) >= 0
	default:
		a.first = (start == 0 || strings.IndexByte("\n\r", t[start-1]) >= 0) && end > start && f.judge(t[start:end]+" "+a.name) == sensitive
	}
}

// assigned looks at the value that begins at a place, and gives where to read on.
func (f *finder) assigned(a assignment, mark byte, at int) int {
	t := f.text.text
	for at < len(t) && (t[at] == ' ' || t[at] == '\t' || a.quoted && (t[at] == '\n' || t[at] == '\r')) {
		at++
	}
	if at == len(t) {
		return at
	}
	kind := f.judge(a.name)
	half := f.half(a.name)
	if kind == ordinary && half == 0 {
		return at
	}
	what := "value"
	if a.quoted {
		what = "member"
	}
	c := t[at]
	switch {
	case c == '"' || c == '\'' || c == '`':
		start, end, next := quotedValue(t, at)
		if half != 0 && f.paired(half, a, start, end) {
			return next
		}
		if f.take(a.name, kind, start, end, what) {
			return next
		}
		return at + 1 // what is in it may have names of its own
	case c == '[':
		return f.list(a.name, kind, at, what)
	case c == '{' && byteAt(t, at+1) != '{' || c == '\n' && mark == ':' && a.first:
		if kind == sensitive { // {"password": {"value": …}}
			f.pending = pair{name: a.name, kind: kind, at: at + 1, waits: true}
		}
		return at
	case c == '(':
		return at
	case mark == ':' && a.first && (c == '|' || c == '>') && isBlockStart(t[at:]):
		return f.block(a, kind, at)
	case a.quoted && !isDigit(c) && c != '-':
		return at // true, null, or the name of a variable
	}
	end := at + unquotedEnd(t[at:], mark, a)
	value := t[at:end]
	if half != 0 && f.paired(half, a, at, end) {
		return end
	}
	switch {
	case kind == ordinary || isCode(value) || f.declared(value, at):
		return at
	case !a.first && !a.inside && !(mark == '=' && at > 0 && t[at-1] == '=') && !proves(value):
		return at // "the password: it is …"
	case strings.Count(strings.TrimSpace(value), " ") > 1 && !strings.ContainsAny(value, "0123456789") && withoutScheme(a.name, value) == 0:
		return at // a sentence
	}
	if f.take(a.name, kind, at, end, what) {
		return end
	}
	return at
}

// proves reports whether a value in a sentence can be nothing but a secret: it has letters, and digits or marks.
func proves(value string) bool {
	return len(value) >= 6 && strings.ContainsAny(value, "0123456789!#$%^*_") && strings.Trim(value, "0123456789.,:-/") != ""
}

// isCode reports whether a value without quotes is an expression of a programming language: a call, or a member of what programs have secrets in.
func isCode(value string) bool {
	name, _, call := strings.Cut(value, "(")
	if call && isName(name) {
		return true
	}
	root, rest, ok := strings.Cut(value, ".")
	switch root {
	case "process", "os", "config", "settings", "secrets", "env", "self", "this", "request", "args", "vars", "var", "local", "data", "options", "props", "state", "ctx", "user", "params":
		return ok && isName(strings.TrimRight(rest, ";,)"))
	}
	return false
}

// declared reports whether a value without quotes is a variable of GraphQL that its operation declares: mutation ($newPassword: String!).
func (f *finder) declared(value string, at int) bool {
	const longestHead = 2048
	name, ok := strings.CutPrefix(value, "$")
	return ok && isName(name) && strings.Contains(f.text.text[max(0, at-longestHead):at], value+":")
}

// take notes a value, without the scheme of credentials, if it is secret.
func (f *finder) take(name string, kind sensitivity, start, end int, what string) bool {
	value := f.text.text[start:end]
	skip := withoutScheme(name, value)
	if !f.secret(name, kind, value[skip:]) {
		return false
	}
	f.add(start+skip, end, name, what)
	return true
}

// list takes the strings of an array.
func (f *finder) list(name string, kind sensitivity, at int, what string) int {
	t := f.text.text
	at = skipSpace(t, at+1)
	for at < len(t) {
		switch c := t[at]; {
		case c == '"' || c == '\'':
			start, end, next := quotedValue(t, at)
			f.take(name, kind, start, end, what)
			at = next
		case isDigit(c) || c == '-':
			end := at
			for end < len(t) && (isWordByte(t[end]) || strings.IndexByte("+-.", t[end]) >= 0) {
				end++
			}
			if kind == sensitive && nameWords(name)[len(nameWords(name))-1] != "tokens" {
				f.take(name, kind, at, end, what)
			}
			at = end
		default:
			return at
		}
		at = skipSpace(t, at)
		if at == len(t) || t[at] != ',' {
			return at
		}
		at = skipSpace(t, at+1)
	}
	return at
}

// block takes the lines of a YAML block scalar: those that follow, indented.
func (f *finder) block(a assignment, kind sensitivity, at int) int {
	t := f.text.text
	line := strings.IndexByte(t[at:], '\n')
	if line < 0 {
		return at
	}
	start := at + line + 1
	for start < len(t) && (t[start] == ' ' || t[start] == '\t') {
		start++
	}
	end := start
	for end < len(t) {
		next := strings.IndexByte(t[end:], '\n')
		if next < 0 {
			end = len(t)
			break
		}
		end += next
		if c := byteAt(t, end+1); c != ' ' && c != '\t' {
			break
		}
		end++
	}
	f.take(a.name, kind, start, end, "value")
	return end
}

func isBlockStart(text string) bool {
	line, _, ok := strings.Cut(text, "\n")
	return ok && strings.Trim(line, "|>+-0123456789 \r") == ""
}

// The halves of a pair.
const (
	nameHalf = iota + 1
	valueHalf
)

func (f *finder) half(name string) int {
	if len(name) > 16 {
		return 0
	}
	plain := plainName(name)
	for _, n := range pairNames {
		if plain == n {
			return nameHalf
		}
	}
	for _, n := range pairValues {
		if plain == n {
			return valueHalf
		}
	}
	return 0
}

// paired takes one half of a pair, and reports whether that was all there was to say of it.
func (f *finder) paired(half int, a assignment, start, end int) bool {
	t, p := f.text.text, &f.pending
	near := func(from, to int) bool {
		if from > to || to-from > pairApart {
			return false
		}
		between := t[from:to]
		return !strings.ContainsAny(between, "{}") && !strings.Contains(between, "\n\n") && !strings.Contains(between, "- ")
	}
	switch half {
	case nameHalf:
		name := t[start:end]
		kind := f.judge(name)
		if kind == ordinary {
			*p = pair{}
			return false
		}
		switch {
		case p.came && near(p.end, a.start):
			f.take(name, kind, p.start, p.end, "value")
			*p = pair{}
		default:
			*p = pair{name: name, kind: kind, at: end, waits: true}
			f.content(end)
		}
		return true
	case valueHalf:
		if p.waits && near(p.at, a.start) {
			took := f.take(p.name, p.kind, start, end, "value")
			*p = pair{}
			return took
		}
		*p = pair{start: start, end: end, came: true}
	}
	return false
}

// content takes the text of an element whose attribute is the name that ends at a place, or of a part of a multipart body.
func (f *finder) content(at int) {
	t, p := f.text.text, &f.pending
	if at >= len(t) {
		return
	}
	rest := t[at+1:]
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if body, ok := strings.CutPrefix(rest, gap); ok {
			line := strings.IndexAny(body, "\r\n")
			if line < 0 {
				line = len(body)
			}
			start := at + 1 + len(gap)
			f.take(p.name, p.kind, start, start+line, "value")
			*p = pair{}
			return
		}
	}
	if close := strings.IndexAny(rest[:min(len(rest), pairApart)], "<>"); close >= 0 && rest[close] == '>' && (close == 0 || rest[close-1] != '/') && !strings.Contains(rest[:close], "value") {
		if f.elementText(p.name, p.kind, at+1+close+1) {
			*p = pair{}
		}
	}
}

// quotedValue reads a value between quotes: its inside, and where to read on. One that is cut off is as secret.
func quotedValue(t string, at int) (start, end, next int) {
	q := t[at]
	if len(t) >= at+6 && t[at+1] == q && t[at+2] == q && q != '\'' {
		if length := strings.Index(t[at+3:], t[at:at+3]); length >= 0 {
			return at + 3, at + 3 + length, at + 6 + length
		}
	}
	for i := at + 1; i < len(t); i++ {
		switch t[i] {
		case '\\':
			i++
		case q:
			return at + 1, i, i + 1
		}
	}
	return at + 1, len(t), len(t)
}

// unquotedEnd finds where a value ends that has no quotes: at the end of its line where its name begins that, else at the next mark.
func unquotedEnd(t string, mark byte, a assignment) int {
	line := a.first && !a.inside
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c == '\n' || c == '\r':
			return trimmed(t, i)
		case c == '&' && mark == '=' || c == '<' || c == '>' && i > 0:
			return i
		case c == '"' || c == '`' || c == '\'':
			if !line || i == 0 {
				return i
			}
		case c == ';' || c == ',':
			if !line || nameFollows(t[i+1:]) {
				return trimmed(t, i)
			}
		case c == ' ' || c == '\t':
			if line && strings.HasPrefix(t[i:], " #") || line && nameFollows(t[i:]) && mark == '=' {
				return trimmed(t, i)
			}
			if !line && !(i < 32 && withoutScheme(a.name, t[:min(len(t), i+2)]) > 0) {
				return i
			}
		case c == ')' || c == ']' || c == '}':
			if !line && !strings.HasPrefix(t[i:], "}}") && !(i > 0 && t[i-1] == '}') {
				return i
			}
		}
	}
	return trimmed(t, len(t))
}

func trimmed(t string, end int) int { return len(strings.TrimRight(t[:end], " \t,;")) }

// nameFollows reports whether another name with its value follows.
func nameFollows(t string) bool {
	i := 0
	for i < len(t) && t[i] == ' ' {
		i++
	}
	start := i
	for i < len(t) && i-start < longestName && (nameBytes[t[i]] || t[i] == ' ') {
		i++
	}
	return i > start && byteAt(t, i) == '=' && byteAt(t, i+1) != '='
}

func skipSpace(text string, i int) int {
	for i < len(text) && strings.IndexByte(" \t\r\n", text[i]) >= 0 {
		i++
	}
	return i
}

func byteAt(t string, i int) byte {
	if i < 0 || i >= len(t) {
		return 0
	}
	return t[i]
}

package request

import (
	"fmt"
	"net/netip"
	"strings"
	"unicode/utf8"
)

// This file reads URLs as people have them: with what stands around them where they are copied from, and with characters that nobody sees.

// CleanURL gives the URL in a text that was pasted where a URL belongs, and says in sentences what it left out or took away. White space
// at the ends goes without a word.
func CleanURL(text string) (url string, notes []string) {
	url, rest := firstLine(text)
	leftOut := func(what string) {
		if what = trimUnseen(what); what != "" {
			notes = append(notes, "Left out: "+excerpt(what))
		}
	}
	if link, ok := markdownLink(url); ok {
		notes = append(notes, "Left out the text of the link.")
		url = link
	}
	bare, quoted := unwrapped(url)
	if quoted {
		notes = append(notes, "Removed what stood around the URL.")
		url = bare
	}
	before, url, after := apart(url)
	leftOut(before)
	leftOut(after)
	leftOut(rest)
	if seen, removed := visible(url); removed != nil {
		notes = append(notes, "Removed "+removed[0]+more(len(removed)-1)+".")
		url = seen
	}
	return url, notes
}

func more(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return " and one more"
	}
	return fmt.Sprintf(" and %d more", n)
}

// firstLine gives the first line of a text that is not blank, and the lines behind it.
func firstLine(text string) (line, rest string) {
	for text != "" {
		end := strings.IndexAny(text, "\r\n\u2028\u2029")
		if end < 0 {
			return trimUnseen(text), ""
		}
		line, text = trimUnseen(text[:end]), text[end:]
		text = strings.TrimLeft(text, "\r\n\u2028\u2029")
		if line != "" {
			return line, text
		}
	}
	return "", ""
}

// markdownLink reads [text](url) and [text](url "title").
func markdownLink(text string) (url string, ok bool) {
	_, after, linked := strings.Cut(text, "](")
	if !linked || !strings.HasPrefix(text, "[") || !strings.Contains(after, ")") {
		return "", false
	}
	url = after
	depth := 0 // of the brackets in the URL itself
	for i := 0; i < len(after); i++ {
		switch after[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			url = after[:i]
			break
		}
	}
	url, _, _ = strings.Cut(url, ` "`)
	return url, true
}

// around are marks that stand around URLs in texts and code.
var around = []struct{ open, close string }{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"„", "“"}, {"‘", "’"}, {"«", "»"}, {"‹", "›"}, {"<", ">"}, {"(", ")"}, {"[", "]"}, {`\"`, `\"`}}

// behind are marks that may stand behind a URL without one before it, where nothing in the URL opens them.
var behind = []struct{ open, close string }{{`"`, `"`}, {"“", "”"}, {"«", "»"}, {"<", ">"}, {"`", "`"}}

// unwrapped takes marks off both ends of a text, with the comma that code has behind them. One that is at one end alone goes only where it cannot be
// a part of the URL.
func unwrapped(text string) (url string, was bool) {
	for changed := true; changed; {
		changed = false
		for _, mark := range around {
			inside, opens := strings.CutPrefix(text, mark.open)
			if !opens || mark.open == "[" && (isIPHost(text) || isLabel(inside)) {
				continue
			}
			text, changed, was = trimUnseen(inside), true, true
			at := closingAt(text, mark.close)
			closed := strings.TrimRight(text, ",;.")
			inside, closes := strings.CutSuffix(closed, mark.close)
			switch {
			case closes && mark.open != mark.close && strings.Count(closed, mark.open) >= strings.Count(closed, mark.close): // its own
			case closes:
				text = unescaped(trimUnseen(inside), mark.close)
			case at > 0 && strings.IndexByte("\"'`<", mark.open[0]) >= 0:
				text = unescaped(trimUnseen(text[:at]), mark.close) + " " + text[at+len(mark.close):]
			}
			break
		}
	}
	for _, mark := range behind {
		short, ok := strings.CutSuffix(text, mark.close)
		own := mark.open == mark.close && strings.Count(text, mark.close)%2 == 0 || mark.open != mark.close && strings.Contains(text, mark.open)
		if ok && !own && !strings.HasSuffix(short, "=") {
			text, was = short, true
		}
	}
	return trimUnseen(text), was
}

// closingAt is where a text in quotes ends: at the first mark without a backslash, or -1.
func closingAt(text, mark string) int {
	for from := 0; ; {
		at := strings.Index(text[from:], mark)
		if at < 0 {
			return -1
		}
		at += from
		if at == 0 || text[at-1] != '\\' {
			return at
		}
		from = at + len(mark)
	}
}

// unescaped is what the text of a string in code says, as far as its quotes go.
func unescaped(text, mark string) string {
	if mark != `"` && mark != "'" {
		return text
	}
	return strings.ReplaceAll(text, `\`+mark, mark)
}

// isIPHost reports whether a text begins with an IPv6 address in brackets.
func isIPHost(text string) bool {
	_, err := netip.ParseAddr(hostOf(text))
	return err == nil
}

// isLabel reports whether a text goes on as a reference in Markdown does behind its first bracket: "label]: url".
func isLabel(text string) bool {
	label, after, _ := strings.Cut(text, "]")
	return strings.HasPrefix(after, ":") && !strings.Contains(label, "://")
}

// beginsURL reports whether a text begins with a URL that has no scheme: with a host and its path or query, or with these alone.
func beginsURL(text string) bool {
	end := strings.IndexAny(text, "/? \t")
	if end < 0 || text[end] == ' ' || text[end] == '\t' {
		return false
	}
	host := text[:end]
	return host == "" || strings.HasPrefix(host, "{{") || strings.ContainsAny(host, ".:@") || isThisMachine(hostOf(host))
}

// apart cuts a URL out of the words around it. Spaces in its path and its query are its own.
func apart(text string) (before, url, after string) {
	at := strings.Index(text, "://")
	for _, scheme := range []string{"https", "http"} {
		if at >= len(scheme) && strings.EqualFold(text[at-len(scheme):at], scheme) {
			at -= len(scheme)
			break
		}
	}
	if at > 0 && (text[at-1] == ' ' || text[at-1] == '\t') && !beginsURL(text) {
		before, text = text[:at], text[at:]
	}
	rest := text
	if scheme, behind, ok := strings.Cut(text, "://"); ok && !strings.ContainsAny(scheme, "/?# \t") {
		rest = behind
	}
	host := strings.IndexAny(rest, "/?# \t")
	if host >= 0 && (rest[host] == ' ' || rest[host] == '\t') {
		cut := len(text) - len(rest) + host
		return before, text[:cut], text[cut:]
	}
	if i := strings.LastIndex(text, " HTTP/"); i >= 0 && len(text)-i <= len(" HTTP/1.1") {
		return before, text[:i], text[i:]
	}
	return before, text, ""
}

// Visible is a text without the characters that nobody sees.
func Visible(text string) string {
	seen, _ := visible(text)
	return seen
}

// visible takes the characters out of a URL that nobody sees, and names them. Those that join letters and emoji may stand in a path.
func visible(url string) (seen string, removed []string) {
	var out strings.Builder
	path := false
	for i, c := range url {
		_, size := utf8.DecodeRuneInString(url[i:])
		path = path || i > 8 && (c == '/' || c == '?')
		switch {
		case unseenName(c) == "" || path && (c == '\u200c' || c == '\u200d'):
			out.WriteString(url[i : i+size])
		default:
			removed = append(removed, describe(c))
		}
	}
	return out.String(), removed
}

func describe(c rune) string {
	return fmt.Sprintf("an invisible character (U+%04X, %s)", c, unseenName(c))
}

// unseen are characters that nobody sees, with their names in Unicode.
var unseen = map[rune]string{
	'\u00a0': "no-break space", '\u00ad': "soft hyphen", '\u034f': "combining grapheme joiner", '\u061c': "Arabic letter mark", '\u115f': "Hangul filler", '\u1160': "Hangul filler",
	'\u1680': "Ogham space mark", '\u180e': "Mongolian vowel separator", '\u200b': "zero width space", '\u200c': "zero width non-joiner", '\u200d': "zero width joiner",
	'\u200e': "left-to-right mark", '\u200f': "right-to-left mark", '\u2028': "line separator", '\u2029': "paragraph separator", '\u202f': "narrow no-break space",
	'\u205f': "mathematical space", '\u2060': "word joiner", '\u3000': "ideographic space", '\u3164': "Hangul filler", '\ufeff': "byte order mark", '\uffa0': "Hangul filler", '\ufffc': "object replacement character",
}

// unseenName names a character that nobody sees, else it is "".
func unseenName(c rune) string {
	switch {
	case unseen[c] != "":
		return unseen[c]
	case c < ' ' || c >= 0x7f && c < 0xa0:
		return "control character"
	case c >= '\u2000' && c <= '\u200a':
		return "space of another width"
	case c >= '\u202a' && c <= '\u202e', c >= '\u2061' && c <= '\u206f':
		return "formatting character"
	case c >= 0xe0000 && c <= 0xe007f:
		return "tag character"
	}
	return ""
}

// trimUnseen takes white space and characters that nobody sees off both ends.
func trimUnseen(text string) string {
	return strings.TrimFunc(text, func(c rune) bool { return c == ' ' || unseenName(c) != "" })
}

package request

import (
	"fmt"
	"slices"
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

// markdownLink reads [text](url).
func markdownLink(text string) (url string, ok bool) {
	_, after, linked := strings.Cut(text, "](")
	if !linked || !strings.HasPrefix(text, "[") {
		return "", false
	}
	url, _, ok = strings.Cut(after, ")")
	return url, ok
}

// around are marks that stand around URLs in texts and code.
var around = []struct{ open, close string }{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"„", "“"}, {"‘", "’"}, {"«", "»"}, {"‹", "›"}, {"<", ">"}, {"(", ")"}, {"[", "]"}, {`\"`, `\"`}}

// unwrapped takes marks off both ends of a text, with the comma that code has behind them. One that is at one end alone goes only where it cannot be
// a part of the URL.
func unwrapped(text string) (url string, was bool) {
	for changed := true; changed; {
		changed = false
		for _, mark := range around {
			inside, opens := strings.CutPrefix(text, mark.open)
			if !opens || mark.open == "[" && strings.Contains(inside, "]:") { // an IPv6 host
				continue
			}
			text, changed, was = trimUnseen(inside), true, true
			closed := strings.TrimRight(text, ",;.")
			if inside, ok := strings.CutSuffix(closed, mark.close); ok {
				text = trimUnseen(inside)
			} else if at := strings.Index(text, mark.close); at > 0 && strings.IndexByte("\"'`<", mark.open[0]) >= 0 {
				text = trimUnseen(text[:at]) + " " + text[at+len(mark.close):]
			}
			break
		}
	}
	for _, mark := range []string{`"`, "”", "»", ">", "`"} {
		if short, ok := strings.CutSuffix(text, mark); ok {
			text, was = short, true
		}
	}
	return trimUnseen(text), was
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
	if at > 0 && (text[at-1] == ' ' || text[at-1] == '\t') {
		before, text = text[:at], text[at:]
	}
	rest := text
	if i := strings.Index(rest, "://"); i >= 0 {
		rest = rest[i+3:]
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

// URLProblem says in a sentence why a URL that is complete, see [WithScheme], cannot be sent as it is written, or "".
func URLProblem(url string) string {
	if strings.HasPrefix(strings.ToLower(url), "curl ") {
		return "This is a cURL command. Type its URL alone."
	}
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok || !slices.Contains([]string{"http", "https"}, strings.ToLower(scheme)) {
		return ""
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	for i, c := range rest {
		name := unseenName(c)
		switch {
		case name == "" || i > end && (c == '\u200c' || c == '\u200d'):
		case c == '\n' || c == '\r':
			return "The URL contains a line break. Remove it, and what does not belong to the URL."
		default:
			return fmt.Sprintf("The URL contains %s, behind “%s”. Delete it, or write it as %s.", describe(c), excerpt(tail(scheme+"://"+rest[:i])), percent(c))
		}
	}
	authority := rest[:end]
	host := authority[strings.LastIndexByte(authority, '@')+1:]
	switch {
	case strings.Contains(host, "{{"):
		names := appendTemplates(nil, host)
		if len(names) > 0 {
			return "The host is still the placeholder " + Braces(names[0]) + ". Type the host, or fill it in."
		}
	case strings.Contains(host, " "):
		return "This is not a URL: its host “" + excerpt(host) + "” contains a space. Remove what does not belong there."
	}
	if at := strings.IndexAny(host, "\"'<>^`|{}()*!$,;&=+~"); at >= 0 {
		return "This is not a URL: its host “" + excerpt(host) + "” contains “" + host[at:at+1] + "”, which no host has."
	}
	port := host[strings.LastIndexByte(host, ']')+1:]
	if i := strings.IndexByte(port, ':'); i >= 0 && port[i+1:] != "" {
		digits := port[i+1:]
		if n := strings.TrimLeft(digits, "0"); strings.Trim(digits, "0123456789") != "" || len(n) > 5 || len(n) == 5 && n > "65535" {
			return "This is not a URL: “" + excerpt(digits) + "” is not a port, which is a number up to 65535."
		}
	}
	if strings.Trim(host, ":.") == "" {
		return "This is not a URL: it names no host. Type one such as https://example.com/."
	}
	return ""
}

// tail is the end of a text.
func tail(text string) string {
	if runes := []rune(text); len(runes) > 20 {
		return "…" + string(runes[len(runes)-20:])
	}
	return text
}

func percent(c rune) string {
	var out strings.Builder
	for _, b := range []byte(string(c)) {
		fmt.Fprintf(&out, "%%%02X", b)
	}
	return out.String()
}

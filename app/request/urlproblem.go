package request

import (
	"fmt"
	"slices"
	"strings"
)

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

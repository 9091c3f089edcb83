package permalink

import (
	"slices"
	"strings"

	"roundtrip/app/request"
)

// This file undoes what chats, mail and other programs do to links on their way.

// mend gives a fragment as it was made, as far as that can be told: without what stands around it, and not encoded as a whole.
func mend(fragment string) string {
	fragment = strings.TrimPrefix(trimLeading(strings.TrimRight(fragment, rawBlanks)), "#")
	for range 3 {
		if isLink(fragment) {
			break
		}
		if rest, ok := cutEncoded(fragment, "%3F"); ok && strings.Contains(rest, "=") {
			return "?" + rest // what is encoded in it is meant so
		}
		decoded := strings.TrimPrefix(request.Unescape(fragment, false), "#")
		if decoded == fragment {
			break
		}
		fragment = decoded
	}
	if strings.HasPrefix(fragment, "?") && !strings.Contains(fragment, "=") {
		return request.Unescape(fragment, false) // ?url%3D…
	}
	return fragment
}

// isLink reports whether a fragment begins like a link.
func isLink(fragment string) bool {
	version, _ := splitVersion(fragment[:min(len(fragment), 48)])
	return version != "" || strings.HasPrefix(fragment, "?")
}

// InText finds the fragment of a link in a text around it, such as an answer in a mail, or in the address of a service that leads on to links.
func InText(text string) (fragment string, ok bool) {
	for range 3 {
		for at := 0; ; {
			next := strings.IndexByte(text[at:], '#')
			if next < 0 {
				break
			}
			at += next + 1
			if isLink(text[at:]) {
				return text[at:], true
			}
		}
		decoded := request.Unescape(text, false)
		if decoded == text {
			break
		}
		text = decoded
	}
	return "", false
}

func cutEncoded(text, escape string) (rest string, ok bool) {
	if len(text) < len(escape) || !strings.EqualFold(text[:len(escape)], escape) {
		return text, false
	}
	return text[len(escape):], true
}

// rawBlanks are white space and characters that nobody sees.
const rawBlanks = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad"

// unseenEscapes are those that nobody types, as browsers write them in a fragment; spaceEscapes may be meant where a value ends in them.
var (
	unseenEscapes = []string{"%C2%A0", "%E2%80%8B", "%E2%80%8C", "%E2%80%8D", "%E2%81%A0", "%EF%BB%BF", "%E2%80%8E", "%E2%80%8F", "%C2%AD"}
	spaceEscapes  = []string{"%20", "%09", "%0D", "%0A", "%0d", "%0a"}
	blankEscapes  = slices.Concat(unseenEscapes, spaceEscapes)
)

// trimLeading takes blanks off the start of a fragment, where no value stands.
func trimLeading(fragment string) string {
	for {
		rest := strings.TrimLeft(fragment, rawBlanks)
		for _, escape := range blankEscapes {
			rest = strings.TrimPrefix(rest, escape)
		}
		if rest == fragment {
			return rest
		}
		fragment = rest
	}
}

// trimTrailing takes blanks off the end of a link by hand, of those that are encoded the given ones, and reports whether there were such.
func trimTrailing(query string, escapes []string) (short string, encoded bool) {
	for {
		short = strings.TrimRight(query, rawBlanks)
		for _, escape := range escapes {
			if cut, ok := strings.CutSuffix(short, escape); ok {
				short, encoded = cut, true
			}
		}
		if short == query {
			return short, encoded
		}
		query = short
	}
}

// closing is what texts put behind a link, and links of a version do not hold.
const closing = "&>)<\"'],;!?*|}`"

// stretches splits the data of a link of a version where lines were wrapped in it, and ends it where something else begins. Together the
// stretches may be the data; so may the first ones, if a text follows.
func stretches(data string) []string {
	data = strings.Map(func(c rune) rune {
		if strings.ContainsRune(rawBlanks, c) {
			return '\n'
		}
		return c
	}, data)
	for _, escape := range blankEscapes {
		data = strings.ReplaceAll(data, escape, "\n")
	}
	data = strings.ReplaceAll(data, "=\n", "\n") // quoted-printable (RFC 2045, section 6.7)
	var list []string
	for line := range strings.SplitSeq(data, "\n") {
		if len(list) > 0 {
			line = strings.TrimLeft(line, ">|") // an answer in a mail
		}
		if line == "" {
			continue
		}
		end := strings.IndexAny(line, closing+"%")
		if end < 0 {
			list = append(list, line)
			continue
		}
		return append(list, line[:end])
	}
	return list
}

// wasRecased reports whether data that tells capitals from small letters has lost the difference.
func wasRecased(data string) bool {
	return len(data) >= 24 && (data == strings.ToUpper(data) || data == strings.ToLower(data))
}

// recased writes the keys of a link in small letters whose letters are all capitals, with the scheme and the host of its URL, for which that
// makes no difference.
func recased(query string) (mended string, was bool) {
	if query != strings.ToUpper(query) || !strings.ContainsAny(query, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		return query, false
	}
	segments := strings.Split(query, "&")
	known := false
	for i, segment := range segments {
		key, value, ok := strings.Cut(segment, "=")
		lower := strings.ToLower(key)
		if !ok || !slices.Contains(handKeys, lower) && !slices.Contains(authKeys, lower) && !slices.Contains(bodyKeys, lower) {
			continue
		}
		known = true
		switch lower {
		case "url":
			value = request.Unescape(value, false)
			end := len(value)
			if at := strings.Index(value, "://"); at >= 0 {
				if slash := strings.IndexAny(value[at+3:], "/?#"); slash >= 0 {
					end = at + 3 + slash
				}
			} else if slash := strings.IndexAny(value, "/?#"); slash >= 0 {
				end = slash
			}
			value = strings.NewReplacer("%", "%25", "&", "%26").Replace(strings.ToLower(value[:end]) + value[end:])
		case "method", "param", "header", "body", "json", "form", "user", "password", "token", "key":
		default:
			value = strings.ToLower(value) // the settings are small
		}
		segments[i] = lower + "=" + value
	}
	return strings.Join(segments, "&"), known
}

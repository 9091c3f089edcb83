package permalink

import (
	"fmt"
	"slices"
	"strings"
)

// This file undoes what chats, mail and other programs do to links on their way.

// mend gives a fragment as it was made, as far as that can be told: without what stands around it, and not encoded as a whole.
func mend(fragment string) string {
	fragment = strings.TrimPrefix(trimBlank(fragment), "#")
	for range 3 {
		if isLink(fragment) {
			break
		}
		if rest, ok := cutEncoded(fragment, "%3F"); ok && strings.Contains(rest, "=") {
			return "?" + rest // what is encoded in it is meant so
		}
		decoded := strings.TrimPrefix(unescape(fragment, false), "#")
		if decoded == fragment {
			break
		}
		fragment = decoded
	}
	if strings.HasPrefix(fragment, "?") && !strings.Contains(fragment, "=") {
		return unescape(fragment, false) // ?url%3D…
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
		decoded := unescape(text, false)
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

// blanks are what white space and characters that nobody sees are in a fragment, as browsers write them there.
var blanks = []string{" ", "\t", "\r", "\n", "\u00a0", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\u00ad",
	"%20", "%09", "%0D", "%0A", "%0d", "%0a", "%C2%A0", "%E2%80%8B", "%E2%80%8C", "%E2%80%8D", "%E2%81%A0", "%EF%BB%BF", "%E2%80%8E", "%E2%80%8F", "%C2%AD"}

func trimBlank(text string) string {
	for changed := true; changed; {
		changed = false
		for _, blank := range blanks {
			for strings.HasPrefix(text, blank) {
				text, changed = text[len(blank):], true
			}
			for strings.HasSuffix(text, blank) {
				text, changed = text[:len(text)-len(blank)], true
			}
		}
	}
	return text
}

// closing is what texts put behind a link, and links of a version do not hold.
const closing = "&>)<\"'],;!?*|}`"

// stretches splits the data of a link of a version where lines were wrapped in it, and ends it where something else begins. Together the
// stretches may be the data; so may the first ones, if a text follows.
func stretches(data string) []string {
	for _, blank := range blanks {
		data = strings.ReplaceAll(data, blank, "\n")
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

// tracking are parameters that mail programs and social networks add to links.
var tracking = []string{"fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi",
	"vero_id", "oly_anon_id", "oly_enc_id", "s_cid", "wickedid", "ref_src", "__s", "si", "ck_subscriber_id"}

func isTracking(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, "utm_") || slices.Contains(tracking, key)
}

// mendByHand takes off a link written by hand what was put behind it, and says so.
func mendByHand(query string) (mended string, notices []string) {
	query = strings.NewReplacer("\r", "", "\n", "", "\t", "", "&amp;", "&").Replace(trimBlank(query))
	const most = 16 // of what is put behind one link
	for range most {
		short, mark := cutClosing(query)
		if mark == "" {
			break
		}
		notices = append(notices, fmt.Sprintf("“%s” behind the link was left out", mark))
		query = trimBlank(short)
	}
	for range most {
		at := strings.LastIndexByte(query, '&')
		if at < 0 {
			break
		}
		key, _, _ := strings.Cut(query[at+1:], "=")
		rest := query[:at]
		if !isTracking(key) || slices.ContainsFunc(strings.FieldsFunc(rest, func(c rune) bool { return c == '?' || c == '&' }), func(segment string) bool {
			before, _, _ := strings.Cut(segment, "=")
			return isTracking(before) && !strings.HasPrefix(query, before) && strings.Contains(rest, "?"+before+"=")
		}) {
			break
		}
		notices = append(notices, fmt.Sprintf("%q was left out: programs add it to links that they send", key))
		query = rest
	}
	return query, notices
}

// cutClosing cuts a bracket or a quote off the end that nothing opens.
func cutClosing(query string) (short, mark string) {
	for _, m := range []struct{ open, close, escape string }{{"<", ">", "%3E"}, {"(", ")", "%29"}, {`"`, `"`, "%22"}, {"'", "'", "%27"}, {"[", "]", "%5D"}} {
		for _, end := range []string{m.close, m.escape} {
			short, ok := strings.CutSuffix(query, end)
			if !ok {
				continue
			}
			plain := unescape(query, false)
			opens, closes := strings.Count(plain, m.open), strings.Count(plain, m.close)
			if m.open != m.close && opens < closes || m.open == m.close && closes%2 == 1 {
				return short, m.close
			}
		}
	}
	return query, ""
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
			value = unescape(value, false)
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

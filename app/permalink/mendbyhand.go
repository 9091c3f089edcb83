package permalink

import (
	"fmt"
	"slices"
	"strings"

	"roundtrip/app/request"
)

// This file takes off links by hand what chats and mail put behind them.

// clickIDs are parameters by which advertisers tell clicks apart, that programs add to links. No API is likely to have one of these names.
var clickIDs = []string{"fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id"}

func isTracking(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, "utm_") || slices.Contains(clickIDs, key)
}

// mendByHand takes off a link written by hand what was put behind it, and says so. What was encoded on purpose stays: white space and marks
// that are encoded go only where no value ends in them.
func mendByHand(query string) (mended string, notices []string) {
	query = strings.NewReplacer("\r", "", "\n", "", "\t", "", "&amp;", "&").Replace(strings.Trim(query, rawBlanks))
	said := false
	trim := func(query string) string {
		escapes := unseenEscapes
		if endsPlainly(lastKey(query)) {
			escapes = blankEscapes
		}
		short, encoded := trimTrailing(query, escapes)
		if encoded && !said {
			said = true
			notices = append(notices, "white space behind the link was left out")
		}
		return short
	}
	query = trim(query)
	const most = 16 // of what is put behind one link
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
		query = trim(rest)
	}
	for range most {
		short, mark := cutClosing(query)
		if mark == "" {
			break
		}
		notices = append(notices, fmt.Sprintf("“%s” behind the link was left out", mark))
		query = trim(short)
	}
	return query, notices
}

// lastKey is the key of a link by hand whose value the link ends in, or "" where the link is too long to be opened.
func lastKey(query string) string {
	if strings.Count(query, "&") > maxRows {
		return ""
	}
	pairs := splitPairs(query)
	known := keysOf(pairs)
	last := ""
	for _, p := range slices.Backward(pairs) {
		if last == "" {
			last = p.key
		}
		if slices.Contains(known, p.key) {
			if p.key == "url" && strings.Contains(p.value, "?") {
				return "url" // what follows it belongs to it
			}
			break
		}
	}
	return last
}

// endsPlainly reports whether no value of a key ends in a lone mark or in white space.
func endsPlainly(key string) bool {
	if slices.Contains([]string{"url", "method", "auth", "type"}, key) {
		return true
	}
	s, ok := request.FindSetting(key)
	var r request.Request
	return ok && s.Set(&r, ">") != ""
}

// closings are brackets and quotes that texts put behind a link. Browsers encode some of them themselves.
var closings = []struct{ open, close, escape string }{{"<", ">", "%3E"}, {"(", ")", ""}, {`"`, `"`, "%22"}, {"'", "'", ""}, {"[", "]", ""}}

// cutClosing cuts a bracket or a quote off the end that nothing opens. One that is encoded goes only where browsers encode it themselves, and
// where it is not needed: behind a key whose values do not end in it, and if it is not the whole of a value in a URL.
func cutClosing(query string) (short, mark string) {
	for _, m := range closings {
		short, ok := strings.CutSuffix(query, m.close)
		if !ok && m.escape != "" {
			short, ok = strings.CutSuffix(query, m.escape)
			ok = ok && !strings.HasSuffix(short, "=") && !strings.HasSuffix(short, "%3D")
			if ok {
				key := lastKey(query)
				ok = endsPlainly(key) || m.close == ">" && (key == "header" || key == "json")
			}
		}
		if !ok {
			continue
		}
		plain := request.Unescape(query, false)
		opens, closes := strings.Count(plain, m.open), strings.Count(plain, m.close)
		if m.open != m.close && opens < closes || m.open == m.close && closes%2 == 1 {
			return short, m.close
		}
	}
	return query, ""
}

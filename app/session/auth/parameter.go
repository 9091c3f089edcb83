package auth

import "strings"

// parameter is one pair of a query or of a form.
type parameter struct{ name, value string }

// parameters reads application/x-www-form-urlencoded in order, with duplicates, as the URL standard does (section 5.1):
// nothing is an error, as it is for net/url, which leaves out what it cannot read.
func parameters(text string) []parameter {
	var list []parameter
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(strings.ReplaceAll(pair, "+", " "), "=")
		list = append(list, parameter{unescape(name), unescape(value)})
	}
	return list
}

// unescape decodes percent signs; one that encodes nothing stays.
func unescape(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			high, low := nibble(text[i+1]), nibble(text[i+2])
			if high >= 0 && low >= 0 {
				b.WriteByte(byte(high<<4 | low))
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// nibble is the value of a hexadecimal digit, or -1.
func nibble(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

package cookie

import (
	"strings"
	"time"
)

// parseDate reads the date of an Expires attribute as section 5.1.1 does: the parts may come in any order, and names of
// days and zones mean nothing. It is always UTC.
func parseDate(text string) (time.Time, bool) {
	var clock [3]int
	var day, year int
	var month time.Month
	var hasClock, hasYear bool
	for _, token := range strings.FieldsFunc(text, isDateDelimiter) {
		if !hasClock {
			if c, ok := parseClock(token); ok {
				clock, hasClock = c, true
				continue
			}
		}
		if day == 0 {
			if n, _, ok := leadingNumber(token, 1, 2); ok {
				if n == 0 {
					return time.Time{}, false
				}
				day = n
				continue
			}
		}
		if month == 0 {
			if m := parseMonth(token); m != 0 {
				month = m
				continue
			}
		}
		if !hasYear {
			if n, _, ok := leadingNumber(token, 2, 4); ok {
				year, hasYear = n, true
			}
		}
	}
	switch {
	case 70 <= year && year <= 99:
		year += 1900
	case year <= 69:
		year += 2000
	}
	if !hasClock || day == 0 || month == 0 || !hasYear || year < 1601 || clock[0] > 23 || clock[1] > 59 || clock[2] > 59 {
		return time.Time{}, false
	}
	date := time.Date(year, month, day, clock[0], clock[1], clock[2], 0, time.UTC)
	return date, date.Day() == day // 30 February does not become 2 March
}

func isDateDelimiter(r rune) bool {
	return r == '\t' || 0x20 <= r && r <= 0x2f || 0x3b <= r && r <= 0x40 || 0x5b <= r && r <= 0x60 || 0x7b <= r && r <= 0x7e
}

// parseClock reads hours, minutes and seconds; what follows the seconds and is no digit is ignored.
func parseClock(token string) (clock [3]int, ok bool) {
	rest := token
	for i := range clock {
		if i > 0 {
			if rest, ok = strings.CutPrefix(rest, ":"); !ok {
				return clock, false
			}
		}
		if clock[i], rest, ok = leadingNumber(rest, 1, 2); !ok {
			return clock, false
		}
	}
	return clock, true
}

// parseMonth reads the first three letters of a month; 0 is none.
func parseMonth(token string) time.Month {
	if len(token) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(token[:3], m.String()[:3]) {
			return m
		}
	}
	return 0
}

// leadingNumber reads the digits that a text starts with, if they are as many as asked for.
func leadingNumber(text string, least, most int) (n int, rest string, ok bool) {
	digits := 0
	for digits < len(text) && '0' <= text[digits] && text[digits] <= '9' {
		if digits == most {
			return 0, text, false
		}
		n = n*10 + int(text[digits]-'0')
		digits++
	}
	return n, text[digits:], digits >= least
}

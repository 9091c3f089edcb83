package ratelimit

import (
	"strconv"
	"strings"
	"time"
)

// The three forms of a date (RFC 9110, section 5.6.7).
const (
	imfFixdate = "Mon, 02 Jan 2006 15:04:05 GMT"
	rfc850Date = "Monday, 02-Jan-06 15:04:05 GMT"
	asctime    = time.ANSIC
)

// No limit lasts thirty years, so a number from here on is not one of seconds to wait, but of seconds since 1970, and
// one that is a thousand times as large counts milliseconds. Beyond year 5138 it is neither.
const (
	firstEpoch      = 1e9
	firstEpochMilli = 1e12
	lastEpochMilli  = 1e14
)

// moment reads when something ends: seconds from now or since 1970, whole or not, a date of HTTP or of RFC 3339, or a
// duration such as 6m0s.
func moment(text string, now time.Time) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, false
	}
	if strings.Trim(text, "0123456789.") == "" {
		n, err := strconv.ParseFloat(text, 64)
		switch {
		case err != nil, n >= lastEpochMilli:
			return time.Time{}, false
		case n >= firstEpochMilli:
			return time.UnixMilli(int64(n)).UTC(), true
		case n >= firstEpoch:
			return time.UnixMilli(int64(n * 1000)).UTC(), true
		}
		return now.Add(time.Duration(n * float64(time.Second))), true
	}
	if d, err := time.ParseDuration(text); err == nil {
		return now.Add(d), d >= 0 && d < firstEpoch*time.Second
	}
	return date(text, now)
}

func date(text string, now time.Time) (time.Time, bool) {
	for _, layout := range []string{imfFixdate, asctime, time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), true
		}
	}
	t, err := time.Parse(rfc850Date, text)
	if err != nil {
		return time.Time{}, false
	}
	// Two digits of a year mean the last such year that is not more than fifty years ahead.
	for far := now.AddDate(50, 0, 0); !t.AddDate(100, 0, 0).After(far); {
		t = t.AddDate(100, 0, 0)
	}
	for far := now.AddDate(50, 0, 0); t.After(far); {
		t = t.AddDate(-100, 0, 0)
	}
	return t, true
}

// count reads how many, as servers write it: digits, with whatever follows the first of them.
func count(text string) (int64, bool) {
	text = strings.TrimSpace(text)
	end := 0
	for end < len(text) && '0' <= text[end] && text[end] <= '9' {
		end++
	}
	n, err := strconv.ParseInt(text[:end], 10, 64)
	return n, err == nil
}

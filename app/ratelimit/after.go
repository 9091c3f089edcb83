package ratelimit

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// RetryAfter reads how long the Retry-After fields of a response say to wait (RFC 9110, section 10.2.3): seconds or a date; the longest
// where there are several, which fetch joins with commas. A part of a second is rounded up, and what lies in the past is at once. It is
// not ok where a field is none of that, such as 1m0s.
func RetryAfter(fields []string, now time.Time) (wait time.Duration, ok bool) {
	for _, field := range fields {
		one, readable := retryAfterField(field, now)
		if !readable {
			return 0, false
		}
		wait, ok = max(wait, one), true
	}
	return wait, ok
}

func retryAfterField(field string, now time.Time) (time.Duration, bool) {
	if t, ok := date(strings.TrimSpace(field), now); ok {
		return max(0, t.Sub(now)), true
	}
	var wait time.Duration
	for item := range strings.SplitSeq(field, ",") {
		one, ok := delay(strings.TrimSpace(item), now)
		if !ok {
			return 0, false
		}
		wait = max(wait, one)
	}
	return wait, true
}

// delay reads seconds from now, or since 1970 where they are so many that they cannot be meant as a wait.
func delay(text string, now time.Time) (time.Duration, bool) {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || strings.Trim(digits, "0123456789.") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(n, 0) {
		return 0, false
	}
	if n >= firstEpoch {
		n -= float64(now.Unix())
	}
	return time.Duration(math.Ceil(min(max(n, 0), math.MaxInt64/1e9-1))) * time.Second, true
}

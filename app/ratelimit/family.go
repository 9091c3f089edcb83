package ratelimit

import (
	"strings"
	"time"
)

// The families of fields that say one thing each: RateLimit-Limit, -Remaining and -Reset of the drafts up to 6, and what
// stood before any draft. A word behind the field's names one of several limits: X-RateLimit-Remaining-Minute (Kong),
// x-ratelimit-reset-tokens (OpenAI). Reset-After is Discord's, Resource GitHub's and Name GitLab's.
var (
	families = []string{"ratelimit-", "x-ratelimit-", "x-rate-limit-"}
	parts    = []string{"limit", "remaining", "reset-after", "reset", "resource", "name"}
)

// windows are words behind a field's name that are stretches of time.
var windows = map[string]time.Duration{
	"second": time.Second, "minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour, "month": 30 * 24 * time.Hour,
}

// family is what the fields with the same beginning and the same word at the end say.
type family struct {
	key   string
	limit Limit
	from  map[string]bool // the parts that were read
}

func readFamilies(headers [][2]string, policies []*policy, now time.Time) Limits {
	var all []*family
	for _, h := range headers {
		prefix, part, word := splitName(strings.ToLower(h[0]))
		if part == "" {
			continue
		}
		var f *family
		for _, known := range all {
			if known.key == prefix+word {
				f = known
			}
		}
		if f == nil {
			f = &family{key: prefix + word, from: map[string]bool{}, limit: Limit{
				Limit: Unknown, Remaining: Unknown, Policy: word, Window: windows[word],
			}}
			all = append(all, f)
		}
		if !f.from[part] {
			f.from[part] = f.read(part, h, policies, now)
		}
	}
	var limits Limits
	for _, f := range all {
		if f.limit.Source != "" {
			limits = append(limits, f.limit)
		}
	}
	return limits
}

// splitName takes a header's name in lower case apart. Part is "" for other headers.
func splitName(name string) (prefix, part, word string) {
	for _, prefix := range families {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		for _, part := range parts {
			if rest == part {
				return prefix, part, ""
			}
			if word, ok := strings.CutPrefix(rest, part+"-"); ok && word != "" {
				return prefix, part, word
			}
		}
	}
	return "", "", ""
}

// read takes one field in and reports whether it could be read.
func (f *family) read(part string, h [2]string, policies []*policy, now time.Time) bool {
	l := &f.limit
	switch part {
	case "limit":
		n, ok := count(h[1])
		if !ok {
			return false
		}
		l.Limit = n
		if w := quotaWindow(h[1], n); w > 0 {
			l.Window = w
		} else if w := windowOf(n, policies); w > 0 && strings.HasPrefix(f.key, families[0]) {
			l.Window = w
		}
	case "remaining":
		n, ok := count(h[1])
		if !ok {
			return false
		}
		l.Remaining = n
	case "reset-after":
		t, ok := moment(h[1], now)
		if !ok {
			return false
		}
		l.Reset = t
	case "reset":
		t, ok := moment(h[1], now)
		if !ok {
			return false
		}
		if !f.from["reset-after"] { // which depends on no clock
			l.Reset = t
		}
	default:
		l.Policy = strings.TrimSpace(h[1])
		return true
	}
	if l.Source == "" || part == "remaining" {
		l.Source = h[0]
	}
	return true
}

// quotaWindow reads the window that the drafts up to 6 put behind the limit: 100, 100;w=60.
func quotaWindow(text string, quota int64) time.Duration {
	list, _ := parseList(text)
	for _, m := range list {
		if w := seconds(m.param("w")); w > 0 && amount(m.value) == quota {
			return w
		}
	}
	return 0
}

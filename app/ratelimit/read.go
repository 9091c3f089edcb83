package ratelimit

import (
	"strings"
	"time"
)

// Read reads the limits in the headers of a response, pairs of name and value as they arrived, at the time now.
func Read(headers [][2]string, now time.Time) Limits {
	var limits Limits
	var fields []string
	for _, h := range headers {
		if strings.EqualFold(h[0], retryAfter) {
			fields = append(fields, h[1])
		}
	}
	if wait, ok := RetryAfter(fields, now); ok {
		limits = append(limits, Limit{Limit: Unknown, Reset: now.Add(wait), Source: retryAfter})
	}
	policies := readPolicies(joined(headers, "RateLimit-Policy"))
	limits = append(limits, readRateLimit(joined(headers, "RateLimit"), policies, now)...)
	families := readFamilies(headers, policies, now)
	for _, p := range policies {
		if !p.used {
			limits = append(limits, Limit{
				Limit: p.quota, Remaining: Unknown, Window: p.window, Policy: p.name, Source: "RateLimit-Policy",
			})
		}
	}
	return append(limits, families...)
}

// joined is the value of a field that came in several lines (RFC 9110, section 5.3).
func joined(headers [][2]string, name string) string {
	var lines []string
	for _, h := range headers {
		if strings.EqualFold(h[0], name) {
			lines = append(lines, h[1])
		}
	}
	return strings.Join(lines, ", ")
}

// policy is a member of RateLimit-Policy: "name";q=100;w=60, or 100;w=60 up to draft 7.
type policy struct {
	name   string
	quota  int64
	window time.Duration
	used   bool // a field says what is left of it
}

func readPolicies(text string) []*policy {
	list, _ := parseList(text)
	var policies []*policy
	for _, m := range list {
		p := &policy{quota: Unknown, window: seconds(m.param("w"))}
		if name, ok := nameOf(m); ok {
			p.name, p.quota = name, amount(m.param("q"))
		} else {
			p.quota = amount(m.value)
		}
		if p.quota != Unknown {
			policies = append(policies, p)
		}
	}
	return policies
}

// readRateLimit reads RateLimit: "name";r=50;t=30, or limit=100, remaining=50, reset=30 in draft 7.
func readRateLimit(text string, policies []*policy, now time.Time) Limits {
	if l := readDraft7(text, now); l.Remaining != Unknown || !l.Reset.IsZero() {
		l.Window = windowOf(l.Limit, policies)
		return Limits{l}
	}
	list, _ := parseList(text)
	var limits Limits
	for _, m := range list {
		l := Limit{Limit: Unknown, Remaining: amount(m.param("r")), Reset: after(m.param("t"), now), Source: "RateLimit"}
		name, ok := nameOf(m)
		if !ok || l.Remaining == Unknown && l.Reset.IsZero() {
			continue
		}
		l.Policy = name
		for _, p := range policies {
			if p.name == name {
				l.Limit, l.Window, p.used = p.quota, p.window, true
			}
		}
		limits = append(limits, l)
	}
	return limits
}

func readDraft7(text string, now time.Time) Limit {
	l := Limit{Limit: Unknown, Remaining: Unknown, Source: "RateLimit"}
	dictionary, _ := parseDictionary(text)
	for _, m := range dictionary {
		switch m.key {
		case "limit":
			l.Limit = amount(m.value)
		case "remaining":
			l.Remaining = amount(m.value)
		case "reset":
			l.Reset = after(m.value, now)
		}
	}
	return l
}

// windowOf finds the window of a limit that has no name by its quota.
func windowOf(limit int64, policies []*policy) time.Duration {
	for _, p := range policies {
		if p.name == "" && p.quota == limit {
			p.used = true
			return p.window
		}
	}
	return 0
}

// nameOf is the name of a policy: a string, or a token as in draft 8.
func nameOf(m member) (string, bool) {
	switch v := m.value.(type) {
	case string:
		return v, true
	case token:
		return string(v), true
	}
	return "", false
}

// amount is a number of the structured fields that cannot be less than zero, or Unknown.
func amount(value any) int64 {
	if n, whole := value.(int64); whole && n >= 0 {
		return n
	}
	return Unknown
}

func seconds(value any) time.Duration {
	if n := amount(value); n >= 0 && n < firstEpoch {
		return time.Duration(n) * time.Second
	}
	return 0
}

// after is so many seconds from now, zero if that cannot be read.
func after(value any, now time.Time) time.Time {
	if n := amount(value); n < 0 || n >= firstEpoch {
		return time.Time{}
	}
	return now.Add(seconds(value))
}

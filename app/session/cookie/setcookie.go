package cookie

import (
	"strconv"
	"strings"
	"time"
)

// setCookie is a Set-Cookie field as it was received, taken apart and not yet judged (section 5.6). Of an attribute
// that stands there twice the last one holds.
type setCookie struct {
	name, value string

	expires   time.Time
	hasDate   bool
	lifetime  time.Duration // from Max-Age, which goes before Expires; not above zero removes the cookie
	hasMaxAge bool
	tooLong   bool // what Max-Age says is more than a cookie may stay

	domain      string // without its leading dot, in lower case; "" for none
	path        string // "" for none, and for one that is not absolute
	hasPath     bool
	secure      bool
	httpOnly    bool
	sameSite    SameSite
	partitioned bool
}

// maxAttribute bounds the value of an attribute in bytes; a longer one is ignored (section 5.6).
const maxAttribute = 1024

// parseSetCookie takes a field apart. Every text is a Set-Cookie field of some kind.
func parseSetCookie(field string) setCookie {
	pair, rest, more := strings.Cut(field, ";")
	name, value, ok := strings.Cut(pair, "=")
	if !ok {
		name, value = "", pair
	}
	s := setCookie{name: trim(name), value: trim(value)}
	for more {
		var attribute string
		attribute, rest, more = strings.Cut(rest, ";")
		name, value, _ := strings.Cut(attribute, "=")
		if value = trim(value); len(value) <= maxAttribute {
			s.attribute(strings.ToLower(trim(name)), value)
		}
	}
	return s
}

func (s *setCookie) attribute(name, value string) {
	switch name {
	case "expires":
		if date, ok := parseDate(value); ok {
			s.expires, s.hasDate = date, true
		}
	case "max-age":
		if lifetime, ok := parseMaxAge(value); ok {
			s.lifetime, s.hasMaxAge = lifetime, true
			s.tooLong = lifetime == maxAge && strings.TrimLeft(value, "0") != strconv.Itoa(int(maxAge/time.Second))
		}
	case "domain":
		s.domain = strings.ToLower(strings.TrimPrefix(value, "."))
	case "path":
		s.path, s.hasPath = "", true
		if strings.HasPrefix(value, "/") {
			s.path = value
		}
	case "secure":
		s.secure = true
	case "httponly":
		s.httpOnly = true
	case "samesite":
		s.sameSite = parseSameSite(value)
	case "partitioned":
		s.partitioned = true
	}
}

// expiry is when the cookie ends, zero for a session cookie (section 5.7).
func (s *setCookie) expiry(now time.Time) time.Time {
	switch {
	case s.hasMaxAge && s.lifetime <= 0:
		return now
	case s.hasMaxAge:
		return now.Add(s.lifetime)
	case s.hasDate:
		return capped(s.expires, now)
	}
	return time.Time{}
}

// outlives reports whether it asks to stay for longer than a cookie may.
func (s *setCookie) outlives(now time.Time) bool {
	if s.hasMaxAge {
		return s.tooLong
	}
	return s.hasDate && s.expires.After(now.Add(maxAge))
}

// parseMaxAge reads seconds (section 5.6.2), at most as many as a cookie may stay.
func parseMaxAge(value string) (time.Duration, bool) {
	digits := strings.TrimPrefix(value, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	if digits != value {
		return 0, true
	}
	seconds, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || seconds > int64(maxAge/time.Second) {
		return maxAge, true
	}
	return time.Duration(seconds) * time.Second, true
}

// parseSameSite reads the attribute in any case; what is none of its values is as if it were not there (section 5.6.7).
func parseSameSite(value string) SameSite {
	for _, s := range []SameSite{Strict, Lax, None} {
		if strings.EqualFold(value, string(s)) {
			return s
		}
	}
	return ""
}

// trim removes what the specification calls WSP from both ends.
func trim(text string) string { return strings.Trim(text, " \t") }

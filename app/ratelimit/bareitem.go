package ratelimit

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// bare takes an item without its parameters (RFC 9651, section 4.2.3.1).
func (s *scanner) bare() any {
	if s.rest == "" {
		return s.fail()
	}
	switch c := s.rest[0]; {
	case c == '-' || isDigit(c):
		return s.number()
	case c == '"':
		return s.text()
	case c == '*' || isLetter(c):
		return token(s.run(func(c byte) bool {
			return isLetter(c) || isDigit(c) || strings.IndexByte("!#$%&'*+-.^_`|~:/", c) >= 0
		}))
	case s.take(':'):
		inside, rest, closed := strings.Cut(s.rest, ":")
		bytes, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(inside, "="))
		if !closed || err != nil || strings.ContainsAny(inside, "\r\n") {
			return s.fail()
		}
		s.rest = rest
		return bytes
	case s.take('?'):
		if s.take('0') {
			return false
		}
		if s.take('1') {
			return true
		}
	case s.take('@'):
		if n, whole := s.number().(int64); whole {
			return time.Unix(n, 0).UTC()
		}
	case s.take('%'):
		return s.display()
	}
	return s.fail()
}

// number takes an integer of up to 15 digits, or a decimal of up to 12 and 3.
func (s *scanner) number() any {
	sign := ""
	if s.take('-') {
		sign = "-"
	}
	whole := s.run(isDigit)
	if !s.take('.') {
		n, err := strconv.ParseInt(sign+whole, 10, 64)
		if err != nil || len(whole) > 15 {
			return s.fail()
		}
		return n
	}
	part := s.run(isDigit)
	n, err := strconv.ParseFloat(sign+whole+"."+part, 64)
	if err != nil || whole == "" || len(whole) > 12 || part == "" || len(part) > 3 {
		return s.fail()
	}
	return n
}

func (s *scanner) text() any {
	var b strings.Builder
	for i := 1; i < len(s.rest); i++ {
		switch c := s.rest[i]; {
		case c == '"':
			s.rest = s.rest[i+1:]
			return b.String()
		case c == '\\':
			i++
			if i == len(s.rest) || s.rest[i] != '"' && s.rest[i] != '\\' {
				return s.fail()
			}
			b.WriteByte(s.rest[i])
		case c < ' ' || c > '~':
			return s.fail()
		default:
			b.WriteByte(c)
		}
	}
	return s.fail()
}

// display takes UTF-8 with percent-encoding in lower case.
func (s *scanner) display() any {
	if !s.take('"') {
		return s.fail()
	}
	var b []byte
	for i := 0; i < len(s.rest); i++ {
		switch c := s.rest[i]; {
		case c == '"':
			s.rest = s.rest[i+1:]
			if !utf8.Valid(b) {
				return s.fail()
			}
			return display(b)
		case c == '%':
			if i+2 >= len(s.rest) || strings.Trim(s.rest[i+1:i+3], "0123456789abcdef") != "" {
				return s.fail()
			}
			n, _ := strconv.ParseUint(s.rest[i+1:i+3], 16, 8) // two hex digits
			b = append(b, byte(n))
			i += 2
		case c < ' ' || c > '~':
			return s.fail()
		default:
			b = append(b, c)
		}
	}
	return s.fail()
}

package ratelimit

import "strings"

// member is a member of a list or of a dictionary (RFC 9651, sections 3.1 and 3.2). Its value, and those of its
// parameters, are int64, float64, string, token, []byte, bool, time.Time, display or, for an inner list, []member.
type member struct {
	key    string // in a dictionary
	value  any
	params []param
}

type param struct {
	name  string
	value any
}

type (
	token   string
	display string
)

// param gives the value of a parameter, nil if there is none.
func (m member) param(name string) any {
	for _, p := range m.params {
		if p.name == name {
			return p.value
		}
	}
	return nil
}

// parseList parses a list (RFC 9651, section 4.2.1). One mistake makes it void.
func parseList(text string) ([]member, bool) {
	s := &scanner{rest: strings.TrimLeft(text, " ")}
	var list []member
	for s.rest != "" {
		list = append(list, s.member())
		if !s.comma() {
			return nil, false
		}
	}
	return list, true
}

// parseDictionary parses a dictionary (RFC 9651, section 4.2.2). Of a key that comes again, the last value counts.
func parseDictionary(text string) ([]member, bool) {
	s := &scanner{rest: strings.TrimLeft(text, " ")}
	var dictionary []member
	at := map[string]int{}
	for s.rest != "" {
		key := s.key()
		m := member{value: true}
		if s.take('=') {
			m = s.member()
		} else {
			m.params = s.params()
		}
		m.key = key
		if !s.comma() {
			return nil, false
		}
		if i, again := at[key]; again {
			dictionary[i] = m
			continue
		}
		at[key] = len(dictionary)
		dictionary = append(dictionary, m)
	}
	return dictionary, true
}

// scanner takes a field apart from left to right. After the first mistake it is bad and nothing is left.
type scanner struct {
	rest string
	bad  bool
}

func (s *scanner) fail() any {
	s.rest, s.bad = "", true
	return nil
}

func (s *scanner) take(c byte) bool {
	if s.rest == "" || s.rest[0] != c {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// run takes all bytes from the left that are in a set.
func (s *scanner) run(in func(c byte) bool) string {
	n := 0
	for n < len(s.rest) && in(s.rest[n]) {
		n++
	}
	text := s.rest[:n]
	s.rest = s.rest[n:]
	return text
}

// comma passes what stands between two members. It reports false if that is a mistake or nothing follows a comma.
func (s *scanner) comma() bool {
	s.rest = strings.TrimLeft(s.rest, " \t")
	if s.rest == "" {
		return !s.bad
	}
	if !s.take(',') {
		return false
	}
	s.rest = strings.TrimLeft(s.rest, " \t")
	return s.rest != ""
}

func (s *scanner) member() member {
	if !s.take('(') {
		return s.item()
	}
	inner := []member{}
	for {
		s.run(func(c byte) bool { return c == ' ' })
		if s.take(')') {
			return member{value: inner, params: s.params()}
		}
		inner = append(inner, s.item())
		if s.rest == "" || s.rest[0] != ' ' && s.rest[0] != ')' {
			s.fail()
			return member{}
		}
	}
}

func (s *scanner) item() member {
	value := s.bare()
	return member{value: value, params: s.params()}
}

func (s *scanner) params() []param {
	var list []param
	for s.take(';') {
		s.run(func(c byte) bool { return c == ' ' })
		p := param{name: s.key(), value: true}
		if s.take('=') {
			p.value = s.bare()
		}
		again := false
		for i := range list {
			if list[i].name == p.name {
				list[i], again = p, true
			}
		}
		if !again {
			list = append(list, p)
		}
	}
	return list
}

func (s *scanner) key() string {
	if s.rest == "" || !isLower(s.rest[0]) && s.rest[0] != '*' {
		s.fail()
		return ""
	}
	return s.run(func(c byte) bool { return isLower(c) || isDigit(c) || strings.IndexByte("_-.*", c) >= 0 })
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLower(c byte) bool  { return 'a' <= c && c <= 'z' }
func isLetter(c byte) bool { return isLower(c | 0x20) }

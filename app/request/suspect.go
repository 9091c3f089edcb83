package request

import "strings"

const (
	suspectLeast = 20 // characters
	suspectMost  = 512
	mostSuspects = 30
)

// Suspects lists values of a sealed request that may be secret all the same: long and random ones, under names that say
// nothing. Hole is the name that each would leave, and Where says for people where it stands first.
func (r Request) Suspects() []Sealed {
	var list []Sealed
	seen := map[string]bool{}
	r.rewrite(func(p place, name, text string) string {
		if p == inName || strings.Contains(text, ";base64,") && p != inJSON && p != inText {
			return text
		}
		for start := 0; start < len(text) && len(list) < mostSuspects; {
			end := start
			for end < len(text) && isSuspectByte(text[end], p) {
				end++
			}
			value := strings.Trim(text[start:end], "=.-/")
			if suspicious(value) && !seen[value] && !strings.HasSuffix(text[:start], ";base64,") {
				seen[value] = true
				x := finding{name: memberBefore(text, start)}
				hole := x.name
				if hole == "" || whatOf[p] != "" {
					hole = name
				}
				if p == inURL || p == inText && x.name == "" {
					hole = "value"
				}
				where := where(x, p, name)
				if p == inURL {
					where = "URL"
				}
				if (p == inJSON || p == inText) && x.name != "" {
					where += ": " + x.name
				}
				list = append(list, Sealed{Hole: holeBase(hole), Where: where, Value: NewSecret(value)})
			}
			start = end + 1
		}
		return text
	})
	return list
}

// isSuspectByte reports whether a byte may stand in a key or a token. In a path "/" and "." part them.
func isSuspectByte(c byte, p place) bool {
	return isTokenByte(c, "") || p != inURL && strings.IndexByte("+/=.~", c) >= 0
}

// suspicious reports whether a value is long and random, and no identifier of a known form.
func suspicious(value string) bool {
	n := len(value)
	return n >= suspectLeast && n <= suspectMost && !isUUID(value) && isRandom(value) && !strings.HasPrefix(value, "http")
}

// memberBefore is the name under which a value stands in a body, "" where there is none.
func memberBefore(text string, at int) string {
	at = len(strings.TrimRight(text[:at], `"'`))
	mark := strings.TrimRight(text[max(0, at-8):at], " ")
	if mark == "" || mark[len(mark)-1] != ':' && mark[len(mark)-1] != '=' {
		return ""
	}
	f := finder{text: newLayer(text), names: map[string]sensitivity{}}
	a, _ := f.nameBefore(max(0, at-8) + len(mark) - 1)
	return a.name
}

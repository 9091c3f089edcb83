package auth

import (
	"cmp"
	"net/http"
	"strings"

	"roundtrip/app/exchange"
)

// scheme is one challenge of a WWW-Authenticate header, of any scheme, with its parameters by their names in lower case.
type scheme struct {
	name   string
	params map[string]string
}

// schemes reads a WWW-Authenticate header (RFC 9110, section 11.6.1), and what servers write in its place. The parser of
// package digest takes one challenge only, and neither capitals in names nor most characters outside of quotes.
func schemes(line string) []scheme {
	var list []scheme
	for {
		line = strings.TrimLeft(line, " \t")
		apart := strings.HasPrefix(line, ",")
		line = strings.TrimLeft(line, " \t,")
		if line == "" {
			return list
		}
		end := strings.IndexAny(line, " \t,=\"")
		if end < 0 {
			end = len(line)
		}
		word, rest := line[:end], strings.TrimLeft(line[end:], " \t")
		value, isParam := strings.CutPrefix(rest, "=")
		switch {
		case isParam:
			value, line = paramValue(strings.TrimLeft(value, " \t"))
			if len(list) > 0 {
				list[len(list)-1].params[strings.ToLower(word)] = value
			}
		case word == "": // a stray quote
			line = line[1:]
		case !apart && len(list) > 0 && len(list[len(list)-1].params) == 0: // token68, such as that of Negotiate
			line = rest
		default:
			list = append(list, scheme{word, map[string]string{}})
			line = rest
		}
	}
}

// Challenges lists what a response asks for, whatever its schemes.
func Challenges(h http.Header) []exchange.Challenge {
	var list []exchange.Challenge
	for _, line := range h.Values("WWW-Authenticate") {
		for _, s := range schemes(line) {
			text := func(name string) string { return exchange.FieldText(s.params[name]) }
			list = append(list, exchange.Challenge{
				Scheme: exchange.FieldText(s.name), Realm: text("realm"), Reason: cmp.Or(text("error_description"), text("error")),
			})
		}
	}
	return list
}

// paramValue reads a token or a quoted-string, and gives what follows it.
func paramValue(text string) (value, rest string) {
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, " \t,")
		if end < 0 {
			end = len(text)
		}
		return text[:end], text[end:]
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return b.String(), text[i+1:]
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

package body

import "strings"

// parseMediaType returns the type and subtype of a Content-Type in lower case, "" if there is none in it, and its charset.
// It is as lenient as a browser (MIME Sniffing standard, 4.4): what cannot be read is left out, and the first charset counts.
func parseMediaType(contentType string) (mediaType, charset string) {
	essence, parameters, _ := strings.Cut(contentType, ";")
	mediaType = strings.ToLower(strings.Trim(essence, " \t\r\n"))
	main, sub, found := strings.Cut(mediaType, "/")
	if !found || !token(main) || !token(sub) {
		mediaType = ""
	}
	for parameters != "" {
		var name, value string
		name, value, parameters = nextParameter(parameters)
		if strings.EqualFold(name, "charset") && value != "" {
			return mediaType, value
		}
	}
	return mediaType, ""
}

// nextParameter reads the parameter that s begins with, of a field such as Content-Type or Content-Disposition: its name,
// its value without quotes and escapes, and what follows its semicolon.
func nextParameter(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, "; \t\r\n")
	end := strings.IndexAny(s, ";=")
	if end < 0 {
		return strings.TrimSpace(s), "", ""
	}
	name, rest = strings.TrimSpace(s[:end]), s[end+1:]
	if s[end] == ';' {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest, " \t\r\n")
	if !strings.HasPrefix(rest, `"`) {
		value, rest, _ = strings.Cut(rest, ";")
		return name, strings.TrimSpace(value), rest
	}
	var unquoted strings.Builder
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] == '"':
			_, after, _ := strings.Cut(rest[i+1:], ";")
			return name, unquoted.String(), after
		case rest[i] == '\\' && i+1 < len(rest):
			i++
		}
		unquoted.WriteByte(rest[i])
	}
	return name, unquoted.String(), ""
}

// token tells whether s is a token of RFC 9110, 5.6.2.
func token(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c-'0' <= 9 || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0 {
			continue
		}
		return false
	}
	return s != ""
}

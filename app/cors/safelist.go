package cors

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
)

// SafelistedMethod reports whether a method needs no consent (Fetch standard, CORS-safelisted method).
func SafelistedMethod(method string) bool {
	return method == "GET" || method == "HEAD" || method == "POST"
}

// How long the value of one safelisted header, and those of all together, may be, in bytes.
const (
	longestValue  = 128
	longestValues = 1024
)

// unsafe says why a header of a request needs the server's consent, in words that follow the name; "" where it needs none (Fetch
// standard, CORS-safelisted request-header).
func unsafe(name, value string) string {
	lower := strings.ToLower(name)
	check := safelist[lower]
	switch {
	case lower == "user-agent": // Chromium sends its own
		return ""
	case check == nil:
		return "is not one of the headers that need no permission"
	case len(value) > longestValue:
		return fmt.Sprintf("is %d bytes long, more than %d", len(value), longestValue)
	}
	return check(value)
}

var safelist = map[string]func(value string) string{
	"accept":           unsafeBytes,
	"accept-language":  unsafeLanguage,
	"content-language": unsafeLanguage,
	"content-type":     unsafeMediaType,
	"range":            unsafeRange,

	// These are not in the standard: client hints of old, and others that Chromium sends without asking.
	"device-memory":  unsafeNumber,
	"downlink":       unsafeNumber,
	"dpr":            unsafeNumber,
	"ect":            unsafeConnection,
	"intervention":   anything,
	"rtt":            unsafeNumber,
	"save-data":      unsafeSaveData,
	"viewport-width": unsafeNumber,
	"width":          unsafeNumber,
}

func anything(string) string { return "" }

func unsafeNumber(value string) string {
	whole, part, point := strings.Cut(value, ".")
	if !digits(whole) || point && !digits(part) {
		return "is not a number"
	}
	return ""
}

func unsafeConnection(value string) string {
	switch value {
	case "slow-2g", "2g", "3g", "4g":
		return ""
	}
	return "is not slow-2g, 2g, 3g or 4g"
}

func unsafeSaveData(value string) string {
	if !strings.EqualFold(value, "on") {
		return "is not on"
	}
	return ""
}

// unsafeBytes finds a CORS-unsafe request-header byte.
func unsafeBytes(value string) string {
	for i := range len(value) {
		c := value[i]
		if c < 0x20 && c != '\t' || c == 0x7f || strings.IndexByte(`"():<>?@[\]{}`, c) >= 0 {
			return "holds " + shown(c)
		}
	}
	return ""
}

func unsafeLanguage(value string) string {
	for i := range len(value) {
		c := value[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		digit := '0' <= c && c <= '9'
		if !letter && !digit && strings.IndexByte(" *,-.;=", c) < 0 {
			return "holds " + shown(c)
		}
	}
	return ""
}

// shown is a byte as a person knows it.
func shown(c byte) string {
	if c <= 0x20 || c >= 0x7f {
		return fmt.Sprintf("the byte 0x%02X", c)
	}
	return "the character " + string(rune(c))
}

// unsafeMediaType lets through what HTML forms send.
func unsafeMediaType(value string) string {
	if why := unsafeBytes(value); why != "" {
		return why
	}
	switch essence(value) {
	case "application/x-www-form-urlencoded", "multipart/form-data", "text/plain":
		return ""
	}
	return "is " + quoted(value) + ", which no form sends"
}

// essence is a media type without its parameters, "" where it is none (MIME Sniffing standard, parse a MIME type).
func essence(value string) string {
	value, _, _ = strings.Cut(value, ";")
	kind, sub, _ := strings.Cut(strings.Trim(value, " \t"), "/")
	if !token(kind) || !token(sub) {
		return ""
	}
	return strings.ToLower(kind + "/" + sub)
}

// unsafeRange lets through one range with a beginning (Fetch standard, parse a single range header value, without white space).
// The standard wants "bytes" in small letters; Chromium takes it in any.
func unsafeRange(value string) string {
	const why = "is not one range such as bytes=0-499 or bytes=500-"
	unit, span, ok := strings.Cut(value, "=")
	ok = ok && strings.EqualFold(unit, "bytes")
	from, to, dash := strings.Cut(span, "-")
	if !ok || !dash || !digits(from) || to != "" && !digits(to) {
		return why
	}
	first, err := strconv.ParseInt(from, 10, 64)
	last := first
	if err == nil && to != "" {
		last, err = strconv.ParseInt(to, 10, 64)
	}
	if err != nil || last < first {
		return why
	}
	return ""
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// token reports whether s is a token of RFC 9110, section 5.6.2.
func token(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		digit := '0' <= c && c <= '9'
		if !letter && !digit && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return s != ""
}

func quoted(s string) string { return "“" + s + "”" }

// combined puts the values of one name together, as they are sent and as Chromium judges them.
func combined(headers []exchange.Field) []exchange.Field {
	var list []exchange.Field
	for _, h := range headers {
		at := slices.IndexFunc(list, func(other exchange.Field) bool { return strings.EqualFold(other.Name, h.Name) })
		if at < 0 {
			list = append(list, exchange.Field{Name: h.Name, Value: strings.Trim(h.Value, " \t\r\n")})
			continue
		}
		list[at].Value += ", " + strings.Trim(h.Value, " \t\r\n")
	}
	return list
}

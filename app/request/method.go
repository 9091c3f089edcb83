package request

import "strings"

// Methods lists the standard methods in the order in which a screen offers them
// (RFC 9110, section 9.3; PATCH: RFC 5789).
var Methods = []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}

// ValidMethod reports whether a method is a token (RFC 9110, section 5.6.2), as
// every method must be. Methods are case-sensitive, and any token is one.
func ValidMethod(method string) bool { return isToken(method) }

// NormalMethod writes in capitals the methods that the Fetch standard normalises
// (DELETE, GET, HEAD, OPTIONS, POST, PUT) and leaves all others as they are:
// "patch" is a method of its own, that servers refuse.
func NormalMethod(method string) string {
	switch upper := strings.ToUpper(method); upper {
	case "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT":
		return upper
	}
	return method
}

// ForbiddenMethod reports whether browsers refuse to send a method (Fetch
// standard, forbidden method): CONNECT, TRACE and TRACK in any case.
func ForbiddenMethod(method string) bool {
	switch strings.ToUpper(method) {
	case "CONNECT", "TRACE", "TRACK":
		return true
	}
	return false
}

// isToken reports whether text is a token of RFC 9110, section 5.6.2.
func isToken(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		alnum := '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
		if !alnum && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return text != ""
}

// Safe reports whether a method only asks, and changes nothing at the server (RFC 9110, section 9.2.1).
func Safe(method string) bool {
	switch method {
	case "GET", "HEAD", "OPTIONS", "TRACE":
		return true
	}
	return false
}

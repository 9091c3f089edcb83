package request

import (
	"fmt"
	"strconv"
)

// HeaderNameProblem says in a sentence why a name cannot be a header's (RFC 9110,
// section 5.1), or "".
func HeaderNameProblem(name string) string {
	if name == "" {
		return "A header needs a name."
	}
	if !isToken(name) {
		return strconv.Quote(name) + " is not a header name: use letters, digits and the marks ! # $ % & ' * + - . ^ _ ` | ~ only, without spaces or a colon."
	}
	return ""
}

// HeaderValueProblem says in a sentence why a value cannot be sent in a header, or
// "". Fetch takes a value as bytes, one for each character up to U+00FF, and none
// that is a line break or NUL (RFC 9110, section 5.5).
func HeaderValueProblem(value string) string {
	for _, r := range value {
		switch {
		case r == '\r' || r == '\n':
			return "it holds a line break. Put it on one line."
		case r == 0:
			return "it holds a NUL character."
		case r > 0xff:
			return fmt.Sprintf("it holds %q, and a header takes no character beyond U+00FF. Percent-encode it, if the server expects that.", r)
		}
	}
	return ""
}

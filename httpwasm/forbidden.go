package httpwasm

import (
	"fmt"
	"strings"
)

// forbiddenHeaders are the names that the Fetch standard keeps to the browser, each with who decides it
// (https://fetch.spec.whatwg.org/#forbidden-request-header).
var forbiddenHeaders = map[string]string{
	"accept-charset":                 "browsers do not send it",
	"accept-encoding":                "the browser negotiates the codings that it can decode",
	"access-control-request-headers": "the browser writes it into the preflight",
	"access-control-request-method":  "the browser writes it into the preflight",
	"connection":                     "the browser manages its connections",
	"content-length":                 "the browser counts the body",
	"cookie":                         "browsers set Cookie themselves",
	"cookie2":                        "browsers do not send it",
	"date":                           "browsers do not send it",
	"dnt":                            "it is a setting of the browser",
	"expect":                         "browsers do not send it",
	"host":                           "the browser takes it from the URL",
	"keep-alive":                     "the browser manages its connections",
	"origin":                         "the browser says which page asks",
	"referer":                        "the browser follows the referrer policy",
	"set-cookie":                     "it is a response header",
	"te":                             "the browser manages transfer codings",
	"trailer":                        "browsers do not send trailers",
	"transfer-encoding":              "the browser manages transfer codings",
	"upgrade":                        "the browser manages its connections",
	"via":                            "it belongs to proxies",
}

// methodOverrides are headers that are forbidden only when they smuggle a forbidden method in.
var methodOverrides = map[string]bool{
	"x-http-method":          true,
	"x-http-method-override": true,
	"x-method-override":      true,
}

// ForbiddenHeader reports whether a browser drops this request header without a word, and why, in words that can be
// shown after the header's name. Names are compared without regard to case.
//
// Source: Fetch standard, "forbidden request-header". User-Agent is not forbidden there, though Chromium drops it.
func ForbiddenHeader(name, value string) (reason string, forbidden bool) {
	name = strings.ToLower(name)
	if reason, ok := forbiddenHeaders[name]; ok {
		return reason, true
	}
	switch {
	case strings.HasPrefix(name, "proxy-"):
		return "headers that start with Proxy- belong to proxies", true
	case strings.HasPrefix(name, "sec-"):
		return "headers that start with Sec- are the browser's own", true
	case methodOverrides[name]:
		for _, method := range splitValues(value) {
			if ForbiddenMethod(method) {
				return fmt.Sprintf("it would stand for the method %q, which is forbidden", method), true
			}
		}
	}
	return "", false
}

// ForbiddenMethod reports whether fetch refuses the method: CONNECT, TRACE and TRACK in any case.
//
// Source: Fetch standard, "forbidden method".
func ForbiddenMethod(method string) bool {
	switch strings.ToUpper(method) {
	case "CONNECT", "TRACE", "TRACK":
		return true
	}
	return false
}

// splitValues is the Fetch standard's "get, decode, and split": commas inside quoted strings do not count.
func splitValues(value string) []string {
	var (
		values []string
		quoted bool
		start  int
	)
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++
		case c == ',' && !quoted:
			values = append(values, strings.Trim(value[start:i], " \t"))
			start = i + 1
		}
	}
	return append(values, strings.Trim(value[start:], " \t"))
}

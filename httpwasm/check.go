package httpwasm

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// check finds what fetch would refuse in a request before anything is sent, so that the error can say what it was.
func check(req *http.Request) (Kind, error) {
	if err := checkMethod(req.Method); err != nil {
		return BadMethod, err
	}
	if err := checkURL(req); err != nil {
		return BadURL, err
	}
	if err := checkHeader(req.Header); err != nil {
		return BadHeader, err
	}
	if hasBody(req) && (methodOf(req) == http.MethodGet || methodOf(req) == http.MethodHead) {
		return BadBody, fmt.Errorf("fetch sends no body with %s: remove the body, or use another method", methodOf(req))
	}
	return "", nil
}

func checkMethod(method string) error {
	switch {
	case method == "": // GET, as in net/http
		return nil
	case !isToken(method):
		return fmt.Errorf("method %q is not a token: use letters, digits and !#$%%&'*+-.^_`|~", method)
	case ForbiddenMethod(method):
		return fmt.Errorf("browsers do not send the method %q", method)
	}
	return nil
}

func checkURL(req *http.Request) error {
	u := req.URL
	switch {
	case u == nil:
		return errors.New("the request has no url")
	case u.Scheme == "" && u.Host == "":
		return fmt.Errorf("url %q is relative: write it with scheme and host", u)
	case !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https"):
		return fmt.Errorf("url %q has the scheme %q: use http or https", u.Redacted(), u.Scheme)
	case u.Host == "":
		return fmt.Errorf("url %q has no host", u)
	case u.User != nil:
		return fmt.Errorf("url %q carries a user name, which fetch refuses: use an Authorization header", u.Redacted())
	}
	return nil
}

func checkHeader(header http.Header) error {
	for name, values := range header {
		if !isToken(name) {
			return fmt.Errorf("header name %q is not a token: use letters, digits and !#$%%&'*+-.^_`|~", name)
		}
		for _, value := range values {
			if strings.ContainsAny(value, "\x00\r\n") {
				return fmt.Errorf("the value of header %q contains a NUL or a line break", name)
			}
		}
	}
	return nil
}

// methodOf is the method as fetch sends it (Fetch standard, "normalize a method").
func methodOf(req *http.Request) string {
	switch upper := strings.ToUpper(req.Method); upper {
	case "":
		return http.MethodGet
	case http.MethodDelete, http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPost, http.MethodPut:
		return upper
	}
	return req.Method
}

func hasBody(req *http.Request) bool { return req.Body != nil && req.Body != http.NoBody }

// isToken reports whether s is a token of RFC 9110 section 5.6.2.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		digit := '0' <= c && c <= '9'
		if !letter && !digit && !strings.ContainsRune("!#$%&'*+-.^_`|~", rune(c)) {
			return false
		}
	}
	return s != ""
}

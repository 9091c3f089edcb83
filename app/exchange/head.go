package exchange

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Head is the head of a response, as the browser exposes it.
type Head struct {
	Status     int     `json:"status"`
	Reason     string  `json:"reason"`     // the server's own, which may be none, or the registered one where the protocol has none
	URL        string  `json:"url"`        // the final one, after redirects
	Redirected bool    `json:"redirected"` // at least one redirect was followed
	Type       string  `json:"type"`       // Fetch standard, response type: basic, cors …
	Headers    []Field `json:"headers"`
	Length     int64   `json:"length"` // of the body in bytes, -1 where it cannot be known beforehand
	MediaType  string  `json:"mediaType"`
	Cached     *Cached `json:"cached,omitempty"`

	// Cookies are those that the response set, where it can be seen: response.cookies in requests.
	Cookies []SetCookie `json:"cookies,omitempty"`

	// Decoded lists the codings of Content-Encoding that are taken off the body that is shown, the outermost last. It is empty where
	// a browser did that.
	Decoded []string `json:"decoded,omitempty"`

	// Challenges are what a response of 401 asks for, in order.
	Challenges []Challenge `json:"challenges,omitempty"`

	// UnknownCoding and UnknownCharset are what Content-Encoding and Content-Type name and nobody here knows. The body is
	// shown as it came, and as the charset that it seems to have.
	UnknownCoding  string `json:"unknownCoding,omitempty"`
	UnknownCharset string `json:"unknownCharset,omitempty"`

	At time.Time `json:"at,omitzero"` // when it came

	Dropped int64 `json:"dropped,omitempty"` // bytes of a body that came and was not kept, as the response of a run's request
}

// SetCookie is a cookie that a response set.
type SetCookie struct {
	Cookie
	Kept    bool   `json:"kept,omitempty"` // it is in the jar now
	Outcome string `json:"outcome"`        // what became of it, in sentences
}

// Cached is what the session's own cache did for a response.
type Cached struct {
	State string  `json:"state"` // HIT, STALE, REVALIDATED or MISS
	Age   float64 `json:"age"`   // seconds, of a response from the cache
	Why   string  `json:"why"`   // in words
}

// Challenge is a scheme of credentials that a server asks for (RFC 9110, section 11.6.1).
type Challenge struct {
	Scheme string `json:"scheme"` // as the server writes it
	Realm  string `json:"realm,omitempty"`
	Reason string `json:"reason,omitempty"` // why what was sent does not do (RFC 6750, section 3)
}

// FieldText gives the text of a header's bytes: they are UTF-8, or ISO-8859-1 as of old (RFC 9110, section 5.5).
func FieldText(value string) string {
	if utf8.ValidString(value) {
		return value
	}
	b := make([]rune, len(value))
	for i := range len(value) {
		b[i] = rune(value[i])
	}
	return string(b)
}

// Coding is what Content-Encoding says, "" where it is not there or says that there is none.
func (h Head) Coding() string {
	var names []string
	for _, f := range h.Headers {
		if strings.EqualFold(f.Name, "Content-Encoding") && !strings.EqualFold(f.Value, "identity") {
			names = append(names, f.Value)
		}
	}
	return strings.Join(names, ", ")
}

// NoBody gives the reason why a response to this method has no body, or "".
func (h Head) NoBody(method string) string {
	switch {
	case method == "HEAD":
		return "No body. Responses to HEAD have none."
	case h.Status == 204:
		return "No body. 204 responses have none."
	case h.Status == 205:
		return "No body. 205 responses have none."
	case h.Status == 304:
		return "No body. 304 responses have none."
	}
	return ""
}

package cookie

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"
)

type plain Cookie

// MarshalJSON writes texts that are not UTF-8, which servers do send, as one character for each byte (ISO 8859-1) and
// says so in a member latin1: no byte is lost.
func (c Cookie) MarshalJSON() ([]byte, error) {
	w := struct {
		plain
		Latin1 bool `json:"latin1,omitempty"`
	}{plain: plain(c)}
	if !utf8.ValidString(c.Name) || !utf8.ValidString(c.Value) || !utf8.ValidString(c.Path) {
		w.Latin1 = true
		w.Name, w.Value, w.Path = fromBytes(c.Name), fromBytes(c.Value), fromBytes(c.Path)
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON wrote, and the cookies that browsers' extensions and Playwright write: expires
// as a string of RFC 3339 or, as expirationDate is, in seconds since 1970, where what is not above zero is a session
// cookie; sameSite in any case, no_restriction for None; hostOnly, where it is missing, from the domain, which then has
// a leading dot if the cookie is for subdomains too.
func (c *Cookie) UnmarshalJSON(data []byte) error {
	var r struct {
		plain
		Latin1     bool            `json:"latin1"`
		HostOnly   *bool           `json:"hostOnly"`
		SameSite   string          `json:"sameSite"`
		Expires    json.RawMessage `json:"expires"`
		Expiration json.RawMessage `json:"expirationDate"`
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return err
	}
	r.plain.HostOnly = !strings.HasPrefix(r.Domain, ".")
	if r.HostOnly != nil {
		r.plain.HostOnly = *r.HostOnly
	}
	r.plain.SameSite = parseSameSite(strings.ReplaceAll(strings.ToLower(r.SameSite), "no_restriction", "none"))
	var err error
	if r.plain.Expires, err = parseExpires(r.Expires); err != nil {
		return err
	}
	if r.plain.Expires.IsZero() {
		if r.plain.Expires, err = parseExpires(r.Expiration); err != nil {
			return err
		}
	}
	if r.Latin1 {
		for _, text := range []*string{&r.Name, &r.Value, &r.Path} {
			if *text, err = toBytes(*text); err != nil {
				return err
			}
		}
	}
	*c = Cookie(r.plain)
	return nil
}

// parseExpires reads a time in one of the ways in which JSON has it.
func parseExpires(raw json.RawMessage) (time.Time, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return time.Time{}, nil
	}
	if raw[0] == '"' {
		var t time.Time
		if err := json.Unmarshal(raw, &t); err != nil {
			return t, fmt.Errorf("%s is not a time such as 2030-01-31T12:00:00Z", raw)
		}
		return t, nil
	}
	var seconds float64
	if err := json.Unmarshal(raw, &seconds); err != nil {
		return time.Time{}, fmt.Errorf("%s is not a time in seconds since 1970", raw)
	}
	return unixTime(seconds), nil
}

// unixTime is a time in seconds since 1970 as files of cookies have it: what is not above zero is a session's.
func unixTime(seconds float64) time.Time {
	if !(seconds > 0) {
		return time.Time{}
	}
	const last = 253402300799 // the year 9999, after which JSON has no times
	return time.UnixMilli(int64(math.Ceil(min(seconds, last) * 1000))).UTC()
}

// splitJSON takes the cookies out of a JSON array, or of an object that has it as its member cookies.
func splitJSON(data []byte) ([]json.RawMessage, error) {
	var list []json.RawMessage
	if bytes.HasPrefix(data, []byte("{")) {
		var state struct {
			Cookies *[]json.RawMessage `json:"cookies"`
		}
		if err := json.Unmarshal(data, &state); err != nil {
			return nil, err
		}
		if state.Cookies == nil {
			return nil, errors.New("the object has no member cookies")
		}
		return *state.Cookies, nil
	}
	err := json.Unmarshal(data, &list)
	return list, err
}

func fromBytes(text string) string {
	var b strings.Builder
	for i := range len(text) {
		b.WriteRune(rune(text[i]))
	}
	return b.String()
}

func toBytes(text string) (string, error) {
	var b strings.Builder
	for _, r := range text {
		if r > 0xff {
			return "", fmt.Errorf("%q is not in ISO 8859-1, as its member latin1 says", text)
		}
		b.WriteByte(byte(r))
	}
	return b.String(), nil
}

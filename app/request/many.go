package request

import (
	"slices"
	"strings"
)

// Many is how one request is sent many times: so often as it stands, or once for each of some values.
type Many struct {
	Times   int      `json:"times,omitempty"`  // where there are no values
	Values  []string `json:"values,omitempty"` // each takes the place of {{value}}
	Workers int      `json:"workers"`          // requests at a time
	Rate    float64  `json:"rate,omitempty"`   // requests that start per second; 0 for no cap
}

// What one run may do at most.
const (
	MostTimes   = 10_000
	MostWorkers = 100
)

// valueName is the template that values take the place of.
const valueName = "value"

// Count is how many requests there are.
func (m Many) Count() int {
	if m.Values != nil {
		return len(m.Values)
	}
	return m.Times
}

// Value is the value of a request by its place among all, from 0; "" where there are none.
func (m Many) Value(i int) string {
	if m.Values != nil {
		return m.Values[i]
	}
	return ""
}

// Request is the request at a place among all, from 0.
func (m Many) Request(r Request, i int) Request {
	if m.Values != nil {
		return r.With(m.Values[i])
	}
	return r
}

// With returns the request with a value wherever {{value}} stands in what is sent: in the URL, its parameters, the headers, the
// body and the auth. The server gets exactly the value: it is written as each place needs it, "%" as %25 in a URL. At the
// start of the URL it stands for a scheme and a host, or more, and is not encoded. An empty value leaves nothing there.
func (r Request) With(value string) Request {
	hole := Braces(valueName)
	put := func(text, as string) string { return strings.ReplaceAll(text, hole, as) }
	url, json := escapeURL(strings.ReplaceAll(value, "%", "%25")), escapeJSON(value)
	for _, secret := range r.secrets() {
		switch text := secret.Reveal(); {
		case secret.Wanted() == valueName:
			*secret = NewSecret(value)
		case strings.Contains(text, hole):
			*secret = NewSecret(put(text, value))
		}
	}
	r = r.rewrite(func(p place, _, text string) string {
		switch p {
		case inURL:
			if rest, ok := strings.CutPrefix(text, hole); ok {
				return value + put(rest, url)
			}
			return put(text, url)
		case inJSON:
			return put(text, json)
		}
		return put(text, value)
	})
	r.Holes = slices.DeleteFunc(slices.Clone(r.Holes), func(name string) bool { return name == valueName })
	return r
}

// TakesValue reports whether {{value}} stands somewhere in what is sent.
func (r Request) TakesValue() bool {
	r = r.sent()
	for _, secret := range r.secrets() {
		if strings.Contains(secret.Reveal(), Braces(valueName)) {
			return true
		}
	}
	return slices.Contains(r.Templates(), valueName)
}

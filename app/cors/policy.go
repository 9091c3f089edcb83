package cors

import (
	"strings"
)

// Policy is what a server has to allow for a request.
type Policy struct {
	Origin      string // of the page
	Method      string
	Headers     []string // names that need permission, in small letters
	Expose      []string // names that the page is to see
	Credentials bool
	Preflight   bool // the browser asks first
}

// Needs is what the server of a request has to allow for it. Expose names headers of the answer that the page is to see as well.
func Needs(r Request, expose ...string) Policy {
	list := triggers(r.Method, r.Headers, r.Stream)
	p := Policy{Origin: r.Page, Method: r.Method, Headers: unsafeNames(list), Credentials: r.Credentials, Preflight: len(list) > 0}
	for _, name := range expose {
		if !forbiddenResponse(name) && token(name) {
			p.Expose = append(p.Expose, name)
		}
	}
	return p
}

// Named names the headers of a response that decide over the request, as one of which it is not known which.
func (p Policy) Named() string {
	var list []string
	for _, h := range p.always() {
		list = append(list, h.name)
	}
	if !SafelistedMethod(p.Method) {
		list = append(list, "Access-Control-Allow-Methods ("+p.Method+")")
	}
	if len(p.Headers) > 0 {
		list = append(list, "Access-Control-Allow-Headers ("+strings.Join(p.Headers, ", ")+")")
	}
	last := len(list) - 1
	if last == 0 {
		return list[0]
	}
	return strings.Join(list[:last], ", ") + " or " + list[last]
}

// pair is a header that a policy has a server send.
type pair struct{ name, value string }

// always are the headers of every answer.
func (p Policy) always() []pair {
	list := []pair{{"Access-Control-Allow-Origin", p.Origin}}
	if p.Credentials {
		list = append(list, pair{"Access-Control-Allow-Credentials", "true"})
	}
	return list
}

// consent are the headers of the answer to a preflight, beside those of every answer.
func (p Policy) consent() []pair {
	list := []pair{{"Access-Control-Allow-Methods", p.Method}}
	if len(p.Headers) > 0 {
		list = append(list, pair{"Access-Control-Allow-Headers", strings.Join(p.Headers, ", ")})
	}
	return list
}

// exposed are the headers of an answer to the request itself, beside those of every answer.
func (p Policy) exposed() []pair {
	if len(p.Expose) == 0 {
		return nil
	}
	return []pair{{"Access-Control-Expose-Headers", strings.Join(p.Expose, ", ")}}
}

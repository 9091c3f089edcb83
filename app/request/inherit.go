package request

import (
	"slices"
	"strings"
)

// What a request may leave out of what its session says, beside single settings by their names.
const (
	Everything    = "everything"
	InheritedAuth = "auth"
)

// Inherit gives the whole request that is sent: a request, with what it does not say itself from the defaults of its session, as
// the Session of Python's requests merges the two. The defaults are written as a request whose URL is the base URL ([Below])
// and whose parameters stand for themselves.
//
//   - A header or a parameter of the session is left out where the request has a row of that name. A row that is off
//     does no more than that: it is what None is to requests. The request's own rows come first, so that they keep their places.
//   - The session's way to authenticate holds where the request has none of its own.
//   - An option holds where it is at its default in the request, and those that go together with it are too.
//
// Without names what the request does not take: options by the names of their settings, [InheritedAuth], or [Everything].
func Inherit(r, session Request, without []string) Request {
	if slices.Contains(without, Everything) {
		return r
	}
	r.URL = Below(session.URL, r.URL)
	if params := Taken(session.Params, r.Params, SameParam); len(params) > 0 {
		r.SetParams(slices.Concat(r.Params, params))
	}
	if headers := Taken(session.Headers, r.Headers, SameHeader); len(headers) > 0 {
		r.Headers = slices.Concat(r.Headers, headers)
	}
	if r.Auth.Kind == NoAuth && !slices.Contains(without, InheritedAuth) {
		if session.Auth.Kind != NoAuth {
			r.Auth = session.Auth.Chosen()
		}
	}
	own := r
	for _, s := range Settings {
		if !s.IsOption() {
			continue
		}
		text := s.Get(&session)
		if text == "" || s.SaidBy(&own) || slices.Contains(without, s.Name) {
			continue
		}
		if secret, ok := s.Secret(&session); ok {
			*s.secret(&r) = *secret
		} else {
			s.Set(&r, text)
		}
	}
	return r
}

// Taken gives the rows of a session that a request with rows of its own takes over.
func Taken(session, own []Field, same func(a, b string) bool) []Field {
	return slices.DeleteFunc(Sent(session), func(f Field) bool {
		return slices.ContainsFunc(own, func(o Field) bool { return !o.Blank() && same(o.Name, f.Name) })
	})
}

// SameHeader reports whether two names are those of one header (RFC 9110, section 5.1).
func SameHeader(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// SameParam reports whether two names are those of one parameter.
func SameParam(a, b string) bool { return a == b }

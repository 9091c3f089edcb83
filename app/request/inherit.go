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
//   - Where the session has a base URL, its credentials are for that origin: its way to authenticate, and rows with telling names, are
//     not taken to another ([KeepsBack]).
//   - An option holds where it is at its default in the request, and those that go together with it are too.
//
// Without names what the request does not take: options by the names of their settings, [InheritedAuth], or [Everything].
func Inherit(r, session Request, without []string) Request {
	if slices.Contains(without, Everything) {
		return r
	}
	back := KeepsBack(r, session)
	r.URL = Below(session.URL, r.URL)
	if back {
		session.Params, session.Headers = unsensitive(session.Params), unsensitive(session.Headers)
	}
	if params := Taken(session.Params, r.Params, SameParam); len(params) > 0 {
		r.SetParams(slices.Concat(r.Params, params))
	}
	if headers := Taken(session.Headers, r.Headers, SameHeader); len(headers) > 0 {
		r.Headers = slices.Concat(r.Headers, headers)
	}
	if r.Auth.Kind == NoAuth && !back && !slices.Contains(without, InheritedAuth) {
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

// KeepsBack reports whether a session keeps its credentials to itself, because the URL of a request leads to another origin than that of
// its base URL, and the options do not trust where it leads.
func KeepsBack(r, session Request) bool {
	base := strings.TrimSpace(session.URL)
	if base == "" || strings.TrimSpace(r.URL) == "" || IsRelative(r.URL) || r.Options.Trusted || session.Options.Trusted {
		return false
	}
	return originOf(base) != originOf(r.URL)
}

// originOf is what stands before the path of a URL, in small letters, without user and password and the scheme's own port.
func originOf(raw string) string {
	scheme, rest, _ := strings.Cut(strings.ToLower(WithScheme(raw)), "://")
	if end := strings.IndexAny(rest, "/?#\\"); end >= 0 {
		rest = rest[:end]
	}
	host := rest[strings.LastIndexByte(rest, '@')+1:]
	return scheme + "://" + strings.TrimSuffix(host, map[string]string{"http": ":80", "https": ":443"}[scheme])
}

func unsensitive(fields []Field) []Field {
	return slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return SensitiveName(f.Name) })
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

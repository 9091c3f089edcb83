package request

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Sealed is one secret that [Request.Seal] took out.
type Sealed struct {
	Hole  string // the name that stands in its place
	Where string // for people: "header Authorization"
	Value Secret
}

// Seal returns the request with every secret replaced by a named hole, and the
// secrets that it took out. Secrets are: the fields of the auth tab, the values of
// headers, parameters and form fields whose names say so (Authorization, Cookie,
// api_key, password …), a password in the URL, JSON members with such names, and
// tokens of well-known shapes anywhere in a value (JWT, GitHub, Slack, Stripe, AWS).
// The request itself is not changed.
func (r Request) Seal() (Request, []Sealed) {
	s := sealer{holes: slices.Clone(r.Holes)}
	r.Auth.Password = s.secret(r.Auth.Password, "password", "auth: password")
	r.Auth.Token = s.secret(r.Auth.Token, "token", "auth: token")
	r.Auth.Key = s.secret(r.Auth.Key, "key", "auth: API key")
	r.URL = s.userinfo(r.URL)
	if params, changed := s.fields(r.Params, "parameter"); changed {
		r.SetParams(params)
	}
	r.Headers, _ = s.fields(r.Headers, "header")
	r.Body.Form, _ = s.fields(r.Body.Form, "form field")
	r.Body.Parts = s.parts(r.Body.Parts)
	r.Body.JSON = s.members(r.Body.JSON)
	r.Body.JSON = s.tokens(r.Body.JSON, "token", "JSON body")
	r.Body.Text = s.tokens(r.Body.Text, "token", "text body")
	r.Holes = s.holes
	return r, s.found
}

type sealer struct {
	holes []string
	found []Sealed
}

// take names a hole for a value and returns the hole as it stands in text. One
// value has one hole, wherever it occurs.
func (s *sealer) take(value, name, where string) string {
	for _, f := range s.found {
		if f.Value.Reveal() == value {
			return Braces(f.Hole)
		}
	}
	hole := name
	for n := 2; slices.Contains(s.holes, hole); n++ {
		hole = name + "-" + strconv.Itoa(n)
	}
	s.holes = append(s.holes, hole)
	s.found = append(s.found, Sealed{Hole: hole, Where: where, Value: NewSecret(value)})
	return Braces(hole)
}

func (s *sealer) secret(v Secret, name, where string) Secret {
	if v.Reveal() == "" {
		return v
	}
	hole, _ := holeName(s.take(v.Reveal(), name, where))
	return Hole(hole)
}

func (s *sealer) userinfo(raw string) string {
	m := urlPassword.FindStringSubmatchIndex(raw)
	if m == nil || s.isHole(raw[m[2]:m[3]]) {
		return raw
	}
	return raw[:m[2]] + s.take(raw[m[2]:m[3]], "url-password", "password in the URL") + raw[m[3]:]
}

func (s *sealer) fields(fields []Field, what string) ([]Field, bool) {
	out := slices.Clone(fields)
	changed := false
	for i, f := range out {
		out[i].Value = s.value(f.Name, f.Value, what+" "+f.Name)
		changed = changed || out[i].Value != f.Value
	}
	return out, changed
}

func (s *sealer) parts(parts []Part) []Part {
	out := slices.Clone(parts)
	for i, p := range out {
		out[i].Value = s.value(p.Name, p.Value, "form field "+p.Name)
	}
	return out
}

// value seals one named value: whole where the name says that it is secret, with
// the scheme of an Authorization header kept, else only tokens inside it.
func (s *sealer) value(name, value, where string) string {
	if value == "" || s.isHole(value) {
		return value
	}
	if !SensitiveName(name) {
		return s.tokens(value, strings.ToLower(name), where)
	}
	if scheme, rest, ok := strings.Cut(value, " "); ok && strings.EqualFold(strings.TrimPrefix(strings.ToLower(name), "proxy-"), "authorization") {
		if s.isHole(rest) {
			return value
		}
		return scheme + " " + s.take(rest, strings.ToLower(name), where)
	}
	return s.take(value, strings.ToLower(name), where)
}

func (s *sealer) members(text string) string {
	return jsonMember.ReplaceAllStringFunc(text, func(m string) string {
		at := jsonMember.FindStringSubmatchIndex(m)
		name, value := m[at[2]:at[3]], m[at[4]:at[5]]
		if s.isHole(value) || value == "" {
			return m
		}
		return m[:at[4]] + s.take(value, strings.ToLower(name), "JSON member "+name) + m[at[5]:]
	})
}

func (s *sealer) tokens(text, name, where string) string {
	return knownToken.ReplaceAllStringFunc(text, func(token string) string { return s.take(token, name, where) })
}

func (s *sealer) isHole(text string) bool {
	name, ok := holeName(text)
	return ok && slices.Contains(s.holes, name)
}

// SensitiveName reports whether the value of a header, parameter or field of this
// name is to be kept secret.
func SensitiveName(name string) bool { return sensitiveName.MatchString(name) }

var (
	sensitiveName = regexp.MustCompile(`(?i)^(proxy-)?authorization$|^cookie$|^(x-)?csrf|^pass(word|wd|phrase)?$|^pwd$|secret|` +
		`(^|[-_.])(token|signature|credential|session[-_]?id)s?$|^(access|refresh|id|auth|bearer)[-_]?token$|^(x-)?(auth|access)[-_]?key$|` +
		`api[-_]?key|private[-_]?key|^sig$|^jwt$`)
	jsonMember  = regexp.MustCompile(`(?i)"(pass(?:word|wd|phrase)?|pwd|(?:[a-z0-9_-]*[-_])?(?:secret|token)|(?:client|app)?secret|(?:access|refresh|id|auth)token|api[-_]?key|private[-_]?key)"\s*:\s*"([^"\\\n]*)"`)
	urlPassword = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#@:]*:([^/?#@]+)@`)
	knownToken  = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}|` +
		`\bglpat-[A-Za-z0-9_-]{16,}|\bxox[abprs]-[A-Za-z0-9-]{10,}|\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|\bsk-[A-Za-z0-9_-]{20,}|\bA(?:KIA|SIA)[A-Z0-9]{16}\b`)
)

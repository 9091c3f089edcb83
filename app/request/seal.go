package request

import (
	"cmp"
	"net/url"
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
// secrets that it took out. The request itself is not changed. Secrets are:
//
//   - the secret fields of the auth tab and of the options;
//   - a password in the URL, and the secret end of a well-known kind of webhook URL;
//   - the values of headers, parameters (in the URL's fragment too), form fields and parts
//     whose names say so, see [SensitiveName]; of an Authorization header the scheme stays;
//   - strings and numbers in a JSON body under such names; in a text body also XML
//     elements, and fields where its media type is that of a form;
//   - tokens of well-known shapes (JWT, GitHub, AWS, Stripe …) in any value;
//   - any of these values, where it has 8 bytes or more, wherever else it stands.
//
// Values that are templates, such as {{token}}, are not secret.
func (r Request) Seal() (Request, []Sealed) {
	s := newSealer(r)
	for setting, secret := range r.secrets() {
		where := "auth: "
		if setting.IsOption() {
			where = "options: "
		}
		*secret = s.secret(*secret, setting.Name, where+decapitalised(setting.Label))
	}
	r = r.rewrite(s.seal)
	if len(s.found) > 0 {
		r = r.rewrite(s.repetitions())
	}
	r.Holes = s.holes
	return r, s.found
}

type sealer struct {
	holes []string
	found []Sealed
	hole  map[string]string // by value
	taken map[string]bool   // names that a new hole would be mistaken for, or that somebody typed
	count map[string]int    // holes by the name that they were to have
}

func newSealer(r Request) *sealer {
	s := &sealer{holes: r.allHoles(), hole: map[string]string{}, taken: map[string]bool{}, count: map[string]int{}}
	typed := r.Templates()
	for _, secret := range r.secrets() {
		typed = appendTemplates(typed, secret.Reveal())
	}
	for _, name := range append(typed, s.holes...) {
		s.taken[name] = true
	}
	return s
}

// take names a hole for a value and returns the hole as it stands in text. One
// value has one hole, wherever it occurs.
func (s *sealer) take(value, name, where string) string {
	if hole, again := s.hole[value]; again {
		return Braces(hole)
	}
	base := holeBase(name)
	hole := base
	for s.taken[hole] {
		s.count[base] = max(s.count[base], 1) + 1
		hole = base + "-" + strconv.Itoa(s.count[base])
	}
	s.taken[hole], s.hole[value] = true, hole
	s.holes = append(s.holes, hole)
	s.found = append(s.found, Sealed{Hole: hole, Where: where, Value: NewSecret(value)})
	return Braces(hole)
}

// holeBase makes the name of a field into that of a hole, of letters, digits and
// "_", "-", "." alone, so that a hole needs escaping nowhere.
func holeBase(name string) string {
	base := strings.Trim(strings.Map(func(c rune) rune {
		if isTemplateRune(c) {
			return c
		}
		return '-'
	}, strings.ToLower(name)), "-")
	if base == "" {
		return "secret"
	}
	return base[:min(len(base), maxTemplate-24)]
}

func (s *sealer) secret(v Secret, name, where string) Secret {
	if v.Reveal() == "" {
		return v
	}
	hole, _ := holeName(s.take(v.Reveal(), name, where))
	return Hole(hole)
}

// seal takes the secrets out of one text.
func (s *sealer) seal(p place, name, text string) string {
	if text == "" {
		return text
	}
	switch p {
	case inURL:
		return s.tokens(s.webhook(s.userinfo(text)), "token", "token in the URL")
	case inFragment:
		return s.pairs(text, "URL fragment")
	case inParam:
		return s.value(name, text, "parameter")
	case inHeader:
		return s.header(name, text)
	case inForm, inPart:
		return s.value(name, text, "form field")
	case inJSON:
		text = sealMembers(text, true, s.member)
		return s.tokens(text, "token", "JSON body")
	case inText:
		if strings.HasPrefix(strings.ToLower(name), "application/x-www-form-urlencoded") {
			text = s.pairs(text, "form field")
		}
		text = sealMembers(text, false, s.member)
		text = sealElements(text, s.element)
		return s.tokens(text, "token", "text body")
	case inAuth:
		return s.tokens(text, name, "auth: "+name)
	}
	return text
}

// value seals one named value: whole where the name says that it is secret, else
// only the tokens in it.
func (s *sealer) value(name, value, what string) string {
	if value == "" || isTemplate(value) {
		return value
	}
	if SensitiveName(name) {
		return s.take(value, name, what+" "+name)
	}
	return s.tokens(value, name, what+" "+name)
}

// header is value, that leaves the scheme of credentials (RFC 9110, section 11.4).
func (s *sealer) header(name, value string) string {
	switch strings.ToLower(name) {
	case "authorization", "proxy-authorization":
		if scheme, rest, ok := strings.Cut(value, " "); ok && slices.Contains(schemes, strings.ToLower(scheme)) {
			if rest == "" || isTemplate(rest) {
				return value
			}
			return scheme + " " + s.take(rest, name, "header "+name)
		}
	}
	return s.value(name, value, "header")
}

// schemes are the schemes of credentials that are no secret themselves.
var schemes = []string{"basic", "bearer", "digest", "dpop", "hoba", "mutual", "negotiate", "ntlm", "oauth", "token", "apikey",
	"api-key", "hawk", "mac", "aws", "aws4-hmac-sha256", "scram-sha-1", "scram-sha-256", "vapid", "key", "jwt", "signature", "genie", "klaviyo-api-key"}

// pairs seals the values of name=value&name=value.
func (s *sealer) pairs(text, what string) string {
	segments := strings.Split(text, "&")
	for i, segment := range segments {
		name, value, ok := strings.Cut(segment, "=")
		if ok {
			segments[i] = name + "=" + s.value(decodeName(name), value, what)
		} else {
			segments[i] = s.tokens(segment, "token", what)
		}
	}
	return join(segments)
}

func (s *sealer) member(name, value string) string {
	if value == "" || isTemplate(value) {
		return value
	}
	return s.take(value, name, "JSON member "+name)
}

func (s *sealer) element(name, value string) string {
	if isTemplate(value) {
		return value
	}
	return s.take(value, name, "XML element "+name)
}

// userinfo seals the password in the part of a URL before its query.
func (s *sealer) userinfo(base string) string {
	start := 0
	if i := strings.Index(base, "//"); i >= 0 && !strings.Contains(base[:i], "/") {
		start = i + 2
	}
	end := len(base)
	if i := strings.IndexByte(base[start:], '/'); i >= 0 {
		end = start + i
	}
	at := strings.LastIndexByte(base[start:end], '@')
	if at < 0 {
		return base
	}
	_, password, ok := strings.Cut(base[start:start+at], ":")
	if !ok || password == "" || isTemplate(password) {
		return base
	}
	at += start
	return base[:at-len(password)] + s.take(password, "url-password", "password in the URL") + base[at:]
}

// webhook seals the last segment of URLs that are a secret themselves.
func (s *sealer) webhook(base string) string {
	for _, service := range []string{"://hooks.slack.com/", "/api/webhooks/", ".webhook.office.com/"} {
		if !strings.Contains(base, service) {
			continue
		}
		slash := strings.LastIndexByte(base, '/')
		if last := base[slash+1:]; len(last) >= 16 && !strings.Contains(last, "{{") {
			return base[:slash+1] + s.take(last, "webhook", "secret in the URL")
		}
	}
	const telegram = "://api.telegram.org/bot"
	if before, after, ok := strings.Cut(base, telegram); ok {
		id, rest, _ := strings.Cut(after, ":")
		token, method, cut := strings.Cut(rest, "/")
		if token != "" && !isTemplate(token) {
			if cut {
				method = "/" + method
			}
			return before + telegram + id + ":" + s.take(token, "token", "token in the URL") + method
		}
	}
	return base
}

func (s *sealer) tokens(text, name, where string) string {
	return replaceTokens(text, func(token string) string { return s.take(token, name, where) })
}

// shortest is the length of a value from which on its repetitions are sealed too;
// shorter ones occur by chance.
const shortest = 8

// repetitions gives a function for rewrite that seals the values that were found
// wherever else they stand, in each place in the spellings that it may have there.
func (s *sealer) repetitions() func(p place, name, text string) string {
	found := slices.DeleteFunc(slices.Clone(s.found), func(f Sealed) bool {
		v := f.Value.Reveal()
		return len(v) < shortest || strings.Contains(v, "{{") || strings.Contains(v, "}}") || v[0] == '}' || v[len(v)-1] == '{'
	})
	// The longest first: one value may be a part of another. Holes before all: a value may
	// be a part of a hole's name.
	slices.SortStableFunc(found, func(a, b Sealed) int { return cmp.Compare(len(b.Value.Reveal()), len(a.Value.Reveal())) })
	var holes []string
	for _, hole := range s.holes {
		holes = append(holes, Braces(hole), Braces(hole))
	}
	replacer := func(spellings ...func(string) string) *strings.Replacer {
		pairs := slices.Clone(holes)
		for _, f := range found {
			v := f.Value.Reveal()
			pairs = append(pairs, v, Braces(f.Hole))
			for _, spell := range spellings {
				if spelled := spell(v); spelled != v {
					pairs = append(pairs, spelled, Braces(f.Hole))
				}
			}
		}
		return strings.NewReplacer(pairs...)
	}
	encoded := replacer(escapeURL, url.PathEscape, url.QueryEscape)
	json := replacer(escapeJSON)
	plain := replacer()
	return func(p place, _, text string) string {
		switch p {
		case inURL, inFragment:
			return encoded.Replace(text)
		case inJSON:
			return json.Replace(text)
		}
		return plain.Replace(text)
	}
}

func decodeName(name string) string {
	if decoded, err := url.QueryUnescape(name); err == nil {
		return decoded
	}
	return name
}

func join(segments []string) string { return strings.Join(segments, "&") }

func decapitalised(label string) string {
	if len(label) > 1 && label[1] >= 'A' && label[1] <= 'Z' {
		return label // API key
	}
	return strings.ToLower(label[:1]) + label[1:]
}

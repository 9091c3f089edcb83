package request

import (
	"bytes"
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
//   - the values of headers, parameters (in the URL's fragment too), form fields and parts
//     whose names say so, see [SensitiveName]; of an Authorization header the scheme stays;
//   - in every text, however it is nested in another: values that stand under such names in any of the ways that
//     people write names and values, private keys, passwords in URLs, the secret parts of URLs of webhooks, and tokens of well-known
//     shapes (JWT, GitHub, AWS, Stripe …);
//   - any of these values, where it has 8 bytes or more, wherever else it stands;
//   - also: values that somebody chose from [Request.Suspects].
//
// Values that are templates, such as {{token}}, are not secret, and nor are words that
// stand for a value, such as YOUR_API_KEY.
func (r Request) Seal(also ...Sealed) (Request, []Sealed) {
	s := newSealer(r)
	for setting, secret := range r.secrets() {
		where := "auth: "
		if setting.IsOption() {
			where = "options: "
		}
		*secret = s.secret(*secret, setting.Name, where+decapitalised(setting.Label))
	}
	r = s.request(r)
	for _, x := range also {
		s.take(x.Value.Reveal(), x.Hole, x.Where, false)
	}
	if len(s.found) > 0 {
		r = s.repeated(r)
	}
	r.Holes = s.holes
	return r, s.found
}

type sealer struct {
	holes   []string
	found   []Sealed
	hole    map[held]string // by value
	taken   map[string]bool // names that a new hole would be mistaken for, or that somebody typed
	count   map[string]int  // holes by the name that they were to have
	context string          // see finder
}

// held is a value, and whether it is put in as it stands: see rawMark.
type held struct {
	value string
	raw   bool
}

func newSealer(r Request) *sealer {
	s := &sealer{holes: r.allHoles(), hole: map[held]string{}, taken: map[string]bool{}, count: map[string]int{}}
	typed := r.Templates()
	for _, secret := range r.secrets() {
		typed = appendTemplates(typed, secret.Reveal())
	}
	for _, name := range append(typed, s.holes...) {
		s.taken[name] = true
	}
	s.context = contextOf(r)
	return s
}

// contextOf is what a request is about, as far as secrets hang on that: see [aboutCodes].
func contextOf(r Request) string {
	context := strings.ToLower(r.URL[:min(len(r.URL), 2048)])
	for _, f := range r.Body.Form[:min(len(r.Body.Form), 64)] {
		context += " " + f.Name + "=" + f.Value[:min(len(f.Value), 64)]
	}
	for _, text := range []string{r.Body.Text, r.Body.JSON} {
		if strings.Contains(text[:min(len(text), 4096)], "authorization_code") {
			context += " authorization_code"
		}
	}
	return context
}

// take names a hole for a value and returns the hole as it stands in text. One
// value has one hole, wherever it occurs.
func (s *sealer) take(value, name, where string, raw bool) string {
	key := held{value, raw}
	if hole, again := s.hole[key]; again {
		return Braces(hole)
	}
	hole := s.name(name, raw)
	s.hole[key] = hole
	s.holes = append(s.holes, hole)
	s.found = append(s.found, Sealed{Hole: hole, Where: where, Value: NewSecret(value)})
	return Braces(hole)
}

// name gives a hole a name of its own.
func (s *sealer) name(name string, raw bool) string {
	base, mark := holeBase(name), ""
	if raw {
		mark = rawMark
	}
	hole := base + mark
	for s.taken[hole] {
		s.count[base] = max(s.count[base], 1) + 1
		hole = base + "-" + strconv.Itoa(s.count[base]) + mark
	}
	s.taken[hole] = true
	return hole
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
	hole, _ := holeName(s.take(v.Reveal(), name, where, false))
	return Hole(hole)
}

// request takes the secrets out of all texts.
func (s *sealer) request(r Request) Request {
	r.URL, r.Params = s.url(r.URL, r.Params)
	return r.rewrite(func(p place, name, text string) string {
		switch {
		case text == "" || p == inURL || p == inFragment || p == inParam:
			return text
		case whatOf[p] != "":
			return s.value(p, name, text, text)
		}
		return s.findings(p, name, text)
	})
}

// whatOf names the places of values that have a name.
var whatOf = map[place]string{inParam: "parameter ", inHeader: "header ", inForm: "form field ", inPart: "form field ", inFragment: "URL fragment "}

// findings takes out what is found in a text.
func (s *sealer) findings(p place, name, text string) string {
	found := findSecrets(text, s.context)
	if len(found) == 0 {
		return text
	}
	var out strings.Builder
	done := 0
	for _, x := range found {
		out.WriteString(text[done:x.start])
		out.WriteString(s.span(p, text[x.start:x.end], hinted(x, p, name), where(x, p, name)))
		done = x.end
	}
	return out.String() + text[done:]
}

// hinted is the name of the hole for what was found in a place.
func hinted(x finding, p place, name string) string {
	if x.name != "" && x.name != "authorization" {
		return x.name
	}
	if _, named := whatOf[p]; named && p != inFragment || p == inAuth {
		return name
	}
	if x.name != "" {
		return x.name
	}
	return "token"
}

// where says for people where something was found.
func where(x finding, p place, name string) string {
	in, body := map[place]string{inURL: "URL", inFragment: "URL", inJSON: "JSON body", inText: "text body", inName: "a name"}[p], p == inJSON || p == inText
	if in == "" {
		in = strings.TrimSuffix(whatOf[p], " ")
		if in == "" {
			in = "auth:"
		}
		in += " " + name
	}
	switch x.what {
	case "member":
		if body {
			return "JSON member " + x.name
		}
	case "element":
		return "XML element " + x.name
	case "password":
		return "password in the URL"
	case "url":
		return "secret in the URL"
	case "key":
		return "private key, " + in
	case "":
		if p == inURL {
			return "token in the URL"
		}
		return in
	case "token":
		return "token in the URL"
	}
	if p == inText && strings.HasPrefix(strings.ToLower(name), "application/x-www-form-urlencoded") {
		return "form field " + x.name
	}
	if x.what == "value" || x.what == "member" {
		return in + ": " + x.name
	}
	return in
}

// rawMark ends the name of a hole whose value stands in the text as it is, with its escapes, since encoding it as usual would give another
// spelling. No other hole's name ends so: those of fields have no hyphen at their end.
const rawMark = "-raw-"

// IsRawHole reports whether the value of a hole is put in without being encoded.
func IsRawHole(name string) bool { return strings.HasSuffix(name, rawMark) }

// span takes out a secret as it stands in a place. Filling it in there gives the same bytes again.
func (s *sealer) span(p place, text, name, where string) string {
	value := plainIn(p, text)
	if spelled(p, value) == text {
		return s.take(value, name, where, false)
	}
	return s.take(text, name, where, true)
}

// plainIn reads what stands in a place; spelled writes it, as [Request.Fill] does.
func plainIn(p place, text string) string {
	switch p {
	case inParam:
		return decodeQuery(text)
	case inJSON:
		return unquote(text)
	}
	return text
}

func spelled(p place, value string) string {
	switch p {
	case inURL:
		return escapeURL(value)
	case inParam:
		return encodeQuery(value)
	case inJSON:
		return escapeJSON(value)
	}
	return value
}

// url takes the secrets out of a URL as it is spelled, and out of the rows of its query.
func (s *sealer) url(raw string, rows []Field) (string, []Field) {
	return respelled(raw, rows, s.base, s.segment, s.fragment, func(row Field) Field {
		row.Value = s.value(inForm, row.Name, row.Value, row.Value)
		return row
	})
}

func (s *sealer) fragment(text string) string {
	parts := strings.Split(text, "&")
	for i, part := range parts {
		name, value, ok := strings.Cut(part, "=")
		if ok {
			parts[i] = name + "=" + s.value(inFragment, decodeQuery(name), value, value)
		} else {
			parts[i] = s.findings(inFragment, "", part)
		}
	}
	return join(parts)
}

// base seals a URL before its query. One that was typed without a scheme may have a password too.
func (s *sealer) base(base string) string {
	const scheme = "https://"
	if base == "" || strings.Contains(base, "//") {
		return s.findings(inURL, "", base)
	}
	out := s.findings(inURL, "", scheme+base)
	if rest, ok := strings.CutPrefix(out, scheme); ok {
		return rest
	}
	return out
}

// segment seals a segment of a query as it is spelled.
func (s *sealer) segment(segment string) string {
	name, value, ok := strings.Cut(segment, "=")
	if !ok {
		return s.findings(inName, "", name)
	}
	return name + "=" + s.value(inParam, decodeQuery(name), value, decodeQuery(value))
}

// value seals a value that has a name: whole where that says so, else what is found in it. Text is how it is spelled, plain what it says.
func (s *sealer) value(p place, name, text, plain string) string {
	f := finder{names: map[string]sensitivity{}, context: s.context}
	skip := withoutScheme(name, plain)
	if plain == "" || !f.secret(name, f.judge(name), plain[skip:]) {
		return s.findings(p, name, text)
	}
	if text != plain {
		skip = 0
	}
	return text[:skip] + s.span(p, text[skip:], name, whatOf[p]+name)
}

// shortest is the length of a value from which on its repetitions are sealed too;
// shorter ones occur by chance.
const shortest = 8

// repeated seals the values that were found wherever else they stand, in each place in the spellings that they may have there.
func (s *sealer) repeated(r Request) Request {
	var found []Sealed
	for _, f := range s.found {
		for _, v := range readings(f.Value.Reveal()) {
			if len(v) < shortest || strings.Contains(v, "{{") || strings.Contains(v, "}}") || v[0] == '}' || v[len(v)-1] == '{' {
				continue
			}
			found = append(found, Sealed{f.Hole, f.Where, NewSecret(v)})
		}
	}
	if len(found) == 0 {
		return r
	}
	// The longest first: one value may be a part of another. Holes before all: a value may
	// be a part of a hole's name.
	slices.SortStableFunc(found, func(a, b Sealed) int { return cmp.Compare(len(b.Value.Reveal()), len(a.Value.Reveal())) })
	var holes []string
	for _, hole := range s.holes {
		holes = append(holes, Braces(hole), Braces(hole))
	}
	var spare []Sealed // holes for spellings, of which only those are kept that occur
	names := map[held]string{}
	made := func(p place, spellings ...func(string) string) *strings.Replacer {
		pairs, listed := slices.Clone(holes), map[string]bool{}
		spellings = append([]func(string) string{func(v string) string { return spelled(p, v) }, func(v string) string { return v }}, spellings...)
		for _, f := range found {
			for _, spell := range spellings {
				text := spell(f.Value.Reveal())
				if len(text) < shortest || strings.Contains(text, "{{") || listed[text] {
					continue
				}
				listed[text] = true
				key := held{plainIn(p, text), false}
				if spelled(p, key.value) != text {
					key = held{text, true}
				}
				hole, known := s.hole[key]
				if !known {
					hole, known = names[key]
				}
				if !known {
					hole = s.name(strings.TrimSuffix(f.Hole, rawMark), key.raw)
					names[key] = hole
					spare = append(spare, Sealed{Hole: hole, Where: f.Where, Value: NewSecret(key.value)})
				}
				pairs = append(pairs, text, Braces(hole))
			}
		}
		return strings.NewReplacer(pairs...)
	}
	// A request with many secrets has thousands of spellings: they are worked out for places that hold a text.
	replacer := func(p place, spellings ...func(string) string) func(string) string {
		var replace *strings.Replacer
		return func(text string) string {
			if len(text) < shortest {
				return text
			}
			if replace == nil {
				replace = made(p, spellings...)
			}
			return replace.Replace(text)
		}
	}
	inPath, inQuery := smallHex(url.PathEscape), smallHex(url.QueryEscape)
	base, query := replacer(inURL, url.PathEscape, url.QueryEscape, inPath, inQuery), replacer(inParam, url.PathEscape, escapeURL, inPath, inQuery)
	fragment, json, plain := replacer(inFragment, url.PathEscape, url.QueryEscape, inPath, inQuery), replacer(inJSON, escapeSlashes), replacer(inText)
	r = r.rewrite(func(p place, _, text string) string {
		switch p {
		case inURL, inFragment, inParam:
			return text
		case inJSON:
			return json(text)
		}
		return plain(text)
	})
	r.URL, r.Params = respelled(r.URL, r.Params, base, inSegment(query), fragment, inRow(plain))
	stand := map[string]bool{}
	if len(spare) > 0 {
		for _, name := range r.Templates() {
			stand[name] = true
		}
	}
	for _, f := range spare {
		if stand[f.Hole] {
			s.holes, s.found = append(s.holes, f.Hole), append(s.found, f)
		}
	}
	return r
}

// readings are a value as it stands, and what it says to those who read its escapes, one layer after the other: those of a JSON string, of a
// URL or of XML. "p\u0061ss\/word1" is "pass/word1" elsewhere.
func readings(value string) []string {
	list := []string{value}
	for i := 0; i < len(list) && len(list) < 2*maxLayers; i++ {
		for _, read := range []func(string) string{unquote, decodeQuery, withoutEscapes} {
			if said := read(list[i]); !slices.Contains(list, said) {
				list = append(list, said)
			}
		}
	}
	return list
}

// smallHex is a spelling of URLs with the digits of its escapes in small letters, as some programs write them: %2b.
func smallHex(spell func(string) string) func(string) string {
	return func(value string) string {
		text := []byte(spell(value))
		for i := 0; i+2 < len(text); i++ {
			if text[i] == '%' {
				copy(text[i+1:i+3], bytes.ToLower(text[i+1:i+3]))
			}
		}
		return string(text)
	}
}

// escapeSlashes is a spelling of JSON with its slashes escaped, as PHP writes them.
func escapeSlashes(value string) string { return strings.ReplaceAll(escapeJSON(value), "/", `\/`) }

func join(segments []string) string { return strings.Join(segments, "&") }

func decapitalised(label string) string {
	if len(label) > 1 && label[1] >= 'A' && label[1] <= 'Z' {
		return label // API key
	}
	return strings.ToLower(label[:1]) + label[1:]
}

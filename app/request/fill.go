package request

import (
	"encoding/json"
	"slices"
	"strings"
)

// Fill returns the request with the named values put where its holes are. Names
// that the request does not want are ignored, and empty values leave their holes.
//
// Values are written as their places need: in the URL what would end its part is
// percent-encoded, a parameter is encoded like a row, in a JSON body strings are
// escaped. Filling in what [Request.Seal] took out gives the same
// request again, byte for byte: what stood in another spelling has a hole of its own,
// whose value is put in as it is ([IsRawHole]).
func (r Request) Fill(values map[string]string) Request {
	var left []string
	given := map[string]string{}
	for _, name := range r.allHoles() {
		if v := values[name]; v != "" {
			given[name] = v
		} else {
			left = append(left, name)
		}
	}
	if len(given) == 0 {
		return r
	}
	for _, secret := range r.secrets() {
		*secret = fillSecret(*secret, given)
	}
	plain, base, json := filler(given, inText), filler(given, inURL), filler(given, inJSON)
	r = r.rewrite(func(p place, _, text string) string {
		switch p {
		case inURL, inFragment, inParam:
			return text // see below
		case inJSON:
			return json.Replace(text)
		}
		return plain.Replace(text)
	})
	r.URL, r.Params = respelled(r.URL, r.Params, func(text string) string {
		// A hole at the start stands for a scheme and host, or more.
		for name, v := range given {
			if rest, ok := strings.CutPrefix(text, Braces(name)); ok {
				return v + base.Replace(rest)
			}
		}
		return base.Replace(text)
	}, inSegment(queryFiller(given)), plain.Replace, inRow(plain.Replace))
	r.Holes = left
	return r
}

// FillParams is [Request.Fill] for the rows of the query alone; the holes stay named.
func (r Request) FillParams(values map[string]string) Request {
	if len(values) == 0 {
		return r
	}
	same := func(text string) string { return text }
	r.URL, r.Params = respelled(r.URL, r.Params, same, inSegment(queryFiller(values)), same, inRow(filler(values, inText).Replace))
	return r
}

// queryFiller fills a part of a query as it is spelled. Braces may be encoded there.
func queryFiller(values map[string]string) func(string) string {
	query, plain := filler(values, inParam), filler(values, inText)
	return func(text string) string {
		out := query.Replace(text)
		if !strings.Contains(text, "%7") {
			return out
		}
		if said := decodeQuery(text); plain.Replace(said) != said && decodeQuery(out) == said {
			return encodeQuery(plain.Replace(said))
		}
		return out
	}
}

// Holds reports whether the hole of a name stands in the value of a row.
func (f Field) Holds(hole string) bool { return strings.Contains(f.Value, Braces(hole)) }

// allHoles lists the holes of the request, those of its secrets that Holes does not
// name among them.
func (r Request) allHoles() []string {
	holes := slices.Clone(r.Holes)
	for _, s := range r.secrets() {
		if name := s.Wanted(); name != "" && !slices.Contains(holes, name) {
			holes = append(holes, name)
		}
	}
	return holes
}

// Wanted lists the holes that still stand somewhere in what is sent. Those that the
// person has overwritten or removed by hand are not wanted any more.
func (r Request) Wanted() []string {
	holes := r.allHoles()
	if len(holes) == 0 {
		return nil
	}
	stand := map[string]bool{}
	for _, name := range r.sent().Templates() {
		stand[name] = true
	}
	return slices.DeleteFunc(holes, func(name string) bool { return !stand[name] })
}

// sent leaves only what goes out when the request is sent as it stands.
func (r Request) sent() Request {
	r.Params = nil // the URL says it
	r.Headers = Sent(r.Headers)
	body := r.Body
	r.Auth, r.Body = r.Auth.Chosen(), Body{Kind: body.Kind}
	switch body.Kind {
	case JSON:
		r.Body.JSON = body.JSON
	case Text:
		r.Body.Text, r.Body.MediaType = body.Text, body.MediaType
	case Form:
		r.Body.Form = Sent(body.Form)
	case Multipart:
		for _, p := range body.Parts {
			if p.Off {
				continue
			}
			if p.IsFile {
				p.Value = ""
			}
			r.Body.Parts = append(r.Body.Parts, p)
		}
	}
	return r
}

func fillSecret(s Secret, values map[string]string) Secret {
	if v := values[s.Wanted()]; v != "" {
		return NewSecret(v)
	}
	return s
}

// filler puts values where their holes are, as a place needs them.
func filler(values map[string]string, p place) *strings.Replacer {
	var pairs []string
	for name, v := range values {
		if !IsRawHole(name) {
			v = spelled(p, v)
		}
		pairs = append(pairs, Braces(name), v)
	}
	return strings.NewReplacer(pairs...)
}

// escapeURL keeps a value inside its part of a URL: what would end a user, a host
// or a segment of the path is percent-encoded.
func escapeURL(v string) string { return urlEscaper.Replace(v) }

var urlEscaper = strings.NewReplacer("/", "%2F", "?", "%3F", "#", "%23", `\`, "%5C")

// escapeJSON writes a value as the inside of a JSON string (RFC 8259, section 7).
// Only what must be escaped is.
func escapeJSON(v string) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ':
			b.WriteString(`\u00`)
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unquote reads the inside of a JSON string. What is not valid stays as it is.
func unquote(inside string) string {
	if !strings.Contains(inside, `\`) {
		return inside
	}
	var text string
	if json.Unmarshal([]byte(`"`+inside+`"`), &text) != nil {
		return inside
	}
	return text
}

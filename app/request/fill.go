package request

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// Fill returns the request with the named values put where its holes are. Names
// that the request does not want are ignored, and empty values leave their holes.
// A value that goes into the URL is percent-encoded, one that goes into a JSON body is
// escaped as a JSON string.
func (r Request) Fill(values map[string]string) Request {
	var left []string
	pairs := map[string]string{}
	for _, name := range r.Holes {
		if v := values[name]; v != "" {
			pairs[name] = v
		} else {
			left = append(left, name)
		}
	}
	if len(pairs) == 0 {
		return r
	}
	plain := replacer(pairs, func(v string) string { return v })
	r.Auth.Password = fillSecret(r.Auth.Password, pairs)
	r.Auth.Token = fillSecret(r.Auth.Token, pairs)
	r.Auth.Key = fillSecret(r.Auth.Key, pairs)
	if params := fillFields(r.Params, plain); !slices.Equal(params, r.Params) {
		r.SetParams(params)
	}
	r.URL = replacer(pairs, url.PathEscape).Replace(r.URL)
	r.Headers = fillFields(r.Headers, plain)
	r.Body.Form = fillFields(r.Body.Form, plain)
	r.Body.Parts = slices.Clone(r.Body.Parts)
	for i, p := range r.Body.Parts {
		r.Body.Parts[i].Value = plain.Replace(p.Value)
	}
	r.Body.JSON = replacer(pairs, jsonEscape).Replace(r.Body.JSON)
	r.Body.Text = plain.Replace(r.Body.Text)
	r.Holes = left
	return r
}

// Wanted lists the holes that still stand somewhere in what is sent. Those that the
// person has overwritten or removed by hand are not wanted any more.
func (r Request) Wanted() []string {
	var wanted []string
	for _, name := range r.Holes {
		if r.mentions(name) {
			wanted = append(wanted, name)
		}
	}
	return wanted
}

func (r Request) mentions(name string) bool {
	hole := Braces(name)
	if strings.Contains(r.URL, hole) {
		return true
	}
	for _, f := range Sent(r.Headers) {
		if strings.Contains(f.Value, hole) {
			return true
		}
	}
	return r.Auth.mentions(name) || r.Body.mentions(hole)
}

func (a Auth) mentions(name string) bool {
	switch a.Kind {
	case Basic:
		return a.Password.Wanted() == name
	case Bearer:
		return a.Token.Wanted() == name
	case APIKey:
		return a.Key.Wanted() == name
	}
	return false
}

func (b Body) mentions(hole string) bool {
	switch b.Kind {
	case JSON:
		return strings.Contains(b.JSON, hole)
	case Text:
		return strings.Contains(b.Text, hole)
	case Form:
		return slices.ContainsFunc(Sent(b.Form), func(f Field) bool { return strings.Contains(f.Value, hole) })
	case Multipart:
		return slices.ContainsFunc(b.Parts, func(p Part) bool { return !p.Off && strings.Contains(p.Value, hole) })
	}
	return false
}

func fillSecret(s Secret, values map[string]string) Secret {
	if v := values[s.Wanted()]; v != "" {
		return NewSecret(v)
	}
	return s
}

func fillFields(fields []Field, r *strings.Replacer) []Field {
	out := slices.Clone(fields)
	for i := range out {
		out[i].Value = r.Replace(out[i].Value)
	}
	return out
}

func replacer(pairs map[string]string, escape func(string) string) *strings.Replacer {
	var args []string
	for name, v := range pairs {
		args = append(args, Braces(name), escape(v))
	}
	return strings.NewReplacer(args...)
}

func jsonEscape(v string) string {
	quoted, err := json.Marshal(v)
	if err != nil {
		return v
	}
	return string(quoted[1 : len(quoted)-1])
}

package request

import (
	"slices"
	"strings"
)

// place says where in a request a text stands, which decides how a value is
// written there.
type place int

const (
	inName     place = iota // a name, a media type, a file name: text that holds no secret of its own
	inURL                   // before the query
	inFragment              // of the URL, without "#"
	inParam                 // the value of a row of the query
	inHeader                // the value of a header
	inForm                  // the value of a form field
	inPart                  // the value of a part
	inJSON                  // the JSON body
	inText                  // the text body
	inAuth                  // a text of the auth tab that is no secret, such as a user
)

// rewrite returns the request with every text but the method and the descriptions of files
// passed through f, with its place and the name that goes with it: of the field, or
// the media type of the text body. URL and Params stay in step. The request
// itself is not changed.
func (r Request) rewrite(f func(p place, name, text string) string) Request {
	r.URL, r.Params = rewriteURL(r.URL, r.Params, f)
	r.Headers = rewriteFields(r.Headers, inHeader, f)
	r.Body.Form = rewriteFields(r.Body.Form, inForm, f)
	r.Body.Parts = slices.Clone(r.Body.Parts)
	for i, p := range r.Body.Parts {
		p.Value = f(inPart, p.Name, p.Value)
		p.Name = f(inName, "", p.Name)
		p.FileName = f(inName, "", p.FileName)
		p.ContentType = f(inName, "", p.ContentType)
		r.Body.Parts[i] = p
	}
	r.Body.JSON = f(inJSON, "", r.Body.JSON)
	r.Body.Text = f(inText, r.Body.MediaType, r.Body.Text)
	r.Body.MediaType = f(inName, "", r.Body.MediaType)
	for setting, text := range r.Auth.texts() {
		p := inAuth
		if setting.Name == "key-name" || setting.Name == "hmac-name" {
			p = inName
		}
		*text = f(p, setting.Name, *text)
	}
	return r
}

func rewriteFields(fields []Field, p place, f func(p place, name, text string) string) []Field {
	out := slices.Clone(fields)
	for i, field := range out {
		out[i].Value = f(p, field.Name, field.Value)
		out[i].Name = f(inName, "", field.Name)
	}
	return out
}

// rewriteURL rewrites the rows, and each segment of the query as its row. Segments
// that are not changed stay as they were typed.
func rewriteURL(raw string, rows []Field, f func(p place, name, text string) string) (string, []Field) {
	base, query, has, fragment := splitURL(raw)
	before := Sent(rows)
	rows = rewriteFields(rows, inParam, f)
	segments := splitQuery(query)
	if !inStep(before, saying(segments)) {
		before = nil // each segment speaks for itself
	}
	n := 0
	for i, segment := range segments {
		old := ParseParam(segment)
		if old.Blank() {
			continue
		}
		if before != nil {
			old = before[n]
			n++
		}
		name, value := f(inName, "", old.Name), f(inParam, old.Name, old.Value)
		row := Field{Name: name, Value: value, Bare: old.Bare}
		segments[i] = respell(segment, old, row)
	}
	out := f(inURL, "", base)
	if has {
		out += "?" + join(segments)
	}
	if fragment != "" {
		out += "#" + f(inFragment, "", fragment[1:])
	}
	return out, rows
}

// respell writes what has changed of a row into its segment.
func respell(segment string, old, row Field) string {
	name, value, _ := strings.Cut(segment, "=")
	if row.Name != old.Name {
		name = encodeQuery(row.Name)
	}
	if row.Value != old.Value {
		value = encodeQuery(row.Value)
	}
	switch {
	case row.Name == old.Name && row.Value == old.Value:
		return segment
	case row.Bare && row.Value == "":
		return name
	}
	return name + "=" + value
}

// respelled changes a URL as it is spelled: before its query, in each segment of that, and in its fragment. The rows of the query follow, and
// those that are in no URL are changed by their own function.
func respelled(raw string, rows []Field, base, segment, fragment func(string) string, row func(Field) Field) (string, []Field) {
	before, query, has, after := splitURL(raw)
	segments := splitQuery(query)
	on := Sent(rows)
	step := inStep(on, saying(segments))
	var said []Field
	for i, text := range segments {
		if !ParseParam(text).Blank() {
			segments[i] = segment(text)
			said = append(said, ParseParam(segments[i]))
		}
	}
	rows = slices.Clone(rows)
	n := 0
	for i, f := range rows {
		switch {
		case f.Blank():
		case step && !f.Off:
			rows[i].Name, rows[i].Value = said[n].Name, said[n].Value
			n++
		default:
			rows[i] = row(f)
		}
	}
	out := base(before)
	if has {
		out += "?" + join(segments)
	}
	if after != "" {
		out += "#" + fragment(after[1:])
	}
	return out, rows
}

// inSegment changes the name and the value of a segment of a query, as they are spelled.
func inSegment(change func(string) string) func(string) string {
	return func(segment string) string {
		name, value, eq := strings.Cut(segment, "=")
		if !eq {
			return change(name)
		}
		return change(name) + "=" + change(value)
	}
}

// inRow changes the name and the value of a row.
func inRow(change func(string) string) func(Field) Field {
	return func(f Field) Field {
		f.Name, f.Value = change(f.Name), change(f.Value)
		return f
	}
}

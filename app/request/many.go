package request

import (
	"slices"
	"strings"
)

// Many is how one request is sent many times: so often as it stands, or once for each of some rows.
type Many struct {
	Times   int        `json:"times,omitempty"`   // where there are no rows
	Columns []string   `json:"columns,omitempty"` // of the rows: names of templates, whose places the cells take
	Rows    [][]string `json:"rows,omitempty"`
	Workers int        `json:"workers"`        // requests at a time
	Rate    float64    `json:"rate,omitempty"` // requests that start per second; 0 for no cap
}

// What one run may do at most.
const (
	MostTimes   = 10_000
	MostWorkers = 100
)

// ValueColumn is the column of rows that are a single value each.
const ValueColumn = "value"

// Values are rows of a single value each, which takes the place of {{value}}.
func Values(values ...string) (columns []string, rows [][]string) {
	rows = make([][]string, len(values))
	for i := range values {
		rows[i] = values[i : i+1 : i+1]
	}
	return []string{ValueColumn}, rows
}

// Count is how many requests there are.
func (m Many) Count() int {
	if m.Columns != nil {
		return len(m.Rows)
	}
	return m.Times
}

// Row is what is put into a request by its place among all, from 0: a cell for each column.
func (m Many) Row(i int) []string {
	if m.Columns != nil {
		return m.Rows[i]
	}
	return nil
}

// Request is the request at a place among all, from 0.
func (m Many) Request(r Request, i int) Request {
	if m.Columns != nil {
		return r.With(m.Columns, m.Rows[i])
	}
	return r
}

// With returns the request with values wherever the templates of their names stand in what is sent, as {{name}}: in the URL, its
// parameters, the headers, the body and the auth. The server gets exactly the values: they are written as each place needs it, "%" as
// %25 in a URL. At the start of the URL one stands for a scheme and a host, or more, and is not encoded. An empty value leaves
// nothing there.
func (r Request) With(names, values []string) Request {
	var plain, url, json []string
	for i, name := range names {
		hole, value := Braces(name), values[i]
		plain = append(plain, hole, value)
		url = append(url, hole, escapeURL(strings.ReplaceAll(value, "%", "%25")))
		json = append(json, hole, escapeJSON(value))
	}
	put, inURLs, inJSONs := strings.NewReplacer(plain...), strings.NewReplacer(url...), strings.NewReplacer(json...)
	for _, secret := range r.secrets() {
		if wanted := slices.Index(names, secret.Wanted()); wanted >= 0 {
			*secret = NewSecret(values[wanted])
		} else if text := secret.Reveal(); put.Replace(text) != text {
			*secret = NewSecret(put.Replace(text))
		}
	}
	r = r.rewrite(func(p place, _, text string) string {
		switch p {
		case inURL:
			for i, name := range names {
				if rest, ok := strings.CutPrefix(text, Braces(name)); ok {
					return values[i] + inURLs.Replace(rest)
				}
			}
			return inURLs.Replace(text)
		case inJSON:
			return inJSONs.Replace(text)
		}
		return put.Replace(text)
	})
	r.Holes = slices.DeleteFunc(slices.Clone(r.Holes), func(name string) bool { return slices.Contains(names, name) })
	return r
}

// Takes reports whether the template of one of the names stands somewhere in what is sent.
func (r Request) Takes(names []string) bool {
	r = r.sent()
	stands := r.Templates()
	for _, secret := range r.secrets() {
		stands = appendTemplates(stands, secret.Reveal())
	}
	return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(stands, name) })
}

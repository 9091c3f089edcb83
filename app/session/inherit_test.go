package session

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// merge prepares requests of sessions with Python's requests, and prints URL and headers of each.
const merge = `
import json, requests, sys
out = []
for case in json.load(sys.stdin):
    s = requests.Session()
    s.trust_env = False
    s.headers.clear()
    s.headers.update(case["session"]["headers"])
    s.params.update(case["session"]["params"])
    s.auth = tuple(case["session"]["auth"]) if case["session"]["auth"] else None
    own = case["request"]
    p = s.prepare_request(requests.Request("GET", "https://a.example/x", headers=own["headers"], params=own["params"], auth=tuple(own["auth"]) if own["auth"] else None))
    out.append({"url": p.url, "headers": {name.lower(): value for name, value in p.headers.items()}})
json.dump(out, sys.stdout)
`

// side is what a session or a request says: None is a row that is off.
type side struct {
	Headers map[string]*string `json:"headers"`
	Params  map[string]*string `json:"params"`
	Auth    []string           `json:"auth"`
}

func (s side) request() request.Request {
	var r request.Request
	r.SetURL("https://a.example/x")
	rows := func(values map[string]*string) (rows []request.Field) {
		for name, value := range values {
			if value == nil {
				rows = append(rows, request.Field{Name: name, Off: true})
			} else {
				rows = append(rows, request.Field{Name: name, Value: *value})
			}
		}
		return rows
	}
	r.Headers = rows(s.Headers)
	r.SetParams(rows(s.Params))
	if s.Auth != nil {
		r.Auth = request.Auth{Kind: request.Basic, User: s.Auth[0], Password: request.NewSecret(s.Auth[1])}
	}
	return r
}

func TestRequestsMergesASessionTheSame(t *testing.T) {
	if out, err := exec.CommandContext(t.Context(), "python3", "-c", "import requests").CombinedOutput(); err != nil {
		t.Skipf("python3 with requests is not here: %v %s", err, out)
	}
	is := func(text string) *string { return &text }
	defaults := side{
		Headers: map[string]*string{"X-Team": is("ada"), "Accept": is("text/csv")},
		Params:  map[string]*string{"key": is("a&b"), "page": is("1")},
		Auth:    []string{"ada", "lovelace"},
	}
	type values = map[string]*string
	cases := []struct {
		Name    string `json:"name"`
		Session side   `json:"session"`
		Request side   `json:"request"`
	}{
		{"a request that says nothing", defaults, side{}},
		{"more of its own", defaults, side{Headers: values{"X-Own": is("1")}, Params: values{"own": is("2")}}},
		{"the same header in another case", defaults, side{Headers: values{"x-team": is("mine")}}},
		{"a header that is None", defaults, side{Headers: values{"ACCEPT": nil}}},
		{"the same parameter", defaults, side{Params: values{"page": is("2")}}},
		{"a parameter that is None", defaults, side{Params: values{"page": nil}}},
		{"a parameter in another case is another", defaults, side{Params: values{"Page": is("2")}}},
		{"credentials of its own", defaults, side{Auth: []string{"me", "mine"}}},
		{"credentials of the session win over a header", defaults, side{Headers: values{"authorization": is("Mine 1")}}},
		{"everything at once", defaults, side{Headers: values{"x-team": is("mine"), "accept": nil}, Params: values{"key": nil, "page": is("3")}, Auth: []string{"me", "mine"}}},
		{"a session that says nothing", side{}, side{Headers: values{"X-Own": is("1")}, Params: values{"own": is("2")}}},
	}
	for i := range cases {
		for _, s := range []*side{&cases[i].Session, &cases[i].Request} {
			if s.Headers == nil {
				s.Headers = values{}
			}
			if s.Params == nil {
				s.Params = values{}
			}
		}
	}
	input, err := json.Marshal(cases)
	require.NoError(t, err)
	program := exec.CommandContext(t.Context(), "python3", "-c", merge)
	program.Stdin = bytes.NewReader(input)
	out, err := program.Output()
	require.NoError(t, err)
	var theirs []struct {
		URL     string
		Headers map[string]string
	}
	require.NoError(t, json.Unmarshal(out, &theirs))
	require.Len(t, theirs, len(cases))
	for i, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			base := c.Session.request()
			base.URL = ""
			p, failure := Prepare(request.Inherit(c.Request.request(), base, nil), Place{})
			require.Nil(t, failure)
			ours := map[string]string{}
			for _, h := range p.Headers {
				if !h.Dropped && h.Origin != exchange.FromSession { // Accept: */* and User-Agent are those of a client, not of its session
					ours[strings.ToLower(h.Name)] = h.Value
				}
			}
			require.Equal(t, theirs[i].Headers, ours)
			require.Equal(t, query(t, theirs[i].URL), query(t, p.URL))
		})
	}
}

func query(t *testing.T, raw string) url.Values {
	t.Helper()
	u, err := url.Parse(raw)
	require.NoError(t, err)
	return u.Query()
}

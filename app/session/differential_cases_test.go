//go:build !js

package session

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"roundtrip/app/request"
)

// contents are the bytes of files by their IDs.
var contents = map[string]string{
	"text": "line 1\r\nline 2\n", "bytes": "\x00\x01\xfe\xff\r\n--\r\n", "empty": "", "é": "déjà vu",
}

// digestPassword is the password in all requests with digest auth.
const digestPassword = "secret"

func file(id, name, media string) *request.File {
	return &request.File{ID: id, Name: name, Size: int64(len(contents[id])), Type: media}
}

func withParams(url string, rows ...request.Field) request.Request {
	r := get(url)
	r.SetURL(url)
	r.SetParams(slices.Concat(r.Params, rows))
	return r
}

func withHeaders(rows ...request.Field) request.Request {
	return request.Request{URL: "http://api.example/", Headers: rows}
}

func withBody(method string, body request.Body, headers ...request.Field) request.Request {
	return request.Request{Method: method, URL: "http://api.example/", Body: body, Headers: headers}
}

func withForm(rows ...request.Field) request.Request {
	return withBody("POST", request.Body{Kind: request.Form, Form: rows})
}

func withParts(parts ...request.Part) request.Request {
	return withBody("POST", request.Body{Kind: request.Multipart, Parts: parts})
}

func withAuth(kind request.AuthKind, user, password string) request.Request {
	return request.Request{URL: "http://api.example/", Auth: request.Auth{Kind: kind, User: user, Password: request.NewSecret(password), Token: request.NewSecret(password)}}
}

func withDigest(method, url, user string, body request.Body) request.Request {
	return request.Request{Method: method, URL: url, Body: body, Auth: request.Auth{Kind: request.Digest, User: user, Password: request.NewSecret(digestPassword)}}
}

func challenge(params string) []string {
	return []string{"401 Unauthorized\nWWW-Authenticate: Digest " + params}
}

// differential is what is sent both ways. JSON is given to requests as data with its Content-Type: json= would write it anew.
var differential = slices.Concat(
	describedMethods, describedParameters, describedURLs, describedHeaders, describedForms, describedBodies, describedMultiparts,
	describedCredentials, describedCookies, describedRedirects(), describedJourneys,
)

var describedMethods = []described{
	{name: "GET", request: get("http://api.example/a"), python: `{"method": "GET", "url": "http://api.example/a"}`},
	{name: "HEAD", request: request.Request{Method: "HEAD", URL: "http://api.example/a"}, python: `{"method": "HEAD", "url": "http://api.example/a"}`},
	{name: "POST without a body", request: request.Request{Method: "POST", URL: "http://api.example/a"}, python: `{"method": "POST", "url": "http://api.example/a"}`},
	{name: "PUT without a body", request: request.Request{Method: "PUT", URL: "http://api.example/a"}, python: `{"method": "PUT", "url": "http://api.example/a"}`},
	{name: "PATCH without a body", request: request.Request{Method: "PATCH", URL: "http://api.example/a"}, python: `{"method": "PATCH", "url": "http://api.example/a"}`},
	{name: "DELETE without a body", request: request.Request{Method: "DELETE", URL: "http://api.example/a"}, python: `{"method": "DELETE", "url": "http://api.example/a"}`},
	{name: "OPTIONS without a body", request: request.Request{Method: "OPTIONS", URL: "http://api.example/a"}, python: `{"method": "OPTIONS", "url": "http://api.example/a"}`},
	{name: "TRACE", request: request.Request{Method: "TRACE", URL: "http://api.example/a"}, python: `{"method": "TRACE", "url": "http://api.example/a"}`},
	{name: "a method of its own", request: request.Request{Method: "PURGE", URL: "http://api.example/a"}, python: `{"method": "PURGE", "url": "http://api.example/a"}`},
	{name: "a method with marks", request: request.Request{Method: "M-SEARCH", URL: "http://api.example/a"}, python: `{"method": "M-SEARCH", "url": "http://api.example/a"}`},
	{name: "get in small letters", request: request.Request{Method: "get", URL: "http://api.example/a"}, python: `{"method": "get", "url": "http://api.example/a"}`},
	{name: "patch in small letters", request: withBody("patch", request.Body{Kind: request.Text, Text: "x", MediaType: "text/plain"}),
		python: `{"method": "patch", "url": "http://api.example/", "data": "x", "headers": {"Content-Type": "text/plain"}}`},
	{name: "GET with a body", request: withBody("GET", request.Body{Kind: request.JSON, JSON: `{"q":1}`}),
		python: `{"method": "GET", "url": "http://api.example/", "data": "{\"q\":1}", "headers": {"Content-Type": "application/json"}}`},
	{name: "HEAD with a body", request: withBody("HEAD", request.Body{Kind: request.JSON, JSON: `{"q":1}`}),
		python: `{"method": "HEAD", "url": "http://api.example/", "data": "{\"q\":1}", "headers": {"Content-Type": "application/json"}}`},
	{name: "OPTIONS with a body", request: withBody("OPTIONS", request.Body{Kind: request.JSON, JSON: `{"q":1}`}),
		python: `{"method": "OPTIONS", "url": "http://api.example/", "data": "{\"q\":1}", "headers": {"Content-Type": "application/json"}}`},
	{name: "DELETE with a body", request: withBody("DELETE", request.Body{Kind: request.JSON, JSON: `{"q":1}`}),
		python: `{"method": "DELETE", "url": "http://api.example/", "data": "{\"q\":1}", "headers": {"Content-Type": "application/json"}}`},
}

var describedParameters = []described{
	{name: "parameters in order, with duplicates", request: withParams("http://api.example/", request.Field{Name: "b", Value: "2"}, request.Field{Name: "a", Value: "1"}, request.Field{Name: "b", Value: "3"}),
		python: `{"method": "GET", "url": "http://api.example/", "params": [["b", "2"], ["a", "1"], ["b", "3"]]}`},
	{name: "a list of values", request: withParams("http://api.example/", request.Field{Name: "id", Value: "1"}, request.Field{Name: "id", Value: "2"}),
		python: `{"method": "GET", "url": "http://api.example/", "params": {"id": ["1", "2"]}}`},
	{name: "parameters behind a query", request: withParams("http://api.example/p?x=1", request.Field{Name: "y", Value: "2"}),
		python: `{"method": "GET", "url": "http://api.example/p?x=1", "params": {"y": "2"}}`},
	{name: "an empty value", request: withParams("http://api.example/", request.Field{Name: "a"}),
		python: `{"method": "GET", "url": "http://api.example/", "params": {"a": ""}}`},
	{name: "a parameter that is off", request: withParams("http://api.example/", request.Field{Name: "a", Value: "1"}, request.Field{Name: "b", Value: "2", Off: true}),
		python: `{"method": "GET", "url": "http://api.example/", "params": {"a": "1", "b": null}}`},
	{name: "no parameter", request: withParams("http://api.example/"), python: `{"method": "GET", "url": "http://api.example/", "params": {}}`},
	{name: "a bare parameter", request: withParams("http://api.example/", request.Field{Name: "flag", Bare: true}), python: `{"method": "GET", "url": "http://api.example/", "params": "flag"}`},
	{name: "unicode in parameters", request: withParams("http://api.example/", request.Field{Name: "ключ", Value: "日本 é"}),
		python: `{"method": "GET", "url": "http://api.example/", "params": {"ключ": "日本 é"}}`},
	{name: "an emoji in a parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "🎉"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "🎉"}}`},
	{name: "a space in a parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "a b"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "a b"}}`},
	{name: "a plus in a parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "a+b"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "a+b"}}`},
	{name: "an encoded parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "a%20b"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "a%20b"}}`},
	{name: "a percent sign in a parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "100%"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "100%"}}`},
	{name: "an ampersand and a number sign in a parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "a&b#c"}),
		python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "a&b#c"}}`},
	{name: "an equals sign in a name", request: withParams("http://api.example/", request.Field{Name: "a=b", Value: "c"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"a=b": "c"}}`},
	{name: "marks in a parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "/?:@!$'()*,;~"}),
		python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "/?:@!$'()*,;~"}}`},
	{name: "brackets in a name", request: withParams("http://api.example/", request.Field{Name: "a[]", Value: "1"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"a[]": "1"}}`},
	{name: "a line break in a parameter", request: withParams("http://api.example/", request.Field{Name: "q", Value: "a\r\nb"}), python: `{"method": "GET", "url": "http://api.example/", "params": {"q": "a\r\nb"}}`},
}

// describedURLs are asked for with GET as they stand.
var describedURLs = func() (list []described) {
	for _, c := range []struct{ name, url string }{
		{"a URL without a path", "http://api.example"},
		{"a URL with a query and no path", "http://api.example?a=1"},
		{"unicode in the path", "http://api.example/café/日本"},
		{"a space in the path", "http://api.example/a b"},
		{"a space in the query", "http://api.example/?q=a b"},
		{"unicode in the query", "http://api.example/?q=é"},
		{"a path that is encoded", "http://api.example/a%20b/caf%C3%A9"},
		{"an encoded slash", "http://api.example/a%2Fb"},
		{"small letters in an escape", "http://api.example/a%2fb?c=%c3%a9"},
		{"an escape of what needs none", "http://api.example/%7Ea%2D?b=%7E"},
		{"a percent sign that encodes nothing", "http://api.example/100%/a"},
		{"a percent sign that encodes nothing in the query", "http://api.example/?q=100%&r=%zz"},
		{"marks in the path", "http://api.example/a!$&'()*+,;=:@~-._b"},
		{"marks in the query", "http://api.example/?a!$'()*+,;:@/?~-._b"},
		{"brackets in the path", "http://api.example/a[1]{2}|^"},
		{"brackets in the query", "http://api.example/?a[1]={2}|^`"},
		{"quotes in the path", `http://api.example/"a"<b>`},
		{"quotes in the query", `http://api.example/?q="a"<b>`},
		{"a backslash in the query", `http://api.example/?q=a\b`},
		{"empty segments and empty parameters", "http://api.example//a//b?&&a&=&"},
		{"an empty query", "http://api.example/a?"},
		{"a question mark in the query", "http://api.example/a?b?c"},
		{"a fragment", "http://api.example/a?b=1#c"},
		{"a fragment with a question mark", "http://api.example/a#b?c"},
		{"dots in the path", "http://api.example/a/./b/../c"},
		{"a port", "http://api.example:8080/a"},
		{"the usual port", "http://api.example:80/a"},
		{"capitals in scheme and host", "HTTP://API.Example/A"},
		{"a user and a password", "http://me:s3cret@api.example/a"},
		{"a user that is encoded", "http://m%40e:p%C3%A4ss%3A@api.example/a"},
		{"a user without a password", "http://me@api.example/a"},
		{"an IPv4 address", "http://127.0.0.1/a"},
		{"an IPv4 address with a port", "http://127.0.0.1:8080/a"},
		{"an IPv6 address", "http://[::1]/a"},
		{"an IPv6 address with a port", "http://[2001:db8::1]:8080/a"},
		{"a name beyond ASCII", "http://bücher.example/a"},
		{"a name beyond ASCII with a port", "http://日本.example:8080/a"},
		{"a name in Punycode", "http://xn--bcher-kva.example/a"},
		{"a sharp s in a name", "http://straße.example/a"},
		{"an underscore in a name", "http://my_host.example/a"},
		{"a dot behind the name", "http://api.example./a"},
		{"white space around a URL", "  http://api.example/a "},
		{"a scheme that is not HTTP", "ftp://api.example/a"},
		{"no host", "http:///a"},
	} {
		r := request.New()
		r.SetURL(c.url)
		list = append(list, described{name: c.name, request: r, python: fmt.Sprintf(`{"method": "GET", "url": %s}`, jsonText(c.url))})
	}
	return list
}()

var describedHeaders = []described{
	{name: "headers as typed", request: withHeaders(request.Field{Name: "X-A", Value: "1"}, request.Field{Name: "x-mIXED", Value: "Two, three; q=0.5"}),
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": "1", "x-mIXED": "Two, three; q=0.5"}}`},
	{name: "a header twice", request: withHeaders(request.Field{Name: "X-A", Value: "1"}, request.Field{Name: "X-A", Value: "2"}),
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": "1, 2"}}`},
	{name: "a header twice in other letters", request: withHeaders(request.Field{Name: "X-A", Value: "1"}, request.Field{Name: "x-a", Value: "2"}),
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": "1", "x-a": "2"}}`},
	{name: "an empty header", request: withHeaders(request.Field{Name: "X-A"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": ""}}`},
	{name: "a header that is off", request: withHeaders(request.Field{Name: "X-A", Value: "1", Off: true}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": null}}`},
	{name: "a header in Latin-1", request: withHeaders(request.Field{Name: "X-A", Value: "café ÿ"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": "café ÿ"}}`},
	{name: "a header beyond Latin-1", request: withHeaders(request.Field{Name: "X-A", Value: "日本"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": "日本"}}`},
	{name: "spaces within a header", request: withHeaders(request.Field{Name: "X-A", Value: "a  b\tc"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": "a  b\tc"}}`},
	{name: "a space before a header's value", request: withHeaders(request.Field{Name: "X-A", Value: " a"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": " a"}}`},
	{name: "a line break in a header", request: withHeaders(request.Field{Name: "X-A", Value: "a\r\nX-B: b"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-A": "a\r\nX-B: b"}}`},
	{name: "a header with no name", request: withHeaders(request.Field{Value: "a"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"": "a"}}`},
	{name: "a header's name with a space", request: withHeaders(request.Field{Name: "X A", Value: "a"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"X A": "a"}}`},
	{name: "Accept, User-Agent and Accept-Encoding typed", request: withHeaders(request.Field{Name: "Accept", Value: "text/html"}, request.Field{Name: "User-Agent", Value: "me/1"}, request.Field{Name: "Accept-Encoding", Value: "br"}),
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"Accept": "text/html", "User-Agent": "me/1", "Accept-Encoding": "br"}}`},
	{name: "Host typed", request: withHeaders(request.Field{Name: "Host", Value: "other.example"}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"Host": "other.example"}}`},
	{name: "Content-Type typed over that of the body", request: withBody("POST", request.Body{Kind: request.JSON, JSON: "{}"}, request.Field{Name: "content-type", Value: "application/vnd.api+json"}),
		python: `{"method": "POST", "url": "http://api.example/", "json": {}, "headers": {"content-type": "application/vnd.api+json"}}`},
	{name: "Content-Length typed", request: withBody("POST", request.Body{Kind: request.JSON, JSON: "{}"}, request.Field{Name: "Content-Length", Value: "2"}),
		python: `{"method": "POST", "url": "http://api.example/", "json": {}, "headers": {"Content-Length": "2"}}`},
	{name: "a wrong Content-Length typed", request: withBody("POST", request.Body{Kind: request.JSON, JSON: "{}"}, request.Field{Name: "Content-Length", Value: "1"}),
		python: `{"method": "POST", "url": "http://api.example/", "json": {}, "headers": {"Content-Length": "1"}}`},
}

var describedForms = []described{
	{name: "a form in order, with duplicates", request: withForm(request.Field{Name: "b", Value: "2"}, request.Field{Name: "a", Value: "1"}, request.Field{Name: "b", Value: "3"}),
		python: `{"method": "POST", "url": "http://api.example/", "data": [["b", "2"], ["a", "1"], ["b", "3"]]}`},
	{name: "a form with marks", request: withForm(request.Field{Name: "a b", Value: "1 & 2=3+4%20"}, request.Field{Name: "m", Value: "-._~*!'()/?:@$,;[]{}|\\^`\"<>#"}),
		python: `{"method": "POST", "url": "http://api.example/", "data": {"a b": "1 & 2=3+4%20", "m": "-._~*!'()/?:@$,;[]{}|\\^` + "`" + `\"<>#"}}`},
	{name: "a form in unicode", request: withForm(request.Field{Name: "ключ", Value: "日本🎉"}), python: `{"method": "POST", "url": "http://api.example/", "data": {"ключ": "日本🎉"}}`},
	{name: "a form with line breaks", request: withForm(request.Field{Name: "t", Value: "a\r\nb\nc"}), python: `{"method": "POST", "url": "http://api.example/", "data": {"t": "a\r\nb\nc"}}`},
	{name: "a form with an empty value and an empty name", request: withForm(request.Field{Name: "a"}, request.Field{Value: "b"}), python: `{"method": "POST", "url": "http://api.example/", "data": [["a", ""], ["", "b"]]}`},
	{name: "an empty form", request: withForm(), python: `{"method": "POST", "url": "http://api.example/", "data": {}}`},
	{name: "a form with PUT", request: withBody("PUT", request.Body{Kind: request.Form, Form: []request.Field{{Name: "a", Value: "1"}}}), python: `{"method": "PUT", "url": "http://api.example/", "data": {"a": "1"}}`},
	{name: "a form with a field that is off", request: withForm(request.Field{Name: "a", Value: "1"}, request.Field{Name: "b", Value: "2", Off: true}),
		python: `{"method": "POST", "url": "http://api.example/", "data": {"a": "1", "b": null}}`},
}

var describedBodies = []described{
	{name: "JSON as typed", request: withBody("POST", request.Body{Kind: request.JSON, JSON: "{ \"n\": 12345678901234567890,\n\t\"n\": 1.0 }"}),
		python: `{"method": "POST", "url": "http://api.example/", "data": "{ \"n\": 12345678901234567890,\n\t\"n\": 1.0 }", "headers": {"Content-Type": "application/json"}}`},
	{name: "JSON in unicode", request: withBody("POST", request.Body{Kind: request.JSON, JSON: `"日本 \u00e9 🎉"`}),
		python: `{"method": "POST", "url": "http://api.example/", "data": "\"日本 \\u00e9 🎉\"", "headers": {"Content-Type": "application/json"}}`},
	{name: "JSON as requests writes it", request: withBody("POST", request.Body{Kind: request.JSON, JSON: `{"a": [1, true, null], "b": "\u00e9"}`}),
		python: `{"method": "POST", "url": "http://api.example/", "json": {"a": [1, true, null], "b": "é"}}`},
	{name: "a text with a charset", request: withBody("PUT", request.Body{Kind: request.Text, Text: "grüße\r\n", MediaType: "text/plain; charset=utf-8"}),
		python: `{"method": "PUT", "url": "http://api.example/", "data": "grüße\r\n", "headers": {"Content-Type": "text/plain; charset=utf-8"}}`},
	{name: "a text of no named type", request: withBody("POST", request.Body{Kind: request.Text, Text: "a"}), python: `{"method": "POST", "url": "http://api.example/", "data": {"base64": "YQ=="}}`},
	{name: "an empty text", request: withBody("POST", request.Body{Kind: request.Text, MediaType: "text/plain"}),
		python: `{"method": "POST", "url": "http://api.example/", "data": "", "headers": {"Content-Type": "text/plain"}}`},
	{name: "XML", request: withBody("POST", request.Body{Kind: request.Text, Text: "<a>é</a>", MediaType: "application/xml"}),
		python: `{"method": "POST", "url": "http://api.example/", "data": "<a>é</a>", "headers": {"Content-Type": "application/xml"}}`},
	{name: "raw bytes", request: withBody("POST", request.Body{Kind: request.RawFile, File: file("bytes", "b.bin", "")}),
		python: `{"method": "POST", "url": "http://api.example/", "data": {"base64": "AAH+/w0KLS0NCg=="}, "headers": {"Content-Type": "application/octet-stream"}}`},
	{name: "a file with its type", request: withBody("PUT", request.Body{Kind: request.RawFile, File: file("text", "t.csv", "text/csv")}),
		python: `{"method": "PUT", "url": "http://api.example/", "data": "line 1\r\nline 2\n", "headers": {"Content-Type": "text/csv"}}`},
	{name: "an empty file", request: withBody("PUT", request.Body{Kind: request.RawFile, File: file("empty", "e", "text/csv")}),
		python: `{"method": "PUT", "url": "http://api.example/", "data": {"base64": ""}, "headers": {"Content-Type": "text/csv"}}`},
}

// Text parts are given as files without a name where their order counts: requests writes data before all files.
var describedMultiparts = []described{
	{name: "multipart with text parts", request: withParts(request.Part{Name: "b", Value: "2"}, request.Part{Name: "a", Value: "é\r\n1"}, request.Part{Name: "b", Value: "3"}),
		python: `{"method": "POST", "url": "http://api.example/", "files": [["b", [null, "2"]], ["a", [null, "é\r\n1"]], ["b", [null, "3"]]]}`},
	{name: "multipart with an empty part", request: withParts(request.Part{Name: "a"}), python: `{"method": "POST", "url": "http://api.example/", "files": {"a": [null, ""]}}`},
	{name: "multipart with fields and a file", request: withParts(request.Part{Name: "t", Value: "v"}, request.Part{Name: "f", IsFile: true, File: file("text", "n.txt", "text/plain")}),
		python: `{"method": "POST", "url": "http://api.example/", "data": {"t": "v"}, "files": {"f": ["n.txt", "line 1\r\nline 2\n", "text/plain"]}}`},
	{name: "multipart with several files in order", request: withParts(request.Part{Name: "f", IsFile: true, File: file("text", "2.txt", "text/plain")}, request.Part{Name: "f", IsFile: true, File: file("bytes", "1.bin", "image/png")},
		request.Part{Name: "t", Value: "last"}),
		python: `{"method": "POST", "url": "http://api.example/", "files": [["f", ["2.txt", "line 1\r\nline 2\n", "text/plain"]], ["f", ["1.bin", {"base64": "AAH+/w0KLS0NCg=="}, "image/png"]], ["t", [null, "last"]]]}`},
	{name: "multipart with an empty file", request: withParts(request.Part{Name: "f", IsFile: true, File: file("empty", "e.txt", "text/plain")}),
		python: `{"method": "POST", "url": "http://api.example/", "files": {"f": ["e.txt", "", "text/plain"]}}`},
	{name: "multipart with a file of no known type", request: withParts(request.Part{Name: "f", IsFile: true, File: file("text", "n", "")}),
		python: `{"method": "POST", "url": "http://api.example/", "files": {"f": ["n", "line 1\r\nline 2\n"]}}`},
	{name: "multipart with a file name beyond ASCII", request: withParts(request.Part{Name: "f", IsFile: true, File: file("é", "résumé 日本.txt", "text/plain")}),
		python: `{"method": "POST", "url": "http://api.example/", "files": {"f": ["résumé 日本.txt", "déjà vu", "text/plain"]}}`},
	{name: "multipart with a name beyond ASCII", request: withParts(request.Part{Name: "schlüssel", Value: "v"}), python: `{"method": "POST", "url": "http://api.example/", "files": {"schlüssel": [null, "v"]}}`},
	{name: "multipart with quotes and line breaks in names", request: withParts(request.Part{Name: "a\"b\nc", IsFile: true, File: file("text", `d"e\f.txt`, "text/plain")}),
		python: `{"method": "POST", "url": "http://api.example/", "files": {"a\"b\nc": ["d\"e\\f.txt", "line 1\r\nline 2\n", "text/plain"]}}`},
	{name: "multipart with a typed text part", request: withParts(request.Part{Name: "j", Value: "{}", ContentType: "application/json"}),
		python: `{"method": "POST", "url": "http://api.example/", "files": {"j": [null, "{}", "application/json"]}}`},
	{name: "multipart with a text part that has a file name", request: withParts(request.Part{Name: "j", Value: "{}", FileName: "j.json", ContentType: "application/json"}),
		python: `{"method": "POST", "url": "http://api.example/", "files": {"j": ["j.json", "{}", "application/json"]}}`},
	{name: "multipart with another name and type than the file's", request: withParts(request.Part{Name: "f", IsFile: true, File: file("text", "n.txt", "text/plain"), FileName: "o.csv", ContentType: "text/csv; charset=utf-8"}),
		python: `{"method": "POST", "url": "http://api.example/", "files": {"f": ["o.csv", "line 1\r\nline 2\n", "text/csv; charset=utf-8"]}}`},
}

var describedCredentials = []described{
	{name: "basic auth", request: withAuth(request.Basic, "me", "s3cret:x"), python: `{"method": "GET", "url": "http://api.example/", "auth": ["me", "s3cret:x"]}`},
	{name: "basic auth in Latin-1", request: withAuth(request.Basic, "jö", "päss"), python: `{"method": "GET", "url": "http://api.example/", "auth": ["jö", "päss"]}`},
	{name: "basic auth in UTF-8", request: withAuth(request.Basic, "jö", "päss"), python: `{"method": "GET", "url": "http://api.example/", "auth": [{"base64": "asO2"}, {"base64": "cMOkc3M="}]}`},
	{name: "basic auth with nothing", request: withAuth(request.Basic, "", ""), python: `{"method": "GET", "url": "http://api.example/", "auth": ["", ""]}`},
	{name: "a bearer token", request: withAuth(request.Bearer, "", "t0k.en"), python: `{"method": "GET", "url": "http://api.example/", "headers": {"Authorization": "Bearer t0k.en"}}`},
	{name: "basic auth over a typed header", request: request.Request{URL: "http://api.example/", Headers: []request.Field{{Name: "Authorization", Value: "typed"}}, Auth: withAuth(request.Basic, "me", "p").Auth},
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"Authorization": "typed"}, "auth": ["me", "p"]}`},
	{name: "basic auth over that of the URL", request: request.Request{URL: "http://you:q@api.example/", Auth: withAuth(request.Basic, "me", "p").Auth},
		python: `{"method": "GET", "url": "http://you:q@api.example/", "auth": ["me", "p"]}`},
	{name: "digest as RFC 2069 has it", request: withDigest("GET", "http://api.example/dir/a.html", "me", request.Body{}), answers: challenge(`realm="r", nonce="n"`),
		python: `{"method": "GET", "url": "http://api.example/dir/a.html", "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest with MD5 and qop", request: withDigest("GET", "http://api.example/a?b=c%20d", "me", request.Body{}), answers: challenge(`realm="the realm", nonce="abc==", qop="auth", opaque="xyz", algorithm=MD5`),
		python: `{"method": "GET", "url": "http://api.example/a?b=c%20d", "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest with SHA-256", request: withDigest("GET", "http://api.example/", "me", request.Body{}), answers: challenge(`realm="r", nonce="n", qop="auth", algorithm=SHA-256`),
		python: `{"method": "GET", "url": "http://api.example/", "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest with MD5-sess", request: withDigest("GET", "http://api.example/", "me", request.Body{}), answers: challenge(`realm="r", nonce="n", qop="auth", algorithm=MD5-sess`),
		python: `{"method": "GET", "url": "http://api.example/", "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest with a choice of qop", request: withDigest("GET", "http://api.example/", "me", request.Body{}), answers: challenge(`realm="r", nonce="n", qop="auth,auth-int"`),
		python: `{"method": "GET", "url": "http://api.example/", "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest with a body", request: withDigest("POST", "http://api.example/a", "me", request.Body{Kind: request.Form, Form: []request.Field{{Name: "a", Value: "1"}}}), answers: challenge(`realm="r", nonce="n", qop="auth"`),
		python: `{"method": "POST", "url": "http://api.example/a", "data": {"a": "1"}, "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest that is refused", request: withDigest("GET", "http://api.example/", "me", request.Body{}), answers: slices.Repeat(challenge(`realm="r", nonce="n", qop="auth"`), 3),
		python: `{"method": "GET", "url": "http://api.example/", "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest that was not asked for", request: withDigest("GET", "http://api.example/", "me", request.Body{}), python: `{"method": "GET", "url": "http://api.example/", "auth": {"digest": ["me", "secret"]}}`},
	{name: "digest of an unknown algorithm", request: withDigest("GET", "http://api.example/", "me", request.Body{}), answers: challenge(`realm="r", nonce="n", qop="auth", algorithm=NEW`),
		python: `{"method": "GET", "url": "http://api.example/", "auth": {"digest": ["me", "secret"]}}`},
}

// setsCookies is a journey of redirects, each of which sets cookies: an answer is where it leads and its Set-Cookie lines.
func setsCookies(name, url string, answers ...[]string) described {
	r := request.New()
	r.SetURL(url)
	d := described{name: name, request: r, python: fmt.Sprintf(`{"method": "GET", "url": %s}`, jsonText(url))}
	for _, a := range answers {
		answer := "302 Found\nLocation: " + a[0]
		for _, cookie := range a[1:] {
			answer += "\nSet-Cookie: " + cookie
		}
		d.answers = append(d.answers, answer)
	}
	return d
}

var describedCookies = []described{
	setsCookies("a cookie for a path", "http://api.example/a", []string{"/b/c", "p=1; Path=/b", "q=2; Path=/bb", "r=3; Path=/"}),
	setsCookies("cookies of the default path", "http://api.example/x/y", []string{"/x/z", "a=1"}, []string{"/", "b=2"}),
	setsCookies("a cookie for a domain", "http://a.api.example/", []string{"http://b.api.example/", "d=1; Domain=api.example", "h=2"}),
	setsCookies("a cookie for another domain", "http://api.example/", []string{"http://other.example/", "d=1; Domain=other.example", "h=2"}, []string{"http://api.example/"}),
	setsCookies("a secure cookie", "http://api.example/", []string{"/b", "s=1; Secure", "h=2; HttpOnly"}),
	setsCookies("a cookie that has expired", "http://api.example/", []string{"/b", "e=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "m=2; Max-Age=0", "k=3; Max-Age=60"}),
	setsCookies("a cookie that is taken away", "http://api.example/", []string{"/b", "a=1", "b=2"}, []string{"/c", "a=; Max-Age=0"}),
	setsCookies("a cookie that is set anew", "http://api.example/", []string{"/b", "a=1", "b=2"}, []string{"/c", "a=3"}),
	setsCookies("cookies of longer paths first", "http://api.example/", []string{"/b/c", "r=1; Path=/", "c=2; Path=/b/c", "b=3; Path=/b"}),
	setsCookies("a cookie in quotes", "http://api.example/", []string{"/b", `q="x y"`, "e=", "u=a=b"}),
	setsCookies("a cookie in bytes beyond ASCII", "http://api.example/", []string{"/b", "l=\xe9", "u=caf\xc3\xa9"}),
	setsCookies("a cookie for a port", "http://api.example:8080/", []string{"http://api.example:8081/", "p=1"}),
	{name: "a typed cookie and one that a redirect sets", request: withHeaders(request.Field{Name: "Cookie", Value: "t=1"}), answers: []string{"302 Found\nLocation: /b\nSet-Cookie: s=2"},
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"Cookie": "t=1"}}`},

	{name: "cookies", request: withHeaders(request.Field{Name: "Cookie", Value: "a=1; b=2"}), python: `{"method": "GET", "url": "http://api.example/", "cookies": {"a": "1", "b": "2"}}`},
	{name: "cookies as a header", request: withHeaders(request.Field{Name: "Cookie", Value: `a="x y"; b=é`}), python: `{"method": "GET", "url": "http://api.example/", "headers": {"Cookie": "a=\"x y\"; b=é"}}`},
}

// describedRedirects are all ways to redirect all methods, with the body that goes along or not.
func describedRedirects() (list []described) {
	for _, answer := range []string{"301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"} {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE"} {
			d := described{name: answer + ", " + method, request: withBody(method, request.Body{}), answers: []string{answer + "\nLocation: /there?x=1"},
				python: fmt.Sprintf(`{"method": %q, "url": "http://api.example/", "allow_redirects": true}`, method)}
			if method == "POST" || method == "PUT" {
				d.request.Body = request.Body{Kind: request.JSON, JSON: `{"a":1}`}
				d.python = fmt.Sprintf(`{"method": %q, "url": "http://api.example/", "data": "{\"a\":1}", "headers": {"Content-Type": "application/json"}}`, method)
			}
			list = append(list, d)
		}
	}
	return list
}

func follows(name, location, url string, python string) described {
	r := request.New()
	r.SetURL(url)
	return described{name: name, request: r, answers: []string{"302 Found\nLocation: " + location}, python: fmt.Sprintf(`{"method": "GET", "url": %s%s}`, jsonText(url), python)}
}

var describedJourneys = slices.Concat([]described{
	follows("a redirect relative to the path", "b", "http://api.example/x/a?q", ""),
	follows("a redirect up the path", "../b?c", "http://api.example/x/y/a", ""),
	follows("a redirect to a query", "?page=2", "http://api.example/x/a?q", ""),
	follows("a redirect without a scheme", "//other.example/b", "http://api.example/a", ""),
	follows("a redirect to another host", "http://other.example/b", "http://api.example/a", ""),
	follows("a redirect to a host alone", "http://other.example", "http://api.example/a", ""),
	follows("a redirect to unicode", "/caf\xc3\xa9?q=\xc3\xa9", "http://api.example/a", ""),
	follows("a redirect to a space", "/a b?c d", "http://api.example/a", ""),
	follows("a redirect with escapes", "/a%2fb%20c?d=%zz", "http://api.example/a", ""),
	follows("a redirect with a percent sign", "/100%", "http://api.example/a", ""),
	follows("a redirect with a fragment", "/b#there", "http://api.example/a", ""),
	{name: "the fragment of a redirect goes along", request: get("http://api.example/a"), answers: []string{"302 Found\nLocation: /b#one", "302 Found\nLocation: /c"},
		python: `{"method": "GET", "url": "http://api.example/a"}`},
	{name: "a later fragment takes the place of the one before", request: get("http://api.example/a"), answers: []string{"302 Found\nLocation: /b#one", "302 Found\nLocation: /c#two", "302 Found\nLocation: /d"},
		python: `{"method": "GET", "url": "http://api.example/a"}`},
	follows("a redirect keeps the fragment", "/b", "http://api.example/a#here", ""),
	follows("a redirect to another scheme", "ftp://api.example/b", "http://api.example/a", ""),
	follows("a redirect to nowhere", "", "http://api.example/a", ""),
	follows("a redirect to no URL", "http://[::1", "http://api.example/a", ""),
}, []described{
	stays("a redirect to the same host keeps credentials", "/b"),
	stays("a redirect to another host drops credentials", "http://other.example/b"),
	stays("a redirect to another port drops credentials", "http://api.example:8080/b"),
	stays("a redirect to a subdomain drops credentials", "http://sub.api.example/b"),
	stays("a redirect to the host in capitals", "http://API.example/b"),
	{name: "a bearer token is dropped on the way to another host", request: withAuth(request.Bearer, "", "t"), answers: []string{"307 Temporary Redirect\nLocation: http://other.example/"},
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"Authorization": "Bearer t"}}`},
	{name: "other headers go along to another host", request: withHeaders(request.Field{Name: "X-Key", Value: "k"}, request.Field{Name: "Cookie", Value: "a=1"}), answers: []string{"302 Found\nLocation: http://other.example/"},
		python: `{"method": "GET", "url": "http://api.example/", "headers": {"X-Key": "k", "Cookie": "a=1"}}`},
	{name: "a cookie that a redirect sets", request: get("http://api.example/"), answers: []string{"302 Found\nLocation: /b\nSet-Cookie: s=1"}, python: `{"method": "GET", "url": "http://api.example/"}`},
	{name: "a redirect with a user", request: get("http://api.example/"), answers: []string{"302 Found\nLocation: http://me:p@other.example/b"}, python: `{"method": "GET", "url": "http://api.example/"}`},
	{name: "a multipart body goes along", request: withParts(request.Part{Name: "f", IsFile: true, File: file("text", "n.txt", "text/plain")}), answers: []string{"308 Permanent Redirect\nLocation: /b"},
		python: `{"method": "POST", "url": "http://api.example/", "files": {"f": ["n.txt", "line 1\r\nline 2\n", "text/plain"]}}`},
	{name: "a redirect to a challenge", request: withDigest("GET", "http://api.example/a", "me", request.Body{}), answers: slices.Concat([]string{"302 Found\nLocation: /b"}, challenge(`realm="r", nonce="n", qop="auth"`)),
		python: `{"method": "GET", "url": "http://api.example/a", "auth": {"digest": ["me", "secret"]}}`},
	{name: "a redirect behind a challenge", request: withDigest("GET", "http://api.example/a", "me", request.Body{}), answers: slices.Concat(challenge(`realm="r", nonce="n", qop="auth"`), []string{"302 Found\nLocation: http://other.example/b"}),
		python: `{"method": "GET", "url": "http://api.example/a", "auth": {"digest": ["me", "secret"]}}`},
	{name: "a redirect behind a challenge to the same host", request: withDigest("GET", "http://api.example/a", "me", request.Body{}), answers: slices.Concat(challenge(`realm="r", nonce="n", qop="auth"`), []string{"302 Found\nLocation: /b"}),
		python: `{"method": "GET", "url": "http://api.example/a", "auth": {"digest": ["me", "secret"]}}`},
	{name: "redirects are not followed", request: request.Request{URL: "http://api.example/", Options: request.Options{Redirect: request.Stop}}, answers: []string{"302 Found\nLocation: /b"},
		python: `{"method": "GET", "url": "http://api.example/", "allow_redirects": false}`},
	{name: "as many redirects as may be", request: request.Request{URL: "http://api.example/", Options: request.Options{MaxRedirect: 3}}, answers: slices.Repeat([]string{"302 Found\nLocation: /b"}, 3),
		python: `{"method": "GET", "url": "http://api.example/", "max_redirects": 3}`},
	{name: "too many redirects", request: request.Request{URL: "http://api.example/", Options: request.Options{MaxRedirect: 3}}, answers: slices.Repeat([]string{"302 Found\nLocation: /b"}, 4),
		python: `{"method": "GET", "url": "http://api.example/", "max_redirects": 3}`},
	{name: "two redirects that rewrite the method once", request: withBody("POST", request.Body{Kind: request.JSON, JSON: "{}"}), answers: []string{"307 Temporary Redirect\nLocation: /b", "303 See Other\nLocation: /c"},
		python: `{"method": "POST", "url": "http://api.example/", "data": "{}", "headers": {"Content-Type": "application/json"}}`},
	{name: "a read timeout", request: request.Request{URL: "http://api.example/", Options: request.Options{Read: 200 * time.Millisecond}}, answers: []string{silence},
		python: `{"method": "GET", "url": "http://api.example/", "timeout": 0.2}`},
	{name: "a connection that is closed unanswered", request: get("http://api.example/"), answers: []string{gone}, python: `{"method": "GET", "url": "http://api.example/"}`},
	{name: "300 is not followed", request: get("http://api.example/"), answers: []string{"300 Multiple Choices\nLocation: /b"}, python: `{"method": "GET", "url": "http://api.example/"}`},
	{name: "304 is not followed", request: get("http://api.example/"), answers: []string{"304 Not Modified\nLocation: /b"}, python: `{"method": "GET", "url": "http://api.example/"}`},
})

// jsonText writes a text as JSON and as people read it.
func jsonText(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func stays(name, location string) described {
	return described{name: name, request: withAuth(request.Basic, "me", "p"), answers: []string{"302 Found\nLocation: " + location}, python: `{"method": "GET", "url": "http://api.example/", "auth": ["me", "p"]}`}
}

const (
	whyAsTyped   = "A typed URL is sent as typed: an escape is not written anew, and what HTTP can carry is not encoded."
	whyParameter = "A parameter is encoded as browsers encode a query (URL standard, query percent-encode set), and what is encoded already stays."
	whyURL       = "The URL of a Prepared has no user, password and fragment: what is shown and kept holds no secret."
	whyDigest    = "RFC 7616, section 3.4, has this without quotes."
	whyUTF8      = "Basic auth is in UTF-8 (RFC 7617, section 2.1); requests takes Latin-1, and bytes for anything else."
	whyHost      = "The host goes out as it was typed, which means the same (RFC 9110, section 4.2.3)."
	whyKinds     = "The failure is the same; requests has a finer name for it."
	whyNet       = "Without Place.Normalise the URL is as net/url writes it; on the wire is the Punycode."
	whyAbove     = "For the same reason as the row above."
)

// spelt are two spellings of a target on api.example, which the URL of the response has as well.
func spelt(of, requests, session, why string) []difference {
	return []difference{
		{of: of, in: "1 target", requests: requests, session: session, why: why},
		{of: of, in: "URL", requests: "http://api.example" + requests, session: "http://api.example" + session, why: whyAbove},
	}
}

// lengthless are requests without a body that do not say so.
func lengthless(number string, of ...string) (list []difference) {
	for _, name := range of {
		list = append(list, difference{of: name, in: number + " header content-length", requests: "0", session: absent,
			why: "Only a method whose body has a meaning says that there is none (RFC 9110, section 8.6)."})
	}
	return list
}

// foreseen are the credentials that a Session sends before it is asked for them again.
func foreseen(of, number string, params map[string]string) (list []difference) {
	for name, value := range params {
		list = append(list, difference{of: of, in: number + " header authorization: digest " + name, requests: absent, session: value,
			why: "The challenge holds for all of the host (RFC 7616, section 3.4): its next request is not refused first."})
	}
	return list
}

// kept are the differences that are meant.
var kept = slices.Concat(
	[]difference{
		{in: "header accept", requests: "*/*", session: absent, why: "Only what was typed is sent; without Accept all media types are welcome (RFC 9110, section 12.5.1)."},
		{in: "header authorization: digest qop", requests: `"auth"`, session: "auth", why: whyDigest},
		{of: "digest with MD5 and qop", in: "2 header authorization: digest algorithm", requests: `"MD5"`, session: "MD5", why: whyDigest},
		{of: "digest with SHA-256", in: "2 header authorization: digest algorithm", requests: `"SHA-256"`, session: "SHA-256", why: whyDigest},
		{of: "digest with MD5-sess", in: "2 header authorization: digest algorithm", requests: `"MD5-sess"`, session: "MD5-sess", why: whyDigest},
		{of: "get in small letters", in: "1 method", requests: "GET", session: "get", why: "Methods are case-sensitive (RFC 9110, section 9.1); only browsers write the standard ones in capitals."},
		{of: "patch in small letters", in: "1 method", requests: "PATCH", session: "patch", why: "Methods are case-sensitive (RFC 9110, section 9.1)."},
	},
	lengthless("1", "DELETE without a body", "OPTIONS without a body", "TRACE", "a method of its own", "a method with marks"),
	lengthless("1", "301 Moved Permanently, DELETE", "302 Found, DELETE", "303 See Other, DELETE", "307 Temporary Redirect, DELETE", "308 Permanent Redirect, DELETE"),
	lengthless("2", "307 Temporary Redirect, DELETE", "308 Permanent Redirect, DELETE"),
	foreseen("a redirect behind a challenge to the same host", "3", map[string]string{
		"username": `"me"`, "realm": `"r"`, "nonce": `"n"`, "uri": `"/b"`, "qop": "auth", "nc": "00000002", "cnonce": "its own", "response": "right",
	}),
	spelt("unicode in parameters", "/?%D0%BA%D0%BB%D1%8E%D1%87=%E6%97%A5%E6%9C%AC+%C3%A9", "/?%D0%BA%D0%BB%D1%8E%D1%87=%E6%97%A5%E6%9C%AC%20%C3%A9", whyParameter),
	spelt("a space in a parameter", "/?q=a+b", "/?q=a%20b", whyParameter),
	spelt("a plus in a parameter", "/?q=a%2Bb", "/?q=a+b", whyParameter),
	spelt("an encoded parameter", "/?q=a%2520b", "/?q=a%20b", whyParameter),
	spelt("marks in a parameter", "/?q=%2F%3F%3A%40%21%24%27%28%29%2A%2C%3B~", "/?q=/?:@!$%27()*,;~", whyParameter),
	spelt("brackets in a name", "/?a%5B%5D=1", "/?a[]=1", whyParameter),
	spelt("small letters in an escape", "/a%2Fb?c=%C3%A9", "/a%2fb?c=%c3%a9", whyAsTyped),
	spelt("an escape of what needs none", "/~a-?b=~", "/%7Ea%2D?b=%7E", whyAsTyped),
	spelt("a percent sign that encodes nothing in the query", "/?q=100%25&r=%25zz", "/?q=100%&r=%zz", whyAsTyped),
	spelt("a percent sign that encodes nothing", "/100%25/a", "/100%/a", whyAsTyped),
	spelt("brackets in the query", "/?a%5B1%5D=%7B2%7D%7C%5E%60", "/?a[1]={2}|^`", whyAsTyped),
	spelt("a backslash in the query", "/?q=a%5Cb", `/?q=a\b`, whyAsTyped),
	spelt("an empty query", "/a", "/a?", whyAsTyped),
	spelt("dots in the path", "/a/c", "/a/./b/../c", "A typed URL is sent as typed; only browsers resolve its dots."),
	spelt("white space around a URL", "/a%20", "/a", "White space around a URL is not meant."),
	[]difference{
		{of: "a fragment", in: "URL", requests: "http://api.example/a?b=1#c", session: "http://api.example/a?b=1", why: whyURL},
		{of: "a fragment with a question mark", in: "URL", requests: "http://api.example/a#b?c", session: "http://api.example/a", why: whyURL},
		{of: "a redirect keeps the fragment", in: "URL", requests: "http://api.example/b#here", session: "http://api.example/b", why: whyURL},
		{of: "a user and a password", in: "URL", requests: "http://me:s3cret@api.example/a", session: "http://api.example/a", why: whyURL},
		{of: "a user that is encoded", in: "URL", requests: "http://m%40e:p%C3%A4ss%3A@api.example/a", session: "http://api.example/a", why: whyURL},
		{of: "a user without a password", in: "URL", requests: "http://me@api.example/a", session: "http://api.example/a", why: whyURL},
		{of: "basic auth over that of the URL", in: "URL", requests: "http://you:q@api.example/", session: "http://api.example/", why: whyURL},
		{of: "a user that is encoded", in: "1 header authorization", requests: "Basic bUBlOnDkc3M6", session: "Basic bUBlOnDDpHNzOg==", why: whyUTF8},
		{of: "basic auth in Latin-1", in: "1 header authorization", requests: "Basic avY6cORzcw==", session: "Basic asO2OnDDpHNz", why: whyUTF8},
		{of: "a user without a password", in: "1 header authorization", requests: absent, session: "Basic bWU6", why: "A user was typed, and goes out with an empty password, as in curl."},
		{of: "the usual port", in: "1 header host", requests: "api.example", session: "api.example:80", why: whyHost},
		{of: "capitals in scheme and host", in: "1 header host", requests: "api.example", session: "API.Example", why: whyHost},
		{of: "capitals in scheme and host", in: "URL", requests: "http://api.example/A", session: "http://API.Example/A", why: whyAbove},
		{of: "a redirect to the host in capitals", in: "2 header host", requests: "api.example", session: "API.example", why: whyHost},
		{of: "a dot behind the name", in: "1 header host", requests: "api.example", session: "api.example.", why: "The host goes out as it was typed, as in browsers."},
		{of: "a name beyond ASCII", in: "URL", requests: "http://xn--bcher-kva.example/a", session: "http://b%C3%BCcher.example/a", why: whyNet},
		{of: "a name beyond ASCII with a port", in: "URL", requests: "http://xn--wgv71a.example:8080/a", session: "http://%E6%97%A5%E6%9C%AC.example:8080/a", why: whyNet},
		{of: "a sharp s in a name", in: "URL", requests: "http://xn--strae-oqa.example/a", session: "http://stra%C3%9Fe.example/a", why: whyNet},
		{of: "a redirect to a host alone", in: "URL", requests: "http://other.example", session: "http://other.example/", why: "The URL of a response has its path, as in browsers."},
		{of: "a redirect with a percent sign", in: "2 target", requests: "/100%25", session: "/100%", why: whyAsTyped},
		{of: "a redirect with escapes", in: "2 target", requests: "/a%252fb%2520c?d=%25zz", session: "/a%2fb%20c?d=%zz",
			why: "A percent sign that encodes nothing makes requests encode all others once more."},
		{of: "a redirect with escapes", in: "URL", requests: "http://api.example/a%252fb%2520c?d=%25zz", session: "http://api.example/a%2fb%20c?d=%zz", why: whyAbove},
		{of: "no host", in: "requests on the wire", requests: "0", session: "1", why: "Too many slashes are put right, as in browsers: the host is a."},
		{of: "no host", in: "status", requests: "0", session: "200", why: whyAbove},
		{of: "no host", in: "URL", requests: "", session: "http://a/", why: whyAbove},
		{of: "no host", in: "error", requests: "InvalidURL", session: "", why: whyAbove},
		{of: "a redirect to another scheme", in: "error", requests: "InvalidSchema", session: "TooManyRedirects", why: whyKinds},
		{of: "a redirect to no URL", in: "error", requests: "ValueError", session: "TooManyRedirects", why: "requests lets an exception of urllib.parse through."},
		{of: "a header twice", in: "1 header x-a", requests: "1, 2", session: "1\n2", why: "Headers are a list: two rows are two lines. The dict of requests holds one."},
		{of: "a header twice in other letters", in: "1 header x-a", requests: "2", session: "1\n2", why: "Headers are a list: two rows are two lines. The dict of requests holds one."},
		{of: "a header beyond Latin-1", in: "error", requests: "UnicodeEncodeError", session: "InvalidHeader", why: "requests lets an exception of http.client through."},
		{of: "a space before a header's value", in: "requests on the wire", requests: "0", session: "1", why: "White space around a value is no part of it (RFC 9110, section 5.5), and goes; requests refuses it."},
		{of: "a space before a header's value", in: "status", requests: "0", session: "200", why: whyAbove},
		{of: "a space before a header's value", in: "URL", requests: "", session: "http://api.example/", why: whyAbove},
		{of: "a space before a header's value", in: "error", requests: "InvalidHeader", session: "", why: whyAbove},
		{of: "a header's name with a space", in: "requests on the wire", requests: "1", session: "0", why: "Such a name is not one (RFC 9110, section 5.1); requests sends it."},
		{of: "a header's name with a space", in: "status", requests: "200", session: "0", why: whyAbove},
		{of: "a header's name with a space", in: "URL", requests: "http://api.example/", session: "", why: whyAbove},
		{of: "a header's name with a space", in: "error", requests: "", session: "InvalidHeader", why: whyAbove},
		{of: "an empty form", in: "1 header content-type", requests: absent, session: "application/x-www-form-urlencoded", why: "A form was chosen, and goes out though it is empty; for requests no data is no form."},
		{of: "a text of no named type", in: "1 header content-type", requests: absent, session: request.DefaultTextType, why: "A text is said to be one, as in browsers; requests leaves bytes unnamed."},
		{of: "multipart with a file of no known type", in: "1 body",
			requests: "--BOUNDARY\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\n\r\nline 1\r\nline 2\n\r\n--BOUNDARY--\r\n",
			session:  "--BOUNDARY\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\nContent-Type: application/octet-stream\r\n\r\nline 1\r\nline 2\n\r\n--BOUNDARY--\r\n",
			why:      "A file of no known type is application/octet-stream, as in browsers (HTML standard, multipart/form-data encoding algorithm)."},
		{of: "digest of an unknown algorithm", in: "requests on the wire", requests: "2", session: "1", why: "A challenge that cannot be answered is the response; requests asks again with credentials that are none."},
		{of: "digest of an unknown algorithm", in: "status", requests: "200", session: "401", why: whyAbove},
	},
)

// defects are the differences that are not meant. A row goes with its defect.
var defects = []difference{}

//go:build !js

package session

import (
	"fmt"
	"slices"

	"roundtrip/app/request"
)

func withParams(url string, rows ...request.Field) request.Request {
	r := get(url)
	r.SetURL(url)
	r.SetParams(slices.Concat(r.Params, rows))
	return r
}

func withHeaders(rows ...request.Field) request.Request {
	return request.Request{URL: "http://api.example/", Headers: rows}
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
	{name: "JSON in a parameter", request: withParams("http://api.example/", request.Field{Name: "filter", Value: `{"cardtype":2}`}, request.Field{Name: "config[field]", Value: "x|y^"}),
		python: `{"method": "GET", "url": "http://api.example/", "params": {"filter": "{\"cardtype\":2}", "config[field]": "x|y^"}}`},
	{name: "percent signs in parameters", request: withParams("http://api.example/?q=a+b,c", request.Field{Name: "n", Value: "ELIAS%"}, request.Field{Name: "%41", Value: "%zz +"}),
		python: `{"method": "GET", "url": "http://api.example/?q=a+b,c", "params": {"n": "ELIAS%", "%41": "%zz +"}}`},
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

//go:build !js

package session

import (
	"encoding/json"

	"roundtrip/app/request"
)

// contents are the bytes of files by their IDs.
var contents = map[string]string{
	"text": "line 1\r\nline 2\n", "bytes": "\x00\x01\xfe\xff\r\n--\r\n", "empty": "", "é": "déjà vu",
}

func file(id, name, media string) *request.File {
	return &request.File{ID: id, Name: name, Size: int64(len(contents[id])), Type: media}
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

// jsonText writes a text as JSON and as people read it.
func jsonText(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}

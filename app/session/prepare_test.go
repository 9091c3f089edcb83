package session

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

var browser = Place{Browser: true, Page: "https://play.example/lab/", UserAgent: "Test/1.0"}

func get(url string) request.Request { return request.Request{URL: url} }

func TestPrepareCompletesTheURL(t *testing.T) {
	tests := []struct{ name, typed, sent string }{
		{"a scheme is added", "api.example/a", "https://api.example/a"},
		{"this machine gets http", "localhost:8080/a?b", "http://localhost:8080/a?b"},
		{"loopback gets http", "127.0.0.1:3000", "http://127.0.0.1:3000/"},
		{"the fragment stays here", "https://api.example/a?b=1#c?d", "https://api.example/a?b=1"},
		{"user and password come out", "https://me:s3cret@api.example/a@b?c=@", "https://api.example/a@b?c=@"},
		{"an at sign in the query is no user", "https://api.example?mail=a@b.c", "https://api.example/?mail=a@b.c"},
		{"a path is the page's own", "/demo/get?x", "https://play.example/demo/get?x"},
		{"a percent sign that encodes nothing stays", "https://api.example/100%/a%zz?b=%", "https://api.example/100%/a%zz?b=%"},
		{"white space around goes", "  https://api.example/ ", "https://api.example/"},
		{"what is encoded stays encoded", "https://api.example/%7Ea/%2F?q=%20a+b%zz", "https://api.example/%7Ea/%2F?q=%20a+b%zz"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, bad := Prepare(get(test.typed), browser)
			require.Nil(t, bad)
			require.Equal(t, test.sent, p.URL)
		})
	}
}

func TestPrepareRefusesWhatCannotBeSent(t *testing.T) {
	body := func(method string) request.Request {
		return request.Request{Method: method, URL: "https://api.example", Body: request.Body{Kind: request.JSON, JSON: "{}"}}
	}
	header := func(name, value string) request.Request {
		return request.Request{URL: "https://api.example", Headers: []request.Field{{Name: name, Value: value}}}
	}
	tests := []struct {
		name  string
		r     request.Request
		where exchange.Where
		says  string
	}{
		{"no URL", get(" "), exchange.AtURL, "Type a URL"},
		{"a scheme that is not HTTP", get("ftp://files.example/a"), exchange.AtURL, "Only http"},
		{"a typing error in the scheme", get("htp://files.example/a"), exchange.AtURL, "Only http"},
		{"a host with a space", get("http://exa mple.com/"), exchange.AtURL, "not a URL"},
		{"a URL without a host", get("http://"), exchange.AtURL, "not a URL"},
		{"a method with a space", request.Request{Method: "GET IT", URL: "https://a.example"}, exchange.AtMethod, "not a method"},
		{"a method that browsers keep", request.Request{Method: "trace", URL: "https://a.example"}, exchange.AtMethod, "TRACE"},
		{"a body with GET", body("GET"), exchange.AtBody, "Browsers do not send a body with GET"},
		{"a body with HEAD", body("HEAD"), exchange.AtBody, "HEAD"},
		{"a header name with a space", header("X Y", "1"), exchange.AtHeaders, "not a header name"},
		{"a header without a name", header("", "1"), exchange.AtHeaders, "needs a name"},
		{"a header value with a line break", header("X", "a\r\nb: c"), exchange.AtHeaders, "line break"},
		{"a header value beyond Latin 1", header("X", "日本"), exchange.AtHeaders, "U+00FF"},
		{"a user name with a colon", request.Request{URL: "https://a.example", Auth: request.Auth{Kind: request.Basic, User: "a:b"}}, exchange.AtAuth, "colon"},
		{"an empty bearer token", request.Request{URL: "https://a.example", Auth: request.Auth{Kind: request.Bearer}}, exchange.AtAuth, "token"},
		{"a raw file that was not chosen", request.Request{Method: "POST", URL: "https://a.example", Body: request.Body{Kind: request.RawFile}}, exchange.AtBody, "Choose the file"},
		{"a part whose file was not chosen", request.Request{Method: "POST", URL: "https://a.example",
			Body: request.Body{Kind: request.Multipart, Parts: []request.Part{{Name: "f", IsFile: true}}}}, exchange.AtBody, `part "f"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, bad := Prepare(test.r, browser)
			require.Nil(t, p)
			require.NotNil(t, bad)
			require.Equal(t, exchange.BadInput, bad.Kind)
			require.Equal(t, test.where, bad.Where)
			require.Contains(t, bad.Detail, test.says)
		})
	}
}

func TestAuthSetsNoHeaderThatLeadsElsewhere(t *testing.T) {
	for _, name := range []string{"Host", " hOST ", "Content-Length", "transfer-encoding", "Trailer", "Connection", "Upgrade", "TE", "Expect", "Keep-Alive", "Proxy-Authorization"} {
		for _, from := range []Place{browser, {}} {
			_, bad := Prepare(request.Request{URL: "https://a.example", Auth: request.Auth{Kind: request.APIKey, KeyName: name, Key: request.NewSecret("evil.example")}}, from)
			require.NotNil(t, bad, name)
			require.Equal(t, exchange.AtAuth, bad.Where)
			require.Equal(t, "key-name", bad.Setting)
			require.Equal(t, exchange.BadInput, bad.Kind)
			_, bad = Prepare(request.Request{URL: "https://a.example", Auth: request.Auth{Kind: request.HMAC, HMAC: request.Signature{Name: name, Key: request.NewSecret("k")}}}, from)
			require.NotNil(t, bad, name)
			require.Equal(t, exchange.AtAuth, bad.Where)
			require.Equal(t, "hmac-name", bad.Setting)
			require.Contains(t, bad.Detail, "Auth cannot set "+strings.TrimSpace(name))
		}
	}
	p, bad := Prepare(request.Request{URL: "https://a.example", Auth: request.Auth{Kind: request.APIKey, KeyPlace: request.InQuery, KeyName: "host", Key: request.NewSecret("k")}}, Place{})
	require.Nil(t, bad)
	require.Equal(t, "https://a.example/?host=k", p.URL, "a parameter leads nowhere")
}

func TestOverPlainHTTPThePagesOwnHostLearnsThatItsPageAsks(t *testing.T) {
	for _, c := range []struct {
		name, page, url string
		browser, says   bool
	}{
		{"a page of a LAN, its own host", "http://box.lan:8080/", "http://box.lan:8080/demo/get", true, true},
		{"a page of a LAN, another host", "http://box.lan:8080/", "http://other.lan/", true, false},
		{"a page over https", "https://play.example/", "https://play.example/demo/get", true, false},
		{"a page of this machine", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/demo/get", true, false},
		{"through a relay", "http://box.lan:8080/", "http://box.lan:8080/demo/get", false, false},
	} {
		p, bad := Prepare(get(c.url), Place{Browser: c.browser, Page: c.page})
		require.Nil(t, bad, c.name)
		require.Equal(t, c.says, slices.ContainsFunc(p.Headers, func(h exchange.Header) bool { return h.Name == "Referer" }), c.name)
		if c.says {
			require.Equal(t, httpwasm.ReferrerSameOrigin, fetchOptions(p.Options, &call{prepared: p}).ReferrerPolicy, c.name)
		}
	}
	p, bad := Prepare(get("https://play.example/"), Place{Browser: true, Page: "https://play.example/"})
	require.Nil(t, bad)
	require.Equal(t, httpwasm.ReferrerNone, fetchOptions(p.Options, &call{prepared: p}).ReferrerPolicy)
}

// own lists the headers that are not the browser's, as lines with their origin.
func own(p *Prepared) []string {
	var lines []string
	for _, h := range p.Headers {
		if h.Origin != exchange.FromBrowser {
			mark := ""
			if h.Dropped {
				mark = "dropped "
			}
			lines = append(lines, mark+string(h.Origin)+" "+h.Name+": "+h.Value)
		}
	}
	return lines
}

func TestPrepareSaysWhoSetEachHeader(t *testing.T) {
	post := func(b request.Body, headers ...request.Field) request.Request {
		return request.Request{Method: "POST", URL: "https://a.example", Body: b, Headers: headers}
	}
	auth := func(a request.Auth, headers ...request.Field) request.Request {
		return request.Request{URL: "https://a.example", Auth: a, Headers: headers}
	}
	tests := []struct {
		name string
		r    request.Request
		want []string
	}{
		{"typed headers keep their order and spelling; rows that are off or blank are left out",
			request.Request{URL: "https://a.example", Headers: []request.Field{{Name: "x-B", Value: " 1 "}, {Name: "X-Off", Value: "2", Off: true}, {}, {Name: "X-A", Value: ""}}},
			[]string{"you x-B: 1", "you X-A: "}},
		{"JSON brings its type", post(request.Body{Kind: request.JSON, JSON: "{}"}), []string{"body Content-Type: application/json"}},
		{"a typed Content-Type wins", post(request.Body{Kind: request.JSON, JSON: "{}"}, request.Field{Name: "content-type", Value: "application/ld+json"}), []string{"you content-type: application/ld+json"}},
		{"text has a charset", post(request.Body{Kind: request.Text, Text: "a"}), []string{"body Content-Type: text/plain;charset=UTF-8"}},
		{"text has the chosen type", post(request.Body{Kind: request.Text, Text: "a", MediaType: "application/xml"}), []string{"body Content-Type: application/xml"}},
		{"a form has its type", post(request.Body{Kind: request.Form}), []string{"body Content-Type: application/x-www-form-urlencoded"}},
		{"a file has its own type", post(request.Body{Kind: request.RawFile, File: &request.File{ID: "1", Type: "image/png"}}), []string{"body Content-Type: image/png"}},
		{"basic auth is UTF-8", auth(request.Auth{Kind: request.Basic, User: "Aladdin", Password: request.NewSecret("öpen")}), []string{"auth Authorization: Basic QWxhZGRpbjrDtnBlbg=="}},
		{"bearer", auth(request.Auth{Kind: request.Bearer, Token: request.NewSecret(" t0k ")}), []string{"auth Authorization: Bearer t0k"}},
		{"an API key in a header", auth(request.Auth{Kind: request.APIKey, Key: request.NewSecret("k")}), []string{"auth X-API-Key: k"}},
		{"the auth tab wins over a typed line, as in requests", auth(request.Auth{Kind: request.Bearer, Token: request.NewSecret("t")}, request.Field{Name: "authorization", Value: "mine"}),
			[]string{"dropped you authorization: mine", "auth Authorization: Bearer t"}},
		{"user and password of the URL become basic auth", get("https://me:p%40ss@a.example"), []string{"auth Authorization: Basic bWU6cEBzcw=="}},
		{"what the browser keeps for itself is marked", request.Request{URL: "https://a.example", Headers: []request.Field{{Name: "Host", Value: "b"}, {Name: "Sec-X", Value: "1"}, {Name: "Ok", Value: "1"}}},
			[]string{"dropped you Host: b", "dropped you Sec-X: 1", "you Ok: 1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, bad := Prepare(test.r, browser)
			require.Nil(t, bad)
			require.Equal(t, test.want, own(p))
		})
	}
}

func TestPrepareMarksADuplicateHeaderWithWhatHappensToIt(t *testing.T) {
	r := request.Request{URL: "https://a.example", Headers: []request.Field{{Name: "X-A", Value: "1"}, {Name: "x-a", Value: "2"}}}
	p, bad := Prepare(r, browser)
	require.Nil(t, bad)
	require.Equal(t, 2, p.Headers[1].Row)
	require.Contains(t, p.Headers[1].Note, "1, 2")
	require.False(t, p.Headers[1].Dropped)
}

func TestPrepareAddsAnAPIKeyToTheQuery(t *testing.T) {
	for typed, sent := range map[string]string{
		"https://a.example/":         "https://a.example/?my+key=a%26b",
		"https://a.example/?x=1":     "https://a.example/?x=1&my+key=a%26b",
		"https://a.example/?x=1#top": "https://a.example/?x=1&my+key=a%26b",
	} {
		r := get(typed)
		r.Auth = request.Auth{Kind: request.APIKey, KeyPlace: request.InQuery, KeyName: "my key", Key: request.NewSecret("a&b")}
		p, bad := Prepare(r, browser)
		require.Nil(t, bad)
		require.Equal(t, sent, p.URL)
	}
}

func TestMultipartKeepsOrderNamesAndTypes(t *testing.T) {
	r := request.Request{Method: "POST", URL: "https://a.example", Body: request.Body{Kind: request.Multipart, Parts: []request.Part{
		{Name: "first", Value: "1\n2"},
		{Name: "off", Value: "x", Off: true},
		{Name: `a"b`, IsFile: true, File: &request.File{ID: "f1", Name: "ü.txt", Size: 5}},
		{Name: "j", Value: "{}", ContentType: "application/json"},
		{Name: "p", IsFile: true, File: &request.File{ID: "f2", Name: "x", Size: 7, Type: "image/png"}, FileName: "y.png", ContentType: "image/apng"},
	}}}
	p, bad := Prepare(r, browser)
	require.Nil(t, bad)
	boundary := strings.TrimPrefix(p.Body.MediaType, "multipart/form-data; boundary=")
	var text strings.Builder
	for _, piece := range p.Body.Pieces {
		if piece.File != nil {
			text.WriteString("<" + piece.File.ID + ">")
		} else {
			text.Write(piece.Bytes)
		}
	}
	want := "--B\r\nContent-Disposition: form-data; name=\"first\"\r\n\r\n1\n2\r\n" +
		"--B\r\nContent-Disposition: form-data; name=\"a%22b\"; filename=\"ü.txt\"\r\nContent-Type: application/octet-stream\r\n\r\n<f1>\r\n" +
		"--B\r\nContent-Disposition: form-data; name=\"j\"\r\nContent-Type: application/json\r\n\r\n{}\r\n" +
		"--B\r\nContent-Disposition: form-data; name=\"p\"; filename=\"y.png\"\r\nContent-Type: image/apng\r\n\r\n<f2>\r\n" +
		"--B--\r\n"
	require.Equal(t, want, strings.ReplaceAll(text.String(), boundary, "B"))
	require.Equal(t, int64(len(text.String())-2*len("<f1>")+5+7), p.Body.Size())
}

func TestTheBrowsersOwnHeadersAreListed(t *testing.T) {
	r := request.Request{Method: "POST", URL: "https://a.example", Body: request.Body{Kind: request.JSON, JSON: `{"a":1}`}}
	p, bad := Prepare(r, browser)
	require.Nil(t, bad)
	values := map[string]string{}
	for _, h := range p.Headers {
		if h.Origin == exchange.FromBrowser {
			values[h.Name] = h.Value
			require.True(t, h.Value != "" || h.Note != "", "%s says neither its value nor why not", h.Name)
		}
	}
	require.Equal(t, "a.example", values["Host"])
	require.Equal(t, "7", values["Content-Length"])
	require.Equal(t, "https://play.example", values["Origin"])
	require.Equal(t, "Test/1.0", values["User-Agent"])
	require.Contains(t, values, "Accept-Encoding")
	require.NotContains(t, values, "Cookie", "credentials are omitted by default")
}

func TestAURLMeansTheSameOnBothTransports(t *testing.T) {
	for raw, want := range map[string]string{
		`localhost:80\x`:                       "http://localhost:80/x",
		`\\page.example\x`:                     "https://page.example/x",
		`\demo\get`:                            "https://page.example/demo/get",
		`http://h\a\b`:                         "http://h/a/b",
		`https://good.example\@evil.example/x`: "https://good.example/@evil.example/x",
		"\u200bhttp://127.0.0.1:8080/a\u00a0":  "http://127.0.0.1:8080/a",
		" http://127.0.0.1:8080/a \n":          "http://127.0.0.1:8080/a",
	} {
		for _, browser := range []bool{false, true} {
			p, bad := Prepare(request.Request{URL: raw}, Place{Browser: browser, Page: "https://page.example/"})
			require.Nil(t, bad, raw)
			require.Equal(t, want, p.URL, raw)
		}
	}
}

func TestNoErrorOfAProgramIsShownForAURL(t *testing.T) {
	broken := func(string) (string, error) {
		return "", errors.New("JavaScript error: Failed to construct 'URL': Invalid URL")
	}
	for _, raw := range []string{"https://h/a\nexample.com", "https://exa\u200bmple.com/", "https://%zz/", "https://h:99999/", "https://[::1/", "https://h\x00/", "curl https://h/", "https://ex<ample/", "https://xn--/"} {
		for _, from := range []Place{{}, {Browser: true, Normalise: broken}} {
			_, bad := Prepare(request.Request{URL: raw}, from)
			if bad == nil && from.Normalise == nil {
				continue
			}
			require.NotNil(t, bad, raw)
			require.Equal(t, exchange.AtURL, bad.Where, raw)
			for _, word := range []string{"JavaScript", "Failed to", "invalid URL escape", "net/url", "parse", "missing '"} {
				require.NotContains(t, bad.Detail, word, raw)
			}
		}
	}
}

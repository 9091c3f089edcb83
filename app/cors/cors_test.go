package cors

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

const (
	page = "https://app.example"
	api  = "https://api.example/items"
)

// fields reads lines of headers.
func fields(lines ...string) []exchange.Field {
	var list []exchange.Field
	for _, l := range lines {
		name, value, _ := strings.Cut(l, ": ")
		list = append(list, exchange.Field{Name: name, Value: value})
	}
	return list
}

func get(headers ...string) Request {
	return Request{Page: page, Method: "GET", URL: api, Headers: fields(headers...)}
}

func with(r Request, change func(*Request)) Request {
	change(&r)
	return r
}

func says(status int, lines ...string) Answer {
	return Answer{Status: status, Headers: fields(lines...)}
}

const allowed = "Access-Control-Allow-Origin: " + page

func TestAVerdictSaysWhatIsWrongWithTheValueThatCame(t *testing.T) {
	put := with(get(), func(r *Request) { r.Method = "PUT" })
	include := with(get(), func(r *Request) { r.Credentials = true })
	stream := with(get(), func(r *Request) { r.Method, r.Stream = "POST", true })
	for sentence, c := range map[string]struct {
		request Request
		answers []Answer
		kinds   []Kind
		text    string
	}{
		"there is no permission at all":        {get(), []Answer{says(200)}, []Kind{NoAllowOrigin}, "Access-Control-Allow-Origin is missing, so the server allows no other origins."},
		"another origin is allowed":            {get(), []Answer{says(200, "Access-Control-Allow-Origin: https://x.example")}, []Kind{OtherOrigin}, "Access-Control-Allow-Origin is “https://x.example”, and must be https://app.example: it is another origin."},
		"an origin ends in a slash":            {get(), []Answer{says(200, allowed+"/")}, []Kind{OtherOrigin}, "an origin has no slash at the end."},
		"an origin has a path":                 {get(), []Answer{says(200, allowed+"/x")}, []Kind{OtherOrigin}, "an origin has no path."},
		"an origin is in capitals":             {get(), []Answer{says(200, "Access-Control-Allow-Origin: https://APP.example")}, []Kind{OtherOrigin}, "in small letters."},
		"an origin lacks its scheme":           {get(), []Answer{says(200, "Access-Control-Allow-Origin: app.example")}, []Kind{OtherOrigin}, "the scheme is missing."},
		"an origin has another scheme":         {get(), []Answer{says(200, "Access-Control-Allow-Origin: http://app.example")}, []Kind{OtherOrigin}, "the scheme is another."},
		"an origin has another port":           {get(), []Answer{says(200, allowed+":8443")}, []Kind{OtherOrigin}, "the port belongs to an origin."},
		"a pattern is no origin":               {get(), []Answer{says(200, "Access-Control-Allow-Origin: https://*.example")}, []Kind{OtherOrigin}, "only where it stands alone."},
		"an origin is empty":                   {get(), []Answer{says(200, "Access-Control-Allow-Origin: ")}, []Kind{OtherOrigin}, "it is empty."},
		"null is allowed":                      {get(), []Answer{says(200, "Access-Control-Allow-Origin: null")}, []Kind{OtherOrigin}, "null stands for pages without an origin"},
		"two origins stand in one line":        {get(), []Answer{says(200, allowed+", https://x.example")}, []Kind{SeveralOrigins}, "must be one origin: https://app.example."},
		"the header came twice":                {get(), []Answer{says(200, allowed, allowed)}, []Kind{SeveralOrigins}, "came 2 times"},
		"* does not do for credentials":        {include, []Answer{says(200, "Access-Control-Allow-Origin: *", "Access-Control-Allow-Credentials: true")}, []Kind{WildcardCredentials}, "* is not allowed with credentials"},
		"credentials are not allowed":          {include, []Answer{says(200, allowed)}, []Kind{NoAllowCredentials}, "Access-Control-Allow-Credentials is missing"},
		"credentials are allowed in capitals":  {include, []Answer{says(200, allowed, "Access-Control-Allow-Credentials: True")}, []Kind{NoAllowCredentials}, "is “True”, and must be true"},
		"a preflight is forbidden":             {put, []Answer{says(403)}, []Kind{NoAllowOrigin, PreflightStatus}, "The preflight answered 403."},
		"a preflight is redirected":            {put, []Answer{says(301, "Location: /items/", allowed)}, []Kind{PreflightRedirect}, "The preflight was redirected (301) to /items/."},
		"a method is missing":                  {put, []Answer{says(204, allowed, "Access-Control-Allow-Methods: GET, PATCH")}, []Kind{MethodNotAllowed}, "Access-Control-Allow-Methods lacks PUT: it is “GET, PATCH”."},
		"no method is allowed":                 {put, []Answer{says(204, allowed)}, []Kind{MethodNotAllowed}, "Access-Control-Allow-Methods is missing: it must name PUT."},
		"a method is in small letters":         {put, []Answer{says(204, allowed, "Access-Control-Allow-Methods: put")}, []Kind{MethodNotAllowed}, "letter by letter"},
		"a list of methods is none":            {put, []Answer{says(204, allowed, "Access-Control-Allow-Methods: GET; PUT")}, []Kind{BadMethods}, "not a list of methods"},
		"a header is missing":                  {get("X-Api-Key: k"), []Answer{says(204, allowed, "Access-Control-Allow-Headers: content-type")}, []Kind{HeaderNotAllowed}, "Access-Control-Allow-Headers lacks x-api-key: it is “content-type”."},
		"a list of headers is none":            {get("X-Api-Key: k"), []Answer{says(204, allowed, "Access-Control-Allow-Headers: x-api-key; x-b")}, []Kind{BadHeaders}, "not a list of names"},
		"everything that is missing is listed": {with(get("X-A: 1", "X-B: 1"), func(r *Request) { r.Method = "PUT" }), []Answer{says(204, "Access-Control-Allow-Headers: x-c")}, []Kind{NoAllowOrigin, MethodNotAllowed, HeaderNotAllowed, HeaderNotAllowed}, "lacks x-b"},
		"* for headers is a name with credentials": {with(get("X-A: 1"), func(r *Request) { r.Credentials = true }),
			[]Answer{says(204, allowed, "Access-Control-Allow-Credentials: true", "Access-Control-Allow-Headers: *")}, []Kind{HeaderNotAllowed}, "* does not stand for every header"},
		"* for methods is a name with credentials": {with(put, func(r *Request) { r.Credentials = true }),
			[]Answer{says(204, allowed, "Access-Control-Allow-Credentials: true", "Access-Control-Allow-Methods: *")}, []Kind{MethodNotAllowed}, "* does not stand for every method"},
		"the preflight is fine and the answer is not":       {put, []Answer{says(204, allowed, "Access-Control-Allow-Methods: PUT"), says(200)}, []Kind{NoAllowOrigin}, "is missing"},
		"a redirect itself lacks the header":                {get(), []Answer{says(302, "Location: /b")}, []Kind{NoAllowOrigin}, "is missing"},
		"a redirect leads to an origin that does not allow": {get(), []Answer{says(302, allowed, "Location: https://cdn.example/b"), says(200, allowed)}, []Kind{OtherOrigin}, "must be null: after a redirect from one origin to another"},
		"a redirect leads to a URL with credentials":        {get(), []Answer{says(302, allowed, "Location: https://u:p@cdn.example/b")}, []Kind{RedirectUser}, "a user name or a password, on cdn.example"},
		"a redirect leads to another scheme":                {get(), []Answer{says(302, allowed, "Location: ftp://api.example/")}, []Kind{RedirectScheme}, "Only http and https"},
		"a redirect leads nowhere":                          {get(), []Answer{says(302, allowed, "Location: http://[")}, []Kind{RedirectLocation}, "not a URL"},
		"a redirect leads from https to http":               {get(), []Answer{says(302, allowed, "Location: http://api.example/")}, []Kind{MixedContent}, "mixed content"},
		"a redirect leads elsewhere by backslashes":         {get(), []Answer{says(302, allowed, `Location: /\cdn.example/b`), says(200, allowed)}, []Kind{OtherOrigin}, "must be null: after a redirect from one origin to another"},
		"a redirect is an error":                            {with(get(), func(r *Request) { r.Redirect = Error }), []Answer{says(302, allowed, "Location: /b")}, []Kind{RedirectRefused}, "redirects are errors here"},
		"a streamed body cannot be repeated":                {stream, []Answer{says(204, allowed), says(307, allowed, "Location: /b")}, []Kind{RedirectStream}, "cannot be repeated"},
		"nobody answered":                                   {get(), []Answer{{Err: "connection refused."}}, []Kind{NoAnswer}, "There was no answer: connection refused."},
		"a page over https calls http":                      {with(get(), func(r *Request) { r.URL = "http://api.example/" }), nil, []Kind{MixedContent}, "mixed content"},
		"a port belongs to another protocol":                {with(get(), func(r *Request) { r.URL = "https://api.example:6667/" }), nil, []Kind{BadPort}, "port 6667"},
		"a URL has no host":                                 {with(get(), func(r *Request) { r.URL = "https:///x" }), nil, []Kind{BadURL}, "is not a URL"},
	} {
		t.Run(sentence, func(t *testing.T) {
			v := Judge(c.request, c.answers...)
			require.Equal(t, Blocked, v.Outcome)
			var kinds []Kind
			var texts []string
			for _, l := range v.Reasons() {
				kinds, texts = append(kinds, l.Kind), append(texts, l.Text)
				require.True(t, v.Has(l.Kind))
			}
			require.Equal(t, c.kinds, kinds)
			require.Contains(t, strings.Join(texts, " "), c.text)
		})
	}
}

func TestACallIsFollowedRequestByRequest(t *testing.T) {
	r := with(get("X-Api-Key: k", "Authorization: Basic x", "Content-Type: application/json"), func(r *Request) { r.Method = "POST" })
	c := Begin(r)
	next, more := c.Next()
	require.True(t, more)
	require.Equal(t, Asked{Preflight: true, Method: "OPTIONS", URL: api, Headers: fields(
		"Origin: "+page, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization,content-type,x-api-key")}, next)
	c.Take(says(200, "Access-Control-Allow-Origin: *", "Access-Control-Allow-Headers: authorization, *"))
	next, _ = c.Next()
	require.Equal(t, Asked{Method: "POST", URL: api, Headers: fields("Origin: "+page, "X-Api-Key: k", "Authorization: Basic x", "Content-Type: application/json")}, next)
	c.Take(says(303, "Access-Control-Allow-Origin: *", "Location: https://cdn.example/b#part"))
	next, _ = c.Next()
	require.Equal(t, Asked{Preflight: true, Method: "OPTIONS", URL: "https://cdn.example/b", Headers: fields(
		"Origin: null", "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: x-api-key")}, next, "credentials and what belongs to the body stay behind")
	c.Take(says(200, "Access-Control-Allow-Origin: null", "Access-Control-Allow-Headers: x-api-key"))
	require.Equal(t, Undecided, c.Verdict().Outcome)
	c.Take(says(200, "Access-Control-Allow-Origin: null", "X-Total: 1", "ETag: a", "Set-Cookie: a=b", "Access-Control-Expose-Headers: X-Total"))
	v := c.Verdict()
	require.Equal(t, Allowed, v.Outcome)
	require.Equal(t, CORS, v.Type)
	require.Equal(t, "https://cdn.example/b", v.URL)
	require.Equal(t, []string{"Access-Control-Allow-Origin", "ETag", "Set-Cookie", "Access-Control-Expose-Headers"}, v.Hidden)
	_, more = c.Next()
	require.False(t, more)
	c.Take(says(500))
	require.Equal(t, v, c.Verdict(), "nothing changes a verdict")
}

func TestThePagesOwnOriginNeedsNoPermission(t *testing.T) {
	r := with(get("X-A: 1"), func(r *Request) { r.Method, r.URL = "PUT", "HTTPS://App.example:443/x" })
	require.Empty(t, NeedsPreflight(r))
	v := Judge(r, says(404, "X-B: 1", "Set-Cookie: a=b"))
	require.Equal(t, Allowed, v.Outcome)
	require.Equal(t, Basic, v.Type)
	require.Equal(t, []string{"Set-Cookie"}, v.Hidden)
	require.True(t, with(r, func(r *Request) { r.Page = "null" }).CrossOrigin(), "null is the same as nothing")
}

func TestWhatNeedsAPreflightIsSaidOneByOne(t *testing.T) {
	r := with(get("X-Api-Key: k", "Accept: text/html", "Content-Type: application/json", "Accept-Language: en_US", "Range: bytes=-5", "Content-Language: "+strings.Repeat("a", 129)),
		func(r *Request) { r.Method, r.Stream = "PUT", true })
	var texts []string
	for _, trigger := range NeedsPreflight(r) {
		texts = append(texts, trigger.Text)
	}
	require.Equal(t, []string{
		"The method PUT needs permission; only GET, HEAD and POST go without.",
		"The header X-Api-Key is not one of the headers that need no permission.",
		"The header Content-Type is “application/json”, which no form sends.",
		"The header Accept-Language holds the character _.",
		"The header Range is not one range such as bytes=0-499 or bytes=500-.",
		"The header Content-Language is 129 bytes long, more than 128.",
		"The body is sent while it is read, which no form does.",
	}, texts)
	require.Empty(t, NeedsPreflight(get("Accept: a/b;q=0.5", "Range: bytes=0-", "Content-Type: text/plain")))
}

func TestChromiumAsksThePersonBeforeAPageCallsAPrivateAddress(t *testing.T) {
	for url, asks := range map[string]bool{"http://192.168.1.1/": true, "http://localhost:8080/": true, "http://[::1]/": true, "http://printer.local/": true, "https://api.example/": false, "http://8.8.8.8/": false} {
		require.Equal(t, asks, AsksPerson(Request{Page: page, URL: url}), url)
		require.False(t, AsksPerson(Request{Page: "http://127.0.0.1:8080", URL: url}), url)
	}
	require.Equal(t, "loopback-network", Permission(Request{Page: page, URL: "http://localhost:8080/"}))
	require.Equal(t, "local-network", Permission(Request{Page: page, URL: "http://192.168.1.1/"}))
	require.Empty(t, Permission(Request{Page: page, URL: "https://api.example/"}))
}

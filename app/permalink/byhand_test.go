package permalink

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestLinksWrittenByHand(t *testing.T) {
	type fields = []request.Field
	cases := []struct {
		name, fragment string
		want           request.Request // without Params those of URL
		notices        []string
	}{
		{"the address alone", "?url=https://example.com/items", request.Request{URL: "https://example.com/items"}, nil},
		{"everything of the docs", "?method=POST&url=https://example.com/items&header=Accept:%20text/plain&header=X-A:1&body=hello%20there+you",
			request.Request{Method: "POST", URL: "https://example.com/items", Headers: fields{{Name: "Accept", Value: "text/plain"}, {Name: "X-A", Value: "1"}},
				Body: request.Body{Kind: request.Text, Text: "hello there you"}}, nil},
		{"an encoded URL", "?url=https%3A%2F%2Fh%2Fx%3Fa%3D1%26b%3D%2520&method=get", request.Request{URL: "https://h/x?a=1&b=%20"}, nil},
		{"a URL whose ampersands were not encoded", "?url=https://h/x?a=1&b=2&c&=d&method=PUT", request.Request{Method: "PUT", URL: "https://h/x?a=1&b=2&c&=d"}, nil},
		{"keys of auth belong to such a URL without auth", "?url=https://h/x?a=1&token=2&user=3", request.Request{URL: "https://h/x?a=1&token=2&user=3"}, nil},
		{"and type without body", "?url=https://h/x?a=1&type=dog", request.Request{URL: "https://h/x?a=1&type=dog"}, nil},
		{"a plus in the URL stays", "?url=https://h/?q=a+b", request.Request{URL: "https://h/?q=a+b"}, nil},
		{"a URL with a fragment", "?url=https://h/%23part", request.Request{URL: "https://h/#part"}, nil},
		{"parameters", "?url=https://h/x?a=1&param=b=c%26d&param=flag&param=e=", request.Request{URL: "https://h/x?a=1&b=c%26d&flag&e=",
			Params: fields{{Name: "a", Value: "1"}, {Name: "b", Value: "c&d"}, {Name: "flag", Bare: true}, {Name: "e"}}}, nil},
		{"a parameter means its value, not a spelling of it", "?url=https://h/x&param=q=a%2520b", request.Request{URL: "https://h/x?q=a%2520b", Params: fields{{Name: "q", Value: "a%20b"}}}, nil},
		{"a URL means its spelling", "?url=https://h/x?q=a%2520b", request.Request{URL: "https://h/x?q=a%20b", Params: fields{{Name: "q", Value: "a b"}}}, nil},
		{"JSON", `?url=h&json={"a":%20"b+c"}`, request.Request{Method: "POST", URL: "h", Body: request.Body{Kind: request.JSON, JSON: `{"a": "b c"}`}}, nil},
		{"a body that is said to be JSON", "?body=[1]&type=application/json;charset=utf-8", request.Request{Method: "POST", Body: request.Body{Kind: request.JSON, JSON: "[1]"}}, nil},
		{"a header that says so", "?body=[1]&header=content-type:application/json", request.Request{Method: "POST",
			Headers: fields{{Name: "content-type", Value: "application/json"}}, Body: request.Body{Kind: request.JSON, JSON: "[1]"}}, nil},
		{"a body of another type", "?body=<a/>&type=application/xml&method=patch", request.Request{Method: "patch",
			Body: request.Body{Kind: request.Text, Text: "<a/>", MediaType: "application/xml"}}, nil},
		{"a form", "?form=a=b%20c&form=d&form=e=f=g", request.Request{Method: "POST",
			Body: request.Body{Kind: request.Form, Form: fields{{Name: "a", Value: "b c"}, {Name: "d"}, {Name: "e", Value: "f=g"}}}}, nil},
		{"a form is fetched if it is said so", "?form=a=b&method=GET", request.Request{Method: "GET", Body: request.Body{Kind: request.Form, Form: fields{{Name: "a", Value: "b"}}}}, nil},
		{"basic auth that asks for its password", "?url=h&auth=basic&user=ada", request.Request{URL: "h",
			Auth: request.Auth{Kind: request.Basic, User: "ada", Password: request.Hole("password")}, Holes: []string{"password"}}, nil},
		{"basic auth with a password", "?auth=Basic&user=ada&password=p%2Bq", request.Request{Auth: request.Auth{Kind: request.Basic, User: "ada", Password: request.NewSecret("p+q")}}, nil},
		{"bearer", "?auth=bearer", request.Request{Auth: request.Auth{Kind: request.Bearer, Token: request.Hole("token")}, Holes: []string{"token"}}, nil},
		{"bearer with a name", "?auth=bearer&token={{github-token}}", request.Request{Auth: request.Auth{Kind: request.Bearer, Token: request.Hole("github-token")}, Holes: []string{"github-token"}}, nil},
		{"an API key", "?auth=apikey&key=k&key-name=X-K&key-in=query", request.Request{Auth: request.Auth{Kind: request.APIKey, Key: request.NewSecret("k"), KeyName: "X-K", KeyPlace: request.InQuery}}, nil},
		{"options", "?url=h&timeout=2.5&redirect=error&credentials=include&cache=reload", request.Request{URL: "h",
			Options: request.Options{Timeout: 2500 * time.Millisecond, Redirect: request.RedirectError, Credentials: request.Include, Cache: request.Reload}}, nil},
		{"options at their defaults", "?url=h&timeout=30s&redirect=follow&credentials=omit&cache=no-store", request.Request{URL: "h"}, nil},
		{"templates ask for values", "?url={{base}}/{{id}}/{{id}}&header=X:{{x.y}}%20{{not+this}}", request.Request{URL: "{{base}}/{{id}}/{{id}}",
			Headers: fields{{Name: "X", Value: "{{x.y}} {{not this}}"}}, Holes: []string{"base", "id", "x.y"}}, nil},
		{"keys that are not known", "?url=h&colour=red&Header=a:b", request.Request{URL: "h"}, []string{`"colour" is not a key of a link and was left out`, `"Header" is not a key of a link and was left out`}},
		{"a method that is none", "?url=h&method=GET%20IT&body=x", request.Request{Method: "POST", URL: "h", Body: request.Body{Kind: request.Text, Text: "x"}}, []string{`the method "GET IT" was left out: a method is one word`}},
		{"two URLs", "?url=a&url=b", request.Request{URL: "a"}, []string{`"url" is there twice: the first counts`}},
		{"two bodies", "?json=1&body=2&form=a=b", request.Request{Method: "POST", Body: request.Body{Kind: request.JSON, JSON: "1"}}, []string{"body was left out: json is there too", "form was left out: another body is there too"}},
		{"choices that are none", "?url=h&auth=kerberos&timeout=soon&redirect=manual&cache=", request.Request{URL: "h"}, []string{
			`auth "kerberos" was left out: it is one of bearer, basic, apikey, digest, oauth2, oauth1, aws, jwt, hmac`, `timeout was left out: "soon" is not a number of seconds. Type a number such as 30 or 0.5`,
			`redirect was left out: "manual" is none of follow, error, stop`}},
		{"a key in no place", "?auth=apikey&key=k&key-in=cookie", request.Request{Auth: request.Auth{Kind: request.APIKey, Key: request.NewSecret("k")}}, []string{`key-in was left out: "cookie" is none of header, query`}},
		{"every way to authenticate", "?url=h&auth=digest&user=u", request.Request{URL: "h", Auth: request.Auth{Kind: request.Digest, User: "u", Password: request.Hole("password")}, Holes: []string{"password"}}, nil},
		{"options of the newer format", "?url=h&retry=3&retry-statuses=502,503&raise=on&read=2.5", request.Request{URL: "h", Options: request.Options{Read: 2500 * time.Millisecond, Raise: true, Retry: request.Retry{Total: 3, Statuses: []int{502, 503}}}}, nil},
		{"pages by a cursor", "?url=h&pages=cursor&pages-path=meta.next&pages-parameter=after&pages-items=data&pages-max=7", request.Request{URL: "h", Options: request.Options{
			Pages: request.Pages{Kind: request.ByCursor, Path: "meta.next", Parameter: "after", Items: "data", Max: 7}}}, nil},
		{"what the pages do not use", "?url=h&pages=link&pages-path=a&pages-max=9999", request.Request{URL: "h", Options: request.Options{Pages: request.Pages{Kind: request.ByLink}}}, []string{
			"pages-path was left out: pages=link does not use it", `pages-max was left out: "9999" is not a whole number from 0 to 1000`}},
		{"pages asked for in the body", "?url=h&pages=cursor&pages-path=next&pages-in=body&pages-field=after&pages-parameter=p", request.Request{URL: "h", Options: request.Options{
			Pages: request.Pages{Kind: request.ByCursor, Path: "next", In: request.InBody, Field: "after"}}}, []string{"pages-parameter was left out: pages=cursor with pages-in=body does not use it"}},
		{"pages that are off", "?url=h&pages-items=a", request.Request{URL: "h"}, []string{"pages-items was left out: pages=off does not use it"}},
		{"timeouts that are none", "?url=h&timeout=-1", request.Request{URL: "h"}, []string{`timeout was left out: "-1" is not more than 0 seconds. Type a number such as 30 or 0.5, or nothing for the default`}},
		{"percent signs that escape nothing", "?url=h/%zz%4&header=A:100%", request.Request{URL: "h/%zz%4", Headers: fields{{Name: "A", Value: "100%"}}}, nil},
		{"encoded keys", "?%75rl=h", request.Request{URL: "h"}, nil},
		{"empty segments", "?&&url=h&", request.Request{URL: "h"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			link, err := Decode("#" + c.fragment)
			require.NoError(t, err)
			require.Equal(t, ByHand, link.Source)
			if c.want.Method == "" {
				c.want.Method = "GET"
			}
			if c.want.Params == nil {
				c.want.SetURL(c.want.URL)
			}
			require.Equal(t, c.notices, link.Notices)
			require.Equal(t, c.want, link.Request)
			require.ElementsMatch(t, c.want.Holes, link.Wanted())
		})
	}
}

func TestLinksWithTheTimeoutsOfBeforeMeanTheSameForEachAttempt(t *testing.T) {
	for query, want := range map[string][2]time.Duration{
		"?url=h":                         {30 * time.Second, 30 * time.Second},
		"?url=h&timeout=10":              {10 * time.Second, 10 * time.Second},
		"?url=h&timeout=10&read=2":       {10 * time.Second, 2 * time.Second},
		"?url=h&connect=3.05&read=27":    {3050 * time.Millisecond, 27 * time.Second},
		"?url=h&connect=5":               {5 * time.Second, 30 * time.Second},
		"?url=h&timeout=3600&save=on":    {time.Hour, time.Hour},
		"?url=h&total=60&timeout=1m30s":  {90 * time.Second, 90 * time.Second},
		"?url=h&connect=1&read=1&total=": {time.Second, time.Second},
	} {
		link, err := Decode(query)
		require.NoError(t, err, query)
		connect, read := link.Request.Options.Timeouts()
		require.Equal(t, want, [2]time.Duration{connect, read}, query)
	}
}

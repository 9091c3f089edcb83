//go:build !js

package session

import (
	"fmt"
	"slices"
	"time"

	"roundtrip/app/request"
)

// digestPassword is the password in all requests with digest auth.
const digestPassword = "secret"

func withAuth(kind request.AuthKind, user, password string) request.Request {
	return request.Request{URL: "http://api.example/", Auth: request.Auth{Kind: kind, User: user, Password: request.NewSecret(password), Token: request.NewSecret(password)}}
}

func withDigest(method, url, user string, body request.Body) request.Request {
	return request.Request{Method: method, URL: url, Body: body, Auth: request.Auth{Kind: request.Digest, User: user, Password: request.NewSecret(digestPassword)}}
}

func challenge(params string) []string {
	return []string{"401 Unauthorized\nWWW-Authenticate: Digest " + params}
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

func stays(name, location string) described {
	return described{name: name, request: withAuth(request.Basic, "me", "p"), answers: []string{"302 Found\nLocation: " + location}, python: `{"method": "GET", "url": "http://api.example/", "auth": ["me", "p"]}`}
}

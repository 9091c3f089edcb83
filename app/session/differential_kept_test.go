//go:build !js

package session

import (
	"slices"

	"roundtrip/app/request"
)

const (
	whyAsTyped = "A typed URL is sent as typed: an escape is not written anew, and what HTTP can carry is not encoded."
	whyURL     = "The URL of a Prepared has no user, password and fragment: what is shown and kept holds no secret."
	whyDigest  = "RFC 7616, section 3.4, has this without quotes."
	whyUTF8    = "Basic auth is in UTF-8 (RFC 7617, section 2.1); requests takes Latin-1, and bytes for anything else."
	whyHost    = "The host goes out as it was typed, which means the same (RFC 9110, section 4.2.3)."
	whyKinds   = "The failure is the same; requests has a finer name for it."
	whyNet     = "Without Place.Normalise the URL is as net/url writes it; on the wire is the Punycode."
	whyAbove   = "For the same reason as the row above."
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

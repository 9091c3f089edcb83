//go:build !js

package e2e

import "strings"

// long is a value of so many bytes.
func long(n int) string { return strings.Repeat("a", n) }

// number is a number of so many digits.
func number(n int) string { return "1" + strings.Repeat("0", n-1) }

var requestHeaders = [][2]string{
	{"X-Api-Key", "k"}, {"Authorization", "Bearer x"}, {"authorization", ""}, {"Last-Event-ID", "1"}, {"X-Empty", ""},
	{"Accept", "application/json"}, {"Accept", "text/html;q=\"1\""}, {"Accept", "a@b"}, {"Accept", "(a)"}, {"Accept", "a\tb"}, {"Accept", "é"}, {"Accept", ""},
	{"Accept", long(128)}, {"Accept", long(129)}, {"Accept", "{}"}, {"Accept", "a:b"}, {"Accept", "a\\b"}, {"Accept", "a/b, c/d;q=0.5"},
	{"Accept-Language", "en-US,en;q=0.5"}, {"Accept-Language", "*"}, {"Accept-Language", "en_US"}, {"Accept-Language", "en/US"}, {"Accept-Language", "é"}, {"Accept-Language", long(129)},
	{"Content-Language", "de"}, {"Content-Language", "@"}, {"Content-Language", "de, en"},
	{"Content-Type", "text/plain"}, {"Content-Type", "TEXT/Plain; Charset=UTF-8"}, {"Content-Type", "text/plain;charset=\"utf-8\""}, {"Content-Type", "application/json"},
	{"Content-Type", "application/x-www-form-urlencoded"}, {"Content-Type", "multipart/form-data; boundary=x"}, {"Content-Type", "text/plain, text/html"}, {"Content-Type", "text /plain"},
	{"Content-Type", "text/plain ;x"}, {"Content-Type", "text/plain;"}, {"Content-Type", ""}, {"Content-Type", "text"}, {"Content-Type", "text/"}, {"Content-Type", "/plain"},
	{"Content-Type", "text/plain+xml"}, {"Content-Type", "text/html"}, {"Content-Type", "application/x-www-form-urlencoded; a=(b)"}, {"Content-Type", "text/plain; x=" + long(120)},
	{"Range", "bytes=0-"}, {"Range", "bytes=0-10"}, {"Range", "bytes=10-2"}, {"Range", "bytes=-5"}, {"Range", "bytes=0-1,3-4"}, {"Range", "bytes 0-"}, {"Range", "bytes = 0-1"},
	{"Range", "Bytes=0-1"}, {"Range", "bytes=007-10"}, {"Range", "bytes=0- "}, {"Range", "bytes=0-1 "}, {"Range", "items=0-1"}, {"Range", "bytes=-"}, {"Range", "bytes=5-5"}, {"Range", "bytes= 5-6"},
	{"Save-Data", "off"}, {"Save-Data", long(129)}, {"DPR", "x(y)"}, {"Width", "@"}, {"Downlink", "-1"}, {"RTT", "\""}, {"ECT", "5g"}, {"Device-Memory", "é"}, {"User-Agent", long(129)}, {"User-Agent", "(a)"}, {"Intervention", "<a>"}, {"X-Method-Override", "GET"}, {"DPR", "1e3"}, {"DPR", "inf"}, {"DPR", "nan"}, {"DPR", "0x1p4"}, {"DPR", ".5"}, {"DPR", "1."}, {"DPR", ""}, {"DPR", "1_0"}, {"DPR", "+1"}, {"Save-Data", "ON"}, {"ECT", "4G"}, {"Save-Data", ""},
	{"Save-Data", "on"}, {"DPR", "2"}, {"Width", "100"}, {"Viewport-Width", "100"}, {"Device-Memory", "4"}, {"Downlink", "1.5"}, {"RTT", "50"}, {"ECT", "4g"},
	{"User-Agent", "mine"}, {"Cache-Control", "no-cache"}, {"Pragma", "no-cache"}, {"If-None-Match", "\"a\""}, {"If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"},
	{"Upgrade-Insecure-Requests", "1"}, {"Purpose", "prefetch"}, {"X-Requested-With", "XMLHttpRequest"}, {"Intervention", "x"}, {"Idempotency-Key", "1"}, {"X-HTTP-Method", "GET"},
}

func (g *generator) requestHeaders() {
	for _, h := range requestHeaders {
		for _, allow := range []string{"", "*", strings.ToUpper(h[0])} {
			c := g.call()
			c.headers = [][2]string{h}
			if strings.EqualFold(h[0], "Content-Type") {
				c.method, c.body = "POST", true
			}
			if allow != "" {
				c.hops[0].preflightSays("Access-Control-Allow-Headers: " + allow)
			}
			g.add(c)
		}
	}
	for _, several := range [][][2]string{
		{{"X-B", "1"}, {"x-a", "2"}, {"Content-Type", "application/json"}, {"X-Z", ""}},
		{{"Accept", long(100)}, {"Accept", long(100)}},
		{{"Accept", "text/html"}, {"accept", "text/plain"}},
		{{"Content-Type", "text/plain"}, {"Content-Type", "text/plain"}},
		{{"Accept", long(128)}, {"Accept-Language", long(128)}, {"Content-Language", long(128)}, {"Range", "bytes=0-" + strings.Repeat("9", 100)}, {"Content-Type", "text/plain;x=" + long(115)}},
		{{"X-A", "1"}, {"x-a", "2"}},
		{{"Accept", long(128)}, {"Accept-Language", long(128)}, {"Content-Language", long(128)}, {"Content-Type", "text/plain;x=" + long(115)},
			{"DPR", number(128)}, {"Width", number(128)}, {"RTT", number(128)}, {"Downlink", number(128)}, {"Device-Memory", "1"}},
		{{"Accept", long(128)}, {"Accept-Language", long(128)}, {"Content-Language", long(128)}, {"Content-Type", "text/plain;x=" + long(115)},
			{"DPR", number(128)}, {"Width", number(128)}, {"RTT", number(128)}, {"Downlink", number(128)}},
	} {
		for _, allow := range []string{"", "*", "x-a, x-b, x-z, content-type", "x-a,x-b", "accept"} {
			c := g.call()
			c.method, c.body, c.headers = "POST", true, several
			if allow != "" {
				c.hops[0].preflightSays("Access-Control-Allow-Headers: " + allow)
			}
			g.add(c)
		}
	}
	for _, allow := range []string{
		"x-api-key", "X-API-KEY", " x-api-key ", "x-api-key,", ",x-api-key", "x-a,,x-api-key", "x-api-key;", "\"x-api-key\"", "x api key", "x-api-key x-b", "*", "* ", "*,x-b", "**", "x-*", "x-api-ke", "(x)", "",
		"x-api-key\r\nAccess-Control-Allow-Headers: x-b", "x-b\r\nAccess-Control-Allow-Headers: x-api-key", "x-b\r\naccess-control-allow-headers: *", "x-api-key, Accept/", "*, authorization", "x-api-key\x0b",
	} {
		for _, include := range []bool{false, true} {
			for _, authorized := range []bool{false, true} {
				c := g.call()
				c.include, c.headers = include, [][2]string{{"X-Api-Key", "k"}}
				if authorized {
					c.headers = append(c.headers, [2]string{"Authorization", "Basic x"})
				}
				c.hops[0].preflightSays(strings.Split("Access-Control-Allow-Headers: "+allow, "\r\n")...)
				c.hops[0].preflightSays("Access-Control-Allow-Credentials: true")
				c.hops[0].reply.Lines = append(c.hops[0].reply.Lines, "Access-Control-Allow-Credentials: true")
				g.add(c)
			}
		}
	}
}

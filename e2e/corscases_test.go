//go:build !js

package e2e

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"roundtrip/e2e/hostile"
)

// behaviours generates calls: the same list in every run, but for the ports.
func behaviours(origins []string) []behaviour {
	g := &generator{rand: rand.New(rand.NewPCG(4, 2026)), page: origins[0], other: origins[1], third: origins[2]}
	g.methods()
	g.requestHeaders()
	g.allowOrigin()
	g.credentials()
	g.preflights()
	g.expose()
	g.redirects()
	g.mixture(300)
	return g.list
}

type generator struct {
	rand               *rand.Rand
	page, other, third string
	list               []behaviour
}

func (g *generator) add(b behaviour) {
	if b.page == "" {
		b.page = g.page
		if b.opaque {
			b.page = "null"
		}
	}
	g.list = append(g.list, b)
}

// call is a plain call that is allowed, to be changed.
func (g *generator) call() behaviour {
	return behaviour{method: "GET", hops: []hop{g.hop(g.other)}}
}

func (g *generator) hop(origin string) hop {
	return hop{
		origin:    origin,
		preflight: hostile.Reply{Status: 204, Lines: []string{"Access-Control-Allow-Origin: " + g.page}},
		reply: hostile.Reply{Status: 200, Lines: []string{
			"Access-Control-Allow-Origin: " + g.page, "Content-Type: text/plain", "X-One: 1", "Set-Cookie: a=b",
		}},
	}
}

func (h *hop) preflightSays(lines ...string) { h.preflight.Lines = append(h.preflight.Lines, lines...) }

var allMethods = []string{"GET", "get", "HEAD", "POST", "post", "PUT", "put", "DELETE", "OPTIONS", "options", "PATCH", "patch", "pAtch", "CHICKEN", "M-SEARCH"}

func (g *generator) methods() {
	for _, method := range allMethods {
		for _, allow := range []string{
			"", "Access-Control-Allow-Methods: {m}", "Access-Control-Allow-Methods: {M}", "Access-Control-Allow-Methods: {l}",
			"Access-Control-Allow-Methods: *", "Access-Control-Allow-Methods: GET, {m} ,POST",
		} {
			c := g.call()
			c.method = method
			if allow != "" {
				c.hops[0].preflightSays(strings.NewReplacer("{m}", method, "{M}", strings.ToUpper(method), "{l}", strings.ToLower(method)).Replace(allow))
			}
			g.add(c)
		}
	}
	for _, allow := range []string{
		"Access-Control-Allow-Methods:PUT", "Access-Control-Allow-Methods:  PUT\t", "Access-Control-Allow-Methods: ,,PUT,,", "Access-Control-Allow-Methods: GET; PUT",
		"Access-Control-Allow-Methods: \"PUT\"", "Access-Control-Allow-Methods: GET PUT", "Access-Control-Allow-Methods: ", "Access-Control-Allow-Methods: PUT, @",
		"Access-Control-Allow-Methods: GET\r\nAccess-Control-Allow-Methods: PUT", "access-control-allow-methods: PUT", "Access-Control-Allow-Methods: \"GET, PUT\"",
		"Access-Control-Allow-Methods: *, GET", "Access-Control-Allow-Methods: **", "Access-Control-Allow-Methods: GET\tPUT", "Access-Control-Allow-Methods: 'PUT'",
	} {
		for _, include := range []bool{false, true} {
			c := g.call()
			c.method, c.include = "PUT", include
			c.hops[0].preflightSays(strings.Split(allow, "\r\n")...)
			c.hops[0].preflightSays("Access-Control-Allow-Credentials: true")
			c.hops[0].reply.Lines = append(c.hops[0].reply.Lines, "Access-Control-Allow-Credentials: true")
			g.add(c)
		}
	}
	for _, allow := range []string{"Access-Control-Allow-Methods: GET; PUT", "Access-Control-Allow-Methods: GET"} { // that nobody asked for
		c := g.call()
		c.headers = [][2]string{{"X-Api-Key", "k"}}
		c.hops[0].preflightSays(allow, "Access-Control-Allow-Headers: x-api-key")
		g.add(c)
	}
}

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

// allowOrigins are lines that let a page in, or nearly.
func (g *generator) allowOrigins() []string {
	port := g.page[strings.LastIndexByte(g.page, ':'):]
	var lines []string
	for _, value := range []string{
		g.page, "*", "null", g.other, g.page + "/", strings.ToUpper(g.page), "  " + g.page + "  ", "\t" + g.page + "\t", "", " ", g.page + ", " + g.page, g.page + " " + g.other, "*, " + g.page, g.page + ",",
		"127.0.0.1" + port, "https" + strings.TrimPrefix(g.page, "http"), "http://127.0.0.1", "http://localhost" + port, "http://*" + port, g.page + "/path", "**", "* *", "\"*\"", "\"" + g.page + "\"", "Null", "true", "http://127.0.0.1" + port + "0", g.page + ";", "file://",
	} {
		lines = append(lines, "Access-Control-Allow-Origin: "+value)
	}
	return append(lines, "", "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Origin: *", "Access-Control-Allow-Origin: "+g.page+"\r\nAccess-Control-Allow-Origin: "+g.page,
		"Access-Control-Allow-Origin: "+g.page+"\r\naccess-control-allow-origin: "+g.other, "ACCESS-CONTROL-ALLOW-ORIGIN:"+g.page, "Access-Control-Allow-Origin: \r\nAccess-Control-Allow-Origin: *")
}

// lines are the lines of a text, none of an empty one.
func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\r\n")
}

func (g *generator) allowOrigin() {
	for _, line := range g.allowOrigins() {
		for _, opaque := range []bool{false, true} {
			c := g.call()
			c.opaque = opaque
			c.hops[0].reply.Lines = append([]string{"Content-Type: text/plain", "X-One: 1"}, lines(line)...)
			g.add(c)
			c = g.call() // and in the preflight alone
			c.opaque, c.method = opaque, "PUT"
			c.hops[0].preflight.Lines = append([]string{"Access-Control-Allow-Methods: PUT"}, lines(line)...)
			c.hops[0].reply.Lines = []string{"Access-Control-Allow-Origin: *"}
			g.add(c)
		}
	}
}

var allowCredentials = []string{"", "true", "True", "TRUE", " true\t", "true, true", "1", "yes", "false", "\"true\"", "true\r\nAccess-Control-Allow-Credentials: true", "true;"}

func (g *generator) credentials() {
	for _, value := range allowCredentials {
		for _, origin := range []string{g.page, "*", "null"} {
			for _, opaque := range []bool{false, true} {
				c := g.call()
				c.include, c.opaque = true, opaque
				c.hops[0].reply.Lines = []string{"Access-Control-Allow-Origin: " + origin, "X-One: 1", "Access-Control-Expose-Headers: x-one"}
				if value != "" {
					c.hops[0].reply.Lines = append(c.hops[0].reply.Lines, lines("Access-Control-Allow-Credentials: "+value)...)
				}
				g.add(c)
			}
		}
		c := g.call() // and in the preflight alone
		c.include, c.method = true, "DELETE"
		c.hops[0].preflightSays("Access-Control-Allow-Methods: DELETE")
		if value != "" {
			c.hops[0].preflightSays(lines("Access-Control-Allow-Credentials: " + value)...)
		}
		c.hops[0].reply.Lines = append(c.hops[0].reply.Lines, "Access-Control-Allow-Credentials: true")
		g.add(c)
	}
}

func (g *generator) preflights() {
	for _, status := range []int{200, 201, 202, 204, 205, 206, 226, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 418, 429, 500, 501, 503, 599} {
		for _, location := range []string{"", "Location: /{case}/0", "Location: " + g.third + "/{case}/0"} {
			c := g.call()
			c.headers = [][2]string{{"X-Api-Key", "k"}}
			c.hops[0].preflight.Status = status
			c.hops[0].preflightSays("Access-Control-Allow-Headers: *")
			if location != "" {
				if status < 300 || status > 399 {
					continue
				}
				c.hops[0].preflightSays(location)
			}
			g.add(c)
		}
	}
	for _, status := range []int{200, 201, 204, 206, 300, 304, 400, 404, 410, 500, 503} { // of the answer itself, allowed or not
		for _, allowed := range []bool{true, false} {
			c := g.call()
			c.hops[0].reply.Status = status
			if !allowed {
				c.hops[0].reply.Lines = []string{"X-One: 1"}
			}
			g.add(c)
		}
	}
}

var exposing = []string{
	"", "*", " * ", "X-One", "x-one, @", "x-one, x-two", "X-ONE,X-TWO", "x-one,,x-two", "x-one,", ",x-one", "x-one, ,", "x one", "x-one; x-two", "\"x-one\"", "x-one\tx-two", "set-cookie", "*, x-one", "x-one, *", "*x", "@", "x-one, @",
	"x-one\r\nAccess-Control-Expose-Headers: x-two", "x-one\r\naccess-control-expose-headers: *", "\r\nAccess-Control-Expose-Headers: x-one", " ", "ETag, Server, Link", "x-none", ",", "*,",
}

func (g *generator) expose() {
	for _, value := range exposing {
		for _, include := range []bool{false, true} {
			c := g.call()
			c.include = include
			c.hops[0].reply.Lines = []string{
				"Access-Control-Allow-Origin: " + g.page, "Access-Control-Allow-Credentials: true", "X-One: 1", "x-two: 2", "Set-Cookie: a=b", "Set-Cookie2: c=d", "ETag: \"a\"", "Server: s", "Link: <x>", "Vary: Origin",
				"Cache-Control: no-store", "Content-Language: de", "Content-Type: text/plain", "Content-Length: 0", "Expires: 0", "Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT", "Pragma: no-cache", "Retry-After: 1", "WWW-Authenticate: x", "X-One: again", "*: star",
			}
			if value != "" {
				c.hops[0].reply.Lines = append(c.hops[0].reply.Lines, lines("Access-Control-Expose-Headers: "+value)...)
			}
			g.add(c)
		}
	}
	c := g.call() // the page's own origin hides cookies alone
	c.hops[0] = g.hop(g.page)
	c.hops[0].reply.Lines = []string{"X-One: 1", "Set-Cookie: a=b", "Server: s"}
	g.add(c)
	c.method, c.headers = "PUT", [][2]string{{"X-Api-Key", "k"}}
	g.add(c)
	c.opaque = true
	g.add(c)
}

// leads makes a hop a redirect.
func (h *hop) leads(status int, location string) {
	h.reply.Status = status
	h.reply.Lines = append(h.reply.Lines, "Location: "+location)
}

// lets replaces who may read a hop's answers, the preflight's too.
func (h *hop) lets(origin string) {
	h.preflight.Lines = []string{"Access-Control-Allow-Origin: " + origin, "Access-Control-Allow-Methods: PUT, DELETE", "Access-Control-Allow-Headers: x-api-key, authorization, content-type"}
	h.reply.Lines = []string{"Access-Control-Allow-Origin: " + origin, "Content-Type: text/plain"}
}

func (g *generator) redirects() {
	ways := [][]string{
		{g.other, g.other}, {g.other, g.third}, {g.other, g.page}, {g.page, g.page}, {g.page, g.other}, {g.page, g.other, g.page},
		{g.other, g.third, g.other}, {g.other, g.other, g.third}, {g.page, g.other, g.third}, {g.page, g.other, g.other},
	}
	for _, way := range ways {
		for _, last := range []string{g.page, "*", "null"} {
			for kind, request := range []behaviour{
				{method: "GET"}, {method: "POST", body: true, headers: [][2]string{{"Content-Type", "application/json"}}}, {method: "PUT", headers: [][2]string{{"X-Api-Key", "k"}, {"Authorization", "Basic x"}}}, {method: "GET", headers: [][2]string{{"Authorization", "Basic x"}}},
			} {
				status := []int{301, 302, 303, 307, 308}[g.rand.IntN(5)]
				c := request
				c.opaque = kind == 0 && g.rand.IntN(4) == 0
				for n, origin := range way {
					h := g.hop(origin)
					h.lets(g.page)
					if n == len(way)-1 {
						h.lets(last)
					} else if c.opaque || n > 0 && last != g.page {
						h.lets("*")
						h.preflight.Lines[2] = "Access-Control-Allow-Headers: x-api-key, authorization, content-type"
					}
					if n < len(way)-1 {
						h.leads(status, fmt.Sprintf("%s/{case}/%d", way[n+1], n+1))
					}
					c.hops = append(c.hops, h)
				}
				g.add(c)
			}
		}
	}
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "patch"} {
			c := behaviour{method: method, body: method == "POST" || method == "PUT", headers: [][2]string{{"X-Api-Key", "k"}, {"Content-Type", "application/json"}}}
			first, second := g.hop(g.other), g.hop(g.third)
			for _, h := range []*hop{&first, &second} {
				h.lets("*")
				h.preflight.Lines[1] = "Access-Control-Allow-Methods: *"
			}
			first.leads(status, g.third+"/{case}/1")
			c.hops = []hop{first, second}
			g.add(c)
		}
	}
	for _, hint := range []string{"Device-Memory", "Downlink", "DPR", "ECT", "Intervention", "RTT", "Save-Data", "User-Agent", "Viewport-Width", "Width"} {
		for _, way := range [][]string{{g.other, g.other}, {g.other, g.third}, {g.page, g.other}, {g.other, g.page}} {
			c := behaviour{method: "GET", headers: [][2]string{{hint, "none such"}}}
			for n, origin := range way {
				h := g.hop(origin)
				h.lets("*")
				h.preflightSays("Access-Control-Allow-Headers: " + hint)
				if n == 0 {
					h.leads(302, way[1]+"/{case}/1")
				}
				c.hops = append(c.hops, h)
			}
			g.add(c)
		}
	}
	host := func(origin string) string { return strings.TrimPrefix(origin, "http://") }
	for _, from := range []string{g.page, g.other} {
		for _, location := range []string{
			"http://u:p@" + host(g.page) + "/{case}/1", "http://u:p@" + host(g.other) + "/{case}/1", "http://u:p@" + host(g.third) + "/{case}/1", "http://u@" + host(g.other) + "/{case}/1", "http://@" + host(g.other) + "/{case}/1", "http://:@" + host(g.other) + "/{case}/1",
			"/{case}/1", "1", "//" + host(g.third) + "/{case}/1", g.third + "/{case}/1#fragment", "data:text/plain,x", "ftp://127.0.0.1/", "javascript:1", "http://", "http://[", "", "about:blank", "mailto:a@b", "HTTP://" + host(g.third) + "/{case}/1", "?again",
		} {
			c := g.call()
			c.hops = []hop{g.hop(from), g.hop(g.other)}
			c.hops[0].lets("*")
			c.hops[1].lets("*")
			c.hops[0].leads(302, location)
			g.add(c)
		}
		for _, mode := range []string{"error", "manual", "follow"} {
			for _, allowed := range []bool{true, false} {
				c := g.call()
				c.mode = mode
				c.hops = []hop{g.hop(from), g.hop(g.other)}
				if allowed {
					c.hops[0].lets("*")
				} else {
					c.hops[0].reply.Lines = nil
				}
				c.hops[0].leads(307, g.other+"/{case}/1")
				g.add(c)
				c.headers = [][2]string{{"X-Api-Key", "k"}}
				g.add(c)
			}
		}
		c := g.call() // for ever
		c.hops = []hop{g.hop(from)}
		c.hops[0].lets("*")
		c.hops[0].leads(302, "/{case}/0")
		g.add(c)
		c = g.call() // no location
		c.hops = []hop{g.hop(from)}
		c.hops[0].reply.Status = 302
		g.add(c)
	}
}

// pick takes one of a list.
func pick[T any](g *generator, list []T) T { return list[g.rand.IntN(len(list))] }

// often takes the first with a good chance, else any.
func often[T any](g *generator, first T, list []T) T {
	if g.rand.IntN(10) < 7 {
		return first
	}
	return pick(g, list)
}

// mixture changes several things at once.
func (g *generator) mixture(count int) {
	for range count {
		c := behaviour{method: pick(g, allMethods), include: g.rand.IntN(3) == 0, opaque: g.rand.IntN(5) == 0}
		for range g.rand.IntN(3) {
			c.headers = append(c.headers, pick(g, requestHeaders))
		}
		way := []string{pick(g, []string{g.other, g.other, g.page})}
		for range g.rand.IntN(3) {
			way = append(way, pick(g, []string{g.page, g.other, g.third}))
		}
		allowed := g.page
		if c.opaque {
			allowed = "null"
		}
		for n, origin := range way {
			h := hop{origin: origin, preflight: hostile.Reply{Status: often(g, 204, []int{200, 302, 403, 500})}, reply: hostile.Reply{Status: pick(g, []int{200, 404})}}
			for _, r := range []*hostile.Reply{&h.preflight, &h.reply} {
				r.Lines = append(r.Lines, lines(often(g, "Access-Control-Allow-Origin: "+pick(g, []string{allowed, allowed, "null", "*"}), g.allowOrigins()))...)
				if c.include {
					r.Lines = append(r.Lines, lines("Access-Control-Allow-Credentials: "+often(g, "true", allowCredentials))...)
				}
			}
			names := []string{"x-none"}
			for _, header := range c.headers {
				names = append(names, header[0])
			}
			h.preflightSays("Access-Control-Allow-Methods: "+often(g, c.method, []string{"*", "GET, PUT", strings.ToUpper(c.method)}),
				"Access-Control-Allow-Headers: "+often(g, strings.Join(names, ", "), []string{"*", "x-api-key", "authorization, *"}))
			h.reply.Lines = append(h.reply.Lines, "X-One: 1", "Server: s", "Set-Cookie: a=b")
			h.reply.Lines = append(h.reply.Lines, lines("Access-Control-Expose-Headers: "+pick(g, exposing))...)
			if n < len(way)-1 {
				h.leads(pick(g, []int{301, 302, 303, 307, 308}), fmt.Sprintf("%s/{case}/%d", way[n+1], n+1))
			}
			c.hops = append(c.hops, h)
		}
		g.add(c)
	}
}

//go:build !js

package e2e

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

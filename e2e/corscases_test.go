//go:build !js

package e2e

import (
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

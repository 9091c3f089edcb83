//go:build !js

package e2e

import (
	"fmt"
	"strings"

	"roundtrip/e2e/hostile"
)

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

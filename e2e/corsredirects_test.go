//go:build !js

package e2e

import (
	"fmt"
	"strings"
)

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

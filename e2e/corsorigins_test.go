//go:build !js

package e2e

import "strings"

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

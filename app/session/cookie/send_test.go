package cookie

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// jarOf makes a jar of cookies as they are, unchecked.
func jarOf(cookies ...Cookie) *Jar {
	var jar Jar
	for _, c := range cookies {
		jar.put(c)
	}
	return &jar
}

func TestWhyACookieStaysOrGoes(t *testing.T) {
	host := Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/"}
	with := func(change func(*Cookie)) Cookie {
		c := host
		change(&c)
		return c
	}
	wide := with(func(c *Cookie) { c.HostOnly = false })
	admin := with(func(c *Cookie) { c.Path = "/admin" })
	secure := with(func(c *Cookie) { c.Secure = true })
	tests := []struct {
		name   string
		cookie Cookie
		url    string
		reason string // "" if it goes
	}{
		{"its own host", host, "http://EXAMPLE.org:8080/x?y", ""},
		{"a subdomain of its only host", host, "http://www.example.org/", "it is for example.org only"},
		{"a subdomain", wide, "http://a.b.example.org/", ""},
		{"its domain itself", wide, "http://example.org/", ""},
		{"another domain", wide, "http://example.com/", "it is for example.org and its subdomains"},
		{"a domain that ends alike", wide, "http://badexample.org/", "it is for example.org and its subdomains"},
		{"its path", admin, "http://example.org/admin", ""},
		{"below its path", admin, "http://example.org/admin/x", ""},
		{"beside its path", admin, "http://example.org/administrator", "its path is /admin"},
		{"a path in another spelling", admin, "http://example.org/%61dmin", "its path is /admin"},
		{"Secure over http", secure, "http://example.org/", "it is Secure and the URL is http"},
		{"Secure over https", secure, "https://example.org/", ""},
		{"Secure over wss", secure, "wss://example.org/", ""},
		{"Secure to localhost", with(func(c *Cookie) { c.Secure, c.Domain = true, "localhost" }), "http://localhost:3000/", ""},
		{"Secure to a name below localhost", with(func(c *Cookie) { c.Secure, c.Domain = true, "api.localhost" }), "http://api.localhost/", ""},
		{"Secure to this machine by IPv6", with(func(c *Cookie) { c.Secure, c.Domain = true, "::1" }), "http://[::1]:3000/", ""},
		{"Secure to a machine nearby", with(func(c *Cookie) { c.Secure, c.Domain = true, "192.168.0.1" }), "http://192.168.0.1/", "it is Secure and the URL is http"},
		{"a name that only begins like localhost", with(func(c *Cookie) { c.Secure, c.Domain = true, "localhost.example" }), "http://localhost.example/", "it is Secure and the URL is http"},
		{"expired", with(func(c *Cookie) { c.Expires = now.Add(-time.Second) }), "http://example.org/", "it expired on 1 March 2026 at 11:59:59 UTC"},
		{"expiring now", with(func(c *Cookie) { c.Expires = now }), "http://example.org/", "it expired on 1 March 2026 at 12:00:00 UTC"},
		{"expiring soon", with(func(c *Cookie) { c.Expires = now.Add(time.Second) }), "http://example.org/", ""},
		{"a domain that became a public suffix", Cookie{Name: "a", Domain: "github.io", Path: "/"}, "http://me.github.io/", "its domain, github.io, is a public suffix"},
		{"an IDN", with(func(c *Cookie) { c.Domain = "xn--bcher-kva.example" }), "http://BÜCHER.example/", ""},
		{"SameSite holds nothing back", with(func(c *Cookie) { c.SameSite = Strict }), "http://example.org/", ""},
		{"HttpOnly holds nothing back", with(func(c *Cookie) { c.HttpOnly = true }), "http://example.org/", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			jar := jarOf(test.cookie)
			header, sent, kept := jar.Send(parse(t, test.url), now)
			if test.reason != "" {
				require.Empty(t, header)
				require.Empty(t, sent)
				require.Equal(t, []Kept{{Cookie: test.cookie, Reason: test.reason}}, kept)
				return
			}
			require.Empty(t, kept)
			require.Equal(t, test.cookie.pair(), header)
			require.Equal(t, now, sent[0].Accessed)
			require.Equal(t, now, jar.All()[0].Accessed, "it was used")
		})
	}
}

func TestCookiesGoInTheirOrder(t *testing.T) {
	cookie := func(name, path string, age time.Duration) Cookie {
		return Cookie{Name: name, Value: "1", Domain: "example.org", Path: path, Created: now.Add(-age)}
	}
	jar := jarOf(cookie("young", "/", 0), cookie("old", "/", time.Hour), cookie("twin", "/", time.Hour), cookie("deep", "/a/b", 0), cookie("deeper", "/a/b/", 0))
	header, _, _ := jar.Send(parse(t, "http://example.org/a/b/c"), now)
	require.Equal(t, "deeper=1; deep=1; old=1; twin=1; young=1", header)
}

func TestMerge(t *testing.T) {
	a, b, bare := Cookie{Name: "a", Value: "jar"}, Cookie{Name: "b", Value: "jar"}, Cookie{Value: "bare"}
	tests := []struct {
		name, typed string
		cookies     []Cookie
		want        string
		kept        int
	}{
		{"nothing and nothing", "", nil, "", 0},
		{"nothing typed", "", []Cookie{a, bare}, "a=jar; bare", 0},
		{"nothing in the jar", "a=1;;", nil, "a=1;;", 0},
		{"the typed ones come first", "c=1", []Cookie{a, b}, "c=1; a=jar; b=jar", 0},
		{"a typed one of the name wins", "c=1; a=typed", []Cookie{a, b}, "c=1; a=typed; b=jar", 1},
		{"all of them win", "b=1; a=2", []Cookie{a, b}, "b=1; a=2", 2},
		{"names differ by case", "A=1", []Cookie{a}, "A=1; a=jar", 0},
		{"a typed one without a name", "typed", []Cookie{a, bare}, "typed; a=jar", 1},
		{"a typed semicolon at the end is not doubled", "c=1; ", []Cookie{a}, "c=1; a=jar", 0},
		{"what was typed stays as it is", `c="x  y" ;d`, []Cookie{a}, `c="x  y" ;d; a=jar`, 0},
		{"only separators were typed", " ; ", []Cookie{a}, "a=jar", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			header, sent, kept := Merge(test.typed, test.cookies)
			require.Equal(t, test.want, header)
			require.Len(t, kept, test.kept)
			require.Len(t, sent, len(test.cookies)-test.kept)
			for _, k := range kept {
				require.Contains(t, k.Reason, "you typed")
			}
		})
	}
}

func TestExplainingSaysWhatSendingDoesAndUsesNoCookie(t *testing.T) {
	var jar Jar
	then := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	require.Empty(t, jar.Receive(parse(t, "https://a.example/"), setCookies("a=1", "b=2; Path=/x"), then))
	before := jar.All()
	header, sent, kept := jar.Explain(parse(t, "https://a.example/"), then.Add(time.Hour))
	require.Equal(t, before, jar.All())
	sameHeader, _, sameKept := jar.Send(parse(t, "https://a.example/"), then.Add(time.Hour))
	require.Equal(t, sameHeader, header)
	require.Equal(t, sameKept, kept)
	require.Equal(t, "a", sent[0].Name)
	require.NotEqual(t, before, jar.All())
}

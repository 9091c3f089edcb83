package cookie

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSetByHand(t *testing.T) {
	ok := Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/"}
	tests := []struct {
		name   string
		change func(*Cookie)
		want   func(*Cookie) // from what was typed
		why    string
	}{
		{"as it is", func(*Cookie) {}, func(*Cookie) {}, ""},
		{"for subdomains, with a leading dot and in capitals", func(c *Cookie) { c.Domain, c.HostOnly = " .Example.ORG ", false }, func(c *Cookie) { c.Domain = "example.org" }, ""},
		{"in Unicode", func(c *Cookie) { c.Domain = "bücher.example" }, func(c *Cookie) { c.Domain = "xn--bcher-kva.example" }, ""},
		{"an address in brackets", func(c *Cookie) { c.Domain = "[::1]" }, func(c *Cookie) { c.Domain = "::1" }, ""},
		{"an address has no subdomains", func(c *Cookie) { c.Domain, c.HostOnly = "127.0.0.1", false }, func(c *Cookie) { c.HostOnly = true }, ""},
		{"a public suffix alone", func(c *Cookie) { c.Domain = "github.io" }, func(*Cookie) {}, ""},
		{"spaces around it, no path", func(c *Cookie) { c.Name, c.Value, c.Path = " a ", "\t1 ", "" }, func(c *Cookie) { c.Name, c.Value, c.Path = "a", "1", "/" }, ""},
		{"too far off", func(c *Cookie) { c.Expires = now.AddDate(10, 0, 0) }, func(c *Cookie) { c.Expires = now.Add(maxAge) }, ""},
		{"a name alone", func(c *Cookie) { c.Value = "" }, func(*Cookie) {}, ""},
		{"a value alone", func(c *Cookie) { c.Name = "" }, func(*Cookie) {}, ""},

		{"no domain", func(c *Cookie) { c.Domain = "." }, nil, "Say which host it is for, for example example.org."},
		{"a URL", func(c *Cookie) { c.Domain = "https://example.org/" }, nil, `"https://example.org/" is not a host name. Write one such as example.org, without https://, port and path.`},
		{"a port", func(c *Cookie) { c.Domain = "example.org:80" }, nil, "without https://, port and path"},
		{"a wildcard of a public suffix", func(c *Cookie) { c.Domain, c.HostOnly = "co.uk", false }, nil, "co.uk is a public suffix"},
		{"a name with =", func(c *Cookie) { c.Name = "a=b" }, nil, `The name "a=b" holds = or ;`},
		{"a value with ;", func(c *Cookie) { c.Value = "1; Secure" }, nil, "The value holds a semicolon"},
		{"a line break", func(c *Cookie) { c.Value = "1\r\nX-Evil: 1" }, nil, "control character, byte 0x0D"},
		{"a relative path", func(c *Cookie) { c.Path = "admin" }, nil, `The path "admin" does not begin with a slash`},
		{"a path with a line break", func(c *Cookie) { c.Path = "/\n" }, nil, "control character"},
		{"another SameSite", func(c *Cookie) { c.SameSite = "strict" }, nil, `SameSite is Strict, Lax, None or empty, not "strict".`},
		{"SameSite=None without Secure", func(c *Cookie) { c.SameSite = None }, nil, "SameSite=None needs Secure"},
		{"a prefix", func(c *Cookie) { c.Name, c.Secure, c.HostOnly = "__host-a", true, false }, nil, "it takes no Domain"},
		{"expired", func(c *Cookie) { c.Expires = now }, nil, "It expired on 1 March 2026 at 12:00:00 UTC. Choose a later time"},
		{"too large", func(c *Cookie) { c.Value = strings.Repeat("x", 4096) }, nil, "4096 is the most"},
		{"nothing", func(c *Cookie) { c.Name, c.Value = " ", "" }, nil, "neither a name nor a value"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := ok
			test.change(&c)
			var jar Jar
			err := jar.Set(c, now)
			if test.why != "" {
				require.ErrorContains(t, err, test.why)
				require.Empty(t, jar.All())
				return
			}
			require.NoError(t, err)
			test.want(&c)
			c.Created, c.Accessed = now, now
			require.Equal(t, []Cookie{c}, jar.All())
		})
	}
}

func TestEditing(t *testing.T) {
	var jar Jar
	a := Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/"}
	require.NoError(t, jar.Set(a, now))
	later := now.Add(time.Hour)
	a.Value = "2"
	require.NoError(t, jar.Set(a, later))
	require.Len(t, jar.All(), 1)
	require.Equal(t, "2", jar.All()[0].Value)
	require.Equal(t, now, jar.All()[0].Created)
	require.Equal(t, later, jar.All()[0].Accessed)

	wide := a
	wide.HostOnly = false
	require.False(t, jar.Delete(wide), "that is another cookie")
	require.NoError(t, jar.Set(wide, now))
	require.Len(t, jar.All(), 2)
	require.True(t, jar.Delete(a))
	require.False(t, jar.Delete(a))

	list := jar.All()
	list[0].Value = "changed"
	require.Equal(t, "2", jar.All()[0].Value, "All gives copies")
}

func TestClear(t *testing.T) {
	jar := jarOf(Cookie{Name: "a", Domain: "example.org"}, Cookie{Name: "b", Domain: "example.org"}, Cookie{Name: "a", Domain: "www.example.org"})
	require.Equal(t, 2, jar.Clear("example.org"))
	require.Equal(t, 0, jar.Clear("example.org"))
	require.Equal(t, 1, jar.Clear(""))
	require.Empty(t, jar.All())
}

func TestExpiredCookiesGoWhenTheJarIsFilled(t *testing.T) {
	var jar Jar
	u := parse(t, "http://example.org/")
	jar.Receive(u, setCookies("a=1; max-age=60"), now)
	_, _, kept := jar.Send(u, now.Add(time.Hour))
	require.Len(t, kept, 1)
	jar.Receive(u, nil, now.Add(time.Hour))
	require.Len(t, jar.All(), 1)
	jar.Receive(u, setCookies("b=1"), now.Add(time.Hour))
	require.Len(t, jar.All(), 1)
	require.Equal(t, "b", jar.All()[0].Name)
}

func TestADomainHasRoomForSoManyCookies(t *testing.T) {
	cookie := func(i int, secure bool, used time.Duration) Cookie {
		return Cookie{Name: fmt.Sprint(i), Value: "1", Domain: "example.org", HostOnly: true, Path: "/", Secure: secure, Accessed: now.Add(used)}
	}
	tests := []struct {
		name   string
		change func([]Cookie) // of cookies that were used one second after another, all Secure
		gone   string
	}{
		{"the one not used for longest goes", func([]Cookie) {}, "0"},
		{"not the one that is oldest", func(c []Cookie) { c[0].Accessed = now.Add(time.Hour) }, "1"},
		{"one without Secure goes before", func(c []Cookie) { c[7].Secure = false }, "7"},
		{"of two without Secure the one not used for longest", func(c []Cookie) { c[7].Secure, c[9].Secure = false, false; c[7].Accessed = now.Add(time.Hour) }, "9"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list := []Cookie{}
			for i := range MaxPerDomain {
				list = append(list, cookie(i, true, time.Duration(i)*time.Second))
			}
			test.change(list)
			jar := jarOf(append(list, Cookie{Name: "other", Domain: "example.com", Accessed: now.Add(-time.Hour)})...)
			require.Len(t, jar.All(), MaxPerDomain+1)
			jar.put(cookie(999, true, time.Hour))
			require.Len(t, jar.All(), MaxPerDomain+1)
			for _, c := range jar.All() {
				require.NotEqual(t, test.gone, c.Name)
			}
		})
	}
}

func TestAJarHasRoomForSoManyCookies(t *testing.T) {
	var jar Jar
	for i := range MaxCookies {
		at := now.Add(time.Duration(i) * time.Second)
		jar.cookies = append(jar.cookies, Cookie{Name: "a", Domain: fmt.Sprintf("host%d.example", i), HostOnly: true, Path: "/", Accessed: at})
	}
	later := now.Add(time.Hour)
	_, sent, _ := jar.Send(parse(t, "http://host0.example/"), later)
	require.Len(t, sent, 1)
	require.Empty(t, jar.Receive(parse(t, "http://new.example"), setCookies("a=1", "b=1"), later))
	all := jar.All()
	require.Len(t, all, MaxCookies)
	require.Equal(t, "host0.example", all[0].Domain, "it was used just now")
	require.Equal(t, "host3.example", all[1].Domain, "those that were not used for longest are gone")
	require.Equal(t, "new.example", all[MaxCookies-1].Domain)
}

func TestRestore(t *testing.T) {
	var jar, other Jar
	u := parse(t, "https://www.example.org/a/b;c/d")
	jar.Receive(u, setCookies("a=1; Max-Age=60", "b=2; Domain=example.org; Secure; Max-Age=9999", "bare"), now)
	jar.Send(u, now.Add(time.Second))
	require.NoError(t, other.Set(Cookie{Name: "before", Value: "1", Domain: "example.com"}, now))
	require.Empty(t, other.Restore(jar.All(), now.Add(time.Second)))
	require.Equal(t, jar.All(), other.All(), "times and all, in place of what was there")

	require.Empty(t, other.Restore(jar.All(), now.Add(time.Hour)))
	require.Len(t, other.All(), 2, "one expired meanwhile")

	refused := other.Restore([]Cookie{{Name: "a", Value: "1", Domain: "co.uk", Path: "/"}, {Name: "ok", Domain: "example.org", HostOnly: true, Created: now.Add(time.Hour)}}, now)
	require.Len(t, refused, 1)
	require.Equal(t, "cookie 1", refused[0].Field)
	require.Contains(t, refused[0].Reason, "public suffix")
	require.Equal(t, now, other.All()[0].Created, "nothing was created in a time to come")
}

func TestAJarServesManyAtOnce(t *testing.T) {
	var jar Jar
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			u := parse(t, fmt.Sprintf("http://host%d.example/", i))
			for n := range 50 {
				jar.Receive(u, setCookies(fmt.Sprintf("a%d=1", n)), now)
				jar.Send(u, now)
				jar.Delete(Cookie{Name: "a0", Domain: u.Host, HostOnly: true, Path: "/"})
				jar.Export(Netscape)
			}
		})
	}
	all.Wait()
	require.Len(t, jar.All(), 8*49)
}

package cookie

import (
	"bytes"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRefusedCookies(t *testing.T) {
	tests := []struct{ name, from, field, reason string }{
		{"for a public suffix", "https://a.co.uk", "a=1; Domain=co.uk", "is a public suffix"},
		{"for a suffix that hosts people's pages", "https://me.github.io", "a=1; Domain=github.io", "is a public suffix"},
		{"for an unknown top level", "https://printer.internal", "a=1; Domain=internal", "is a public suffix"},
		{"for a public suffix with its last dot", "https://a.com.", "a=1; Domain=com.", "is a public suffix"},
		{"for a name above public suffixes", "https://a.city.kobe.jp", "a=1; Domain=kobe.jp", "is a public suffix"},
		{"for a name above, from a public suffix", "https://b.kobe.jp", "a=1; Domain=kobe.jp", "is a public suffix"},
		{"for another host", "https://a.example.org", "a=1; Domain=b.example.org", `Its Domain, "b.example.org", does not hold the host, a.example.org.`},
		{"for a subdomain", "https://example.org", "a=1; Domain=a.example.org", "does not hold the host"},
		{"for a name that ends alike", "https://badexample.org", "a=1; Domain=example.org", "does not hold the host"},
		{"for part of an address", "https://127.0.0.1", "a=1; Domain=0.0.1", "does not hold the host"},
		{"for a name in Unicode", "https://bücher.example", "a=1; Domain=bücher.example", "is not in ASCII"},
		{"Secure from http", "http://example.org", "a=1; Secure", "only https may set it"},
		{"__Secure- without Secure", "https://example.org", "__Secure-a=1", "needs Secure"},
		{"a prefix in any case", "https://example.org", "__SECURE-a=1", "needs Secure"},
		{"__Host- without Secure", "https://example.org", "__Host-a=1; Path=/", "needs Secure"},
		{"__Host- with a Domain", "https://example.org", "__Host-a=1; Path=/; Secure; Domain=example.org", "takes no Domain"},
		{"__Host- with another path", "https://example.org", "__Host-a=1; Path=/b; Secure", "needs Path=/"},
		{"__Host- with / only by default", "https://example.org", "__Host-a=1; Secure", "needs Path=/"},
		{"a prefix without a name", "https://example.org", "=__Host-a=1; Path=/; Secure", "would be taken for a name"},
		{"SameSite=None without Secure", "https://example.org", "a=1; SameSite=none", "SameSite=None needs Secure"},
		{"Partitioned without Secure", "https://example.org", "a=1; Partitioned", "Partitioned needs Secure"},
		{"with a control character in the value", "https://example.org", "a=1\x01", "byte 0x01"},
		{"with a control character in an attribute", "https://example.org", "a=1; Path=/\x7f", "byte 0x7F"},
		{"too large", "https://example.org", "a=" + strings.Repeat("x", 4096), "take 4097 bytes, and 4096 is the most"},
		{"nothing", "https://example.org", "", "neither a name nor a value"},
		{"nothing but attributes", "https://example.org", "; Secure", "neither a name nor a value"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var jar Jar
			refused := jar.Receive(parse(t, test.from), setCookies("before=1; Path=/", test.field, "after=1"), now)
			require.Len(t, refused, 1)
			require.Equal(t, test.field, refused[0].Field)
			require.Contains(t, refused[0].Reason, test.reason)
			require.Len(t, jar.All(), 2, "the others are taken")
		})
	}
}

func TestReceivedCookies(t *testing.T) {
	at := func(d time.Duration) time.Time { return now.Add(d) }
	tests := []struct {
		name, from, field string
		want              Cookie
	}{
		{"nothing is asked for", "http://example.org/a/b", "a=1",
			Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/a"}},
		{"everything is asked for", "https://a.example.org/x", "a=1; Domain=.Example.ORG; PATH=/p; secure; HTTPOnly; samesite=NONE; partitioned; Max-Age=60",
			Cookie{Name: "a", Value: "1", Domain: "example.org", Path: "/p", Secure: true, HttpOnly: true, SameSite: None, Partitioned: true, Expires: at(time.Minute)}},
		{"Max-Age goes before Expires", "http://example.org", "a=1; Max-Age=60; Expires=Sun, 01 Mar 2026 13:00:00 GMT",
			Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/", Expires: at(time.Minute)}},
		{"a Max-Age that is none leaves Expires", "http://example.org", "a=1; Max-Age=6O; Expires=Sun, 01 Mar 2026 13:00:00 GMT",
			Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/", Expires: at(time.Hour)}},
		{"a long life is cut to 400 days", "http://example.org", "a=1; Expires=Sun, 01 Mar 2099 13:00:00 GMT",
			Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/", Expires: at(maxAge)}},
		{"an endless Max-Age as well", "http://example.org", "a=1; Max-Age=99999999999999999999",
			Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/", Expires: at(maxAge)}},
		{"the last of two attributes holds", "http://example.org", "a=1; SameSite=Strict; Path=/a; SameSite=Lax; Path=/b",
			Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/b", SameSite: Lax}},
		{"an attribute that is too long is as if not there", "http://example.org/d/", "a=1; Path=/" + strings.Repeat("x", 1024),
			Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/d"}},
		{"as large as may be", "http://example.org", "a=" + strings.Repeat("x", 4095),
			Cookie{Name: "a", Value: strings.Repeat("x", 4095), Domain: "example.org", HostOnly: true, Path: "/"}},
		{"a tab within", "http://example.org", "a=1\t2",
			Cookie{Name: "a", Value: "1\t2", Domain: "example.org", HostOnly: true, Path: "/"}},
		{"a public suffix asks for itself", "http://github.io", "a=1; Domain=github.io",
			Cookie{Name: "a", Value: "1", Domain: "github.io", HostOnly: true, Path: "/"}},
		{"localhost asks for itself, and Secure over http", "http://localhost:8080", "a=1; Domain=localhost; Secure",
			Cookie{Name: "a", Value: "1", Domain: "localhost", HostOnly: true, Path: "/", Secure: true}},
		{"an address of this machine, Secure over http", "http://127.0.0.2:1", "a=1; Domain=127.0.0.2; Secure",
			Cookie{Name: "a", Value: "1", Domain: "127.0.0.2", HostOnly: true, Path: "/", Secure: true}},
		{"IPv6", "http://[0:0::1]:1", "a=1; Domain=[::1]",
			Cookie{Name: "a", Value: "1", Domain: "::1", HostOnly: true, Path: "/"}},
		{"an international name", "http://www.bücher.example", "a=1; Domain=xn--bcher-kva.example",
			Cookie{Name: "a", Value: "1", Domain: "xn--bcher-kva.example", Path: "/"}},
		{"__Host- as it should be", "https://example.org/a/b", "__Host-a=1; Path=/; Secure",
			Cookie{Name: "__Host-a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/", Secure: true}},
		{"bytes that are not UTF-8 stay", "http://example.org", "a=\xff\xfe",
			Cookie{Name: "a", Value: "\xff\xfe", Domain: "example.org", HostOnly: true, Path: "/"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var jar Jar
			require.Empty(t, jar.Receive(parse(t, test.from), setCookies(test.field), now))
			test.want.Created, test.want.Accessed = now, now
			require.Equal(t, []Cookie{test.want}, jar.All())
		})
	}
}

func TestHTTPDoesNotTouchSecureCookies(t *testing.T) {
	tests := []struct {
		name, field string
		refused     bool
	}{
		{"replacing it", "a=2; Path=/admin", true},
		{"hiding it below its path", "a=2; Path=/admin/x", true},
		{"hiding it from above its domain", "a=2; Domain=example.org; Path=/admin", true},
		{"removing it", "a=; Max-Age=0; Path=/admin", true},
		{"another path", "a=2; Path=/", false},
		{"another name", "b=2; Path=/admin", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var jar Jar
			require.Empty(t, jar.Receive(parse(t, "https://www.example.org"), setCookies("a=1; Secure; Path=/admin"), now))
			refused := jar.Receive(parse(t, "http://www.example.org"), setCookies(test.field), now)
			require.Equal(t, test.refused, len(refused) == 1)
			if test.refused {
				require.Contains(t, refused[0].Reason, "A Secure cookie of this name")
			}
			require.Equal(t, "1", jar.All()[0].Value)
		})
	}
}

func TestACookieIsReplacedAndRemoved(t *testing.T) {
	var jar Jar
	u := parse(t, "http://example.org/")
	jar.Receive(u, setCookies("a=1", "b=1"), now)
	jar.Receive(u, setCookies("a=2"), now.Add(time.Minute))
	header, _, _ := jar.Send(u, now.Add(time.Minute))
	require.Equal(t, "a=2; b=1", header, "a keeps its age, and so its place")
	require.Equal(t, now, jar.All()[0].Created)
	require.Empty(t, jar.Receive(u, setCookies("a=; expires=Thu, 01 Jan 1970 00:00:00 GMT", "gone=1; max-age=-1"), now))
	header, _, _ = jar.Send(u, now)
	require.Equal(t, "b=1", header)
}

func TestAURLWithoutAHostTakesPartInNothing(t *testing.T) {
	var jar Jar
	jar.Receive(parse(t, "http://example.org/"), setCookies("a=1"), now)
	nowhere := &url.URL{Scheme: "http", Path: "/"}
	require.Len(t, jar.Receive(nowhere, setCookies("a=2"), now), 1)
	header, sent, kept := jar.Send(nowhere, now)
	require.Empty(t, header)
	require.Empty(t, sent)
	require.Equal(t, "the host of the URL is not a name", kept[0].Reason)
}

// Whatever a server sends, the jar stays one that can be stored, exported, imported and sent.
func FuzzSetCookie(f *testing.F) {
	for _, field := range []string{
		"a=1; Domain=.example.org; Path=/p; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=60",
		"a=1; Expires=Sun, 01 Mar 2027 13:00:00 GMT", "foo", "=__Host-a", "a=\xff; path=/\xfe", "__Host-a=1; Secure; Path=/", "a\tb=c\td",
	} {
		f.Add(field, "www.example.org", "/p/q")
	}
	f.Fuzz(func(t *testing.T, field, host, path string) {
		u := &url.URL{Scheme: "https", Host: host, Path: path}
		if again, err := url.Parse(u.String()); err != nil || again.Host != u.Host {
			return
		}
		var jar Jar
		if refused := jar.Receive(u, setCookies(field), now); len(refused) > 0 {
			require.Len(t, refused, 1)
			require.NotEmpty(t, refused[0].Reason)
			require.Empty(t, jar.All())
			return
		}
		stored := jar.All()
		require.LessOrEqual(t, len(stored), 1)
		var other Jar
		require.Empty(t, other.Restore(stored, now))
		require.Equal(t, stored, other.All())

		data, err := jar.Export(JSON)
		require.NoError(t, err)
		other.Clear("")
		added, refused, err := other.Import(data, now)
		require.NoError(t, err)
		require.Empty(t, refused)
		require.Equal(t, len(stored), added)
		require.Equal(t, stored, other.All())

		text, err := jar.Export(Netscape)
		require.NoError(t, err)
		other.Clear("")
		added, refused, err = other.Import(text, now)
		require.NoError(t, err)
		require.Empty(t, refused, string(text))
		require.Equal(t, len(stored)-bytes.Count(text, []byte("# left out")), added, string(text))

		header, sent, kept := jar.Send(u, now)
		require.Equal(t, len(stored), len(sent)+len(kept))
		require.Negative(t, controlAt(header))
	})
}

package cookie

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// mixed is a jar with one cookie of each kind.
func mixed(t *testing.T) *Jar {
	t.Helper()
	var jar Jar
	require.Empty(t, jar.Receive(parse(t, "https://www.example.org/a/b"), setCookies(
		"session=1",
		"wide=2; Domain=example.org; Path=/; Max-Age=3600; SameSite=Lax",
		"safe=3; Path=/; Secure; HttpOnly; Max-Age=3600; SameSite=None; Partitioned",
		"empty=", "bare", "bytes=\xff; Path=/\xfe",
	), now))
	require.Empty(t, jar.Receive(parse(t, "http://[::1]/"), setCookies("six=6; Domain=[::1]"), now))
	return &jar
}

func TestJSONKeepsEverything(t *testing.T) {
	jar := mixed(t)
	data, err := jar.Export(JSON)
	require.NoError(t, err)
	require.True(t, json.Valid(data))
	var other Jar
	added, refused, err := other.Import(append([]byte("\ufeff\n"), data...), now.Add(time.Minute))
	require.NoError(t, err)
	require.Empty(t, refused)
	require.Equal(t, 7, added)
	require.Equal(t, jar.All(), other.All())
}

func TestAnEmptyJarIsAnEmptyFile(t *testing.T) {
	for _, format := range []Format{JSON, Netscape} {
		data, err := new(Jar).Export(format)
		require.NoError(t, err)
		added, refused, err := new(Jar).Import(data, now)
		require.NoError(t, err, format)
		require.Empty(t, refused)
		require.Zero(t, added)
	}
	_, err := new(Jar).Export("har")
	require.ErrorContains(t, err, `"har"`)
}

func TestCookiesTxt(t *testing.T) {
	jar := mixed(t)
	require.Empty(t, jar.Receive(parse(t, "http://example.org"), setCookies("tab=1\t2"), now))
	text, err := jar.Export(Netscape)
	require.NoError(t, err)
	require.Equal(t, netscapeHead+
		"www.example.org\tFALSE\t/a\tFALSE\t0\tsession\t1\n"+
		".example.org\tTRUE\t/\tFALSE\t1772370000\twide\t2\n"+
		"#HttpOnly_www.example.org\tFALSE\t/\tTRUE\t1772370000\tsafe\t3\n"+
		"www.example.org\tFALSE\t/a\tFALSE\t0\tempty\t\n"+
		"www.example.org\tFALSE\t/a\tFALSE\t0\t\tbare\n"+
		"www.example.org\tFALSE\t/\xfe\tFALSE\t0\tbytes\t\xff\n"+
		"::1\tFALSE\t/\tFALSE\t0\tsix\t6\n"+
		"# left out, because it holds a tab: the cookie \"tab\" of example.org\n", string(text))

	var other Jar
	added, refused, err := other.Import(text, now)
	require.NoError(t, err)
	require.Empty(t, refused)
	require.Equal(t, 7, added)
	want := jar.All()[:7]
	for i := range want {
		want[i].SameSite, want[i].Partitioned = "", false // the format has no place for them
	}
	require.Equal(t, want, other.All())
}

func TestFilesOfOthers(t *testing.T) {
	hour := now.Add(time.Hour)
	cookie := Cookie{Name: "a", Value: "1", Domain: "example.org", HostOnly: true, Path: "/", Expires: hour, Created: now, Accessed: now}
	with := func(change func(*Cookie)) Cookie {
		c := cookie
		change(&c)
		return c
	}
	session := with(func(c *Cookie) { c.Expires = time.Time{} })
	wide := with(func(c *Cookie) { c.HostOnly = false })
	tests := []struct {
		name, file string
		want       []Cookie
		refused    string
	}{
		{"Windows ends lines in its own way", "# Netscape HTTP Cookie File\r\nexample.org\tFALSE\t/\tFALSE\t1772370000\ta\t1\r\n", []Cookie{cookie}, ""},
		{"the mark of a session cookie in MozillaCookieJar", "example.org\tFALSE\t/\tFALSE\t\ta\t1", []Cookie{session}, ""},
		{"an extension writes -1", "example.org\tFALSE\t/\tFALSE\t-1\ta\t1", []Cookie{session}, ""},
		{"an extension writes parts of seconds", "example.org\tFALSE\t/\tFALSE\t1772369999.5\ta\t1", []Cookie{with(func(c *Cookie) { c.Expires = hour.Add(-time.Second / 2) })}, ""},
		{"the flag, not the dot, means subdomains", "example.org\tTRUE\t/\tFALSE\t1772370000\ta\t1", []Cookie{wide}, ""},
		{"an editor took the last tab", "example.org\tFALSE\t/\tFALSE\t1772370000\ta", []Cookie{with(func(c *Cookie) { c.Value = "" })}, ""},
		{"a tab in a value", "example.org\tFALSE\t/\tFALSE\t1772370000\ta\t1\t2", []Cookie{with(func(c *Cookie) { c.Value = "1\t2" })}, ""},
		{"spaces for tabs", "# Netscape HTTP Cookie File\nexample.org FALSE / FALSE 0 a 1", nil, "line 2: It has 1 of 7 columns. They are separated by tabs, not by spaces."},
		{"a flag that is none", "example.org\tyes\t/\tFALSE\t0\ta\t1", nil, "line 1: Its second and fourth columns are TRUE or FALSE."},
		{"a date for seconds", "example.org\tFALSE\t/\tFALSE\t2026-03-01\ta\t1", nil, `line 1: Its fifth column is a time in seconds since 1970, or 0 for a session cookie, not "2026-03-01".`},
		{"an expired cookie", "example.org\tFALSE\t/\tFALSE\t1\ta\t1", nil, "line 1: It expired on 1 January 1970 at 00:00:01 UTC. Choose a later time, or none for a session cookie."},
		{"a cookie for a public suffix", ".com\tTRUE\t/\tFALSE\t0\ta\t1\nexample.org\tFALSE\t/\tFALSE\t0\ta\t1", []Cookie{session}, "line 1: com is a public suffix: a cookie for all its subdomains would go to everyone's hosts there. Make it host-only, or name one site."},

		{"an extension's JSON", `[{"domain":".example.org","expirationDate":1772370000,"hostOnly":false,"httpOnly":false,"name":"a","path":"/","sameSite":"unspecified","secure":false,"session":false,"storeId":"0","value":"1"}]`, []Cookie{wide}, ""},
		{"an extension's SameSite", `[{"domain":"example.org","hostOnly":true,"name":"a","path":"/","sameSite":"no_restriction","secure":true,"session":true,"value":"1"}]`,
			[]Cookie{with(func(c *Cookie) { c.Expires, c.Secure, c.SameSite = time.Time{}, true, None })}, ""},
		{"an extension's null", `[{"domain":"example.org","name":"a","value":"1","sameSite":null,"expires":null}]`, []Cookie{session}, ""},
		{"Playwright's storage state", `{"cookies":[{"name":"a","value":"1","domain":".example.org","path":"/","expires":1772370000,"httpOnly":false,"secure":false,"sameSite":"Lax"}],"origins":[]}`,
			[]Cookie{with(func(c *Cookie) { c.HostOnly, c.SameSite = false, Lax })}, ""},
		{"Playwright's session cookie", `{"cookies":[{"name":"a","value":"1","domain":"example.org","path":"/","expires":-1,"sameSite":"Lax"}]}`,
			[]Cookie{with(func(c *Cookie) { c.Expires, c.SameSite = time.Time{}, Lax })}, ""},
		{"times of another zone", `[{"name":"a","value":"1","domain":"example.org","expires":"2026-03-01T14:00:00+01:00","created":"2026-03-01T13:00:00+01:00"}]`, []Cookie{cookie}, ""},
		{"a time that is none", `[{"name":"a","value":"1","domain":"example.org","expires":"soon"}]`, nil, `cookie 1: It cannot be read: "soon" is not a time such as 2030-01-31T12:00:00Z.`},
		{"a time that is neither text nor number", `[{"name":"a","value":"1","domain":"example.org","expires":true}]`, nil, "cookie 1: It cannot be read: true is not a time in seconds since 1970."},
		{"an expirationDate that is none", `[{"name":"a","value":"1","domain":"example.org","expirationDate":{}}]`, nil, "cookie 1: It cannot be read: {} is not a time in seconds since 1970."},
		{"bytes that are none", `[{"name":"a","value":"€","domain":"example.org","latin1":true}]`, nil, `cookie 1: It cannot be read: "€" is not in ISO 8859-1`},
		{"no domain", `[{"name":"a","value":"1"}]`, nil, "cookie 1: Say which host it is for, for example example.org."},
		{"a member of another type", `[{"name":1}]`, nil, "cookie 1: It cannot be read: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var jar Jar
			added, refused, err := jar.Import([]byte(test.file), now)
			require.NoError(t, err)
			require.Equal(t, len(test.want), added)
			require.Equal(t, len(test.want), len(jar.All()))
			if test.want != nil {
				require.Equal(t, test.want, jar.All())
			}
			if test.refused == "" {
				require.Empty(t, refused)
				return
			}
			require.Len(t, refused, 1)
			require.Contains(t, refused[0].Field+": "+refused[0].Reason, test.refused)
		})
	}
}

func TestFilesThatHoldNoCookies(t *testing.T) {
	for _, file := range []string{"", "hello", "a=1; b=2", "[", "{}", `{"cookies":1}`, `[1,2`, "<html>"} {
		t.Run(file, func(t *testing.T) {
			var jar Jar
			require.NoError(t, jar.Set(Cookie{Name: "a", Domain: "example.org"}, now))
			_, _, err := jar.Import([]byte(file), now)
			require.Error(t, err)
			require.Len(t, jar.All(), 1)
		})
	}
}

// Whatever was imported is what another jar gets from its export.
func FuzzImport(f *testing.F) {
	f.Add("# Netscape HTTP Cookie File\n\n#HttpOnly_.example.org\tTRUE\t/\tTRUE\t1772370000\ta\t1\nexample.org\tFALSE\t/\tFALSE\t0\t\tbare\n")
	f.Add("example.org\tFALSE\t/\tFALSE\tNaN\ta\n::1\tTRUE\t/\tFALSE\t1e300\ta\t1\t2")
	f.Add(`[{"domain":"example.org","name":"a","expires":"2026-03-01T12:00:00.001Z"}]`)
	f.Add(`[{"domain":".example.org","expirationDate":1772370000.5,"name":"a","path":"/","sameSite":"no_restriction","secure":true,"value":"1"}]`)
	f.Add(`{"cookies":[{"name":"ÿ","value":"1","domain":"example.org","expires":"2026-03-01T13:00:00.123+05:00","latin1":true}]}`)
	f.Fuzz(func(t *testing.T, file string) {
		var jar, other Jar
		added, refused, err := jar.Import([]byte(file), now)
		if err != nil {
			require.Zero(t, added)
			require.Empty(t, jar.All())
			return
		}
		for _, r := range refused {
			require.NotEmpty(t, r.Reason)
			require.NotEmpty(t, r.Field)
		}
		require.LessOrEqual(t, len(jar.All()), added)
		data, err := jar.Export(JSON)
		require.NoError(t, err)
		again, refused, err := other.Import(data, now)
		require.NoError(t, err)
		require.Empty(t, refused)
		require.Equal(t, len(jar.All()), again)
		require.Equal(t, jar.All(), other.All())

		text, err := jar.Export(Netscape)
		require.NoError(t, err)
		_, refused, err = other.Import(text, now)
		require.NoError(t, err)
		require.Empty(t, refused, string(text))
		require.Len(t, other.All(), len(jar.All()), "the same cookies again")
	})
}

package request

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWithScheme(t *testing.T) {
	cases := []struct{ name, typed, want string }{
		{"a host", "example.com", "https://example.com"},
		{"a host with a path and a query", "example.com/a?b=c#d", "https://example.com/a?b=c#d"},
		{"white space around it", " \t example.com/a \n", "https://example.com/a"},
		{"a scheme", "http://example.com", "http://example.com"},
		{"a scheme in capitals", "HTTPS://EXAMPLE.com", "HTTPS://EXAMPLE.com"},
		{"a port", "example.com:8443/x", "https://example.com:8443/x"},
		{"a port of plain HTTP is no promise", "example.com:80", "https://example.com:80"},
		{"no scheme but slashes", "//example.com/x", "https://example.com/x"},
		{"this machine", "localhost", "http://localhost"},
		{"this machine, with a port", "localhost:8080/x", "http://localhost:8080/x"},
		{"this machine, with a port and a query", "localhost:8080?x", "http://localhost:8080?x"},
		{"this machine, in capitals, with a dot", "LOCALHOST.:8080", "http://LOCALHOST.:8080"},
		{"this machine behind slashes", "//localhost:1/", "http://localhost:1/"},
		{"a name below localhost", "api.localhost:3000", "http://api.localhost:3000"},
		{"a name that only looks like it", "localhost.example.com", "https://localhost.example.com"},
		{"127.0.0.1", "127.0.0.1:9000/x", "http://127.0.0.1:9000/x"},
		{"127.9.9.9", "127.9.9.9", "http://127.9.9.9"},
		{"the IPv6 loopback", "[::1]:8080/x", "http://[::1]:8080/x"},
		{"every address of this machine", "0.0.0.0:8000", "http://0.0.0.0:8000"},
		{"a private address is another machine", "192.168.1.10/x", "https://192.168.1.10/x"},
		{"a user", "me@localhost/x", "http://me@localhost/x"},
		{"a user and password", "user:pass@example.com/x", "https://user:pass@example.com/x"},
		{"a user and a password of digits", "user:123@example.com/x", "https://user:123@example.com/x"},
		{"a misspelled scheme is kept", "htp://example.com", "htp://example.com"},
		{"another scheme is kept", "ftp://example.com", "ftp://example.com"},
		{"schemes without slashes are kept", "mailto:a@example.com", "mailto:a@example.com"},
		{"scripts are kept, and not sent", "javascript:alert(1)", "javascript:alert(1)"},
		{"data with an at sign", "data:text/plain,a@b", "data:text/plain,a@b"},
		{"one slash too few", "http:/example.com/x", "http://example.com/x"},
		{"no slash at all", "https:example.com/x", "https://example.com/x"},
		{"slashes the wrong way", `http:\\example.com`, "http://example.com"},
		{"a slash too many", "https:///example.com", "https://example.com"},
		{"a backslash behind the port of this machine", `localhost:80\x`, "http://localhost:80/x"},
		{"a backslash behind a port", `h:80\x`, "https://h:80/x"},
		{"a backslash behind the port of a host called http", `http:80\x`, "https://http:80/x"},
		{"no scheme but backslashes", `\\host\x`, "https://host/x"},
		{"a slash and a backslash", `/\host`, "https://host"},
		{"no scheme but too many slashes", "///host", "https://host"},
		{"a backslash and a path are the caller's", `\demo\get?x=\`, `/demo/get?x=\`},
		{"a backslash in the query stays", `h:80\x?y=\`, `https://h:80/x?y=\`},
		{"a host called http", "http:8080/x", "https://http:8080/x"},
		{"a path is the caller's", "/demo/get?x=1", "/demo/get?x=1"},
		{"so is a query", "?x=1", "?x=1"},
		{"a template may hold the scheme", "{{base}}/x", "{{base}}/x"},
		{"a template for the port", "example.com:{{port}}/x", "https://example.com:{{port}}/x"},
		{"a colon in the path", "example.com/a:b", "https://example.com/a:b"},
		{"a URL in the query", "example.com?u=http://x", "https://example.com?u=http://x"},
		{"nothing", "  ", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, WithScheme(c.typed))
			require.Equal(t, c.want, WithScheme(c.want), "what is complete stays as it is")
		})
	}
}

// What browsers make of each, with new URL(reference, "https://a.com/b/c").
func TestAReferenceMeansWhatItMeansInABrowser(t *testing.T) {
	from, err := url.Parse("https://a.com/b/c")
	require.NoError(t, err)
	for reference, want := range map[string]string{
		`/\b.com`:                "https://b.com",
		`/\b.com/x`:              "https://b.com/x",
		`\\b.com\x`:              "https://b.com/x",
		`\/b.com/x`:              "https://b.com/x",
		`///b.com/x`:             "https://b.com/x",
		`/\/\b.com/x`:            "https://b.com/x",
		"/\t/b.com/x":            "https://b.com/x",
		`https:\\b.com/x`:        "https://b.com/x",
		`https:/\b.com/x`:        "https://b.com/x",
		`https:///b.com/x`:       "https://b.com/x",
		`HTTPS:\\b.com/x`:        "https://b.com/x",
		`http:b.com/x`:           "http://b.com/x",
		`http:/b.com/x`:          "http://b.com/x",
		`http:\b.com`:            "http://b.com",
		`https:b.com/x`:          "https://a.com/b/b.com/x",
		`https:/b.com/x`:         "https://a.com/b.com/x",
		`https:\b.com`:           "https://a.com/b.com",
		`https://b.com\@c.com/x`: "https://b.com/@c.com/x",
		`\x\y`:                   "https://a.com/x/y",
		`x\y?z=\`:                `https://a.com/b/x/y?z=\`,
		` ../x `:                 "https://a.com/x",
		`mailto:a\b`:             `mailto:a\b`,
		``:                       "https://a.com/b/c",
	} {
		to, err := from.Parse(Reference(from.Scheme, reference))
		require.NoError(t, err, reference)
		require.Equal(t, want, to.String(), reference)
	}
}

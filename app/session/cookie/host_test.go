package cookie

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHostsAreFiledUnderOneName(t *testing.T) {
	tests := []struct{ name, host, want string }{
		{"in lower case", "WwW.Example.ORG", "www.example.org"},
		{"with an underscore, which servers have", "a_b.example.org", "a_b.example.org"},
		{"in ASCII, mapped as browsers do", "Bücher.example", "xn--bcher-kva.example"},
		{"not transitional: ß stays", "faß.de", "xn--fa-hia.de"},
		{"with ideographic full stops", "食狮。中国", "xn--85x722f.xn--fiqs8s"},
		{"an xn-- name as it is", "xn--a.example", "xn--a.example"},
		{"an IPv4 address", "127.0.0.1", "127.0.0.1"},
		{"an IPv4 address in wide digits", "１２７.0.0.1", "127.0.0.1"},
		{"an IPv6 address in its shortest form", "[2001:DB8:0:0:0:0:0:1]", "2001:db8::1"},
		{"with its last dot", "example.org.", "example.org."},
		{"a label that is not valid is none", "\u0378.example", ""},
		{"nothing is no host", "", ""},
		{"nor is one with an empty part", "a..example", ""},
		{"a dot is none", ".", ""},
		{"a slash that mapping makes is none either", "a／b", ""},
		{"nor is a name that vanishes in mapping", "\u00ad", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := canonicalHost(test.host)
			require.Equal(t, test.want == "", err != nil)
			require.Equal(t, test.want, got)
		})
	}
}

func TestPathsOfRequests(t *testing.T) {
	tests := []struct{ name, url, path, preset string }{
		{"none is the root", "http://a", "/", "/"},
		{"the root", "http://a/", "/", "/"},
		{"a file in the root", "http://a/b", "/b", "/"},
		{"a folder", "http://a/b/", "/b/", "/b"},
		{"a file in a folder, without the query", "http://a/b/c?d/e", "/b/c", "/b"},
		{"percent-encoding stays", "http://a/b%2Fc/%C3%A9", "/b%2Fc/%C3%A9", "/b%2Fc"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o, err := originOf(parse(t, test.url))
			require.NoError(t, err)
			require.Equal(t, test.path, o.path)
			require.Equal(t, test.preset, defaultPath(o.path))
		})
	}
	t.Run("a path that net/url refuses lies in Opaque", func(t *testing.T) {
		u := parse(t, "http://a")
		u.Opaque = "//a/100%/b?c=/d"
		require.Equal(t, "/100%/b", requestPath(u))
		u.Opaque = "//a?c=/d"
		require.Equal(t, "/", requestPath(u))
	})
}

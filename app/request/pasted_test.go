package request

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestURLsAreTakenOutOfWhatStandsAroundThem(t *testing.T) {
	const url = "https://example.com/a?b=c&d=%20#e"
	for text, want := range map[string]struct{ url, note string }{
		url:                                 {url, ""},
		" \t" + url + " \r\n":               {url, ""},
		url + "\nexample.com\n":             {url, "Left out: example.com"},
		"\n\n" + url + "\n\n":               {url, ""},
		"\u200b" + url + "\u00a0":           {url, ""},
		"https://exa\u200bmple.com/\u2060a": {"https://example.com/a", "Removed an invisible character (U+200B, zero width space) and one more."},
		"https://example.com/\U0001F468\u200d\U0001F469": {"https://example.com/\U0001F468\u200d\U0001F469", ""},
		`"` + url + `"`:                      {url, "Removed what stood around the URL."},
		`"` + url + `",`:                     {url, "Removed what stood around the URL."},
		`'` + url + `';`:                     {url, "Removed what stood around the URL."},
		"“" + url + "”":                      {url, "Removed what stood around the URL."},
		"<" + url + ">":                      {url, "Removed what stood around the URL."},
		"(" + url + ").":                     {url, "Removed what stood around the URL."},
		"`" + url + "`":                      {url, "Removed what stood around the URL."},
		"«" + url + "»":                      {url, "Removed what stood around the URL."},
		`"` + url:                            {url, "Removed what stood around the URL."},
		url + `"`:                            {url, "Removed what stood around the URL."},
		"[the docs](" + url + ")":            {url, "Left out the text of the link."},
		"GET " + url + " HTTP/1.1":           {url, "Left out: GET Left out: HTTP/1.1"},
		"see " + url:                         {url, "Left out: see"},
		"https://example.com is nice":        {"https://example.com", "Left out: is nice"},
		"example.com is nice":                {"example.com", "Left out: is nice"},
		"https://example.com/a b":            {"https://example.com/a b", ""},
		"https://example.com/?q=hello world": {"https://example.com/?q=hello world", ""},
		"http://[::1]:8080/":                 {"http://[::1]:8080/", ""},
		"[::1]:8080/a":                       {"[::1]:8080/a", ""},
		"https://example.com/(a)":            {"https://example.com/(a)", ""},
		`https://example.com/?q="a"&b`:       {`https://example.com/?q="a"&b`, ""},
		"{{base}}/a":                         {"{{base}}/a", ""},
		"/relative?x":                        {"/relative?x", ""},
		"":                                   {"", ""},
	} {
		got, notes := CleanURL(text)
		require.Equal(t, want.url, got, "%q", text)
		require.Equal(t, want.note, strings.Join(notes, " "), "%q", text)
		again, more := CleanURL(got)
		require.Equal(t, got, again, "%q: what is clean stays", text)
		require.Empty(t, more)
	}
}

func TestWhatBelongsToAPastedURLStays(t *testing.T) {
	const removed = "Removed what stood around the URL."
	for text, want := range map[string]struct{ url, note string }{
		`https://api.example.com/search?q="exact phrase"`:       {`https://api.example.com/search?q="exact phrase"`, ""},
		`https://api.example.com/search?jql=project="ABC"`:      {`https://api.example.com/search?jql=project="ABC"`, ""},
		"https://example.com/?b=<c>":                            {"https://example.com/?b=<c>", ""},
		"https://example.com/?q=>":                              {"https://example.com/?q=>", ""},
		"https://example.com/?q=“a”":                            {"https://example.com/?q=“a”", ""},
		"https://example.com/?q=«a»":                            {"https://example.com/?q=«a»", ""},
		"https://example.com/?q=`a`":                            {"https://example.com/?q=`a`", ""},
		"https://example.com/a>":                                {"https://example.com/a", removed},
		`"https://x.com/?q=\"a\""`:                              {`https://x.com/?q="a"`, removed},
		`"https://x.com/?q="a""`:                                {`https://x.com/?q="a"`, removed},
		`'https://x.com/it's'`:                                  {`https://x.com/it's`, removed},
		"(https://x.com/(a)":                                    {"https://x.com/(a)", removed},
		"(https://x.com/(a))":                                   {"https://x.com/(a)", removed},
		"<https://x.com/?b=<c>>":                                {"https://x.com/?b=<c>", removed},
		"[::1]/x":                                               {"[::1]/x", ""},
		"[::1]":                                                 {"[::1]", ""},
		"[2001:db8::1]/x":                                       {"[2001:db8::1]/x", ""},
		"([2001:db8::1]/x)":                                     {"[2001:db8::1]/x", removed},
		"[https://example.com/a]":                               {"https://example.com/a", removed},
		"[http://[::1]:80/a]":                                   {"http://[::1]:80/a", removed},
		"[docs]: https://example.com/a":                         {"https://example.com/a", "Left out: [docs]:"},
		"example.com/echo?text=see https://other.com":           {"example.com/echo?text=see https://other.com", ""},
		"example.com/echo?text=see https://other.com is":        {"example.com/echo?text=see https://other.com is", ""},
		"example.com?text=see\thttps://other.com":               {"example.com?text=seehttps://other.com", "Removed an invisible character (U+0009, control character)."},
		"localhost/echo?text=see https://other.com":             {"localhost/echo?text=see https://other.com", ""},
		"/echo?text=see https://other.com":                      {"/echo?text=see https://other.com", ""},
		"{{base}}/echo?text=see https://other.com":              {"{{base}}/echo?text=see https://other.com", ""},
		"and/or https://other.com":                              {"https://other.com", "Left out: and/or"},
		"Is it this? https://other.com":                         {"https://other.com", "Left out: Is it this?"},
		"[x](https://en.wikipedia.org/wiki/Foo_(bar))":          {"https://en.wikipedia.org/wiki/Foo_(bar)", "Left out the text of the link."},
		"[x](https://en.wikipedia.org/wiki/Foo_(bar)":           {"https://en.wikipedia.org/wiki/Foo_(bar)", "Left out the text of the link."},
		"[x](https://example.com/a) and [y](https://other.com)": {"https://example.com/a", "Left out the text of the link."},
		`[x](https://example.com/a "its title")`:                {"https://example.com/a", "Left out the text of the link."},
	} {
		got, notes := CleanURL(text)
		require.Equal(t, want.url, got, "%q", text)
		require.Equal(t, want.note, strings.Join(notes, " "), "%q", text)
	}
}

func TestURLsThatCannotBeSentAreNamedInWords(t *testing.T) {
	for url, says := range map[string]string{
		"https://example.com/a\u200bb":         "invisible character (U+200B, zero width space), behind “…ttps://example.com/a”. Delete it, or write it as %E2%80%8B.",
		"https://exa\u00admple.com/":           "U+00AD",
		"https://example.com/a\u00a0b":         "no-break space",
		"https://example.com/a\nexample.com":   "line break",
		"https://exa mple.com/":                "contains a space",
		`https://"example.com"/`:               "which no host has",
		"https://{{host}}/a":                   "still the placeholder {{host}}",
		"https://example.com:port/":            "is not a port",
		"https://example.com:70000/":           "is not a port",
		"https:///path":                        "names no host",
		"https://":                             "names no host",
		"curl https://example.com":             "cURL command",
		"https://example.com/a b?c=d e":        "",
		"https://me:p%40ss@example.com:8443/x": "",
		"https://[::1]:80/":                    "",
		"https://münchen.example/":             "",
		"https://a_b.example/":                 "",
		"ftp://example.com/":                   "",
		"https://example.com/👨‍👩‍👧":            "",
	} {
		if got := URLProblem(url); says == "" {
			require.Empty(t, got, "%q", url)
		} else {
			require.Contains(t, got, says, "%q", url)
		}
	}
}

func TestBackslashesAreSlashesBeforeTheQuery(t *testing.T) {
	for raw, want := range map[string]string{
		`http://h\a\b`:                       `http://h/a/b`,
		`http:\\h\a?x=\d#\e`:                 `http://h/a?x=\d#\e`,
		`h.example\a`:                        `https://h.example/a`,
		`https://good.example\@evil.example`: `https://good.example/@evil.example`,
		"\u200bhttp://127.0.0.1:1/a\u00a0":   "http://127.0.0.1:1/a",
	} {
		require.Equal(t, want, WithScheme(raw), raw)
	}
}

func FuzzCleanURL(f *testing.F) {
	f.Add("[a](b) \"c\" 'd'\n<e>")
	f.Add("\u200b“https://h”, x HTTP/1.1")
	f.Fuzz(func(t *testing.T, text string) {
		clean, _ := CleanURL(text)
		require.LessOrEqual(t, len(clean), len(text)+1)
		require.NotContains(t, clean, "\n")
		URLProblem(WithScheme(clean))
	})
}

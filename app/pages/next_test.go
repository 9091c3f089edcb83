package pages

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// links gives header values by name.
func links(values ...string) func(string) []string {
	return func(name string) []string {
		if name == "Link" {
			return values
		}
		return nil
	}
}

// next is what follows the n-th page, which was got from a URL without a redirect.
func next(p request.Pages, url string, header func(string) []string, body string, n int) (next, stop string, err error) {
	ask, stop, err := Next(p, Page{Asked: url, URL: url, Header: header, Body: []byte(body), Number: n})
	return ask.URL, stop, err
}

const here = "https://api.example.com/v1/items?q=a%20b&sort=-x&page=2#top"

func TestNextByLink(t *testing.T) {
	for _, c := range []struct {
		name string
		link []string
		want string
		stop string
	}{
		{"no header", nil, "", NoNext},
		{"GitHub's", []string{`<https://api.example.com/i?page=1>; rel="prev", <https://api.example.com/i?page=3>; rel="next", <https://api.example.com/i?page=9>; rel="last"`}, "https://api.example.com/i?page=3", ""},
		{"only others", []string{`<https://api.example.com/i?page=1>; rel="prev"; title="next"`}, "", NoNext},
		{"several headers", []string{`</a>; rel=prev`, `</b>; rel=next`}, "https://api.example.com/b", ""},
		{"commas and semicolons in a target", []string{`<https://api.example.com/i?ids=1,2;3&b=>; rel="next"`}, "https://api.example.com/i?ids=1,2;3&b=", ""},
		{"commas and semicolons in a title", []string{`</a>; title="x, </no>; rel=next; \"y"; rel="prev", </b>; rel="next"`}, "https://api.example.com/b", ""},
		{"several relations", []string{`</a>; rel="start  next"`}, "https://api.example.com/a", ""},
		{"capitals and spaces", []string{`</a> ; REL = "NEXT"`}, "https://api.example.com/a", ""},
		{"no quotes", []string{`</a>;rel=next;x=y`}, "https://api.example.com/a", ""},
		{"the first rel counts", []string{`</a>; rel=prev; rel=next`}, "", NoNext},
		{"an extension that ends like it", []string{`</a>; rel="https://example.com/next"`}, "", NoNext},
		{"an anchor elsewhere", []string{`</a>; rel=next; anchor="/other", </b>; rel=next; anchor="#frag"`}, "https://api.example.com/b", ""},
		{"a query alone", []string{`<?page=3>; rel=next`}, "https://api.example.com/v1/items?page=3", ""},
		{"a path beside", []string{`<more>; rel=next`}, "https://api.example.com/v1/more", ""},
		{"a host without scheme", []string{`<//api.example.com/x>; rel=next`}, "https://api.example.com/x", ""},
		{"bytes of an absolute URL stay", []string{`<HTTPS://API.example.com:443/a%2fb/100%25?x=|"'>; rel=next`}, `HTTPS://API.example.com:443/a%2fb/100%25?x=|"'`, ""},
		{"a fragment is not sent", []string{`</a#b>; rel=next`}, "https://api.example.com/a", ""},
		{"the same page", []string{`<https://api.example.com/v1/items?q=a%20b&sort=-x&page=2>; rel=next`}, "", SamePage},
		{"an empty target", []string{`<>; rel=next`}, "", NoNext},
		{"a parameter without value", []string{`</a>; hidden; rel=next`}, "https://api.example.com/a", ""},
		{"an empty member", []string{`, ,</a>; rel=next`}, "https://api.example.com/a", ""},
		{"not a link", []string{`rel=next`}, "", NoNext},
		{"cut off", []string{`<https://api.example.com/`}, "", NoNext},
		{"a quote cut off", []string{`</a>; title="x, </b>; rel=next`}, "", NoNext},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, stop, err := next(request.Pages{Kind: request.ByLink}, here, links(c.link...), "", 1)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
			require.Equal(t, c.stop, stop)
		})
	}
}

func TestNextByWhatTheAnswerSays(t *testing.T) {
	cursor := request.Pages{Kind: request.ByCursor, Path: "meta.next", Parameter: "after"}
	for _, c := range []struct {
		name string
		plan request.Pages
		url  string
		body string
		want string
		stop string
	}{
		{"a URL", request.Pages{Kind: request.ByURL, Path: "links.next.href"}, here, `{"links":{"next":{"href":"https:\/\/api.example.com\/i?page=3"}}}`, "https://api.example.com/i?page=3", ""},
		{"a relative URL", request.Pages{Kind: request.ByURL, Path: "next"}, here, `{"next":"?page=3"}`, "https://api.example.com/v1/items?page=3", ""},
		{"no URL", request.Pages{Kind: request.ByURL, Path: "next"}, here, `{"next":null}`, "", NoNext},
		{"an empty URL", request.Pages{Kind: request.ByURL, Path: "next"}, here, `{"next":""}`, "", NoNext},
		{"a URL that is missing", request.Pages{Kind: request.ByURL, Path: "next"}, here, `{}`, "", NoNext},
		{"false for none", request.Pages{Kind: request.ByURL, Path: "next"}, here, `{"next":false}`, "", NoNext},

		{"a first cursor", cursor, "https://h/i", `{"meta":{"next":"a+b/c=&d"}}`, "https://h/i?after=a%2Bb%2Fc%3D%26d", ""},
		{"a later cursor", cursor, "https://h/i?x=%20|&after=a&y#f", `{"meta":{"next":"b"}}`, "https://h/i?x=%20|&after=b&y", ""},
		{"a parameter that is written with escapes", cursor, "https://h/i?%61fter=a", `{"meta":{"next":"b"}}`, "https://h/i?%61fter=b", ""},
		{"a parameter that stands twice", cursor, "https://h/i?after=a&after=b&c", `{"meta":{"next":"d"}}`, "https://h/i?after=d&c", ""},
		{"the digits of a large number", cursor, "https://h/i", `{"meta":{"next":12345678901234567890}}`, "https://h/i?after=12345678901234567890", ""},
		{"the same cursor", cursor, "https://h/i?after=a/b", `{"meta":{"next":"a/b"}}`, "", SamePage},
		{"no cursor", cursor, "https://h/i?after=a", `{"meta":{}}`, "", NoNext},
		{"an empty page with a cursor", request.Pages{Kind: request.ByCursor, Path: "next", Parameter: "c", Items: "items"}, "https://h/i", `{"items":[],"next":"x"}`, "https://h/i?c=x", ""},
		{"the last item's ID, as Stripe has it", request.Pages{Kind: request.ByCursor, Path: "data.@reverse.0.id", Parameter: "starting_after"}, "https://h/i", `{"data":[{"id":"a"},{"id":"b"}]}`, "https://h/i?starting_after=b", ""},

		{"a page number", request.Pages{Kind: request.ByNumber, Parameter: "page"}, here, `[1]`, "https://api.example.com/v1/items?q=a%20b&sort=-x&page=3", ""},
		{"a first page number", request.Pages{Kind: request.ByNumber, Parameter: "page"}, "https://h/", `[1]`, "https://h/?page=2", ""},
		{"pages from 0", request.Pages{Kind: request.ByNumber, Parameter: "page", Start: request.FromZero}, "https://h/", `[1]`, "https://h/?page=1", ""},
		{"pages by tens", request.Pages{Kind: request.ByNumber, Parameter: "page", Step: 10}, "https://h/?page=20", `[1]`, "https://h/?page=30", ""},
		{"a number that is empty", request.Pages{Kind: request.ByNumber, Parameter: "page"}, "https://h/?page=", `[1]`, "https://h/?page=2", ""},
		{"an empty page", request.Pages{Kind: request.ByNumber, Parameter: "page"}, "https://h/?page=2", ` [ ] `, "", EmptyPage},
		{"an empty page in an object", request.Pages{Kind: request.ByNumber, Parameter: "page", Items: "data.items"}, "https://h/", `{"data":{"items":[]}}`, "", EmptyPage},
		{"null for no items", request.Pages{Kind: request.ByNumber, Parameter: "page", Items: "items"}, "https://h/", `{"items":null}`, "", EmptyPage},

		{"an offset", request.Pages{Kind: request.ByOffset, Parameter: "offset"}, "https://h/?offset=10&limit=10", `[1,2,3]`, "https://h/?offset=13&limit=10", ""},
		{"a first offset", request.Pages{Kind: request.ByOffset, Parameter: "skip"}, "https://h/?limit=2", `[1,2]`, "https://h/?limit=2&skip=2", ""},
		{"the end of an offset", request.Pages{Kind: request.ByOffset, Parameter: "skip"}, "https://h/", `[]`, "", EmptyPage},
		{"a URL that net/url refuses to take apart", request.Pages{Kind: request.ByNumber, Parameter: "p"}, "https://h/?q=100%&p=1", `[1]`, "https://h/?q=100%&p=2", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, stop, err := next(c.plan, c.url, links(), c.body, 1)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
			require.Equal(t, c.stop, stop)
		})
	}
}

func TestThereIsALimit(t *testing.T) {
	for _, c := range []struct {
		pages, n int
		stop     string
	}{
		{3, 2, ""}, {3, 3, LastPage}, {0, request.DefaultPages - 1, ""}, {0, request.DefaultPages, LastPage},
	} {
		_, stop, err := next(request.Pages{Kind: request.ByNumber, Parameter: "p", Max: c.pages}, "https://h/", links(), `[1]`, c.n)
		require.NoError(t, err)
		require.Equal(t, c.stop, stop, "%d of %d", c.n, c.pages)
	}
	_, stop, err := next(request.Pages{Kind: request.ByLink, Max: 1}, "https://h/", links(), "", 1)
	require.NoError(t, err)
	require.Equal(t, NoNext, stop) // nothing was left out
}

func TestWhatCannotBeFollowedIsSaid(t *testing.T) {
	toURL := func(to string) (request.Pages, string) {
		return request.Pages{Kind: request.ByURL, Path: "n"}, `{"n":` + strconv.Quote(to) + `}`
	}
	for to, text := range map[string]string{
		"https://evil.example/":                     "on another host",
		"//evil.example/":                           "on another host",
		"https://api.example.com@evil.example/":     "on another host",
		"https://api.example.com.evil.example/":     "on another host",
		"http://api.example.com/v1/items?page=3":    "on http, where all can read along",
		"https://api.example.com:8443/":             "on another port",
		"javascript:alert(1)":                       "cannot be read",
		"https:evil.example":                        "cannot be read",
		"https:///x":                                "cannot be read",
		`https://evil.example\@api.example.com/`:    "cannot be read",
		"https://api.example.com/" + "%zz":          "cannot be read",
		"mailto:" + strings.Repeat("é", 200) + "@x": "é…\"",
	} {
		plan, body := toURL(to)
		_, _, err := next(plan, here, links(), body, 1)
		require.ErrorContains(t, err, text, to)
	}
	plan, body := toURL("https://h/x")
	upgraded, _, err := next(plan, "http://h/", links(), body, 1)
	require.NoError(t, err)
	require.Equal(t, "https://h/x", upgraded, "from http to https is no risk")

	for _, c := range []struct {
		name, url, body, text string
		plan                  request.Pages
	}{
		{"no path of a URL", here, "", "where the next page's URL stands", request.Pages{Kind: request.ByURL}},
		{"no path of a cursor", here, "", "where the cursor stands", request.Pages{Kind: request.ByCursor, Parameter: "a"}},
		{"no parameter of a cursor", here, "", "takes the cursor", request.Pages{Kind: request.ByCursor, Path: "a"}},
		{"no parameter of a number", here, "", "takes the page number", request.Pages{Kind: request.ByNumber}},
		{"no parameter of an offset", here, "", "takes the offset", request.Pages{Kind: request.ByOffset}},
		{"a relative page", "/x", "[]", "The page's URL cannot be read", request.Pages{Kind: request.ByNumber, Parameter: "p"}},
		{"an answer that is not JSON", here, "<p>", "is not JSON", request.Pages{Kind: request.ByURL, Path: "n"}},
		{"an empty answer", here, "", "is not JSON", request.Pages{Kind: request.ByNumber, Parameter: "p"}},
		{"a cursor that is an object", here, `{"n":{}}`, "stands an object or an array", request.Pages{Kind: request.ByCursor, Path: "n", Parameter: "p"}},
		{"a cursor that is true", here, `{"n":true}`, "stands true", request.Pages{Kind: request.ByCursor, Path: "n", Parameter: "p"}},
		{"a page that is no number", "https://h/?p=x", `[1]`, "is not a number in this URL", request.Pages{Kind: request.ByNumber, Parameter: "p"}},
		{"a page beyond all numbers", "https://h/?p=9223372036854775807", `[1]`, "cannot count any further", request.Pages{Kind: request.ByNumber, Parameter: "p"}},
		{"items that are nowhere", here, `{}`, "There is nothing at", request.Pages{Kind: request.ByNumber, Parameter: "p", Items: "data"}},
		{"items that are no array", here, `{"data":{}}`, "stands no array", request.Pages{Kind: request.ByNumber, Parameter: "p", Items: "data"}},
		{"an answer that is no array", here, `{"data":[]}`, "The answer is not an array", request.Pages{Kind: request.ByNumber, Parameter: "p"}},
		{"nesting without end", here, strings.Repeat("[", 1e6) + strings.Repeat("]", 1e6), "is not JSON", request.Pages{Kind: request.ByNumber, Parameter: "p"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, stop, err := next(c.plan, c.url, links(), c.body, 1)
			require.ErrorContains(t, err, c.text)
			require.Empty(t, got+stop)
		})
	}
}

func TestARedirectDoesNotLeadTheRequestAway(t *testing.T) {
	page := func(asked, url, link string) Page {
		return Page{Asked: asked, URL: url, Header: links(link), Body: []byte(`{"n":"b","i":[1]}`), Number: 1}
	}
	const asked, answered = "https://h/items?x=1", "https://h/v2/items?x=1&page=1"
	got, _, err := Next(request.Pages{Kind: request.ByLink}, page(asked, answered, "<?page=2>; rel=next"))
	require.NoError(t, err)
	require.Equal(t, "https://h/v2/items?page=2", got.URL, "relative to the page that names it")
	got, _, err = Next(request.Pages{Kind: request.ByCursor, Path: "n", Parameter: "c"}, page(asked, answered, ""))
	require.NoError(t, err)
	require.Equal(t, "https://h/items?x=1&c=b", got.URL, "the URL that was typed, with the cursor")
	_, stop, err := Next(request.Pages{Kind: request.ByLink}, page(asked, answered, "<"+answered+">; rel=next"))
	require.NoError(t, err)
	require.Equal(t, SamePage, stop)
	_, _, err = Next(request.Pages{Kind: request.ByLink}, page(asked, "https://elsewhere.example/items", "<?page=2>; rel=next"))
	require.ErrorContains(t, err, "on another host")
	got, _, err = Next(request.Pages{Kind: request.ByLink}, page(asked, "https://elsewhere.example/items", "<https://h/items?page=2>; rel=next"))
	require.NoError(t, err)
	require.Equal(t, "https://h/items?page=2", got.URL)
}

func FuzzNext(f *testing.F) {
	f.Add(byte(0), "https://h/a?b=c", `</x,y>; rel="next"; title="a\", b"`, `{}`, "next", "p")
	f.Add(byte(1), "https://h/a?b=c", "", `{"next":"//h/\\x"}`, "next", "p")
	f.Add(byte(2), "https://h/a?p=%zz&&p", "", `{"next":"é&="}`, "next", "p")
	f.Add(byte(3), "http://h:80/?p=5", "", `[1,{"a":[]}]`, "", "p")
	f.Add(byte(4), "https://h/?%70=5#x", "", `{"a":{"b":[1]}}`, "a.b", "p")
	f.Fuzz(func(t *testing.T, kind byte, current, link, body, path, name string) {
		p := request.Pages{Kind: request.PageKinds[int(kind)%len(request.PageKinds)], Path: path, Parameter: name, Items: path}
		next, stop, err := next(p, current, links(link), body, 1)
		if err != nil || stop != "" {
			require.Empty(t, next)
			require.True(t, err == nil || stop == "")
			return
		}
		from, bad := url.Parse(strings.Split(current, "#")[0])
		require.NoError(t, bad)
		to, bad := url.Parse(next)
		require.NoError(t, bad, next)
		require.Equal(t, strings.ToLower(from.Hostname()), strings.ToLower(to.Hostname()))
		require.NotContains(t, next, "#")
		require.NotEqual(t, current, next)
		if p.Kind == request.ByCursor {
			want, _, bad := value([]byte(body), path)
			require.NoError(t, bad)
			got, has := parameter(next, name)
			require.True(t, has)
			require.Equal(t, want, got)
		}
	})
}

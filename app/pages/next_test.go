package pages

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
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
			next, stop, err := Next(Plan{Kind: ByLink}, here, links(c.link...), nil, 1)
			require.NoError(t, err)
			require.Equal(t, c.want, next)
			require.Equal(t, c.stop, stop)
		})
	}
}

func TestNextByWhatTheAnswerSays(t *testing.T) {
	cursor := Plan{Kind: ByCursor, Path: "meta.next", Parameter: "after"}
	for _, c := range []struct {
		name string
		plan Plan
		url  string
		body string
		want string
		stop string
	}{
		{"a URL", Plan{Kind: ByURL, Path: "links.next.href"}, here, `{"links":{"next":{"href":"https:\/\/api.example.com\/i?page=3"}}}`, "https://api.example.com/i?page=3", ""},
		{"a relative URL", Plan{Kind: ByURL, Path: "next"}, here, `{"next":"?page=3"}`, "https://api.example.com/v1/items?page=3", ""},
		{"no URL", Plan{Kind: ByURL, Path: "next"}, here, `{"next":null}`, "", NoNext},
		{"an empty URL", Plan{Kind: ByURL, Path: "next"}, here, `{"next":""}`, "", NoNext},
		{"a URL that is missing", Plan{Kind: ByURL, Path: "next"}, here, `{}`, "", NoNext},
		{"false for none", Plan{Kind: ByURL, Path: "next"}, here, `{"next":false}`, "", NoNext},

		{"a first cursor", cursor, "https://h/i", `{"meta":{"next":"a+b/c=&d"}}`, "https://h/i?after=a%2Bb%2Fc%3D%26d", ""},
		{"a later cursor", cursor, "https://h/i?x=%20|&after=a&y#f", `{"meta":{"next":"b"}}`, "https://h/i?x=%20|&after=b&y", ""},
		{"a parameter that is written with escapes", cursor, "https://h/i?%61fter=a", `{"meta":{"next":"b"}}`, "https://h/i?%61fter=b", ""},
		{"a parameter that stands twice", cursor, "https://h/i?after=a&after=b&c", `{"meta":{"next":"d"}}`, "https://h/i?after=d&c", ""},
		{"the digits of a large number", cursor, "https://h/i", `{"meta":{"next":12345678901234567890}}`, "https://h/i?after=12345678901234567890", ""},
		{"the same cursor", cursor, "https://h/i?after=a/b", `{"meta":{"next":"a/b"}}`, "", SamePage},
		{"no cursor", cursor, "https://h/i?after=a", `{"meta":{}}`, "", NoNext},
		{"an empty page with a cursor", Plan{Kind: ByCursor, Path: "next", Parameter: "c", Items: "items"}, "https://h/i", `{"items":[],"next":"x"}`, "https://h/i?c=x", ""},
		{"the last item's ID, as Stripe has it", Plan{Kind: ByCursor, Path: "data.@reverse.0.id", Parameter: "starting_after"}, "https://h/i", `{"data":[{"id":"a"},{"id":"b"}]}`, "https://h/i?starting_after=b", ""},

		{"a page number", Plan{Kind: ByNumber, Parameter: "page"}, here, `[1]`, "https://api.example.com/v1/items?q=a%20b&sort=-x&page=3", ""},
		{"a first page number", Plan{Kind: ByNumber, Parameter: "page", Start: 1}, "https://h/", `[1]`, "https://h/?page=2", ""},
		{"pages from 0", Plan{Kind: ByNumber, Parameter: "page"}, "https://h/", `[1]`, "https://h/?page=1", ""},
		{"pages by tens", Plan{Kind: ByNumber, Parameter: "page", Step: 10}, "https://h/?page=20", `[1]`, "https://h/?page=30", ""},
		{"pages backwards", Plan{Kind: ByNumber, Parameter: "page", Step: -1}, "https://h/?page=0", `[1]`, "https://h/?page=-1", ""},
		{"a number that is empty", Plan{Kind: ByNumber, Parameter: "page", Start: 1}, "https://h/?page=", `[1]`, "https://h/?page=2", ""},
		{"an empty page", Plan{Kind: ByNumber, Parameter: "page"}, "https://h/?page=2", ` [ ] `, "", EmptyPage},
		{"an empty page in an object", Plan{Kind: ByNumber, Parameter: "page", Items: "data.items"}, "https://h/", `{"data":{"items":[]}}`, "", EmptyPage},
		{"null for no items", Plan{Kind: ByNumber, Parameter: "page", Items: "items"}, "https://h/", `{"items":null}`, "", EmptyPage},

		{"an offset", Plan{Kind: ByOffset, Parameter: "offset"}, "https://h/?offset=10&limit=10", `[1,2,3]`, "https://h/?offset=13&limit=10", ""},
		{"a first offset, with a limit", Plan{Kind: ByOffset, Parameter: "skip", LimitParameter: "limit", Limit: 50}, "https://h/", `[1,2]`, "https://h/?skip=2&limit=50", ""},
		{"a limit that is there stays", Plan{Kind: ByOffset, Parameter: "skip", LimitParameter: "limit", Limit: 50}, "https://h/?limit=5", `[1,2]`, "https://h/?limit=5&skip=2", ""},
		{"the end of an offset", Plan{Kind: ByOffset, Parameter: "skip"}, "https://h/", `[]`, "", EmptyPage},
		{"a URL that net/url refuses to take apart", Plan{Kind: ByNumber, Parameter: "p"}, "https://h/?q=100%&p=1", `[1]`, "https://h/?q=100%&p=2", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			next, stop, err := Next(c.plan, c.url, links(), []byte(c.body), 1)
			require.NoError(t, err)
			require.Equal(t, c.want, next)
			require.Equal(t, c.stop, stop)
		})
	}
}

func TestThereIsALimit(t *testing.T) {
	for _, c := range []struct {
		pages, n int
		stop     string
	}{
		{3, 2, ""}, {3, 3, LastPage}, {0, DefaultPages - 1, ""}, {0, DefaultPages, LastPage}, {1 << 40, MaxPages - 1, ""}, {1 << 40, MaxPages, LastPage},
	} {
		_, stop, err := Next(Plan{Kind: ByNumber, Parameter: "p", Pages: c.pages}, "https://h/", links(), []byte(`[1]`), c.n)
		require.NoError(t, err)
		require.Equal(t, c.stop, stop, "%d of %d", c.n, c.pages)
	}
	_, stop, err := Next(Plan{Kind: ByLink, Pages: 1}, "https://h/", links(), nil, 1)
	require.NoError(t, err)
	require.Equal(t, NoNext, stop) // nothing was left out
}

func TestWhatCannotBeFollowedIsSaid(t *testing.T) {
	toURL := func(to string) (Plan, string) { return Plan{Kind: ByURL, Path: "n"}, `{"n":` + strconv.Quote(to) + `}` }
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
		_, _, err := Next(plan, here, links(), []byte(body), 1)
		require.ErrorContains(t, err, text, to)
	}
	plan, body := toURL("https://h/x")
	next, _, err := Next(plan, "http://h/", links(), []byte(body), 1)
	require.NoError(t, err)
	require.Equal(t, "https://h/x", next, "from http to https is no risk")

	for _, c := range []struct {
		name, url, body, text string
		plan                  Plan
	}{
		{"no kind", here, "", "Choose how", Plan{}},
		{"no path of a URL", here, "", "where the next page's URL stands", Plan{Kind: ByURL}},
		{"no path of a cursor", here, "", "where the cursor stands", Plan{Kind: ByCursor, Parameter: "a"}},
		{"no parameter of a cursor", here, "", "takes the cursor", Plan{Kind: ByCursor, Path: "a"}},
		{"no parameter of a number", here, "", "takes the page number", Plan{Kind: ByNumber}},
		{"no parameter of an offset", here, "", "takes the offset", Plan{Kind: ByOffset}},
		{"a relative page", "/x", "[]", "The page's URL cannot be read", Plan{Kind: ByNumber, Parameter: "p"}},
		{"an answer that is not JSON", here, "<p>", "is not JSON", Plan{Kind: ByURL, Path: "n"}},
		{"an empty answer", here, "", "is not JSON", Plan{Kind: ByNumber, Parameter: "p"}},
		{"a cursor that is an object", here, `{"n":{}}`, "stands an object or an array", Plan{Kind: ByCursor, Path: "n", Parameter: "p"}},
		{"a cursor that is true", here, `{"n":true}`, "stands true", Plan{Kind: ByCursor, Path: "n", Parameter: "p"}},
		{"a page that is no number", "https://h/?p=x", `[1]`, "is not a number in this URL", Plan{Kind: ByNumber, Parameter: "p"}},
		{"a page beyond all numbers", "https://h/?p=9223372036854775807", `[1]`, "cannot count any further", Plan{Kind: ByNumber, Parameter: "p"}},
		{"a page below all numbers", "https://h/?p=-9223372036854775808", `[1]`, "cannot count any further", Plan{Kind: ByNumber, Parameter: "p", Step: -1}},
		{"items that are nowhere", here, `{}`, "There is nothing at", Plan{Kind: ByNumber, Parameter: "p", Items: "data"}},
		{"items that are no array", here, `{"data":{}}`, "stands no array", Plan{Kind: ByNumber, Parameter: "p", Items: "data"}},
		{"an answer that is no array", here, `{"data":[]}`, "The answer is not an array", Plan{Kind: ByNumber, Parameter: "p"}},
		{"nesting without end", here, strings.Repeat("[", 1e6) + strings.Repeat("]", 1e6), "is not JSON", Plan{Kind: ByNumber, Parameter: "p"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			next, stop, err := Next(c.plan, c.url, links(), []byte(c.body), 1)
			require.ErrorContains(t, err, c.text)
			require.Empty(t, next+stop)
		})
	}
}

func FuzzNext(f *testing.F) {
	f.Add(byte(0), "https://h/a?b=c", `</x,y>; rel="next"; title="a\", b"`, `{}`, "next", "p")
	f.Add(byte(1), "https://h/a?b=c", "", `{"next":"//h/\\x"}`, "next", "p")
	f.Add(byte(2), "https://h/a?p=%zz&&p", "", `{"next":"é&="}`, "next", "p")
	f.Add(byte(3), "http://h:80/?p=5", "", `[1,{"a":[]}]`, "", "p")
	f.Add(byte(4), "https://h/?%70=5#x", "", `{"a":{"b":[1]}}`, "a.b", "p")
	f.Fuzz(func(t *testing.T, kind byte, current, link, body, path, name string) {
		p := Plan{Kind: Kinds[int(kind)%len(Kinds)], Path: path, Parameter: name, Items: path}
		next, stop, err := Next(p, current, links(link), []byte(body), 1)
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
		if p.Kind == ByCursor {
			want, bad := value([]byte(body), path)
			require.NoError(t, bad)
			got, has := parameter(next, name)
			require.True(t, has)
			require.Equal(t, want, got)
		}
	})
}

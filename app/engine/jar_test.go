package engine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/engine/bridge"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/cookie"
)

var shop = request.Request{URL: "https://shop.example.org/cart?session=1"}

// ask does something with the jar, for the shop's request.
func (b *bench) ask(t *testing.T, a exchange.JarAsk) exchange.Jar {
	t.Helper()
	j, err := b.Cookies(shop, a)
	require.NoError(t, err)
	return j
}

// set puts cookies into the jar.
func (b *bench) set(t *testing.T, from string, lines ...string) (last exchange.Jar) {
	t.Helper()
	for _, line := range lines {
		last = b.ask(t, exchange.JarAsk{Act: exchange.JarSet, URL: from, Text: line})
		require.Empty(t, last.Problem)
	}
	return last
}

func names(j exchange.Jar) (list []string) {
	for _, c := range j.Cookies {
		list = append(list, c.Name)
	}
	return list
}

func TestTheJarSaysWhichCookiesGoAndWhyTheOthersStay(t *testing.T) {
	b := start(t)
	j := b.set(t, "https://shop.example.org/", "elsewhere=1; Path=/admin", "id=2; Path=/; HttpOnly", "deep=3; Path=/cart; Max-Age=60", "Set-Cookie: wide=4; Domain=example.org; SameSite=None; Secure")
	require.Equal(t, "The cookie was set.", j.Said)
	require.Equal(t, "GET https://shop.example.org/cart", j.Target, "without the query, which may hold secrets")
	require.Equal(t, []string{"deep", "id", "wide", "elsewhere"}, names(j))
	require.Equal(t, "deep=3; id=2; wide=4", j.Header)
	require.Equal(t, 3, j.Going)
	require.Empty(t, j.Cookies[0].Stays)
	require.Equal(t, "its path is /admin", j.Cookies[3].Stays)
	require.Equal(t, []string{"Secure", "SameSite=None"}, j.Cookies[2].Flags)

	r := shop
	r.Headers = []request.Field{{Name: "cookie", Value: "id=typed"}}
	j, err := b.Cookies(r, exchange.JarAsk{Filter: " ID"})
	require.NoError(t, err)
	require.Equal(t, "id=typed; deep=3; wide=4", j.Header)
	require.Equal(t, []string{"wide", "id"}, names(j), "what goes comes first")
	require.Contains(t, j.Cookies[1].Stays, "the Cookie header that you typed")

	j, err = b.Cookies(request.Request{}, exchange.JarAsk{})
	require.NoError(t, err)
	require.Contains(t, j.Unknown, "Type a URL")
	require.Len(t, j.Cookies, 4)
}

func TestWhatTheJarDoesNotTakeIsSaidAtItsField(t *testing.T) {
	b := start(t)
	b.set(t, "https://shop.example.org/", "kept=1")
	for _, tt := range []struct {
		name string
		ask  exchange.JarAsk
		at   exchange.JarPart
		want string
	}{
		{"no URL", exchange.JarAsk{Act: exchange.JarSet, Text: "a=1"}, exchange.JarAtURL, "Type a URL"},
		{"no web URL", exchange.JarAsk{Act: exchange.JarSet, URL: "ftp://a.example", Text: "a=1"}, exchange.JarAtURL, "Only http:// and https://"},
		{"no cookie", exchange.JarAsk{Act: exchange.JarSet, URL: "https://a.example"}, exchange.JarAtLine, "neither a name nor a value"},
		{"a public suffix", exchange.JarAsk{Act: exchange.JarSet, URL: "https://a.co.uk", Text: "a=1; Domain=co.uk"}, exchange.JarAtLine, "public suffix"},
		{"Secure from http", exchange.JarAsk{Act: exchange.JarSet, URL: "http://a.example", Text: "a=1; Secure"}, exchange.JarAtLine, "only https may set it"},
		{"an edit that is refused", exchange.JarAsk{Act: exchange.JarSet, ID: "first", URL: "https://a.example", Text: "a=1; SameSite=None"}, exchange.JarAtLine, "needs Secure"},
		{"no file", exchange.JarAsk{Act: exchange.JarImport, Text: " \n"}, exchange.JarAtFile, "first"},
		{"another file", exchange.JarAsk{Act: exchange.JarImport, Text: "hello"}, exchange.JarAtFile, "neither a cookies.txt"},
		{"no format", exchange.JarAsk{Act: exchange.JarExport, Text: "xml"}, exchange.JarAtFile, `no file format "xml"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.ask.ID != "" {
				tt.ask.ID = b.ask(t, exchange.JarAsk{}).Cookies[0].ID
			}
			j := b.ask(t, tt.ask)
			require.Contains(t, j.Problem, tt.want)
			require.Equal(t, tt.at, j.At)
			require.Equal(t, []string{"kept"}, names(j))
		})
	}
}

func TestACookieIsEditedAndDeletedAndTheLastChangeUndone(t *testing.T) {
	b := start(t)
	j := b.set(t, "https://shop.example.org/", "a=1; Path=/", "b=2; Path=/")
	a := j.Cookies[0]
	require.Equal(t, "a=1; Path=/", a.Line)
	require.Equal(t, "https://shop.example.org/", a.From)
	j = b.ask(t, exchange.JarAsk{Act: exchange.JarSet, ID: a.ID, URL: a.From, Text: "renamed=1; Path=/"})
	require.Equal(t, []string{"b", "renamed"}, names(j), "the old one is not left behind")
	j = b.ask(t, exchange.JarAsk{Act: exchange.JarUndo})
	require.Equal(t, []string{"a", "b"}, names(j))
	require.False(t, j.Undo)
	require.Equal(t, "The last change was undone.", j.Said)

	j = b.ask(t, exchange.JarAsk{Act: exchange.JarDelete, ID: a.ID})
	require.Equal(t, `The cookie "a" was deleted.`, j.Said)
	require.True(t, j.Undo)
	j = b.ask(t, exchange.JarAsk{Act: exchange.JarClear})
	require.Equal(t, "1 cookie was deleted.", j.Said)
	require.Zero(t, j.Total)
	require.Equal(t, []string{"b"}, names(b.ask(t, exchange.JarAsk{Act: exchange.JarUndo})))
	require.Equal(t, "The line says that the cookie is over: it was deleted.", b.set(t, "https://shop.example.org/", "b=; Path=/; Max-Age=0").Said)
	require.Equal(t, "The line says that the cookie is over: nothing was set.", b.set(t, "https://shop.example.org/", "b=; Path=/; Max-Age=0").Said)
}

func TestTheJarIsImportedAndExported(t *testing.T) {
	b := start(t)
	j := b.ask(t, exchange.JarAsk{Act: exchange.JarImport, Text: "# Netscape HTTP Cookie File\n.example.org\tTRUE\t/\tTRUE\t0\ta\t1\nshop.example.org FALSE / FALSE 0 b 2\nshop.example.org\tFALSE\t/\tFALSE\t1\told\t3\n"})
	require.Equal(t, "1 cookie was imported.", j.Said)
	require.Equal(t, "2 cookies were not taken.", j.Problem)
	require.Len(t, j.Refused, 2)
	require.Contains(t, j.Refused[0], "line 3: It has 1 of 7 columns.")
	require.Contains(t, j.Refused[1], `line 4, "old": It expired on 1 January 1970`)
	for _, format := range []cookie.Format{cookie.JSON, cookie.Netscape} {
		file := b.ask(t, exchange.JarAsk{Act: exchange.JarExport, Text: string(format)}).File
		other := start(t).ask(t, exchange.JarAsk{Act: exchange.JarImport, Text: file})
		require.Empty(t, other.Problem)
		require.Equal(t, []string{"a"}, names(other), file)
	}
	j = b.ask(t, exchange.JarAsk{Act: exchange.JarImport, Text: `[{"name": "odd", "value": "\u00e9", "domain": "shop.example.org", "latin1": true}]`})
	require.Equal(t, []string{"odd"}, names(b.ask(t, exchange.JarAsk{Filter: "odd"})))
	require.Equal(t, "\ufffd", b.ask(t, exchange.JarAsk{Filter: "odd"}).Cookies[0].Value)
	require.Contains(t, b.ask(t, exchange.JarAsk{Act: exchange.JarExport, Text: "netscape"}).Problem, "Choose JSON")
	require.Contains(t, b.ask(t, exchange.JarAsk{Act: exchange.JarExport, Text: "json"}).File, `"latin1": true`)
	odd := b.ask(t, exchange.JarAsk{Filter: "odd"}).Cookies[0]
	require.Empty(t, odd.Line, "its bytes would not come back")
	require.Equal(t, []string{"a"}, names(b.ask(t, exchange.JarAsk{Act: exchange.JarDelete, ID: odd.ID})))
	require.NotEmpty(t, j.Said)
}

func TestALargeJarIsShownInPart(t *testing.T) {
	b := start(t)
	var lines strings.Builder
	for i := range 300 {
		fmt.Fprintf(&lines, "host%d.example\tFALSE\t/\tFALSE\t0\tname\tv\n", i)
	}
	j := b.ask(t, exchange.JarAsk{Act: exchange.JarImport, Text: lines.String()})
	require.Len(t, j.Cookies, exchange.MaxCookies)
	require.Equal(t, []int{300, 300}, []int{j.Total, j.Found})
	j = b.ask(t, exchange.JarAsk{Filter: "HOST29"})
	require.Equal(t, 11, j.Found)
	require.Len(t, j.Cookies, 11)
}

func TestAnotherEngineTakesTheJarOver(t *testing.T) {
	b, next := start(t), start(t)
	b.set(t, "https://shop.example.org/", "id=2; Path=/; HttpOnly", "odd=\xff; Max-Age=60")
	c := b.ask(t, exchange.JarAsk{}).Cookies[0]
	b.ask(t, exchange.JarAsk{Act: exchange.JarDelete, ID: c.ID})
	next.set(t, "https://shop.example.org/", "own=1")

	left, err := b.Line.Call(bridge.MethodHandover, bridge.Call{}, nil)
	require.NoError(t, err)
	_, err = next.engine.Serve(bridge.MethodTakeover, left)
	require.NoError(t, err)

	require.Equal(t, b.engine.Jar().All(), next.engine.Jar().All(), "to the byte, and nothing beside it")
	require.Equal(t, b.ask(t, exchange.JarAsk{Act: exchange.JarUndo}), next.ask(t, exchange.JarAsk{Act: exchange.JarUndo}), "the last change can still be undone")
	require.Len(t, next.ask(t, exchange.JarAsk{}).Cookies, 2)
	_, err = next.engine.Serve(bridge.MethodTakeover, []byte("nothing"))
	require.Error(t, err)
}

package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/stretchr/testify/require"
)

// installed waits until the page is ready and its service worker has kept everything.
const installed = `navigator.serviceWorker.ready.then((r) => new Promise((resolve) => {
	if (r.active.state === "activated") resolve(true);
	r.active.addEventListener("statechange", () => r.active.state === "activated" && resolve(true));
}))`

func TestItStartsOfflineUnderABasePath(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/lab"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	value[any](t, ctx, `caches.open("another project's").then(() => null)`)
	until(t, ctx, isReady)
	require.True(t, value[bool](t, ctx, installed))
	require.Equal(t, 1, h.requests("assets/engine."), "keeping it did not fetch it again")

	h.goAway()
	do(t, ctx, network.ClearBrowserCache())
	for _, path := range []string{"/lab/#v1.abc", "/lab/?from=home#v1.abc", "/lab/index.html"} {
		do(t, ctx, open("about:blank"), open(h.URL+path))
		until(t, ctx, isReady)
		require.Equal(t, "offline", value[string](t, ctx, `roundtrip.call("echo", "offline").then((a) => a.text)`), "the engine starts too")
	}
	require.Equal(t, "/lab/", value[string](t, ctx, "location.pathname"))
	require.Contains(t, value[[]any](t, ctx, "caches.keys()"), "another project's")
}

func TestRequestsOfThePlaygroundAreNotTouched(t *testing.T) {
	in := testInputs(t)
	files, err := assemble(in, options{base: "/lab"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.True(t, value[bool](t, ctx, installed))
	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.True(t, value[bool](t, ctx, `navigator.serviceWorker.controller !== null`))

	// A file that the worker keeps, asked for as a person would from the playground.
	asset := "/lab/" + hashedName("icon.svg", in["icon.svg"])
	before := h.requests(asset)
	require.Equal(t, 200.0, value[float64](t, ctx, `roundtrip.call("fetch", "`+asset+`?1").then((a) => a.status)`))
	require.Equal(t, 200.0, value[float64](t, ctx, `fetch("`+asset+`", {cache: "no-store"}).then((r) => r.status)`))
	require.Equal(t, before+2, h.requests(asset), "both reached the server")
	// The browser itself decided that the service worker need not be asked. The entry comes when the body has been read.
	value[any](t, ctx, `fetch("/lab/nothing", {cache: "no-store"}).then((r) => r.text())`)
	until(t, ctx, `performance.getEntriesByName(new URL("/lab/nothing", location).href)[0]?.workerFinalSourceType === "network"`)
}

func TestTheServiceWorkerShowsOnlyWhatABuildMadeAndWithThePolicy(t *testing.T) {
	in := testInputs(t)
	files, err := assemble(in, options{base: "/lab"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.True(t, value[bool](t, ctx, installed))
	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.True(t, value[bool](t, ctx, `navigator.serviceWorker.controller !== null`))

	// What a script of this origin could do: take the policy from the page, put another in its place, change a file, add one.
	spoil := func(path, body, contentType string) {
		value[any](t, ctx, fmt.Sprintf(`caches.keys().then((names) => Promise.all(names.map(async (name) =>
			(await caches.open(name)).put(%q, new Response(%s, {headers: {"Content-Type": %q}})))))`, h.URL+path, body, contentType))
	}
	image := "/lab/" + hashedName("icon.svg", in["icon.svg"])
	added := "/lab/assets/added.0123456789abcdef0123456789abcdef.svg"
	drawn := `(path) => new Promise((resolve) => {
		const image = Object.assign(new Image(), {src: path, onload: () => resolve(image.naturalWidth), onerror: () => resolve("none")});
	})`
	spoil("/lab/", `await (await caches.match("`+h.URL+`/lab/")).text()`, "text/html")
	spoil(image, "'<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"777\" height=\"1\"/>'", "image/svg+xml")
	spoil(added, "'<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"777\" height=\"1\"/>'", "image/svg+xml")

	fetches := h.requests("/lab/")
	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.NotContains(t, h.since(fetches), "/lab/", "the page was right, and came from the cache")
	require.Equal(t, "refused", value[string](t, ctx, `new Promise((resolve) => {
		addEventListener("securitypolicyviolation", () => resolve("refused"));
		document.head.append(Object.assign(document.createElement("script"), {text: "x = 1"}));
	})`), "though what was kept of it had no policy")
	require.NotEqual(t, 777.0, value[any](t, ctx, "("+drawn+`)("`+image+`")`))
	require.Equal(t, "none", value[any](t, ctx, "("+drawn+`)("`+added+`")`))

	spoil("/lab/", `"<!doctype html><title>mine</title><script>x = 1</script>"`, "text/html")
	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.Equal(t, "Roundtrip", value[string](t, ctx, "document.title"), "the page was another, and came from the server")
}

func TestANewVersionIsAnnouncedAndTakenAtTheNextOpening(t *testing.T) {
	in := testInputs(t)
	files, err := assemble(in, options{base: "/lab"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.True(t, value[bool](t, ctx, installed))
	first := value[string](t, ctx, "roundtrip.version")

	in = maps.Clone(in)
	in["app.css"] = append([]byte("/* new */"), in["app.css"]...)
	next, err := assemble(in, options{base: "/lab"})
	require.NoError(t, err)
	h.deploy(t, next)

	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.Equal(t, first, value[string](t, ctx, "roundtrip.version"), "the kept version starts at once")
	second := value[string](t, ctx, `new Promise((resolve) => { roundtrip.onupdate = resolve; })`)
	require.NotEqual(t, first, second)
	require.Len(t, value[[]any](t, ctx, "caches.keys()"), 2, "an open tab keeps its files")

	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.Equal(t, second, value[string](t, ctx, "roundtrip.version"))
	until(t, ctx, `caches.keys().then((names) => names.length === 1)`)
}

func TestWhatRelaysNeedIsKeptOnceItWasAskedFor(t *testing.T) {
	in := testInputs(t)
	files, err := assemble(in, options{base: "/lab"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.True(t, value[bool](t, ctx, installed))
	kept := `caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat().map((r) => r.url))`
	require.NotContains(t, strings.Join(value[[]string](t, ctx, kept), " "), "assets/tunnel.")

	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.Equal(t, "after ask", tell(t, ctx, "ask", "{tunnelled: true}"))
	until(t, ctx, kept+`.then((urls) => urls.some((url) => url.includes("assets/tunnel.")))`)

	in = maps.Clone(in)
	in["tunnel.wasm"] = append(slices.Clone(in["tunnel.wasm"]), 0, 1, 0) // an empty custom section
	next, err := assemble(in, options{base: "/lab"})
	require.NoError(t, err)
	h.deploy(t, next)
	do(t, ctx, open("about:blank"), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	value[string](t, ctx, `new Promise((resolve) => { roundtrip.onupdate = resolve; })`)
	name := hashedName("tunnel.wasm", in["tunnel.wasm"])
	require.Contains(t, strings.Join(value[[]string](t, ctx, kept), " "), name, "the next version's is fetched with the rest of it")
	require.NotContains(t, strings.Join(value[[]string](t, ctx, kept), " "), "assets/roots.", "which nothing has asked for")
	require.Equal(t, "after ask", tell(t, ctx, "ask", "{tunnelled: true}"), "and the old one still serves this page")
}

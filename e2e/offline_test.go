//go:build !js

package e2e

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// installed waits until the service worker is active and has what it needs.
func (s screen) installed() {
	s.Helper()
	s.Wait("navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === 'activated' && !r.installing)")
}

func TestThePageStartsOfflineAndSendsToWhatCanBeReached(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	s := startAt(t, proxy.URL, browser.Alone)
	s.installed()
	s.url().Paste(server.URL + echo(t))
	s.Wait("location.hash !== ''")
	proxy.Close()
	s.Reload()
	s.waitReady()
	s.url().WaitValue(server.URL + echo(t))
	s.Press("Control+Enter")
	s.answered("200 OK")
	s.tab("Body").Role("radio", "JSON").Click()
	s.request().Role("textbox", "JSON body").Paste("[1, nope]") // the editor and the engine are there too
	s.CSS("#body-json-problem").WaitText("Line 1")
}

func TestWhatThePlaygroundSendsIsNotInterceptedNorKept(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	s := startAt(t, proxy.URL, browser.Alone)
	s.installed()
	s.Reload()
	s.waitReady()
	require.True(t, browser.Eval[bool](s.Tab, "navigator.serviceWorker.controller !== null"))
	before := browser.Eval[[]string](s.Tab, cached)
	for _, url := range []string{proxy.URL + "demo/get?x=1", server.URL + echo(t), proxy.URL + "demo/html"} {
		s.get(url, "200 OK")
		require.Equal(t, 1, count(proxy.Requests(), "/demo/get?x=1"))
	}
	require.Equal(t, before, browser.Eval[[]string](s.Tab, cached))
	// Addresses under the scope that are no page of ours are not answered with the page.
	s.get(proxy.URL+"nowhere", "404 Not Found")
}

const cached = `caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => name + " " + r.url)))).flat().sort())`

func count(list []string, item string) (n int) {
	for _, s := range list {
		if s == item {
			n++
		}
	}
	return n
}

func TestANewVersionIsOfferedAndTakenAndForeignCachesSurvive(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	s := startAt(t, proxy.URL, browser.Alone)
	s.installed()
	s.Run(`await (await caches.open("another-project")).put("/thing", new Response("theirs"))`)
	own := browser.Eval[[]string](s.Tab, "caches.keys()")
	s.url().Paste("https://example.com/kept")
	s.Wait("location.hash !== ''")

	// The same site under another version.
	version := regexp.MustCompile(`data-version="([^"]+)"`)
	renamed := func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		recorder := httptest.NewRecorder()
		r.Header.Del("Accept-Encoding")
		r.Header.Del("If-None-Match")
		next.ServeHTTP(recorder, r)
		w.Header().Set("Content-Type", recorder.Header().Get("Content-Type"))
		w.Header().Set("Content-Security-Policy", recorder.Header().Get("Content-Security-Policy"))
		w.Header().Set("Cache-Control", "no-cache")
		body := version.ReplaceAllString(recorder.Body.String(), `data-version="the-next"`)
		if strings.HasSuffix(r.URL.Path, "sw.js") { // it knows the page that comes with it
			page := httptest.NewRecorder()
			next.ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/", nil))
			sum := func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
			body = strings.ReplaceAll(body, sum(page.Body.String()), sum(version.ReplaceAllString(page.Body.String(), `data-version="the-next"`)))
		}
		body = regexp.MustCompile(`const VERSION = "[^"]+"`).ReplaceAllString(body, `const VERSION = "the-next"`)
		_, _ = w.Write([]byte(body))
	}
	proxy.On(`^/(sw\.js|index\.html)?$`, renamed)
	s.Run("await (await navigator.serviceWorker.getRegistration()).update()")
	banner := s.Role("status", "/.*/").Text("/New version ready/")
	banner.WaitText("Your request stays in the address bar")
	s.url().WaitValue("https://example.com/kept")
	s.CSS(".banner[data-kind=update]").Role("button", "Reload").Click()
	s.Wait("document.querySelector('script[data-version]')?.dataset.version === 'the-next' && document.documentElement.dataset.ready === '1'")
	s.url().WaitValue("https://example.com/kept")
	// The old version's files go, what others keep stays.
	s.Wait("caches.keys().then((names) => names.length === 2 && names.includes('another-project') && !names.some((name) => %s.includes(name) && name !== 'another-project'))", own)
	require.Equal(t, "theirs", browser.Eval[string](s.Tab, "caches.match('/thing').then((r) => r.text())"))
	require.Zero(t, s.Role("status", "/.*/").Text("/New version ready/").Count())
}

func TestAPageWithBlockedStorageStartsAndSaysThatNothingIsKept(t *testing.T) {
	t.Parallel()
	s := screen{chromium.Open(t)}
	s.BeforeScripts(`Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("denied", "SecurityError") }, configurable: true });
		Object.defineProperty(globalThis, "sessionStorage", { get() { throw new DOMException("denied", "SecurityError") }, configurable: true });`)
	s.Goto(site.URL)
	s.waitReady()
	s.Role("status", "/.*/").Text("/Nothing will be kept/").Wait()
	s.get(server.URL+echo(t), "200 OK")
}

func TestNothingIsLoadedFromAnyOtherHost(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL, browser.Alone)
	s.installed()
	s.tab("Body").Role("radio", "JSON").Click()
	s.request().Role("textbox", "JSON body").Wait()
	requests := s.Requests()
	require.NotEmpty(t, requests)
	for _, url := range requests {
		require.True(t, strings.HasPrefix(url, site.URL) || strings.HasPrefix(url, "data:") || strings.HasPrefix(url, "blob:"), url)
	}
	require.NotEmpty(t, browser.Eval[[]string](s.Tab, "performance.getEntriesByType('resource').map((e) => e.name)"))
	for _, url := range browser.Eval[[]string](s.Tab, "performance.getEntriesByType('resource').map((e) => e.name)") {
		require.True(t, strings.HasPrefix(url, site.URL), url)
	}
}

//go:build !js

package e2e

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/product"
)

// static is the static site under a path of a plain file server.
func static(t *testing.T) (s screen, page string, host *httptest.Server) {
	t.Helper()
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, product.Static(dir, "/roundtrip"))
	host = product.FileServer(dir, "/roundtrip")
	t.Cleanup(host.Close)
	page = host.URL + "/roundtrip/"
	return startAt(t, page, browser.Alone), page, host
}

func TestTheStaticSiteWorksUnderAPathOnAPlainFileServer(t *testing.T) {
	s, page, host := static(t)
	s.get(server.URL+echo(t)+"/sent", "200 OK")
	s.showsText(`"method": "GET"`)
	for _, url := range s.Requests() {
		require.Contains(t, url, page, "everything lies under the path")
	}

	// A policy stands in the page, since a plain host sends none.
	s.Expect("Content Security Policy|Refused|script-src|violates")
	ran := browser.Eval[bool](s.Tab, `(() => { const script = document.createElement("script"); script.textContent = "globalThis.inlineRan = true"; document.body.append(script); return globalThis.inlineRan === true })()`)
	require.False(t, ran)
	s.Run("e2e.violations.length = 0")

	// Links work.
	link := s.share().Role("textbox", "Link").WaitMatch("#v1[.]").Content()
	require.Contains(t, link, page+"#v1.")
	s.Press("Escape")
	other := startAt(t, link)
	other.url().WaitValue(server.URL + echo(t) + "/sent")
	require.Len(t, server.Seen(echo(t)+"/sent"), 1)

	// What is not there leads back.
	response, err := http.Get(page + "deep/down/nowhere")
	require.NoError(t, err)
	require.Equal(t, http.StatusNotFound, response.StatusCode)
	response.Body.Close()
	lost := screen{chromium.Open(t)}
	lost.Goto(page + "deep/down/nowhere")
	lost.Role("link").Click()
	lost.waitReady()
	require.Equal(t, page, browser.Eval[string](lost.Tab, "location.href"))

	// Then offline works.
	s.installed()
	require.NoError(t, host.Config.Close())
	s.Reload()
	s.waitReady()
	s.get(server.URL+echo(t)+"/offline", "200 OK")
	require.Len(t, server.Seen(echo(t)+"/offline"), 1)
}

func TestTheStaticSiteUsesARelayElsewhereThatLetsItIn(t *testing.T) {
	s, _, host := static(t)
	relay := func(flags ...string) string {
		elsewhere, err := product.Start(append([]string{"-relay"}, flags...)...)
		require.NoError(t, err)
		t.Cleanup(func() { _ = elsewhere.Stop() })
		return elsewhere.URL
	}
	dialog := s.tool("Relay").WaitText("This page's own host has no relay.")
	address, said := dialog.CSS("#relay-address"), dialog.Role("status", "What the relay says")
	address.Fill(relay())
	dialog.Role("button", "Check").Click()
	said.WaitText("This relay does not serve pages of " + host.URL + ".")
	dialog.CSS("code").Text("-relay-origin " + host.URL).Wait()

	address.Fill(relay("-relay-origin", host.URL, "-relay-allow", "127.0.0.1"))
	dialog.Role("button", "Check").Click()
	said.WaitText("This relay serves this page.")
	dialog.Role("button", "Use this relay").Click()
	dialog.WaitGone()
	path := "/no-cors" + echo(t)
	s.getByRelay(server.URL+path, "200 OK")
	require.Len(t, server.Seen(path), 1)
	require.Empty(t, server.Seen(path)[0].Get("Origin"), "no page sent it")
}

//go:build !js

package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/product"
)

func TestTheStaticSiteWorksUnderAPathOnAPlainFileServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, product.Static(dir, "/roundtrip"))
	host := product.FileServer(dir, "/roundtrip")
	t.Cleanup(host.Close)
	page := host.URL + "/roundtrip/"

	s := startAt(t, page, browser.Alone)
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

//go:build !js

package e2e

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/product"
)

func TestAnUploadThatIsStreamedShowsItsProgress(t *testing.T) {
	s := start(t)
	const size = 8 << 20
	flow := server.Flow(unique(t))
	s.url().Fill(server.Secure + "/flow/" + unique(t) + "?upload")
	s.method().Choose("POST")
	panel := s.tab("Body")
	panel.Role("radio", "File").Click()
	panel.CSS("#body-file").Files(saved(t, "large.bin", bytes.Repeat([]byte("x"), size)))
	s.tab("Options").Role("checkbox", "Stream the upload").Click().WaitChecked(true)
	s.Press("Control+Enter")
	require.NoError(t, flow.Arrived(s.Within()))
	s.status().WaitText("Uploading").WaitMatch(`of 8\.4 MB`)
	s.Wait("document.querySelector('progress').position >= 0 && document.querySelector('progress').position < 1")
	progress := s.response().CSS(".transfer:not([hidden])").WaitText("Uploading 8.4 MB").WaitMatch(`\d+ % · [0-9.]+ [kM]?B of 8\.4 MB`)
	held := browser.Eval[float64](s.Tab, "document.querySelector('progress.transfer-bar').position")
	require.Less(t, held, 0.9, "what the server has not taken cannot have gone out")
	for range 6 {
		flow.Take(size / 8)
	}
	s.Wait("document.querySelector('progress.transfer-bar').position > %s", held)
	progress.WaitMatch(`[0-9.]+ [kM]?B/s`)
	flow.Take(size / 8)
	flow.Take(size / 8)
	flow.Take(1) // to the end
	flow.Head(200)
	flow.Write("taken")
	flow.End()
	s.answered("200 OK")
	s.shows("taken")
}

func TestAnUploadIsCancelled(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.url().Fill(server.Secure + "/flow/" + unique(t) + "?upload")
	s.method().Choose("POST")
	panel := s.tab("Body")
	panel.Role("radio", "File").Click()
	panel.CSS("#body-file").Files(saved(t, "large.bin", bytes.Repeat([]byte("x"), 8<<20)))
	s.Press("Control+Enter")
	require.NoError(t, flow.Arrived(s.Within()))
	s.status().WaitText("Uploading")
	s.response().CSS(".transfer:not([hidden])").WaitText("Uploading 8.4 MB").WaitText("The browser does not tell how far it is. Options, Stream the upload, shows it")
	s.response().Role("button", "Cancel the upload").Wait()
	s.cancelButton().Click()
	s.status().WaitText("Cancelled")
}

func TestHTTP2AndTLSAreSeenInTheTiming(t *testing.T) {
	s := start(t)
	s.get(server.Secure+"/document/note.xml?"+unique(t), "200 OK") // the reason phrase is the standard's: HTTP/2 has none
	s.responseTab("Timing").WaitText("HTTP/2")
}

func TestPlainHTTPFromASecurePageIsExplainedAsMixedContent(t *testing.T) {
	t.Parallel()
	proxy, err := product.NewSecureProxy(site.URL)
	require.NoError(t, err)
	t.Cleanup(proxy.Close)
	s := startAt(t, proxy.URL, browser.Alone)
	s.Expect("Mixed Content")
	// An address for documentation (RFC 5737): the browser refuses before anything leaves this machine.
	failure := s.failed("http://192.0.2.1/status", "Blocked: http from an https page")
	failure.WaitText("loaded over https").WaitText("Use https:// in the URL")
	s.get(server.Secure+"/document/fidelity.json", "200 OK")
}

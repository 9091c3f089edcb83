//go:build !js

package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestResponseHeadersAreShownAndCopied(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	s.get(server.URL+"/document/note.xml", "200 OK")
	panel := s.responseTab("Headers")
	panel.CSS("tr").Text("/^(?i:x-custom)\\s+seen$/").Wait()
	panel.CSS("tr").Text("/^(?i:content-type)\\s+application\\/xml$/").Wait()
	panel.WaitText("CORS hides headers that the server did not expose").WaitText("Browsers hide Set-Cookie from pages. Use a relay to see it.")
	panel.Role("button", "Copy all").Click()
	require.Contains(t, strings.ToLower(clipboard.Await()), "x-custom: seen\n")
}

func TestHeadersThatTheServerDoesNotExposeAreSaidToBeHidden(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/no-expose/document/note.xml", "200 OK")
	panel := s.responseTab("Headers")
	panel.CSS("tr").Text("/^(?i:content-type)\\s/").Wait()
	require.Zero(t, panel.CSS("tr").Text("/(?i:x-custom)/").Count())
	panel.WaitText("Access-Control-Expose-Headers")
}

func TestTheRequestIsShownAsItWasSentWithWhoSetEachHeader(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	s.post(t, "JSON").Role("textbox", "JSON body").Paste(`{"sent":1}`)
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Mine")
	value.Fill("1")
	seen := s.posted(t)
	panel := s.responseTab("Request")
	panel.WaitText("POST " + server.URL + echo(t))
	for _, line := range []string{`^X-Mine\s+1\s+you$`, `^Content-Type\s+application\/json\s+body$`, `^Content-Length\s+10\s+browser$`} {
		panel.CSS("tr").Text("/" + line + "/").Wait()
	}
	panel.WaitText(`{"sent":1}`)
	panel.WaitText("The browser adds more headers, some invisible to pages")

	// What is shown with a value is what came.
	type header struct{ Name, Value, Origin string }
	rows := browser.Get[[]header](panel, `[...element.querySelectorAll("tbody tr")].filter((tr) => tr.dataset.dropped !== "true" && tr.querySelector(".field-value")?.textContent)
		.map((tr) => ({name: tr.querySelector(".field-name").textContent, value: tr.querySelector(".field-value").textContent, origin: tr.querySelector(".field-origin").textContent}))`)
	require.NotEmpty(t, rows)
	for _, shown := range rows {
		require.Equal(t, shown.Value, seen.Get(shown.Name), "%s", shown.Name)
	}

	panel.Role("button", "Copy request").Click()
	copied := clipboard.Await()
	require.True(t, strings.HasPrefix(copied, "POST "+server.URL+echo(t)+"\n"))
	require.True(t, strings.HasSuffix(copied, "\n\n"+`{"sent":1}`))
}

func TestTimingComesFromTheBrowserWhereItIsExposed(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/coded?as=gzip&n=100000", "200 OK")
	panel := s.responseTab("Timing")
	panel.WaitText("HTTP/1.1")
	require.GreaterOrEqual(t, panel.CSS("table tbody tr").Count(), 3, "phases of the browser's resource timing")
	require.Zero(t, panel.Role("columnheader", "Drawn").Count(), "bars are no column")
	require.Equal(t, 3, panel.Role("columnheader", "/.+/").Count())
	panel.WaitMatch(`Body on the wire\s+[0-9.]+ k?B`)
	panel.WaitMatch(`Body decoded\s+100 kB \(100,000 bytes\)`)
	require.NotContains(t, panel.Content(), "Timing-Allow-Origin")

	s.get(server.URL+"/no-timing/coded?as=gzip&n=100000", "200 OK")
	panel.WaitText("Timing-Allow-Origin").WaitMatch(`Body on the wire\s+not known`)
}

func TestTheDemoAPIAnswersFromTheSameOrigin(t *testing.T) {
	s := start(t)
	s.get(site.Demo+"/json", "200 OK")
	s.showsText(`"slideshow"`)
	s.get("/demo/get?a=1", "200 OK")
	s.showsText(`"a"`)
	panel := s.responseTab("Headers")
	require.NotContains(t, panel.Content(), "CORS hides headers")
	s.tab("Body").Role("radio", "JSON").Click()
	s.request().Role("textbox", "JSON body").Paste(`{"hello":"world"}`)
	s.method().Choose("POST")
	s.get(site.Demo+"/post", "200 OK")
	s.responseTab("Body")
	s.showsText(`"hello": "world"`)
}

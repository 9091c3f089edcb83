//go:build !js

package e2e

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/peer"
)

// pageOrigin is the origin of the page, as browsers write it.
func pageOrigin() string { return strings.TrimSuffix(site.URL, "/") }

func TestACallThatCORSBlocksIsExplainedWithWhatWouldAllowIt(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	failure := s.failed(server.URL+"/no-cors"+echo(t), "Blocked by CORS")
	failure.WaitText("The server responds, but Access-Control-Allow-Origin is missing or wrong.")
	require.NotContains(t, failure.Content(), "one more request", "how it is known is folded")
	failure.CSS("summary").Click()
	failure.WaitText("Roundtrip sent one more request: GET " + server.URL + "/no-cors" + echo(t)).
		WaitText("Only browsers do this: cURL or Python would get the response.")
	require.NotContains(t, failure.Content(), "preflight")
	require.NotContains(t, failure.Content(), "requests raises", "requests knows no CORS")
	seen := server.Seen("/no-cors" + echo(t))
	require.Len(t, seen, 2, "the call, and the probe that the screen tells of")
	require.Equal(t, "no-cors", seen[1].Get("Sec-Fetch-Mode"))
	require.Equal(t, pageOrigin(), seen[0].Get("Origin"))
	require.False(t, seen[1].Has("Origin"))

	failure.Role("button", "Show server fix").Click().WaitAttr("aria-expanded", "true")
	failure.WaitText("Fix for " + server.URL)
	code := failure.Role("region", "What to change on the server")
	code.WaitText("w.Header().Set(\"Access-Control-Allow-Origin\", \"" + pageOrigin() + "\")")
	failure.Role("combobox", "Kind of server").Choose("nginx")
	code.WaitText("add_header Access-Control-Allow-Origin \"" + pageOrigin() + "\" always;")
	failure.Role("button", "Copy the fix").Click()
	require.Equal(t, code.Content()+"\n", clipboard.Await())
	s.url().Fill(server.URL + echo(t))
	failure.Role("button", "Send again").Click()
	s.answered("200 OK")
}

func TestAHeaderThatAPreflightDoesNotAllowIsNamedWithWhatWouldAllowIt(t *testing.T) {
	s := start(t)
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Api-Key")
	value.Fill("k")
	failure := s.failed(server.URL+"/no-methods"+echo(t), "Blocked by CORS")
	failure.WaitText("Access-Control-Allow-Origin or Access-Control-Allow-Headers (x-api-key) is missing or wrong.")
	failure.Role("button", "Show server fix").Click()
	failure.Role("combobox", "Kind of server").Choose("FastAPI")
	failure.Role("region", "What to change on the server").WaitText("allow_headers=[\"x-api-key\"]").WaitText("allow_methods=[\"GET\"]")
	seen := server.Seen("/no-methods" + echo(t))
	require.Len(t, seen, 1, "the probe alone: the call was not sent")
	require.False(t, seen[0].Has("X-Api-Key"))
}

func TestNothingIsSentToFindOutMoreWhereItMightChangeSomething(t *testing.T) {
	s := start(t)
	s.method().Choose("PUT")
	failure := s.failed(server.URL+"/no-preflight"+echo(t), "Blocked or unreachable")
	failure.CSS("summary").Click()
	failure.WaitText("was not tried, because PUT may change something").WaitText("because of the method PUT").WaitText("Unreachable:")
	failure.Role("button", "Show server fix").Click()
	failure.Role("region", "What to change on the server").WaitText("\"Access-Control-Allow-Methods\", \"PUT\"")
	require.Empty(t, server.Seen("/no-preflight"+echo(t)))
	require.Len(t, server.Preflights("/no-preflight"+echo(t)), 1)
}

func TestAServerThatIsNotThereIsNotReachable(t *testing.T) {
	s := start(t)
	failure := s.failed("http://"+peer.Nobody(t)+"/", "Not reachable")
	failure.WaitText("Open the URL in a new tab")
	failure.CSS("summary").Click()
	failure.WaitText("It failed too, so this is not CORS.")
	require.Zero(t, failure.Role("button", "Show server fix").Count(), "no configuration helps")
}

func TestAPortThatBrowsersCallNobodyAtIsNamed(t *testing.T) {
	s := start(t)
	s.failed("http://127.0.0.1:6667/", "Blocked by the browser").WaitText("Browsers call no server at port 6667")
	s.tab("Preview").WaitText("Browsers call no server at port 6667")
}

func TestThePreviewSaysWhetherTheBrowserAsksFirst(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	s.preview("The browser sends this without asking first, and shows the answer if the server allows " + pageOrigin())
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Api-Key")
	value.Fill("k")
	s.method().Choose("DELETE")
	panel, _ := s.preview("The browser will ask first")
	panel.WaitText("Method DELETE").WaitText("Header X-Api-Key").WaitText("OPTIONS")
	hidden := "What the browser will hide of the answer"
	panel.WaitText(hidden).WaitText("Set-Cookie").WaitText("Access-Control-Expose-Headers; where that is *, all of them.").WaitText("Redirects")
	s.url().Fill("/demo/get")
	s.preview("/demo/get")
	require.NotContains(t, panel.Content(), "ask first")
	panel.WaitText(hidden).WaitText("Set-Cookie")
	require.NotContains(t, panel.Content(), "Access-Control-Expose-Headers", "its own server hides no other headers")
}

func TestARelayIsAskedWhatTheServerAnswersToTheBrowser(t *testing.T) {
	s, host := relayed(t)
	path := "/no-preflight" + echo(t)
	s.method().Choose("PUT")
	failure := s.failed(server.URL+path, "Blocked by CORS")
	failure.WaitText("Access-Control-Allow-Origin is missing")
	failure.CSS("summary").Click()
	failure.WaitText("Roundtrip repeated the browser's requests through the relay at " + strings.Trim(strings.TrimPrefix(host.URL, "http:"), "/")).
		WaitText("Preflight: OPTIONS " + server.URL + path + ", because of").
		WaitText("The request itself was not sent.")
	preflights := server.Preflights(path)
	require.Len(t, preflights, 2, "the browser's, and the relay's")
	require.Equal(t, preflights[0].Get("Origin"), preflights[1].Get("Origin"))
	require.Equal(t, "PUT", preflights[1].Get("Access-Control-Request-Method"))
	require.Empty(t, server.Seen(path), "a PUT may change something")
	s.transport().WaitValue("browser") // nothing was switched

}

// namesAreLookedUp reports whether the resolver answers in time that a name does not exist (RFC 6761, section 6.4).
func namesAreLookedUp(t *testing.T) bool {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	_, err := net.DefaultResolver.LookupHost(ctx, "nowhere.invalid")
	var unknown *net.DNSError
	return errors.As(err, &unknown) && unknown.IsNotFound
}

func TestARelayNamesWhyAServerIsNotReachable(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	asked := false
	unknown := peer.StartTLS(t, with(root.Issue(t, peer.Paper{})), func(http.ResponseWriter, *http.Request) { asked = true })
	for _, c := range []struct{ url, title, why, next, exception string }{
		{"http://" + peer.Nobody(t) + "/", "Connection refused", "connection refused", "Check the port in the URL", "ConnectionError, which wraps urllib3’s NewConnectionError"},
		{"http://nowhere.invalid/", "There is no such host", `(found no address for|could not look up) nowhere\.invalid`, "Check how the host is spelt", "ConnectionError, which wraps urllib3’s NameResolutionError"},
		{unknown.URL + "/", "The certificate is not from a trusted authority", "comes from Test Root", "add its certificate", "SSLError"},
	} {
		if strings.Contains(c.url, ".invalid") && !namesAreLookedUp(t) {
			t.Log("this machine's resolver does not say that a name does not exist")
			continue
		}
		failure := s.failed(c.url, c.title)
		failure.CSS(".failure-why").Nth(0).WaitMatch(c.why)
		failure.WaitText(c.next)
		if browser.Get[bool](failure.CSS(".failure-how"), "!element.open") {
			failure.CSS("summary").Click()
		}
		failure.WaitText("Found by sending the same request through the relay.").WaitText("Python’s requests raises " + c.exception)
		failure.CSS(".evidence").WaitMatch("There was no answer: .*" + c.why)
		failure.WaitText("It failed too, so this is not CORS.")
		failure.Role("button", "Send again").Wait()
		require.Zero(t, failure.Role("button", "Send through relay").Count(), "which would fail as well")
		s.transport().WaitValue("browser")
	}
	require.False(t, asked)
}

// Whoever is about to press a button presses it, whatever is found out meanwhile; and the fix is in view as soon as it is opened.
func TestWhatIsFoundOutMovesNoButton(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int64{{1280, 800}, {390, 844}} {
		s := screen{chromium.Open(t)}
		s.Size(size[0], size[1])
		s.Goto(site.URL)
		s.waitReady()
		name, value := row(s.tab("Headers"), "1")
		name.Fill("X-Api-Key")
		value.Fill("k")
		s.Run(`window.places = {};
			new MutationObserver(() => {
				const title = document.querySelector(".failure-title")?.textContent;
				const button = [...document.querySelectorAll(".failure-actions button")].map((b) => [Math.round(b.offsetLeft), Math.round(b.offsetTop)]);
				if (title && button.length) places[title] = JSON.stringify(button);
			}).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })`)
		failure := s.failed(server.URL+"/no-cors"+echo(t), "Blocked by CORS")
		s.Drawn()
		places := browser.Eval[map[string]string](s.Tab, "places")
		require.Len(t, places, 2, "before and after the cause was found")
		require.Equal(t, places["Blocked or unreachable"], places["Blocked by CORS"], size)
		failure.Role("button", "Show server fix").Click()
		failure.CSS(".fix-code").WaitUntil("(({top, bottom}) => top >= 0 && (bottom <= innerHeight || innerWidth < 600 && top < innerHeight))(element.getBoundingClientRect())")
	}
}

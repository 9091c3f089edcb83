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

	"roundtrip/e2e/peer"
)

// pageOrigin is the origin of the page, as browsers write it.
func pageOrigin() string { return strings.TrimSuffix(site.URL, "/") }

func TestACallThatCORSBlocksIsExplainedWithWhatWouldAllowIt(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	failure := s.failed(server.URL+"/no-cors"+echo(t), "Blocked by CORS")
	failure.WaitText("does not let pages from " + pageOrigin() + " read its answer").
		WaitText("Roundtrip sent one more request to find out more: GET " + server.URL + "/no-cors" + echo(t)).
		WaitText("It was answered, so the server is there.").WaitText("Only browsers do this: cURL or Python would get the response.").
		WaitText("What allows it on " + server.URL)
	require.NotContains(t, failure.Content(), "preflight")
	require.NotContains(t, failure.Content(), "requests raises", "requests knows no CORS")
	seen := server.Seen("/no-cors" + echo(t))
	require.Len(t, seen, 2, "the call, and the probe that the screen tells of")
	require.Equal(t, "no-cors", seen[1].Get("Sec-Fetch-Mode"))
	require.Equal(t, pageOrigin(), seen[0].Get("Origin"))
	require.False(t, seen[1].Has("Origin"))

	code := failure.Role("region", "What to change on the server")
	code.WaitText("w.Header().Set(\"Access-Control-Allow-Origin\", \"" + pageOrigin() + "\")")
	failure.Role("combobox", "Kind of server").Choose("nginx")
	code.WaitText("add_header Access-Control-Allow-Origin \"" + pageOrigin() + "\" always;")
	failure.Role("button", "Copy what to change").Click()
	require.Equal(t, code.Content()+"\n", clipboard.Await())
	s.url().Fill(server.URL + echo(t))
	failure.Role("button", "Retry").Click()
	s.answered("200 OK")
}

func TestAHeaderThatAPreflightDoesNotAllowIsNamedWithWhatWouldAllowIt(t *testing.T) {
	s := start(t)
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Api-Key")
	value.Fill("k")
	failure := s.failed(server.URL+"/no-methods"+echo(t), "Blocked by CORS")
	failure.WaitText("the browser asks first with OPTIONS, because of the header X-Api-Key.")
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
	failure.WaitText("was not tried, because PUT may change something").WaitText("because of the method PUT").WaitText("Unreachable:")
	failure.Role("region", "What to change on the server").WaitText("\"Access-Control-Allow-Methods\", \"PUT\"")
	require.Empty(t, server.Seen("/no-preflight"+echo(t)))
	require.Len(t, server.Preflights("/no-preflight"+echo(t)), 1)
}

func TestAServerThatIsNotThereIsNotReachable(t *testing.T) {
	s := start(t)
	failure := s.failed("http://"+peer.Nobody(t)+"/", "Not reachable")
	failure.WaitText("It failed as well, and CORS has no part in it.").WaitText("Open the URL in a tab of its own")
	require.Zero(t, failure.Role("combobox", "Kind of server").Count(), "no configuration helps")
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
	failure.WaitText("Roundtrip made the browser's requests once more, through the relay at " + strings.Trim(strings.TrimPrefix(host.URL, "http:"), "/")).
		WaitText("Preflight: OPTIONS " + server.URL + path + ", because of").
		WaitText("Access-Control-Allow-Origin is missing").
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
		failure.WaitText("It was found by sending the same through the relay.").WaitText(c.next).WaitText("Python’s requests raises " + c.exception)
		failure.CSS(".evidence").WaitMatch("There was no answer: .*" + c.why)
		failure.WaitText("It failed as well, and CORS has no part in it.")
		failure.Role("button", "Retry").Wait()
		require.Zero(t, failure.Role("button", "Send through the relay").Count(), "which would fail as well")
		s.transport().WaitValue("browser")
	}
	require.False(t, asked)
}

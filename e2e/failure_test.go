//go:build !js

package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/peer"
)

func (s screen) failed(url, title string) browser.Locator {
	s.Helper()
	s.send(url)
	s.Drawn()
	s.status().WaitText(title)
	s.sendButton().Wait()
	return s.responseTab("Body").CSS(".failure")
}

func TestAConnectionThatIsResetBeforeTheHeadIsUnreachable(t *testing.T) {
	s := start(t)
	s.failed(server.URL+"/reset", "Not reachable")
}

func TestABodyThatBreaksOffKeepsWhatCame(t *testing.T) {
	s := start(t)
	for end, headers := range map[string][]string{"a reset": nil, "an end before its length": {"Content-Length", "1000"}} {
		name := unique(t) + "-" + strings.ReplaceAll(end, " ", "-")
		flow := server.Flow(name)
		flow.Head(200, headers...)
		text := name + strings.Repeat("\n0123456789", 64)
		flow.Write(text)
		s.send(server.URL + "/flow/" + name)
		s.showsText(name) // browsers drop what was not read before the end
		if headers == nil {
			flow.Reset()
		} else {
			flow.End()
		}
		s.brokeOff(fmt.Sprintf("%d B", len(text)), len(text))
	}
	s.get(server.URL+"/document/fidelity.json", "200 OK") // nothing of it stays
	require.Zero(t, s.response().CSS(".failure").Count())
}

func (s screen) brokeOff(size string, bytes int) {
	s.Helper()
	s.status().WaitText("200 OK, then The body broke off")
	s.response().CSS(".failure").WaitText(size + " of the body")
	s.showsText("0123456789")
	s.responseTab("Headers").WaitMatch("(?i:content-type)")
	s.responseTab("Body")
	s.response().Role("button", "Download").Click()
	require.Len(s, s.Download().Data, bytes)
}

func TestABodyThatIsLongerThanItsLengthIsCutByTheBrowser(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/lie?said=4&sent=100", "200 OK")
	s.shows("0123")
}

func TestARedirectLoopIsUnreachable(t *testing.T) {
	s := start(t)
	s.failed(server.URL+"/loop?"+unique(t), "Not reachable").WaitMatch("(?i:redirect)")
}

func TestRedirectsToAnotherOriginAreFollowedAndNamed(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/redirect?to="+server.Other+echo(t), "200 OK")
	s.responseTab("Headers").WaitText("It came from another host").WaitText(server.Other + echo(t))
}

func TestARedirectKeepsOrDropsTheMethodAsItsCodeSays(t *testing.T) {
	s := start(t)
	s.post(t, "Text").Role("textbox", "Text body").Paste("again")
	for code, method := range map[string]string{"302": "GET", "303": "GET", "307": "POST", "308": "POST"} {
		target := echo(t) + "/" + code
		s.get(server.URL+"/redirect?code="+code+"&to="+target, "200 OK")
		require.Equal(t, method, s.arrived(target).Method, code)
	}
}

func TestAFailureCanBeTriedAgain(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	flow.Reset()
	failure := s.failed(server.URL+"/flow/"+unique(t), "Not reachable")
	s.url().Fill(server.URL + echo(t))
	failure.Role("button", "Send again").Click()
	s.answered("200 OK")
	require.Len(t, server.Seen(echo(t)), 1)
}

func TestBeingOfflineIsSaidAndEditingGoesOn(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL, browser.Alone)
	s.Wait("globalThis.roundtrip.enginestate === 'ready'")
	s.Offline(true)
	s.Role("status", "/.*/").Text("/You are offline/").Wait()
	s.send("http://" + peer.Nobody(t) + "/")
	s.status().WaitText("You are offline")
	s.response().Role("tabpanel", "Body").WaitText("The browser says that it has no network")
	s.url().Fill("example.com")
	s.Offline(false)
	s.Role("status", "/.*/").Text("/You are offline\\. You can/").WaitGone()
	s.get(server.URL+echo(t), "200 OK")
}

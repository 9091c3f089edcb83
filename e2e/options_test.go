//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheTimeoutIsVisibleAndEndsARequest(t *testing.T) {
	s := start(t)
	panel := s.tab("Options")
	timeout := panel.CSS("#set-timeout")
	timeout.WaitAttr("placeholder", "30")
	timeout.Fill("0.3")
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	s.status().WaitText("Timed out")
	require.NoError(t, flow.Gone(s.Within()))
	body := s.response().Role("tabpanel", "Body")
	body.WaitText("within the read timeout, 0.3 s").WaitText("increase Options > Timeout")
	body.Role("button", "Send again").Wait()
}

func TestTheTimeoutCountsInTheBodyTooAndKeepsWhatCame(t *testing.T) {
	s := start(t)
	s.tab("Options").CSS("#set-timeout").Fill("0,5")
	s.send(server.URL + "/stall?n=640")
	s.status().WaitText("200 OK, then Timed out")
	s.response().Role("tabpanel", "Body").WaitText("640 B of the body had come")
	s.lines().Nth(0).WaitText("0123456789")
}

func TestABadTimeoutIsSaidAtItsField(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	timeout := s.tab("Options").CSS("#set-timeout")
	for _, text := range []string{"soon", "-1", "0", "1e9"} {
		timeout.Fill(text)
		timeout.WaitAttr("aria-invalid", "true")
		s.Press("Control+Enter")
		timeout.WaitFocus()
	}
	require.Empty(t, server.Seen(echo(t)))
}

func TestRedirectsAreFollowedOrAnError(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + "/redirect?to=" + echo(t))
	s.Press("Enter")
	s.answered("200 OK")
	headers := s.responseTab("Headers")
	headers.WaitText(server.URL + echo(t)).WaitText("Redirected.")

	s.tab("Options").Role("combobox", "Redirects").Choose("Treat as an error")
	s.Press("Control+Enter")
	s.status().WaitText("Redirected")
	s.responseTab("Body").WaitText("not to follow it").WaitText("Choose Options, Redirects, Follow")
	require.Len(t, server.Seen(echo(t)), 1)
}

func TestCookiesTravelOnlyWhereTheyAreAllowedTo(t *testing.T) {
	s := start(t)
	cookies := s.tab("Options").Role("combobox", "Browser's cookies")
	s.get(server.URL+"/cookie?ignored=1", "200 OK")
	s.get(server.URL+echo(t)+"/omit", "200 OK")
	require.False(t, server.Seen(echo(t) + "/omit")[0].Has("Cookie"))

	cookies.Choose("To every site")
	s.get(server.URL+"/cookie?taste="+unique(t), "200 OK")
	s.get(server.URL+echo(t)+"/include", "200 OK")
	s.arrived(echo(t) + "/include")
	require.Contains(t, server.Seen(echo(t) + "/include")[0].Get("Cookie"), "taste="+unique(t))
	require.NotContains(t, server.Seen(echo(t) + "/include")[0].Get("Cookie"), "ignored")

	cookies.Choose("Never")
	s.get(server.URL+echo(t)+"/again", "200 OK")
	require.False(t, server.Seen(echo(t) + "/again")[0].Has("Cookie"))
}

func TestTheCacheIsOffUnlessItIsChosen(t *testing.T) {
	s := start(t)
	target := "/document/pixel.png?" + unique(t)
	s.get(server.URL+target, "200 OK")
	seen := server.Seen(target)
	require.Equal(t, "no-cache", seen[0].Get("Cache-Control"))
	s.tab("Options").Role("combobox", "Browser's cache").Choose("As in a page (default)")
	s.Press("Control+Enter")
	s.arrivedTimes(target, 2)
	require.False(t, server.Seen(target)[1].Has("Cache-Control"))
}

func TestTheOptionsOfAConnectionAreCheckedAtTheirFields(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Options")
	cert, key := panel.CSS("#set-cert"), panel.CSS("#set-cert-key")
	cert.Fill("client.pem")
	cert.WaitAttr("aria-invalid", "true")
	panel.WaitText("This is not a certificate in PEM")
	s.Press("Control+Enter")
	cert.WaitFocus()
	cert.Fill("")

	// What only the engine can read is said at the field too.
	key.Fill("no key at all")
	s.Press("Control+Enter")
	panel.WaitText("This is neither a private key in PEM")
	key.WaitAttr("aria-invalid", "true")
	key.WaitFocus()
	require.Empty(t, server.Seen(echo(t)))
	key.Fill("")

	proxy := panel.CSS("#set-proxy")
	proxy.Fill("http://ada:secret@proxy.example:3128")
	panel.WaitText("where the password stays a secret")
	proxy.Fill("")
	s.Press("Control+Enter")
	s.answered("200 OK")
}

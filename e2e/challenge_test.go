//go:build !js

package e2e

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestA401OffersToSetUpTheSchemeThatItAsksFor(t *testing.T) {
	s, _ := relayed(t)
	demo := withoutCORS(t)
	url := demo + "/digest-auth/auth/ada/lovelace/SHA-256"
	s.getByRelay(url, "401 Unauthorized")
	s.response().CSS(".body-notes").WaitText("The server asks for Digest (realm ")
	s.response().Role("button", "Set up Digest auth").Click()
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").WaitValue("digest")
	panel.Role("textbox", "User name").Fill("ada")
	panel.CSS("#set-password").Fill("wrong")
	s.again("401 Unauthorized")
	s.response().CSS(".body-notes").WaitText("It did not accept the credentials that were sent.")
	panel.CSS("#set-password").Fill("lovelace")
	s.again("200 OK")
	require.Zero(t, s.response().CSS(".note-challenge").Count())
}

func TestTheRequestTabListsWhatWentOutThroughARelay(t *testing.T) {
	s, _ := relayed(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/from" {
			http.Redirect(w, r, "/to", http.StatusTemporaryRedirect)
		}
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	s.post(t, "Text").Role("textbox", "Text body").Paste("eight by")
	s.getByRelay(server.URL+"/x", "200 OK")
	tab := s.responseTab("Request")
	host := server.Listener.Addr().String()
	for _, line := range []string{"Host" + host, "User-AgentRoundtrip/1.0", "Content-Length8", "Accept*/*", "Accept-Encodinggzip, deflate, br, zstd"} {
		tab.WaitUntil(`element.querySelector("table").textContent.includes(%s)`, line)
	}
	tab.WaitText("These headers went out as listed.")
	require.NotContains(t, tab.Content(), "rowser", "no browser has to do with it")
	s.getByRelay(server.URL+"/from", "200 OK")
	s.responseTab("Request").WaitText("This is the first of 2 requests.")
}

func TestCredentialsAndAProxyThatDoNotGoAsTheyShouldAreSaidBesideSend(t *testing.T) {
	s := start(t)
	s.url().Fill("http://api.example/")
	s.tab("Auth").Role("combobox", "Auth type").Choose("Bearer")
	s.CSS("#transport-lines").WaitText("Unencrypted: anyone on the network can read the token, because the URL is http://.")
	s.url().Fill("https://api.example/")
	s.CSS("#transport-lines").WaitUntil(`!element.textContent.includes("Unencrypted")`)
	s.tab("Options").CSS("#set-proxy").Fill("http://proxy.example:3128")
	s.CSS("#transport-lines").WaitText("The browser does not use the proxy http://proxy.example:3128, only its own.")
	s.tab("Options").CSS("#set-no-proxy").Fill("*.example.com")
	s.tab("Options").WaitText("never matches: write .example.com for all hosts below it.")
}

func TestARedirectLoopThatTheRelayFindsHasItsName(t *testing.T) {
	s, _ := relayed(t)
	loop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		http.Redirect(w, r, "/", http.StatusFound)
	}))
	t.Cleanup(func() {
		loop.CloseClientConnections()
		loop.Close()
	})
	failure := s.failed(loop.URL+"/", "Too many redirects")
	failure.WaitText("There were more than 20 redirects.")
	failure.CSS(".failure-how summary").Click()
	failure.WaitText("Python’s requests raises TooManyRedirects.")
	require.Zero(t, failure.Role("button", "Show server fix").Count(), "no header of the server's would help")
	require.Zero(t, failure.Role("button", "Send through relay").Count())
}

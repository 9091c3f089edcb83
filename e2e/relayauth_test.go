//go:build !js

package e2e

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// withoutCORS serves the demo API as servers do that no page is meant to call.
func withoutCORS(t *testing.T) (demo string) {
	t.Helper()
	to, err := url.Parse(site.Demo)
	require.NoError(t, err)
	to.Path = ""
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ModifyResponse = func(r *http.Response) error {
		for name := range r.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				delete(r.Header, name)
			}
		}
		return nil
	}
	s := httptest.NewServer(proxy)
	t.Cleanup(func() {
		s.CloseClientConnections() // what a page keeps open would hold up the end
		s.Close()
	})
	return strings.Replace(site.Demo, to.String(), s.URL, 1)
}

func TestCredentialsThatTakeSeveralRequestsWorkWithoutCORS(t *testing.T) {
	s, _ := relayed(t)
	demo := withoutCORS(t)

	// The browser's own way ends at the challenge, which it hides.
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("Digest")
	panel.Role("textbox", "User name").Fill("ada")
	panel.CSS("#set-password").Fill("lovelace")
	digest := demo + "/digest-auth/auth/ada/lovelace/SHA-256"
	s.failed(digest, "Blocked by CORS")
	s.getByRelay(digest, "200 OK")
	traffic := s.responseTab("Traffic").WaitText("401 Unauthorized").WaitMatch(`> Authorization: Digest username="ada"`)
	traffic.Role("heading", "/^2. Challenge answered: GET /").Wait()

	// The token is asked for through the relay too.
	panel = s.oauth("Client credentials")
	panel.Role("textbox", "Token URL").Fill(demo + "/oauth/token")
	panel.Role("textbox", "Client ID").Fill("demo")
	panel.CSS("#set-oauth2-secret").Fill("demo-secret")
	panel.Role("button", "Get token").Click()
	panel.Role("status", "Token").WaitText("There is a token, until ")

	// What went over the wire is known through the relay, and none of it shows a secret before that is asked for.
	const basic = "ZGVtbzpkZW1vLXNlY3JldA==" // demo:demo-secret
	panel.CSS(".token-hops summary").Click()
	heads := panel.Role("region", "Heads of request 1").WaitText("> Authorization: Basic ••••••••")
	require.NotContains(t, heads.Content(), basic)
	panel.Role("button", "Show the secrets of request 1").Click()
	heads.WaitText("> Authorization: Basic " + basic)
	s.getByRelay(demo+"/oauth/me", "200 OK")
}

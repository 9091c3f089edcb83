//go:build !js

package e2e

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

// redirecting is a server that leads to another of another port, which tells what it was sent. Both allow every page everything.
func redirecting(t *testing.T) (url string, keys func() []string) {
	t.Helper()
	got := make(chan string, 10)
	allow := func(w http.ResponseWriter, r *http.Request) (preflight bool) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Headers", "*, Authorization, X-API-Key")
		w.Header().Set("Access-Control-Allow-Private-Network", "true")
		return r.Method == http.MethodOptions
	}
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allow(w, r) {
			got <- r.Header.Get("Authorization") + r.Header.Get("X-API-Key")
		}
	}))
	own := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allow(w, r) {
			http.Redirect(w, r, elsewhere.URL+"/file?sig=1", http.StatusTemporaryRedirect)
		}
	}))
	t.Cleanup(func() {
		for _, s := range []*httptest.Server{own, elsewhere} {
			s.CloseClientConnections()
			s.Close()
		}
	})
	return own.URL + "/dl", func() []string {
		var all []string
		for len(got) > 0 {
			all = append(all, <-got)
		}
		return all
	}
}

func TestAKeyDoesNotFollowARedirectThroughTheRelay(t *testing.T) {
	s, _ := relayed(t)
	url, keys := redirecting(t)
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("API key")
	panel.CSS("#set-key").Fill("k3y")

	// The browser follows by itself and takes the key along: that is said before sending, and is so.
	s.url().Fill(url)
	s.CSS("#transport-limits").WaitText("If the server redirects to another host, the browser sends X-API-Key there too.")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, []string{"k3y"}, keys())

	s.getByRelay(url, "200 OK")
	require.Equal(t, []string{""}, keys())
	s.responseTab("Traffic").WaitText("Not sent after the redirect: X-API-Key")
	s.responseTab("Headers").WaitText("Redirected to another host, and not sent there: X-API-Key.")

	// A person may say otherwise.
	s.tab("Options").Role("checkbox", "Send credentials to other hosts").Click().WaitChecked(true)
	s.again("200 OK")
	require.Equal(t, []string{"k3y"}, keys())
	s.responseTab("Traffic").WaitText("Sent to another host, as Options say: X-API-Key")
}

//go:build !js

package relay

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// policyFor is what a relay tells a page.
func policyFor(t *testing.T, relay *httptest.Server, header http.Header) (wire.Policy, string) {
	t.Helper()
	r, err := http.NewRequest("GET", relay.URL+"/relay/policy", nil)
	require.NoError(t, err)
	r.Header = header
	if host := header.Get("Host"); host != "" {
		r.Host = host
	}
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, "*", response.Header.Get("Access-Control-Allow-Origin"))
	require.Equal(t, "application/json", response.Header.Get("Content-Type"))
	var text strings.Builder
	var policy wire.Policy
	d := json.NewDecoder(response.Body)
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&policy))
	require.NoError(t, json.NewEncoder(&text).Encode(policy))
	return policy, text.String()
}

func TestThePolicyIsToldToEveryPageAndItsRulesToThoseLetIn(t *testing.T) {
	_, relay := serveRelay(t, func(c *Config) {
		require.NoError(t, c.Allow.Set("secret-host.corp.example"))
	})
	own, _ := policyFor(t, relay, http.Header{"Origin": {relay.URL}})
	require.True(t, own.Accepts)
	require.False(t, own.Token)
	require.True(t, own.Rules.Own)
	require.Equal(t, []string{"secret-host.corp.example"}, own.Rules.Allow)
	require.Equal(t, float64(300), own.Rules.Idle)
	require.Contains(t, own.Rules.Ports, "1024-65535,-1719")

	foreign, text := policyFor(t, relay, http.Header{"Origin": {"https://page.example"}})
	require.False(t, foreign.Accepts)
	require.Equal(t, "-relay-origin https://page.example", foreign.Refusal.Flag)
	require.NotContains(t, text, "secret-host")

	rebound, _ := policyFor(t, relay, http.Header{"Host": {"rebind.example"}})
	require.False(t, rebound.Accepts)
	require.Equal(t, "-relay-host rebind.example", rebound.Refusal.Flag)
}

func TestThePolicyNeverTellsATokenNorHostsWhereOneIsWanted(t *testing.T) {
	_, relay := serveRelay(t, func(c *Config) {
		require.NoError(t, c.addTokens("correct-horse-battery-staple", "test"))
		require.NoError(t, c.Allow.Set("secret-host.corp.example"))
		require.NoError(t, c.addTrusted("10.9.8.7"))
	})
	policy, text := policyFor(t, relay, nil)
	require.True(t, policy.Token)
	require.NotContains(t, text, "secret-host")
	require.NotContains(t, text, "10.9.8.7")
	require.NotContains(t, text, "horse")
	require.NotContains(t, strings.ToLower(text), "hash")
}

func TestAPageOnTheInternetMayAskARelayOnThisMachine(t *testing.T) {
	handler, _ := serveRelay(t, nil)
	r := httptest.NewRequest("OPTIONS", "/policy", nil)
	r.Header.Set("Access-Control-Request-Private-Network", "true")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	require.Equal(t, http.StatusNoContent, w.Code)
	require.Equal(t, "true", w.Header().Get("Access-Control-Allow-Private-Network"))
	require.Equal(t, "*", w.Header().Get("Access-Control-Allow-Origin"))
}

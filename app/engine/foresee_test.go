//go:build !js

package engine

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/session"
)

func TestWhatThePersonHasSaidToTheLocalNetworkIsSaidBeforeSending(t *testing.T) {
	e := New(&session.Session{Transport: &http.Transport{}}, session.Place{Browser: true, Page: "https://app.example/"}, func(exchange.Event) {})
	for said, text := range map[string]string{"granted": "", "denied": "is refused to this page", "prompt": "may ask you", "": "may ask you"} {
		e.Permission = func(name string) string {
			require.Equal(t, "local-network", name)
			return said
		}
		limits := e.Foresee(get("https://192.168.1.1/"), exchange.Via{}).Limits
		if text == "" {
			require.Empty(t, limits, said)
			continue
		}
		require.Len(t, limits, 1, said)
		require.Contains(t, limits[0].Text, text)
		require.Empty(t, e.Foresee(get("https://api.example/"), exchange.Via{}).Limits)
	}
}

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
		f := e.Foresee(get("https://192.168.1.1/"), exchange.Via{})
		require.Empty(t, f.Limits, "no relay helps")
		require.Equal(t, text == "", f.Permission == "", said)
		require.Contains(t, f.Permission, text)
		require.Equal(t, f.Permission, e.Wire(get("https://192.168.1.1/"), exchange.Via{}, exchange.Raw).Permission)
		require.Empty(t, e.Foresee(get("https://api.example/"), exchange.Via{}).Permission)
	}
}

package exchange

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestARelayElsewhereMayCarryNothingOverHTTP(t *testing.T) {
	for _, own := range []string{"http://127.0.0.1:8080/relay/", "http://[::1]/relay/", "http://localhost/relay/", "https://a.localhost/relay/"} {
		require.True(t, Via{Relay: own}.MayCarry("http://h.example/"), own)
	}
	elsewhere := Via{Relay: "https://relay.example/relay/"}
	require.False(t, elsewhere.MayCarry("http://h.example/?key=secret"), "it could read the query")
	require.False(t, elsewhere.MayCarry("HTTP://h.example/"))
	require.True(t, elsewhere.MayCarry("https://h.example/"), "which it cannot read")
	require.False(t, Via{}.MayCarry("https://h.example/"), "there is none")
}

package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestTheClientsCredentialsAreMaskedInTheTokenExchange(t *testing.T) {
	h := exchange.Hop{Number: 1, Sent: exchange.Sent{Method: "POST", URL: "https://h/token", Headers: []exchange.Header{{Name: "authorization", Value: "Basic ZGVtbzpkZW1v"}, {Name: "Accept", Value: "application/json"}}}}
	require.True(t, HasSecrets(h))
	require.Contains(t, HopText(MaskedHop(h, false)), "> authorization: Basic ••••••••\n> Accept: application/json\n")
	require.NotContains(t, HopText(MaskedHop(h, false)), "ZGVt")
	require.Contains(t, HopText(MaskedHop(h, true)), "ZGVt")
	require.False(t, HasSecrets(exchange.Hop{Form: exchange.Masked{{Text: "a=b"}}}))
	require.True(t, HasSecrets(exchange.Hop{Answer: exchange.Masked{{Text: "t", Secret: true}}}))
}

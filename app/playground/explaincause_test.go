package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestACauseThatIsKnownIsSaid(t *testing.T) {
	explain := func(f exchange.Failure) Explanation {
		f.Host = "h.example"
		return Explain(f, request.Request{URL: "https://h.example/"}, "")
	}
	for cause := range causes {
		e := explain(exchange.Failure{Kind: exchange.TLS, Cause: cause, Detail: "A sentence."})
		require.Equal(t, []string{"A sentence."}, e.Why, cause)
		require.NotEmpty(t, e.Title)
		require.Len(t, e.Next, 1)
		require.Empty(t, e.Detail, "it is said already")
	}
	e := explain(exchange.Failure{Kind: exchange.Relay, Detail: "10.0.0.1 is a private address.", Flag: "-relay-allow 10.0.0.1"})
	require.Contains(t, e.Next[0], "-relay-allow 10.0.0.1")
	e = explain(exchange.Failure{Kind: exchange.Relay, Flag: "-relay-deny"})
	require.Equal(t, "Whoever runs the relay has ruled that out with -relay-deny, and can allow it there.", e.Next[0])
	e = explain(exchange.Failure{Kind: exchange.Relay, Flag: "-relay-token-file"})
	require.Contains(t, e.Next[0], "Type an access token")
	e = explain(exchange.Failure{Kind: exchange.Relay, Cause: exchange.EndedByRelay, Flag: "-relay-idle 10m0s"})
	require.Equal(t, "Ended by the relay", e.Title)
	require.Contains(t, e.Next[0], "by starting it with -relay-idle 10m0s.")
	e = explain(exchange.Failure{Kind: exchange.Relay, Cause: exchange.NoRelay, Detail: "The relay cannot be reached."})
	require.Equal(t, "No relay", e.Title)
	require.Contains(t, e.Next[0], "Tools, Relay")
	e = explain(exchange.Failure{Kind: exchange.Proxy, Cause: exchange.Refused, Detail: "The proxy was not reached."})
	require.Equal(t, "The proxy did not let it through", e.Title)
	e = explain(exchange.Failure{Kind: exchange.BrokenBody, Cause: exchange.Reset, Detail: "The connection was reset.", Got: 5})
	require.Equal(t, "The body broke off", e.Title)
	e = explain(exchange.Failure{Kind: exchange.BrokenBody, Cause: exchange.BadCoding, Detail: "It is no gzip.", Got: 5})
	require.Equal(t, []string{"It is no gzip."}, e.Why)
}

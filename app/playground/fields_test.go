package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestMethodProblem(t *testing.T) {
	for _, c := range []struct {
		name, method, want string
	}{
		{"a standard method is fine", "PATCH", ""},
		{"no method is a GET", "", ""},
		{"any token is fine", "M-SEARCH", ""},
		{"case is the server's business", "purge", ""},
		{"blanks around it are not sent", " PURGE ", ""},
		{"every character of a token is allowed", "!#$%&'*+-.^_`|~09azAZ", ""},
		{"a blank inside ends a method", "GET IT", "' ' cannot stand in a method. Use letters, digits and !#$%&'*+-.^_`|~."},
		{"letters beyond ASCII are no token", "GÉT", "'É' cannot stand in a method. Use letters, digits and !#$%&'*+-.^_`|~."},
		{"a separator is no token", "GET/", "'/' cannot stand in a method. Use letters, digits and !#$%&'*+-.^_`|~."},
		{"browsers refuse TRACE in any case", "trace", "Browsers do not send TRACE for pages."},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, New().MethodProblem(c.method)) })
	}
}

func TestInvalidAt(t *testing.T) {
	m := Model{Invalid: &Invalid{Where: exchange.AtURL, Message: "Type a URL."}}
	require.Equal(t, "Type a URL.", m.InvalidAt(exchange.AtURL))
	require.Empty(t, m.InvalidAt(exchange.AtBody))
	require.Empty(t, Model{}.InvalidAt(exchange.AtURL))
}

func TestARelayCarriesWhatBrowsersDoNotSend(t *testing.T) {
	m := typed("https://api.example/")
	m.Relay.Own = "https://app.example/relay/"
	require.NotEmpty(t, m.MethodProblem("TRACE"))
	m.Relay.Kept.Hosts = []string{"api.example"}
	require.Empty(t, m.MethodProblem("TRACE"))
	require.NotEmpty(t, m.MethodProblem("CONNECT"))
}

package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestA401NamesTheSchemeAndOffersToSetItUp(t *testing.T) {
	for _, c := range []struct {
		name  string
		asked []exchange.Challenge
		typ   string
		used  request.AuthKind
		says  string
		kind  request.AuthKind
	}{
		{"basic", []exchange.Challenge{{Scheme: "Basic", Realm: "staff only, please"}}, "", "", "The server asks for Basic (realm staff only, please).", request.Basic},
		{"digest before basic", []exchange.Challenge{{Scheme: "Basic", Realm: "r"}, {Scheme: "Digest", Realm: "r"}}, "", "",
			"The server asks for Basic (realm r) or Digest (realm r).", request.Digest},
		{"a bearer token", []exchange.Challenge{{Scheme: "Bearer"}}, "", "", "The server asks for Bearer.", request.Bearer},
		{"a token that has expired", []exchange.Challenge{{Scheme: "Bearer", Reason: "The token expired."}}, "", request.OAuth2,
			"The server asks for Bearer. It did not accept the credentials that were sent. Its reason: The token expired.", ""},
		{"a wrong password", []exchange.Challenge{{Scheme: "basic", Realm: "r"}}, "", request.Basic, "The server asks for basic (realm r). It did not accept", ""},
		{"a scheme that is not there", []exchange.Challenge{{Scheme: "Negotiate"}}, "", "", "The server asks for Negotiate.", ""},
		{"hidden by the browser", nil, "cors", "", "The browser hides which kind", ""},
		{"not said at all", nil, "", "", "does not say which kind", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := &exchange.Head{Status: 401, Type: c.typ, Challenges: c.asked}
			m := Model{Shown: &Exchange{Head: head, Request: request.Request{Auth: request.Auth{Kind: c.used}}}}
			require.Contains(t, m.Challenge().Text, c.says)
			require.Equal(t, c.kind, m.Challenge().Kind)
			head.Status = 403
			require.Empty(t, m.Challenge().Text)
		})
	}
	m, cmds := play(typed("https://a.example"), SetUpAuth{request.Digest})
	require.Equal(t, request.Digest, m.Request.Auth.Kind)
	require.Equal(t, AuthTab, m.Tab)
	require.Equal(t, Focus{Target{Control: string(exchange.AtAuth)}}, of[Focus](cmds)[0])
}

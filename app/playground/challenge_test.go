package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestA401NamesTheSchemeAndOffersToSetItUp(t *testing.T) {
	for _, c := range []struct {
		name    string
		headers []string
		typ     string
		used    request.AuthKind
		says    string
		kind    request.AuthKind
	}{
		{"basic", []string{`Basic realm="staff only, please", charset="UTF-8"`}, "", "", "The server asks for Basic (realm staff only, please).", request.Basic},
		{"digest before basic", []string{`Basic realm="r"`, `Digest realm="r", nonce="n", qop="auth,auth-int"`}, "", "", "The server asks for Basic (realm r) or Digest (realm r).", request.Digest},
		{"both in one field", []string{`Basic realm="r", Digest realm="d", nonce="abc=", Negotiate`}, "", "", "Basic (realm r) or Digest (realm d) or Negotiate.", request.Digest},
		{"a bearer token", []string{"Bearer"}, "", "", "The server asks for Bearer.", request.Bearer},
		{"a token that has expired", []string{`Bearer error="invalid_token", error_description="The token expired."`}, "", request.OAuth2,
			"The server asks for Bearer. It did not accept the credentials that were sent. Its reason: The token expired.", ""},
		{"a wrong password", []string{`basic realm=r`}, "", request.Basic, "The server asks for basic (realm r). It did not accept", ""},
		{"a scheme that is not there", []string{"Negotiate oRQwEqADCgEBoQsGCSqGSIb3EgECAg=="}, "", "", "The server asks for Negotiate.", ""},
		{"hidden by the browser", nil, "cors", "", "The browser hides which kind", ""},
		{"not said at all", nil, "", "", "does not say which kind", ""},
		{"an empty field", []string{""}, "", "", "does not say which kind", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := &exchange.Head{Status: 401, Type: c.typ}
			for _, h := range c.headers {
				head.Headers = append(head.Headers, exchange.Field{Name: "www-authenticate", Value: h})
			}
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

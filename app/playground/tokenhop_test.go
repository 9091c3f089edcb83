package playground

import (
	"fmt"
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

func TestEverythingThatIsShownOfATokenExchangeIsMasked(t *testing.T) {
	h := exchange.Hop{
		Number: 1,
		Sent: exchange.Sent{
			Method: "POST", URL: "https://me:urlpass@h/token?api_key=query-secret&x=1", BodyHead: "client_secret=form-secret",
			Headers: []exchange.Header{{Name: "Authorization", Value: "Basic head-secret"}, {Name: "X-Api-Key", Value: "k"}, {Name: "Cookie", Value: "sid=cookie-secret"}},
		},
		Head: &exchange.Head{Status: 400, URL: "https://h/token?api_key=query-secret", Headers: []exchange.Field{
			{Name: "Set-Cookie", Value: "sid=set-secret"}, {Name: "X-Echo", Value: "you sent form-secret"}}},
		Informational: []exchange.Informational{{Status: 103, Headers: []exchange.Field{{Name: "X-Token", Value: "early-secret"}}}},
		Failure:       &exchange.Failure{Kind: exchange.NotHTTP, Detail: `malformed: "token-secret"`},
		Raw: &exchange.Traffic{
			Sent: []byte("POST /token?api_key=query-secret&x=1 HTTP/1.1\r\nHost: h\r\nAuthorization: Basic head-secret\r\nX-Api-Key: k\r\n" +
				"Cookie: sid=cookie-secret\r\n\r\nclient_secret=form-secret"),
			Received: []byte("HTTP/1.1 400 form-secret\r\nset-cookie: sid=set-secret\r\nX-Echo: you sent form-secret\r\n\r\n" + `{"access_token": "token-secret"}`),
		},
		Form:   exchange.Masked{{Text: "client_secret="}, {Text: "form-secret", Secret: true}},
		Answer: exchange.Masked{{Text: "token-secret", Secret: true}},
	}
	for _, kind := range []string{"with the bytes of HTTP/1.1", "without"} {
		masked := MaskedHop(h, false)
		shown := HopTitle(masked) + HopText(masked) + masked.Form.Text(false) + masked.Answer.Text(false) + fmt.Sprintf("%+v %+v %+v", masked.Sent, masked.Head, masked.Failure)
		if masked.Raw != nil {
			shown += string(masked.Raw.Sent) + string(masked.Raw.Received)
		}
		for _, secret := range []string{"urlpass", "query-secret", "form-secret", "head-secret", "cookie-secret", "set-secret", "early-secret", "token-secret", "X-Api-Key: k\r"} {
			require.NotContains(t, shown, secret, kind)
		}
		require.Contains(t, HopText(masked), "x=1")
		require.Contains(t, HopText(MaskedHop(h, true)), "head-secret", "the button shows them")
		require.True(t, HasSecrets(h))
		h.Raw = nil
	}
}

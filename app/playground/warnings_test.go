package playground

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestCredentialsThatLeaveUnencryptedAreSaidBeforeSend(t *testing.T) {
	bearer := request.Auth{Kind: request.Bearer, Token: request.NewSecret("t")}
	for _, c := range []struct {
		name string
		r    request.Request
		want string
	}{
		{"a token", request.Request{URL: "http://api.example/", Auth: bearer}, "the token"},
		{"a typed header", request.Request{URL: "http://api.example/", Headers: []request.Field{{Name: "X-Api-Key", Value: "k"}}}, "X-Api-Key"},
		{"a parameter", request.Request{URL: "http://api.example/?api_key=k", Params: []request.Field{{Name: "api_key", Value: "k"}}}, "api_key"},
		{"a password in the URL", request.Request{URL: "http://me:pass@api.example/"}, "the password"},
		{"over https", request.Request{URL: "https://api.example/", Auth: bearer}, ""},
		{"without a scheme", request.Request{URL: "api.example/", Auth: bearer}, ""},
		{"to this machine", request.Request{URL: "http://127.0.0.1:8080/", Auth: bearer}, ""},
		{"to this machine by name", request.Request{URL: "localhost:8080/", Auth: bearer}, ""},
		{"a row that is off", request.Request{URL: "http://api.example/", Headers: []request.Field{{Name: "Authorization", Value: "k", Off: true}}}, ""},
		{"a signature, whose key stays here", request.Request{URL: "http://api.example/", Auth: request.Auth{Kind: request.AWS}}, ""},
		{"nothing to hide", request.Request{URL: "http://api.example/"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, relay := range []bool{false, true} {
				m := Model{Request: c.r, Origin: "https://play.example"}
				if relay {
					m.Relay.Kept.Hosts = []string{"api.example"}
				}
				said := strings.Join(m.Transport().Warnings, " ")
				if c.want == "" {
					require.Empty(t, said)
				} else {
					require.Contains(t, said, "Unencrypted: anyone on the network can read "+c.want)
				}
			}
		})
	}
}

func TestAProxyThatTheBrowserDoesNotUseIsSaidBeforeSend(t *testing.T) {
	m := Model{Request: request.Request{URL: "https://api.example/", Options: request.Options{Network: request.Network{Proxy: "socks5://proxy.example:1080"}}}}
	require.Equal(t, []string{"The browser does not use the proxy socks5://proxy.example:1080, only its own. A relay does."}, m.Transport().Warnings)
	m.Relay.Kept.Hosts = []string{"api.example"}
	require.Empty(t, m.Transport().Warnings)
}

func TestABodyThatIsNoJSONIsSaidWhereSendIs(t *testing.T) {
	m, _ := play(typed("https://a.example"), MethodChosen{"POST"}, BodyKindChosen{Kind: request.JSON}, BodyEdited{Text: `{"a":}`}, BodyChecked{`{"a":}`, &exchange.Problem{Line: 1, Column: 6}}, TabChosen{HeadersTab})
	require.Equal(t, []string{"Body is not valid JSON (line 1, column 6). Sent as typed."}, m.Transport().Warnings)
	m, cmds := play(m, SendPressed{})
	require.Len(t, of[Send](cmds), 1, "it is sent all the same")
	m, _ = play(m, BodyKindChosen{Kind: request.Text})
	require.Empty(t, m.Transport().Warnings)
}

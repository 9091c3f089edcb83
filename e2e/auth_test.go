//go:build !js

package e2e

import (
	"encoding/base64"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBasicCredentialsAreSentInUTF8AndMasked(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("Basic")
	panel.Role("textbox", "User name").Fill("ålice")
	password := panel.CSS("#set-password")
	password.WaitAttr("type", "password").Fill("pä:ss ")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, "Basic "+base64.StdEncoding.EncodeToString([]byte("ålice:pä:ss ")), server.Seen(echo(t))[0].Get("Authorization"))

	panel.Role("button", "Show password").Click()
	password.WaitAttr("type", "text").WaitValue("pä:ss ")
	panel.Role("button", "Hide password").Click()
	password.WaitAttr("type", "password").WaitValue("pä:ss ")
}

func TestABearerTokenIsSentAsItStands(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("Bearer")
	panel.CSS("#set-token").Fill("abc.def-ghi_~+/=")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, "Bearer abc.def-ghi_~+/=", server.Seen(echo(t))[0].Get("Authorization"))
	s.responseTab("Request").CSS("tr").Text("/^Authorization.*auth$/").Wait()
}

func TestAnAPIKeyGoesIntoAHeaderOrTheQuery(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t) + "?first=1")
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("API key")
	panel.CSS("#set-key").Fill("k e&y")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, "k e&y", server.Seen(echo(t))[0].Get("X-API-Key"))
	require.Equal(t, echo(t)+"?first=1", server.Seen(echo(t))[0].Target)

	panel.Role("textbox", "Name").Fill("api key")
	panel.Role("combobox", "Sent in").Choose("the query of the URL")
	s.Press("Control+Enter")
	s.arrivedTimes(echo(t), 2)
	seen := server.Seen(echo(t))[1]
	target, err := url.Parse(seen.Target)
	require.NoError(t, err)
	require.Equal(t, url.Values{"first": {"1"}, "api key": {"k e&y"}}, target.Query())
	require.False(t, seen.Has("X-API-Key"))
	s.url().WaitValue(server.URL + echo(t) + "?first=1") // the key is not written into the URL
}

func TestTheAuthTabWinsOverAHeaderOfTheSameNameAndSaysSo(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("Bearer")
	panel.CSS("#set-token").Fill("token")
	name, value := row(s.tab("Headers"), "1")
	name.Fill("authorization")
	value.Fill("Mine 1")
	s.CSS("#headers-0-note").WaitText("Auth sets Authorization").WaitAttr("data-dropped", "true")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, []string{"authorization: Bearer token"}, headerLines(t, server.Seen(echo(t))[0], "authorization"))
}

func TestAMissingTokenIsAskedForAtItsField(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	s.tab("Auth").Role("combobox", "Auth type").Choose("Bearer")
	s.tab("Params")
	s.Press("Control+Enter")
	s.CSS("#auth-problem").WaitText("Type the bearer token")
	s.CSS("#set-token").WaitFocus().WaitAttr("aria-invalid", "true")
	require.Empty(t, server.Seen(echo(t)))
}

func TestDigestAnswersTheServersChallenge(t *testing.T) {
	s := start(t)
	panel := s.tab("Auth")
	panel.Role("combobox", "Auth type").Choose("Digest")
	panel.Role("textbox", "User name").Fill("ada")
	panel.CSS("#set-password").Fill("lovelace")
	s.get(site.Demo+"/digest-auth/auth/ada/lovelace/SHA-256", "200 OK")
	s.responseTab("Traffic").Role("heading", "/^2. Challenge answered: GET /").Wait()
}

func TestCredentialsThatAreWorkedOutFromTheRequest(t *testing.T) {
	for kind, c := range map[string]struct {
		fields map[string]string
		header string
		want   string
	}{
		"JWT":              {map[string]string{"jwt-key": "secret", "jwt-payload": `{"sub":"ada"}`}, "Authorization", `^Bearer eyJ[\w-]+\.eyJzdWIiOiJhZGEifQ\.[\w-]{43}$`},
		"HMAC":             {map[string]string{"hmac-key": "secret", "hmac-prefix": "sha256=", "hmac-signed": "[method] [target]"}, "X-Signature", `^sha256=[0-9a-f]{64}$`},
		"OAuth 1.0a":       {map[string]string{"oauth1-key": "key", "oauth1-secret": "secret"}, "Authorization", `^OAuth .*oauth_signature="`},
		"AWS Signature v4": {map[string]string{"aws-id": "AKIDEXAMPLE", "aws-secret": "secret", "aws-region": "us-east-1", "aws-service": "execute-api"}, "Authorization", `^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\d{8}/us-east-1/execute-api/aws4_request`},
	} {
		t.Run(kind, func(t *testing.T) {
			s := start(t)
			s.url().Fill(server.URL + echo(t))
			panel := s.tab("Auth")
			panel.Role("combobox", "Auth type").Choose(kind)
			for name, text := range c.fields {
				panel.CSS("#set-" + name).Paste(text)
			}
			s.Press("Control+Enter")
			s.answered("200 OK")
			require.Regexp(t, c.want, server.Seen(echo(t))[0].Get(c.header))
		})
	}
}

func TestWhatIsMissingInTheAuthTabIsSaidThere(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	s.tab("Auth").Role("combobox", "Auth type").Choose("AWS Signature v4")
	s.Press("Control+Enter")
	s.CSS("#auth-problem").WaitMatch("^Type the ")
	require.Empty(t, server.Seen(echo(t)))
}

package demo

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestAPersonAllowsAPublicClient(t *testing.T) {
	a := newAPI(t)
	page := a.get(authorization("scope", "profile email"))
	require.Equal(t, 200, page.Code)
	require.Contains(t, page.Body.String(), "profile email")
	require.Contains(t, page.Body.String(), `value="allow">Allow<`)
	require.Contains(t, page.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'")

	code := a.decide(authorization("scope", "profile email"), "allow").Get("code")
	token := a.granted(a.post("/oauth/token", codeForm(code)))
	require.Equal(t, "profile email", token.Scope)
	require.Equal(t, 60, token.ExpiresIn)
	me := a.me(token.AccessToken)
	require.Equal(t, 200, me.Code)
	who := read[map[string]any](t, me)
	require.Equal(t, "ada", who["sub"])
	require.Equal(t, "Ada Lovelace", who["name"])
	require.Equal(t, "ada@example.com", who["email"])
	require.Equal(t, PublicClientID, who["client_id"])

	t.Run("a code that comes twice ends what it gave", func(t *testing.T) {
		a.refused(a.post("/oauth/token", codeForm(code)), 400, "invalid_grant")
		a.refused(a.post("/oauth/token", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token.RefreshToken},
			"client_id": {PublicClientID}}), 400, "invalid_grant")
	})
}

func TestWhatAClientAsksWronglyComesBackToIt(t *testing.T) {
	a := newAPI(t)
	require.Equal(t, "access_denied", a.decide(authorization(), "deny").Get("error"))
	require.Equal(t, "access_denied", a.decide(authorization(), "").Get("error"))
	tests := []struct {
		name  string
		path  string
		error string
	}{
		{"another response type", authorization("response_type", "token"), "unsupported_response_type"},
		{"a scope that does not exist", authorization("scope", "profile admin"), "invalid_scope"},
		{"a public client without PKCE", authorization("code_challenge", ""), "invalid_request"},
		{"plain PKCE", authorization("code_challenge_method", "plain"), "invalid_request"},
		{"PKCE without a method, which is plain", authorization("code_challenge_method", ""), "invalid_request"},
		{"a challenge that is no hash", authorization("code_challenge", "short"), "invalid_request"},
		{"a parameter twice", authorization() + "&scope=profile&scope=email", "invalid_request"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := api{t, a.handler}
			w := a.get(test.path)
			require.Equal(t, 303, w.Code)
			back := a.sentBack(w)
			require.Equal(t, test.error, back.Get("error"))
			require.NotEmpty(t, back.Get("error_description"))
			require.Empty(t, back.Get("code"))
			require.Equal(t, test.error, a.decide(test.path, "allow").Get("error"), "a form that was not shown gives no code either")
		})
	}
}

func TestNobodyIsSentToAStranger(t *testing.T) {
	a := newAPI(t)
	for _, path := range []string{
		authorization("redirect_uri", "https://evil.example/"),
		authorization("redirect_uri", "https://localhost.evil.example/"),
		authorization("redirect_uri", "http://localhost@evil.example/"),
		authorization("redirect_uri", "http://localhost:1@evil.example/"),
		authorization("redirect_uri", "http://evil.example@localhost/"),
		authorization("redirect_uri", `http://evil.example\@localhost/`),
		authorization("redirect_uri", "http://localhost/#part"),
		authorization("redirect_uri", "javascript:alert(1)"),
		authorization("redirect_uri", "//localhost/"),
		authorization("redirect_uri", "/callback"),
		authorization("redirect_uri", "http://example.com.evil.example/"),
		authorization("redirect_uri", ""),
		authorization("client_id", "unknown"),
		authorization() + "&redirect_uri=http://localhost/",
	} {
		for _, w := range []*httptest.ResponseRecorder{a.get(path), a.post(path, url.Values{"decision": {"allow"}})} {
			require.Equal(t, 400, w.Code, path)
			require.Empty(t, w.Header().Get("Location"), path)
		}
	}
	for _, own := range []string{"http://example.com/", "https://example.com/callback", "http://127.9.0.1:1/", "http://[::1]:8080/x", "https://localhost/"} {
		require.Equal(t, 200, a.get(authorization("redirect_uri", own)).Code, own)
	}
}

func FuzzRedirectTarget(f *testing.F) {
	for _, seed := range []string{testRedirect, "http://localhost\\@evil/", "http://[::1%25x]/", "https://demo.example", "http://LOCALHOST/", "http:////localhost"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, problem := redirectTarget(url.Values{"redirect_uri": {raw}}, "demo.example")
		if problem != "" {
			return
		}
		again, err := url.Parse(u.String() + "?code=1")
		require.NoError(t, err)
		require.Contains(t, []string{"http", "https"}, again.Scheme)
		require.True(t, again.Host == "demo.example" || loopback(again.Hostname()), u.String())
		require.NotContains(t, u.String(), "\n")
	})
}

func TestACodeIsForOneClientOneURLAndOneVerifier(t *testing.T) {
	a := newAPI(t)
	tests := []struct {
		name  string
		asked string
		form  []string
		basic []string
	}{
		{"another verifier", authorization(), []string{"code_verifier", strings.Repeat("x", 43)}, nil},
		{"no verifier", authorization(), []string{"code_verifier", ""}, nil},
		{"a verifier where there was no challenge", authorization("client_id", ClientID, "code_challenge", ""), []string{"client_id", ClientID, "client_secret", ClientSecret}, nil},
		{"another redirect_uri", authorization(), []string{"redirect_uri", "http://localhost/"}, nil},
		{"another client", authorization(), []string{"client_id", ClientID}, []string{ClientID, ClientSecret}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := api{t, a.handler}
			code := a.decide(test.asked, "allow").Get("code")
			a.refused(a.post("/oauth/token", codeForm(code, test.form...), test.basic...), 400, "invalid_grant")
		})
	}
	t.Run("a confidential client may go without PKCE", func(t *testing.T) {
		a := api{t, a.handler}
		code := a.decide(authorization("client_id", ClientID, "code_challenge", "", "code_challenge_method", ""), "allow").Get("code")
		a.granted(a.post("/oauth/token", codeForm(code, "client_id", ClientID, "code_verifier", ""), ClientID, ClientSecret))
	})
	t.Run("a code expires", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			a := newAPI(t)
			code := a.decide(authorization(), "allow").Get("code")
			time.Sleep(codeLife)
			a.refused(a.post("/oauth/token", codeForm(code)), 400, "invalid_grant")
		})
	})
}

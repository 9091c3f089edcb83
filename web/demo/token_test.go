package demo

import (
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAClientAuthenticates(t *testing.T) {
	a := newAPI(t)
	form := func(more ...string) url.Values {
		f := url.Values{"grant_type": {"client_credentials"}}
		for i := 0; i < len(more); i += 2 {
			f.Add(more[i], more[i+1])
		}
		return f
	}
	token := a.granted(a.post("/oauth/token", form("scope", "email"), ClientID, ClientSecret))
	require.Equal(t, "email", token.Scope)
	require.Empty(t, token.RefreshToken, "a client can ask again")
	a.granted(a.post("/oauth/token", form("client_id", ClientID, "client_secret", ClientSecret)))
	a.granted(a.post("/oauth/token", form("client_id", ClientID), "d%65mo", "demo%2Dsecret")) // encoded, as section 2.3.1 has it

	a.refused(a.post("/oauth/token", form()), 401, "invalid_client")
	a.refused(a.post("/oauth/token", form("client_id", ClientID)), 401, "invalid_client")
	a.refused(a.post("/oauth/token", form("client_id", "unknown")), 401, "invalid_client")
	a.refused(a.post("/oauth/token", form("client_id", PublicClientID, "client_secret", "x")), 401, "invalid_client")
	a.refused(a.post("/oauth/token", form("client_id", PublicClientID)), 400, "unauthorized_client")
	a.refused(a.post("/oauth/token", form("client_secret", ClientSecret), ClientID, ClientSecret), 400, "invalid_request")
	a.refused(a.post("/oauth/token", form("client_id", PublicClientID), ClientID, ClientSecret), 400, "invalid_request")
	a.refused(a.post("/oauth/token", form("scope", "profile", "scope", "email"), ClientID, ClientSecret), 400, "invalid_request")
	a.refused(a.post("/oauth/token", form("scope", "admin"), ClientID, ClientSecret), 400, "invalid_scope")
	wrong := a.post("/oauth/token", form(), ClientID, "wrong")
	a.refused(wrong, 401, "invalid_client")
	require.Equal(t, `Basic realm="demo"`, wrong.Header().Get("WWW-Authenticate"))

	a.refused(a.post("/oauth/token", url.Values{}, ClientID, ClientSecret), 400, "invalid_request")
	a.refused(a.post("/oauth/token", url.Values{"grant_type": {"magic"}}, ClientID, ClientSecret), 400, "unsupported_grant_type")
	a.refused(a.post("/oauth/token?lifetime=0", form(), ClientID, ClientSecret), 400, "invalid_request")
}

func TestAPasswordGivesAToken(t *testing.T) {
	a := newAPI(t)
	form := url.Values{"grant_type": {"password"}, "username": {User}, "password": {Password}, "client_id": {PublicClientID}}
	token := a.granted(a.post("/oauth/token", form))
	require.NotEmpty(t, token.RefreshToken)
	require.Equal(t, "profile", token.Scope, "which is granted where none is asked for")
	form.Set("password", "wrong")
	a.refused(a.post("/oauth/token", form), 400, "invalid_grant")
}

func TestRefreshTokensRotate(t *testing.T) {
	a := newAPI(t)
	first := a.granted(a.post("/oauth/token", url.Values{"grant_type": {"password"}, "username": {User}, "password": {Password}, "scope": {"profile email"}}, ClientID, ClientSecret))
	refresh := func(token string, more ...string) *httptest.ResponseRecorder {
		form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return a.post("/oauth/token", form, ClientID, ClientSecret)
	}
	second := a.granted(refresh(first.RefreshToken, "scope", "email"))
	require.Equal(t, "email", second.Scope, "it can be narrowed for one token")
	require.NotEqual(t, first.RefreshToken, second.RefreshToken)
	third := a.granted(refresh(second.RefreshToken))
	require.Equal(t, "profile email", third.Scope)

	a.refused(a.post("/oauth/token", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {third.RefreshToken}, "client_id": {PublicClientID}}), 400, "invalid_grant")
	a.refused(refresh(third.RefreshToken, "scope", "admin"), 400, "invalid_scope")
	fourth := a.granted(refresh(third.RefreshToken))
	a.refused(refresh(second.RefreshToken), 400, "invalid_grant")
	a.refused(refresh(fourth.RefreshToken), 400, "invalid_grant")
}

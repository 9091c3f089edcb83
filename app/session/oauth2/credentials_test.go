package oauth2

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
	"roundtrip/web/demo"
)

func TestAClientGetsATokenForItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		for _, place := range []request.ClientPlace{request.ClientInHeader, request.ClientInBody} {
			g := w.grant()
			g.ClientIn, g.Audience = place, "https://api.example"
			token, err := ClientCredentials(t.Context(), w.rt, g)
			require.NoError(t, err)
			require.Equal(t, demo.ClientID, w.me(token)["sub"])
			require.Empty(t, token.Refresh.Reveal())
			require.Equal(t, time.Now().Add(time.Minute), token.Expires)
			_, form := w.rt.last()
			require.Equal(t, "https://api.example", form.Get("audience"))
			require.Equal(t, "profile email", form.Get("scope"))
			require.Equal(t, place == request.ClientInBody, form.Has("client_secret"))
		}
		g := w.grant()
		g.ClientSecret = request.NewSecret("wrong")
		_, err := ClientCredentials(t.Context(), w.rt, g)
		e := refused(t, err)
		require.Equal(t, "invalid_client", e.Code)
		require.Contains(t, e.Description, "demo-secret")
		require.Contains(t, e.Error(), "in the header or in the body")
		require.Len(t, w.rt.sent, 3, "one request each, without guesses")

		_, err = ClientCredentials(t.Context(), w.rt, w.public())
		require.Equal(t, "unauthorized_client", refused(t, err).Code)
		g.Scope = "admin"
		g.ClientSecret = request.NewSecret(demo.ClientSecret)
		_, err = ClientCredentials(t.Context(), w.rt, g)
		require.Equal(t, "invalid_scope", refused(t, err).Code)
		g.ClientID = ""
		_, err = ClientCredentials(t.Context(), w.rt, g)
		require.Contains(t, refused(t, err).Error(), "Type the client ID")
	})
}

func TestSecretsWithUnusualCharactersArrive(t *testing.T) {
	g, seen := echo(t)
	g.ClientID, g.ClientSecret = "a:b %", request.NewSecret("p+&=:é")
	_, err := ClientCredentials(t.Context(), native(t), g)
	require.NoError(t, err)
	require.Equal(t, "a%3Ab+%25", seen.user, "encoded before Basic is, as section 2.3.1 of RFC 6749 has it")
	require.Equal(t, "p%2B%26%3D%3A%C3%A9", seen.password)
}

func TestAPasswordBecomesAToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		auth := request.Auth{User: demo.User, Password: request.NewSecret(demo.Password), OAuth2: w.public()}
		token, err := Password(t.Context(), w.rt, auth)
		require.NoError(t, err)
		require.Equal(t, "Ada Lovelace", w.me(token)["name"])
		require.NotEmpty(t, token.Refresh.Reveal())

		auth.Password = request.NewSecret("wrong")
		_, err = Password(t.Context(), w.rt, auth)
		require.Equal(t, "invalid_grant", refused(t, err).Code)
		auth.User = ""
		_, err = Password(t.Context(), w.rt, auth)
		require.Contains(t, refused(t, err).Error(), "Type the user name")
	})
}

func TestATokenIsRefreshed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		g := w.grant()
		_, err := Refresh(t.Context(), w.rt, g)
		require.Contains(t, refused(t, err).Error(), "There is no refresh token")

		first, err := Password(t.Context(), w.rt, request.Auth{User: demo.User, Password: request.NewSecret(demo.Password), OAuth2: g})
		require.NoError(t, err)
		g.Refresh = first.Refresh
		time.Sleep(2 * time.Minute)
		second, err := Refresh(t.Context(), w.rt, g)
		require.NoError(t, err)
		require.Equal(t, "ada", w.me(second)["sub"])
		require.NotEqual(t, first.Refresh, second.Refresh, "the server rotates")
		require.Equal(t, time.Now().Add(time.Minute), second.Expires)
		_, form := w.rt.last()
		require.False(t, form.Has("scope"), "what was granted is granted again")

		_, err = Refresh(t.Context(), w.rt, g)
		require.Equal(t, "invalid_grant", refused(t, err).Code)
		g.Refresh = second.Refresh
		_, err = Refresh(t.Context(), w.rt, g)
		require.Equal(t, "invalid_grant", refused(t, err).Code, "one that is used again ends them all")
	})
}

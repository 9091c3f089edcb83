package demo

import (
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"
)

func TestTheResourceSaysWhatItLacks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t)
		client := func(query, scope string) string {
			return a.granted(a.post("/oauth/token"+query, url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}, ClientID, ClientSecret)).AccessToken
		}
		none := a.get("/oauth/me")
		require.Equal(t, 401, none.Code)
		require.Equal(t, `Bearer realm="demo", scope="profile"`, none.Header().Get("WWW-Authenticate"))

		narrow := a.me(client("", "email"))
		require.Equal(t, 403, narrow.Code)
		require.Contains(t, narrow.Header().Get("WWW-Authenticate"), `error="insufficient_scope"`)
		require.Contains(t, narrow.Header().Get("WWW-Authenticate"), `scope="profile"`)

		token := client("?lifetime=2", "")
		require.Equal(t, 200, a.me(token).Code)
		require.Equal(t, 401, newAPI(t).me(token).Code, "another process has another key")
		unsigned, err := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{"scope": "profile", "exp": time.Now().Add(time.Hour).Unix()}).
			SignedString(jwt.UnsafeAllowNoneSignatureType)
		require.NoError(t, err)
		for _, bad := range []string{"", "x", unsigned, token + "x", token[:len(token)-2]} {
			w := a.me(bad)
			require.Equal(t, 401, w.Code)
			require.Contains(t, w.Header().Get("WWW-Authenticate"), `error="invalid_token", error_description="The token is not one`)
		}
		time.Sleep(2 * time.Second)
		late := a.me(token)
		require.Equal(t, 401, late.Code)
		require.Contains(t, late.Header().Get("WWW-Authenticate"), "The token expired.")
	})
}

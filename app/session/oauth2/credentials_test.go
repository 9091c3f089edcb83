package oauth2

import (
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
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

func TestTheHeaderIsFormEncodedOrRawByChoice(t *testing.T) {
	const id, secret = "app:01", "0GM-U5b-!V2g$899h?+/% ö"
	decodes := func(w http.ResponseWriter, r *http.Request) (user, password string) {
		user, password, _ = r.BasicAuth()
		user, _ = url.QueryUnescape(user)
		password, _ = url.QueryUnescape(password)
		return user, password
	}
	raw := func(_ http.ResponseWriter, r *http.Request) (user, password string) {
		sent, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(r.Header.Get("Authorization"), "Basic "))
		user, password = id, strings.TrimPrefix(string(sent), id+":") // an ID with a colon cannot be told apart by the header alone
		return user, password
	}
	for _, c := range []struct {
		name    string
		in      request.ClientPlace
		reads   func(http.ResponseWriter, *http.Request) (user, password string)
		granted bool
		hint    string
	}{
		{"form-encoded, for a server that decodes", request.ClientInHeader, decodes, true, ""},
		{"form-encoded, for one that does not", request.ClientInHeader, raw, false, "try Client named in, the Authorization header, not encoded"},
		{"raw, for one that does not decode", request.ClientInRaw, raw, true, ""},
		{"raw, for one that does", request.ClientInRaw, decodes, false, "try Client named in, the Authorization header."},
	} {
		t.Run(c.name, func(t *testing.T) {
			var header string
			g := answering(t, func(w http.ResponseWriter, r *http.Request) {
				header = r.Header.Get("Authorization")
				w.Header().Set("Content-Type", "application/json")
				if user, password := c.reads(w, r); user != id || password != secret {
					w.WriteHeader(http.StatusUnauthorized)
					io.WriteString(w, `{"error":"invalid_client"}`)
					return
				}
				io.WriteString(w, `{"access_token":"t","token_type":"bearer","expires_in":3600}`)
			})
			g.ClientID, g.ClientSecret, g.ClientIn = id, request.NewSecret(secret), c.in
			token, err := ClientCredentials(t.Context(), native(t), g)
			if c.in == request.ClientInHeader {
				require.Equal(t, "Basic YXBwJTNBMDE6MEdNLVU1Yi0lMjFWMmclMjQ4OTloJTNGJTJCJTJGJTI1KyVDMyVCNg==", header)
			}
			if c.granted {
				require.NoError(t, err)
				require.Empty(t, token.Note)
				return
			}
			require.Contains(t, refused(t, err).Error(), c.hint)
		})
	}
	plain := request.Grant{ClientID: "app", ClientSecret: request.NewSecret("plain-secret")}
	require.Empty(t, otherSpelling(plain), "both spellings are the same")
}

func TestWhatIsUnusualAboutATokenIsSaid(t *testing.T) {
	for name, c := range map[string]struct{ media, body, says string }{
		"a form, which has texts only": {"application/x-www-form-urlencoded; charset=utf-8", "access_token=gho_x%2By&scope=repo%2Cuser&token_type=bearer&expires_in=3600", ""},
		"no type and a number as text": {"application/json", `{"access_token":"gho_x+y","expires_in":"3600"}`, "token_type is missing): it is sent as Bearer. The server wrote expires_in as text, \"3600\", not as a number."},
		"another type":                 {"application/json", `{"access_token":"gho_x+y","token_type":"mac","expires_in":3600}`, `type is "MAC": it is sent as Bearer all the same.`},
	} {
		t.Run(name, func(t *testing.T) {
			g := answering(t, func(w http.ResponseWriter, r *http.Request) {
				require.Equal(t, "application/json", r.Header.Get("Accept"))
				w.Header().Set("Content-Type", c.media)
				io.WriteString(w, c.body)
			})
			token, err := ClientCredentials(t.Context(), native(t), g)
			require.NoError(t, err)
			require.Equal(t, "gho_x+y", token.Access.Reveal())
			require.WithinDuration(t, time.Now().Add(time.Hour), token.Expires, time.Minute)
			if c.says == "" {
				require.Empty(t, token.Note)
			}
			require.Contains(t, token.Note, c.says)
		})
	}
}

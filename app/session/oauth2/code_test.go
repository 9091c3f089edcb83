package oauth2

import (
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

const callback = "http://localhost:8080/callback"

// decide is the person in the browser, who presses a button and comes back.
func (w world) decide(authorizeURL, decision string) (callbackURL string) {
	w.t.Helper()
	resp := w.post(authorizeURL, url.Values{"decision": {decision}})
	require.Equal(w.t, 303, resp.StatusCode)
	return resp.Header.Get("Location")
}

func TestACodeBecomesAToken(t *testing.T) {
	tests := []struct {
		name  string
		grant func(world) request.Grant
		basic bool
		form  []string // names of what says which client it is
	}{
		{"for a public client", func(w world) request.Grant { return w.public() }, false, []string{"client_id"}},
		{"for a confidential client in the header", func(w world) request.Grant { return w.grant() }, true, nil},
		{"for a confidential client in the body", func(w world) request.Grant { g := w.grant(); g.ClientIn = request.ClientInBody; return g }, false, []string{"client_id", "client_secret"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				g := test.grant(w)
				authorizeURL, state, verifier, err := Begin(g, callback)
				require.NoError(t, err)
				require.NotContains(t, authorizeURL, verifier)
				token, err := Finish(t.Context(), w.rt, g, callback, w.decide(authorizeURL, "allow"), state, verifier)
				require.NoError(t, err)
				require.Equal(t, "Bearer", token.Type)
				require.Equal(t, "profile email", token.Scope)
				require.Equal(t, time.Now().Add(time.Minute), token.Expires)
				require.NotEmpty(t, token.Refresh.Reveal())
				require.Equal(t, "ada", w.me(token)["sub"])

				req, form := w.rt.last()
				require.Equal(t, g.TokenURL, req.URL.String(), "the exchange went through the transport that was given")
				_, _, basic := req.BasicAuth()
				require.Equal(t, test.basic, basic)
				var named []string
				for _, name := range []string{"client_id", "client_secret"} {
					if form.Has(name) {
						named = append(named, name)
					}
				}
				require.Equal(t, test.form, named)
				require.Equal(t, verifier, form.Get("code_verifier"))
			})
		})
	}
}

func TestBeginAsksForTheAudience(t *testing.T) {
	g := request.Grant{AuthorizeURL: "auth.example/go?tenant=1", TokenURL: "auth.example/token", ClientID: " c ", Audience: "https://api.example", Scope: " a  b "}
	first, state, verifier, err := Begin(g, callback)
	require.NoError(t, err)
	u, err := url.Parse(first)
	require.NoError(t, err)
	require.Equal(t, "https://auth.example/go", u.Scheme+"://"+u.Host+u.Path)
	q := u.Query()
	require.Equal(t, "1", q.Get("tenant"))
	require.Equal(t, "c", q.Get("client_id"))
	require.Equal(t, "https://api.example", q.Get("audience"))
	require.Equal(t, "a b", q.Get("scope"))
	require.Equal(t, callback, q.Get("redirect_uri"))
	require.Equal(t, state, q.Get("state"))
	require.Len(t, verifier, 43)
	_, again, another, err := Begin(g, callback)
	require.NoError(t, err)
	require.NotEqual(t, state, again)
	require.NotEqual(t, verifier, another)
}

func TestAFlowIsNotBegunWithoutWhatItNeeds(t *testing.T) {
	whole := request.Grant{AuthorizeURL: "https://a.example/a", TokenURL: "https://a.example/t", ClientID: "c"}
	tests := []struct {
		name     string
		change   func(*request.Grant)
		redirect string
		says     string
	}{
		{"no authorization URL", func(g *request.Grant) { g.AuthorizeURL = "" }, callback, "Type the authorization URL."},
		{"no token URL", func(g *request.Grant) { g.TokenURL = "" }, callback, "Type the token URL."},
		{"no client", func(g *request.Grant) { g.ClientID = " " }, callback, "Type the client ID"},
		{"a script", func(g *request.Grant) { g.AuthorizeURL = "javascript:alert(1)" }, callback, "must begin with https://"},
		{"a script that looks like a URL", func(g *request.Grant) { g.AuthorizeURL = "javascript://a.example/%0aalert(1)" }, callback, "must begin with https://"},
		{"a path", func(g *request.Grant) { g.TokenURL = "/demo/oauth/token" }, callback, "must begin with https://"},
		{"a fragment", func(g *request.Grant) { g.AuthorizeURL += "#x" }, callback, "take out the part from #"},
		{"no redirect URL", func(*request.Grant) {}, "", "Type the redirect URL."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := whole
			test.change(&g)
			_, _, _, err := Begin(g, test.redirect)
			require.Contains(t, refused(t, err).Error(), test.says)
		})
	}
}

func TestAnAnswerIsCheckedBeforeItsCodeIsUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		g := w.public()
		authorizeURL, state, verifier, err := Begin(g, callback)
		require.NoError(t, err)
		good := w.decide(authorizeURL, "allow")
		denied := w.decide(authorizeURL, "deny")
		tests := []struct {
			name, callbackURL, state string
			says, code               string
		}{
			{"another state", good, "other", "its state is another", ""},
			{"no state to compare with", strings.Replace(good, "state=", "x=", 1), "", "its state is another", ""},
			{"an answer without a state", callback + "?code=c", state, "its state is another", ""},
			{"another issuer", strings.Replace(good, "demo.example", "evil.example", 1), state, "evil.example", ""},
			{"the issuer over another scheme", strings.Replace(good, "iss=http", "iss=https", 1), state, "not from the server", ""},
			{"an empty issuer", callback + "?code=c&iss=&state=" + state, state, "not from the server", ""},
			{"two codes", good + "&code=x", state, "code more than once", ""},
			{"two states", good + "&state=x", state, "state more than once", ""},
			{"a refusal", denied, state, "The server refused: access_denied, The person said no. Start again", "access_denied"},
			{"a refusal of a stranger", denied, "other", "its state is another", ""},
			{"neither a code nor an error", callback + "?state=" + state, state, "neither a code nor an error", ""},
			{"nothing", "", state, "its state is another", ""},
			{"a broken encoding", callback + "?state=%zz", state, "cannot be read", ""},
		}
		for _, test := range tests {
			_, err := Finish(t.Context(), w.rt, g, callback, test.callbackURL, test.state, verifier)
			e := refused(t, err)
			require.Contains(t, e.Error(), test.says, test.name)
			require.Equal(t, test.code, e.Code, test.name)
		}
		require.Empty(t, w.rt.sent, "no code was sent anywhere")

		_, err = Finish(t.Context(), w.rt, g, callback, good, state, verifier+"x")
		require.Equal(t, "invalid_grant", refused(t, err).Code)
		_, err = Finish(t.Context(), w.rt, g, callback, good, state, verifier)
		require.Contains(t, refused(t, err).Error(), "invalid_grant, The code is unknown, used or expired. The code, the password")
	})
}

func FuzzReadCallback(f *testing.F) {
	f.Add(callback+"?code=c&state=s&iss=https%3A%2F%2Fa.example", "s")
	f.Add(callback+"?error=access_denied&error_description=no%0a&state=s#x", "s")
	f.Add("?code=%zz", "")
	g := request.Grant{AuthorizeURL: "https://a.example/authorize"}
	f.Fuzz(func(t *testing.T, callbackURL, state string) {
		code, err := readCallback(g, callbackURL, state)
		if err != nil {
			require.Empty(t, code)
			require.Regexp(t, `^[A-Z][^\n]*$`, refusedText(t, err))
			return
		}
		require.NotEmpty(t, code)
		require.NotEmpty(t, state)
		require.Contains(t, callbackURL, "state=")
	})
}

func refusedText(t *testing.T, err error) string {
	var e *Error
	require.ErrorAs(t, err, &e)
	return e.Error()
}

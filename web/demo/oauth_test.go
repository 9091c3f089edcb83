package demo

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/stretchr/testify/require"
)

const (
	testVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" // RFC 7636, appendix B
	testRedirect = "http://localhost:3000/callback?keep=1"
)

type reply struct {
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
	TokenType    string `json:"token_type"`
	ExpiresIn    int    `json:"expires_in"`
	Scope        string `json:"scope"`
	Error        string `json:"error"`
	Description  string `json:"error_description"`
	DeviceCode   string `json:"device_code"`
	UserCode     string `json:"user_code"`
	VerifyURI    string `json:"verification_uri"`
	Complete     string `json:"verification_uri_complete"`
	Interval     int    `json:"interval"`
}

// authorization is a request for a code by the public client; changes are pairs of a name and a value, "" to leave out.
func authorization(changes ...string) string {
	sum := sha256.Sum256([]byte(testVerifier))
	q := url.Values{
		"response_type": {"code"}, "client_id": {PublicClientID}, "redirect_uri": {testRedirect}, "state": {"s t"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
	for i := 0; i < len(changes); i += 2 {
		q.Set(changes[i], changes[i+1])
		if changes[i+1] == "" {
			q.Del(changes[i])
		}
	}
	return "/oauth/authorize?" + q.Encode()
}

// decide presses a button and gives what the client is sent.
func (a api) decide(path, decision string) url.Values {
	w := a.post(path, url.Values{"decision": {decision}})
	require.Equal(a.t, 303, w.Code, w.Body.String())
	return a.sentBack(w)
}

func (a api) sentBack(w *httptest.ResponseRecorder) url.Values {
	require.True(a.t, strings.HasPrefix(w.Header().Get("Location"), testRedirect+"&"), w.Header().Get("Location"))
	u, err := url.Parse(w.Header().Get("Location"))
	require.NoError(a.t, err)
	require.Equal(a.t, "s t", u.Query().Get("state"))
	require.Equal(a.t, "http://example.com/demo/oauth", u.Query().Get("iss"))
	return u.Query()
}

func (a api) refused(w *httptest.ResponseRecorder, status int, code string) {
	a.t.Helper()
	require.Equal(a.t, status, w.Code, w.Body.String())
	r := read[reply](a.t, w)
	require.Equal(a.t, code, r.Error, r.Description)
	require.NotEmpty(a.t, r.Description)
	require.Empty(a.t, r.AccessToken)
}

func (a api) granted(w *httptest.ResponseRecorder) reply {
	a.t.Helper()
	require.Equal(a.t, 200, w.Code, w.Body.String())
	require.Equal(a.t, "no-store", w.Header().Get("Cache-Control"))
	r := read[reply](a.t, w)
	require.NotEmpty(a.t, r.AccessToken)
	require.Equal(a.t, "Bearer", r.TokenType)
	return r
}

func (a api) me(token string) *httptest.ResponseRecorder {
	return a.get("/oauth/me", "Authorization", "Bearer "+token)
}

func codeForm(code string, changes ...string) url.Values {
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {testRedirect},
		"client_id": {PublicClientID}, "code_verifier": {testVerifier}}
	for i := 0; i < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

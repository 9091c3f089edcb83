package session

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"

	"github.com/mccutchen/go-httpbin/v2/httpbin"
	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestDigestAnswersTheChallengeAndBothRequestsAreTold(t *testing.T) {
	server := httptest.NewServer(httpbin.New())
	defer server.Close()
	j := travel(t, request.Request{URL: server.URL + "/digest-auth/auth/user/pass/SHA-256", Auth: request.Auth{Kind: request.Digest, User: "user", Password: request.NewSecret("pass")}})
	require.NoError(t, j.err)
	require.Equal(t, 200, j.resp.StatusCode)
	require.Len(t, j.hops, 2)
	require.Equal(t, 401, j.hops[0].Head.Status)
	require.Equal(t, exchange.Challenged, j.hops[1].Why)

	j = travel(t, request.Request{URL: server.URL + "/digest-auth/auth/user/pass", Auth: request.Auth{Kind: request.Digest, User: "user", Password: request.NewSecret("wrong")}})
	require.NoError(t, j.err)
	require.Equal(t, 401, j.resp.StatusCode)
}

func TestSignaturesAreMadeAnewForWhereARedirectLeads(t *testing.T) {
	var away *httptest.Server
	server := site(t, map[string]http.HandlerFunc{
		"/stay": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/seen", http.StatusTemporaryRedirect)
		},
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, away.URL+"/seen", http.StatusTemporaryRedirect)
		},
	})
	away = site(t, nil)
	r := request.Request{Method: "POST", Body: request.Body{Kind: request.JSON, JSON: "{}"}, Auth: request.Auth{Kind: request.OAuth1, OAuth1: request.Consumer{
		Key: "key", Secret: request.NewSecret("secret")}}}
	signature := regexp.MustCompile(`oauth_signature="([^"]+)"`)
	r.URL = server.URL + "/stay"
	j := travel(t, r)
	require.NoError(t, j.err)
	var got seen
	require.NoError(t, json.Unmarshal([]byte(j.body), &got))
	require.Equal(t, "{}", got.Body)
	first := j.hops[0].Sent.Headers
	at := slices.IndexFunc(first, func(h exchange.Header) bool { return h.Name == "Authorization" })
	require.Equal(t, exchange.FromSession, first[at].Origin)
	require.NotEqual(t, signature.FindString(first[at].Value), signature.FindString(got.Authorization))
	require.NotEmpty(t, signature.FindString(got.Authorization))

	r.URL = server.URL + "/away"
	j = travel(t, r)
	require.NoError(t, j.err)
	got = seen{}
	require.NoError(t, json.Unmarshal([]byte(j.body), &got))
	require.Empty(t, got.Authorization)
}

func TestWhatIsWrongWithCredentialsIsSaidBeforeSending(t *testing.T) {
	for name, a := range map[string]request.Auth{
		"a JWT whose payload is none": {Kind: request.JWT, JWT: request.Claims{Key: request.NewSecret("k"), Payload: "[]"}},
		"AWS without a region":        {Kind: request.AWS, AWS: request.AWSKey{ID: "i", Secret: request.NewSecret("s"), Service: "s3"}},
		"digest without a user":       {Kind: request.Digest},
		"OAuth 2 without a token":     {Kind: request.OAuth2},
	} {
		_, bad := Prepare(request.Request{URL: "http://h/", Auth: a}, Place{})
		require.NotNil(t, bad, name)
		require.Equal(t, exchange.AtAuth, bad.Where, name)
		require.NotEmpty(t, bad.Detail, name)
	}
}

func TestThePreviewHasTheSignature(t *testing.T) {
	p, bad := Prepare(request.Request{Method: "POST", URL: "http://h/", Body: request.Body{Kind: request.Text, Text: "body"}, Auth: request.Auth{Kind: request.HMAC, HMAC: request.Signature{
		Key: request.NewSecret("k"), Prefix: "sha256="}}}, Place{})
	require.Nil(t, bad)
	headers := p.Sent().Headers
	last := headers[len(headers)-1]
	require.Equal(t, "X-Signature", last.Name)
	require.Equal(t, "sha256=", last.Value[:7])
	require.Equal(t, exchange.FromAuth, last.Origin)
	require.NotEmpty(t, last.Note)
}

package session

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"
	"time"

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

func TestEachAttemptIsSignedAgain(t *testing.T) {
	var got []http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got = append(got, r.Header.Clone()); len(got) < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	secret := request.NewSecret("secret")
	for name, c := range map[string]struct {
		auth   request.Auth
		header string
	}{
		"OAuth 1": {request.Auth{Kind: request.OAuth1, OAuth1: request.Consumer{Key: "k", Secret: secret}}, "Authorization"},
		"AWS":     {request.Auth{Kind: request.AWS, AWS: request.AWSKey{ID: "i", Secret: secret, Region: "r", Service: "s3"}}, "X-Amz-Date"},
		"JWT":     {request.Auth{Kind: request.JWT, JWT: request.Claims{Key: secret, Life: "60"}}, "Authorization"},
		"HMAC":    {request.Auth{Kind: request.HMAC, HMAC: request.Signature{Key: secret, Signed: "[timestamp]"}}, "X-Signature"},
	} {
		t.Run(name, func(t *testing.T) {
			got = nil
			r := request.Request{Method: "PUT", URL: server.URL, Auth: c.auth, Body: request.Body{Kind: request.Text, Text: "body"},
				Options: request.Options{Retry: request.Retry{Total: 3, Statuses: []int{503}, Backoff: 700 * time.Millisecond}}}
			j := travel(t, r)
			require.NoError(t, j.err)
			require.Len(t, got, 3)
			require.NotEmpty(t, got[0].Get(c.header))
			require.NotEqual(t, got[0].Get(c.header), got[2].Get(c.header), "its time or nonce is another")
			p, bad := Prepare(r, Place{})
			require.Nil(t, bad)
			said, _ := json.Marshal(p.Changing(r))
			require.Contains(t, string(said), "Each attempt is signed again")
		})
	}
}

func TestAcceptEncodingIsSignedOnlyWhereItIsTypedAndThenSaid(t *testing.T) {
	place := Place{Codings: "gzip, br"}
	r := request.Request{URL: "http://h.example/", Auth: request.Auth{Kind: request.AWS, AWS: request.AWSKey{ID: "i", Secret: request.NewSecret("s"), Region: "r", Service: "aoss"}}}
	signed := func(r request.Request) (names, said string) {
		p, bad := Prepare(r, place)
		require.Nil(t, bad)
		for _, h := range p.Sent().Headers {
			if h.Name == "Authorization" {
				names = regexp.MustCompile(`SignedHeaders=([^,]+)`).FindStringSubmatch(h.Value)[1]
			}
		}
		require.Contains(t, p.outgoing().Header["Accept-Encoding"][0], "gzip", "it is sent all the same")
		facts, _ := json.Marshal(p.Changing(r))
		return names, string(facts)
	}
	names, said := signed(r)
	require.Equal(t, "host;x-amz-content-sha256;x-amz-date", names, "aoss wants the hash of the body in a header, signed")
	require.NotContains(t, said, "part of the signature")
	r.Headers = []request.Field{{Name: "Accept-Encoding", Value: "gzip"}}
	names, said = signed(r)
	require.Contains(t, names, "accept-encoding;")
	require.Contains(t, said, "It is part of the signature: a proxy or CDN that changes it makes the signature invalid.")
}

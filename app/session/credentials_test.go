package session

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

// secretive are requests whose credentials come from every place that has some. None of them may reach another origin.
func secretive() map[string]request.Request {
	secret := request.NewSecret("s3cret")
	with := func(a request.Auth) request.Request { return request.Request{Auth: a} }
	typed := func(name string) request.Request {
		return request.Request{Headers: []request.Field{{Name: name, Value: "s3cret"}}}
	}
	return map[string]request.Request{
		"basic":                       with(request.Auth{Kind: request.Basic, User: "u", Password: secret}),
		"bearer":                      with(request.Auth{Kind: request.Bearer, Token: secret}),
		"API key":                     with(request.Auth{Kind: request.APIKey, Key: secret}),
		"API key of another name":     with(request.Auth{Kind: request.APIKey, KeyName: "X-Shop", Key: secret}),
		"API key in the query":        with(request.Auth{Kind: request.APIKey, KeyPlace: request.InQuery, KeyName: "k", Key: secret}),
		"digest":                      with(request.Auth{Kind: request.Digest, User: "s3cret", Password: secret}),
		"OAuth 2":                     with(request.Auth{Kind: request.OAuth2, OAuth2: request.Grant{Access: secret}}),
		"OAuth 1":                     with(request.Auth{Kind: request.OAuth1, OAuth1: request.Consumer{Key: "s3cret", Secret: secret}}),
		"AWS":                         with(request.Auth{Kind: request.AWS, AWS: request.AWSKey{ID: "s3cret", Secret: secret, Session: secret, Region: "r", Service: "s3"}}),
		"AWS in the query":            with(request.Auth{Kind: request.AWS, AWS: request.AWSKey{ID: "s3cret", Secret: secret, Session: secret, Region: "r", Service: "s3", Place: request.InQuery}}),
		"JWT":                         with(request.Auth{Kind: request.JWT, JWT: request.Claims{Key: secret, Payload: `{"sub":"1"}`}}),
		"HMAC":                        with(request.Auth{Kind: request.HMAC, HMAC: request.Signature{Key: secret, Prefix: "s3cret="}}),
		"typed Authorization":         typed("authorization"),
		"typed X-Api-Key":             typed("X-Api-Key"),
		"typed X-Amz-Security-Token":  typed("x-amz-security-token"),
		"typed Proxy-Authorization":   typed("Proxy-Authorization"),
		"typed Cookie":                typed("Cookie"),
		"user and password in a URL":  {URL: "u:s3cret@"},
		"a parameter with a password": {Params: []request.Field{{Name: "password", Value: "s3cret"}}},
	}
}

func TestCredentialsFromAnywhereGoToTheirOwnOriginAlone(t *testing.T) {
	var arrived []string // all that another origin was sent
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var whole strings.Builder
		_ = r.Write(&whole)
		arrived = append(arrived, whole.String())
		if back := r.FormValue("back"); back != "" {
			http.Redirect(w, r, back, http.StatusTemporaryRedirect)
			return
		}
		w.Header().Set("WWW-Authenticate", `Digest realm="r", nonce="n", qop="auth"`)
		w.WriteHeader(http.StatusUnauthorized)
	}))
	defer elsewhere.Close()
	var own *httptest.Server
	var last string // what the own origin was sent last
	own = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var whole strings.Builder
		_ = r.Write(&whole)
		last = whole.String()
		switch r.URL.Path {
		case "/port":
			http.Redirect(w, r, elsewhere.URL+"/file?sig=1", http.StatusTemporaryRedirect)
		case "/name":
			http.Redirect(w, r, strings.Replace(elsewhere.URL, "127.0.0.1", "localhost", 1)+"/file", http.StatusFound)
		case "/round":
			http.Redirect(w, r, elsewhere.URL+"/?back="+own.URL+"/stolen", http.StatusTemporaryRedirect)
		}
	}))
	defer own.Close()
	for name, r := range secretive() {
		for _, path := range []string{"/port", "/name", "/round"} {
			t.Run(name+path, func(t *testing.T) {
				arrived = nil
				r := r
				r.URL = strings.Replace(own.URL, "://", "://"+r.URL, 1) + path
				if len(r.Params) > 0 {
					r.SetParams(r.Params)
				}
				j := travel(t, r)
				require.NoError(t, j.err)
				require.Len(t, arrived, 1)
				require.NotContains(t, arrived[0], "s3cret")
				require.NotContains(t, strings.ToLower(arrived[0]), "authorization")
				if path == "/round" {
					require.Contains(t, last, "/stolen")
					require.NotContains(t, last, "s3cret", "who redirected back would say what the credentials are used for")
				}
				if name != "API key in the query" && name != "AWS in the query" && r.Params == nil {
					require.NotEmpty(t, j.hops[1].Withheld, "it is said")
				}
			})
		}
	}
}

func TestCredentialsStayWhereARedirectStaysOnTheOrigin(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{
		"/to": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/there", http.StatusTemporaryRedirect)
		},
		"/there": func(w http.ResponseWriter, r *http.Request) { _ = r.Write(w) },
	})
	for name, r := range secretive() {
		if strings.Contains(name, "query") || r.Params != nil || r.URL != "" || name == "typed Cookie" || name == "digest" || name == "basic" || name == "JWT" {
			continue // what the redirect says of the query holds, and requests drops the header Cookie at every redirect
		}
		r.URL = server.URL + "/to"
		j := travel(t, r)
		require.NoError(t, j.err)
		require.Contains(t, j.body, "s3cret", name)
		require.Empty(t, j.hops[1].Withheld, name)
	}
}

func TestAPersonMayTrustWhereRedirectsLead(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _ = r.Write(w) }))
	defer elsewhere.Close()
	server := site(t, map[string]http.HandlerFunc{"/to": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) }})
	r := request.Request{URL: server.URL + "/to", Auth: request.Auth{Kind: request.APIKey, Key: request.NewSecret("s3cret")}, Options: request.Options{Trusted: true},
		Headers: []request.Field{{Name: "X-Auth-Token", Value: "t0ken"}}}
	j := travel(t, r)
	require.NoError(t, j.err)
	require.Contains(t, j.body, "s3cret")
	require.Contains(t, j.body, "t0ken")
	require.Equal(t, []string{"X-Auth-Token", "X-API-Key"}, j.hops[1].Carried)
	require.Empty(t, j.hops[0].Carried)
}

// What requests itself sends on is less strict than what is sent here: it leaves out Authorization, and takes all other headers along.
func TestRequestsLeavesOutAuthorizationAlone(t *testing.T) {
	if err := exec.Command("python3", "-c", "import requests").Run(); err != nil {
		t.Skip("Python's requests is not installed")
	}
	var sent http.Header
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { sent = r.Header }))
	defer elsewhere.Close()
	server := site(t, map[string]http.HandlerFunc{"/to": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) }})
	out, err := exec.Command("python3", "-c", "import requests, sys; requests.get(sys.argv[1], headers={'Authorization': 'a', 'X-Api-Key': 'k'})", server.URL+"/to").CombinedOutput()
	require.NoError(t, err, string(out))
	require.Empty(t, sent.Get("Authorization"))
	require.Equal(t, "k", sent.Get("X-Api-Key"), "docs/requests.md says so")

	j := travel(t, request.Request{URL: server.URL + "/to", Headers: []request.Field{{Name: "Authorization", Value: "a"}, {Name: "X-Api-Key", Value: "k"}, {Name: "X-Plain", Value: "p"}}})
	require.NoError(t, j.err)
	require.Empty(t, sent.Get("Authorization"))
	require.Empty(t, sent.Get("X-Api-Key"))
	require.Equal(t, "p", sent.Get("X-Plain"))
}

func TestWhatABrowserTakesAlongIsSaidBeforeSending(t *testing.T) {
	limits := func(r request.Request) string {
		r.URL = "https://api.example/"
		p, bad := Prepare(r, browser)
		require.Nil(t, bad)
		said, _ := json.Marshal(p.Limits(r, browser))
		return string(said)
	}
	const alsoThere = "there too."
	for name, r := range secretive() {
		header := slices.Contains([]string{"API key", "API key of another name", "AWS", "HMAC", "typed X-Api-Key", "typed X-Amz-Security-Token"}, name)
		require.Equal(t, header, strings.Contains(limits(r), alsoThere), "%s: fetch leaves out Authorization, and other places are no headers", name)
		r.Options.Redirect = request.Stop
		require.NotContains(t, limits(r), alsoThere, name)
	}
}

func TestTheClientCertificateStaysWithItsHost(t *testing.T) {
	root, clients := peer.NewAuthority(t, "Root"), peer.NewAuthority(t, "Clients")
	cert, key := peer.PairPEM(t, clients.Issue(t, peer.Paper{Client: "client"}))
	serve := func(handle http.HandlerFunc) string {
		return peer.StartTLS(t, &tls.Config{Certificates: []tls.Certificate{root.Issue(t, peer.Paper{})}, ClientAuth: tls.RequestClientCert}, handle).URL
	}
	shown := func(r *http.Request) string { return fmt.Sprint(len(r.TLS.PeerCertificates), " certificates") }
	elsewhere := serve(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, shown(r)) })
	own := serve(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere+"?"+shown(r)[:1], http.StatusFound)
	})
	r := request.Request{URL: own, Options: request.Options{Network: request.Network{CA: root.PEM(), Cert: cert, Key: request.NewSecret(key)}}}
	j := travel(t, r)
	require.NoError(t, j.err)
	require.Equal(t, "1", j.resp.Request.URL.RawQuery, "the server that is meant is shown it")
	require.Equal(t, "0 certificates", j.body)
	require.Equal(t, []string{"the client certificate"}, j.hops[1].Withheld)
	r.Options.Trusted = true
	j = travel(t, r)
	require.NoError(t, j.err)
	require.Equal(t, "1 certificates", j.body)
}

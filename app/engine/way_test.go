//go:build !js

package engine

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

var relay = exchange.Via{Relay: "https://relay.example/relay/", Token: "one"}

// idle is a transport that says when its connections were let go.
type idle struct {
	http.RoundTripper
	closed *int
}

func (i idle) CloseIdleConnections() { *i.closed++ }

// twoWays is an engine in a browser, and a relay.
func twoWays(t *testing.T) (b *bench, made *[]exchange.Via, closed *int) {
	b, made, closed = start(t), new([]exchange.Via), new(int)
	b.engine.own.place = session.Place{Browser: true, Page: "https://page.example/", UserAgent: "Browser/1"}
	b.engine.Relay = func(v exchange.Via) http.RoundTripper {
		*made = append(*made, v)
		return idle{&http.Transport{}, closed}
	}
	return b, made, closed
}

// whatCame is a server that says in its answer what came.
func whatCame(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.Header().Set("Set-Cookie", "from=server")
	io.WriteString(w, r.Method+" agent="+r.UserAgent()+" cookie="+r.Header.Get("Cookie")+" dnt="+r.Header.Get("DNT")+" body="+string(body))
}

// answer sends a request on a way and gives the body of its answer.
func (b *bench) answer(t *testing.T, id int, v exchange.Via, r request.Request) string {
	t.Helper()
	b.Via = v
	require.NoError(t, b.Send(id, r))
	b.until(t, "done", isDone(id))
	text, err := b.engine.Text(id)
	require.NoError(t, err)
	return text
}

func TestTheJarTravelsThroughTheRelayOnly(t *testing.T) {
	url := serve(t, whatCame)
	b, _, _ := twoWays(t)
	r := request.Request{URL: url}
	_, err := b.Cookies(r, exchange.JarAsk{Act: exchange.JarSet, URL: url, Text: "from=screen"})
	require.NoError(t, err)
	require.Contains(t, b.answer(t, 1, exchange.Via{}, r), "cookie= ")
	require.Equal(t, "screen", b.engine.Jar().All()[0].Value, "what comes in the browser's way is not for the jar")
	require.Contains(t, b.answer(t, 2, relay, r), "cookie=from=screen ")
	require.Equal(t, "server", b.engine.Jar().All()[0].Value)
}

func TestThroughARelayThereAreNoLimitsOfTheBrowser(t *testing.T) {
	url := serve(t, whatCame)
	b, _, _ := twoWays(t)
	r := request.Request{URL: url, Headers: []request.Field{{Name: "DNT", Value: "1"}}, Body: request.Body{Kind: request.Text, Text: "asked"}}

	p, err := b.Prepare(r)
	require.NoError(t, err)
	require.Equal(t, exchange.AtBody, p.Failure.Where)
	require.True(t, p.Refused, "it is the browser that refuses it")
	w, err := b.Wire(r, exchange.Raw)
	require.NoError(t, err)
	require.True(t, w.Refused)

	answer := b.answer(t, 1, relay, r)
	require.Contains(t, answer, "GET agent=")
	require.NotContains(t, answer, "Browser/1")
	require.Contains(t, answer, "dnt=1 body=asked")
	p, err = b.Prepare(r)
	require.NoError(t, err)
	require.Empty(t, p.Limits)
	w, err = b.Wire(r, exchange.Raw)
	require.NoError(t, err)
	require.False(t, w.Browser)

	r.URL = "ftp://a.example"
	b.Via = exchange.Via{}
	p, err = b.Prepare(r)
	require.NoError(t, err)
	require.False(t, p.Refused, "nobody can send it")
}

func TestWhatTheBrowserCannotDoIsSaidBefore(t *testing.T) {
	b, _, _ := twoWays(t)
	limits := func(r request.Request) (names []string) {
		p, err := b.Prepare(r)
		require.NoError(t, err)
		require.Nil(t, p.Failure)
		for _, f := range p.Limits {
			names = append(names, f.What)
		}
		return names
	}
	require.Empty(t, limits(request.Request{URL: "https://a.example/"}))
	require.Equal(t, []string{"DNT"}, limits(request.Request{URL: "https://a.example/", Headers: []request.Field{{Name: "DNT", Value: "1"}}}))
	_, err := b.Cookies(shop, exchange.JarAsk{Act: exchange.JarSet, URL: shop.URL, Text: "a=1; Path=/"})
	require.NoError(t, err)
	require.Equal(t, []string{"Cookies"}, limits(shop))
	require.Empty(t, limits(request.Request{URL: "https://a.example/"}), "the cookie is for another host")
	b.Via = relay
	require.Empty(t, limits(shop))
}

func TestAWayIsMadeOnceForEachRelay(t *testing.T) {
	url := serve(t, whatCame)
	b, made, closed := twoWays(t)
	for i, v := range []exchange.Via{relay, relay, {Relay: "https://other.example/relay/"}, relay} {
		b.answer(t, i, v, request.Request{URL: url})
	}
	require.Len(t, *made, 2)
	require.Zero(t, *closed)
	changed := relay
	changed.Token = "two"
	b.answer(t, 9, changed, request.Request{URL: url})
	require.Equal(t, changed, (*made)[2])
	require.Equal(t, 1, *closed, "connections of the old token are let go")
	changed.Roots = true
	b.answer(t, 10, changed, request.Request{URL: url})
	require.Equal(t, changed, (*made)[3])
	changed.Roots = false
	b.answer(t, 11, changed, request.Request{URL: url})
	require.Len(t, *made, 5)
	require.Equal(t, 3, *closed, "and those that were made with other trust")
}

func TestEachWayHasACacheOfItsOwn(t *testing.T) {
	asked := 0
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { asked++ })
	b, _, _ := twoWays(t)
	kept := request.Request{URL: url, Options: request.Options{Keep: 1e12}}
	for i, v := range []exchange.Via{{}, relay, {}, relay} {
		b.answer(t, i, v, kept)
	}
	require.Equal(t, 2, asked)
	require.NoError(t, b.ClearCache())
	b.answer(t, 5, relay, kept)
	require.Equal(t, 3, asked)
}

func TestFilesGoThroughARelay(t *testing.T) {
	got := make(chan string, 2)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- r.Header.Get("Content-Length") + " " + string(body)
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/again", http.StatusTemporaryRedirect)
		}
	})
	b, _, _ := twoWays(t)
	r := request.Request{Method: "POST", URL: url, Body: request.Body{Kind: request.RawFile, File: &request.File{ID: "f", Size: 5}}}
	b.answer(t, 1, relay, r)
	require.Equal(t, "5 xxxxx", <-got)
	require.Equal(t, "5 xxxxx", <-got, "and once more where it was redirected to")
	r.Body = request.Body{Kind: request.Text}
	b.answer(t, 2, relay, r)
	require.Equal(t, "0 ", <-got, "an empty body has a length")
}

func TestATokenIsGotOnTheSameWay(t *testing.T) {
	agents := make(chan string, 1)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		agents <- r.UserAgent()
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"access_token": "t", "token_type": "Bearer"}`)
	})
	b, made, _ := twoWays(t)
	b.Via = relay
	r := request.Request{URL: url, Auth: request.Auth{Kind: request.OAuth2, OAuth2: request.Grant{Flow: request.ClientCredentials, TokenURL: url, ClientID: "me"}}}
	g, err := b.Token(r, "", nil, "", false)
	require.NoError(t, err)
	require.Empty(t, g.Problem)
	require.Equal(t, []exchange.Via{relay}, *made)
	require.Equal(t, "client_id=me&\ngrant_type=client_credentials", g.Hops[0].Form.Text(false))
	require.Equal(t, "{\n  \"access_token\": \"••••••••\",\n  \"token_type\": \"Bearer\"\n}", g.Hops[0].Answer.Text(false))
	<-agents
}

func TestATokenEndpointThatIsSilentTimesOut(t *testing.T) {
	block := make(chan struct{})
	url := serve(t, func(http.ResponseWriter, *http.Request) { <-block })
	t.Cleanup(func() { close(block) })
	b, _, _ := twoWays(t)
	b.Via = relay
	r := request.Request{URL: url, Options: request.Options{Timeout: 300 * time.Millisecond},
		Auth: request.Auth{Kind: request.OAuth2, OAuth2: request.Grant{Flow: request.ClientCredentials, TokenURL: url, ClientID: "me"}}}
	g, err := b.Token(r, "", nil, "", false)
	require.NoError(t, err)
	require.Contains(t, g.Problem, "The token endpoint gave no answer: read timed out.")
}

func TestAServerThatRepeatsASecretIsNotQuoted(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, secret, _ := r.BasicAuth()
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"error": "invalid_client", "error_description": "%s is wrong"}`, secret)
	})
	b, _, _ := twoWays(t)
	b.Via = relay
	r := request.Request{URL: url, Auth: request.Auth{Kind: request.OAuth2, OAuth2: request.Grant{Flow: request.ClientCredentials, TokenURL: url, ClientID: "me", ClientSecret: request.NewSecret("s3cret-word")}}}
	g, err := b.Token(r, "", nil, "", false)
	require.NoError(t, err)
	require.Contains(t, g.Problem, "invalid_client, •••••••• is wrong")
}

func TestWhereThereAreNoRelaysThatIsSaid(t *testing.T) {
	b := start(t)
	b.Via = relay
	require.ErrorContains(t, b.Send(1, request.Request{URL: "https://a.example/"}), "no way through a relay")
}

func TestATokenOfARelayIsNotPrinted(t *testing.T) {
	for _, text := range []string{relay.String(), relay.GoString(), exchange.Via{}.String()} {
		require.False(t, strings.Contains(text, "one") && strings.Contains(text, relay.Relay), text)
	}
	require.Equal(t, "the relay https://relay.example/relay/", relay.String())
}

func TestOptionsThatHoldThroughARelayOnlySayTheyDo(t *testing.T) {
	b, _, _ := twoWays(t)
	r := request.Request{URL: "https://a.example/", Options: request.Options{Network: request.Network{Verify: request.VerifyOff, Proxy: "http://proxy.example:3128"}}}
	p, err := b.Prepare(r)
	require.NoError(t, err)
	require.Len(t, p.Limits, 1)
	require.Contains(t, p.Limits[0].Text, "Verify the certificate, Proxy.")
	b.Via = relay
	p, err = b.Prepare(r)
	require.NoError(t, err)
	require.Empty(t, p.Limits)
}

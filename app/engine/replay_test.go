//go:build !js

package engine

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/network"
)

// refusing is the transport of a relay that carries nothing.
type refusing struct{}

func (refusing) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &network.Error{Kind: exchange.Relay, Detail: "Port 22 is not for this relay.", Flag: "-relay-ports default,22"}
}

func TestARelayIsAskedWhatTheServerAnswers(t *testing.T) {
	s, seen := api(t, func(http.ResponseWriter, *http.Request) {})
	for _, c := range []struct {
		name    string
		by      http.RoundTripper
		request func(*request.Request)
		cause   exchange.Blocker
		says    []string
		sent    []string
	}{
		{
			"it names the reason", s.Client().Transport, func(*request.Request) {}, exchange.ByCORS,
			[]string{"step: Roundtrip repeated the browser's requests through the relay at relay.example", "wrong: Access-Control-Allow-Origin is missing"},
			[]string{"GET / " + app, "GET / " + app},
		},
		{
			"nothing that may change something", s.Client().Transport, func(r *request.Request) { r.Method = "DELETE" }, exchange.ByCORS,
			[]string{"wrong: Access-Control-Allow-Origin is missing", "The request itself was not sent."},
			[]string{"OPTIONS / " + app, "OPTIONS / " + app},
		},
		{
			"a relay that refuses leaves it to the page", refusing{}, func(*request.Request) {}, exchange.ByCORS,
			[]string{"note: It was not tried through the relay at relay.example: Port 22 is not for this relay. Whoever runs the relay can allow it, by starting it with -relay-ports default,22.", "step: Roundtrip sent one more request"},
			[]string{"GET / " + app, "GET / "},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(seen.seen())
			b := inBrowser(t, s)
			b.engine.Relay = func(exchange.Via) http.RoundTripper { return c.by }
			r := get(s.URL)
			c.request(&r)
			require.NoError(t, b.Send(1, r))
			found := b.diagnose(t, relay)
			require.Equal(t, c.cause, found.Cause)
			for _, part := range c.says {
				require.Contains(t, texts(found.Evidence), part)
			}
			require.Equal(t, c.sent, seen.seen()[before:])
			require.NotEmpty(t, found.Fixes)
		})
	}
}

func TestARelayElsewhereIsAskedNothingOverHTTP(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(s.Close)
	b := inBrowser(t, s)
	b.engine.Relay = func(v exchange.Via) http.RoundTripper {
		t.Errorf("%s was asked", v)
		return refusing{}
	}
	require.NoError(t, b.Send(1, get(s.URL+"/?key=secret")))
	b.diagnose(t, relay)
}

func TestAServerThatOnlyTheBrowserReachesIsNotCalledUnreachable(t *testing.T) {
	s, seen := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s)
	b.engine.Relay = func(v exchange.Via) http.RoundTripper {
		require.False(t, v.Roots, "nobody has chosen the relay for this request")
		return &http.Transport{} // it does not trust the server's certificate
	}
	require.NoError(t, b.Send(1, get(s.URL)))
	found := b.diagnose(t, exchange.Via{Relay: relay.Relay, Roots: true})
	require.Equal(t, exchange.ByCORS, found.Cause)
	require.Contains(t, texts(found.Evidence), "wrong: There was no answer: ")
	require.Contains(t, texts(found.Evidence), "wrong: The server responds, but ")
	require.Empty(t, found.Reason, "the relay's is no reason of the browser's")
	require.NotEmpty(t, found.Fixes)
	require.Len(t, seen.seen(), 2)
}

func TestAReplayNamesTheReason(t *testing.T) {
	for sentence, c := range map[string]struct {
		method string
		answer http.HandlerFunc
		cause  exchange.Blocker
		says   []string
		sent   []string
	}{
		"the header is missing": {
			method: "GET", cause: exchange.ByCORS, sent: []string{"GET / " + app},
			answer: func(http.ResponseWriter, *http.Request) {},
			says:   []string{"wrong: Access-Control-Allow-Origin is missing"},
		},
		"the preflight is forbidden, and nothing else is sent": {
			method: "DELETE", cause: exchange.ByCORS, sent: []string{"OPTIONS / " + app},
			answer: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
			says:   []string{"wrong: The preflight answered 403.", "note: The request itself was not sent."},
		},
		"the preflight is fine, and what may change something is not sent again": {
			method: "DELETE", cause: "", sent: []string{"OPTIONS / " + app},
			answer: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Access-Control-Allow-Origin", "*")
				w.Header().Set("Access-Control-Allow-Methods", "*")
			},
			says: []string{"fine: Access-Control-Allow-Methods is *", "not sent again, because DELETE may change something"},
		},
		"a redirect leads to a path that allows nothing": {
			method: "GET", cause: exchange.ByRedirect, sent: []string{"GET / " + app, "GET /there " + app},
			answer: func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/" {
					w.Header().Set("Access-Control-Allow-Origin", "*")
					http.Redirect(w, r, "/there", http.StatusFound)
				}
			},
			says: []string{"note: It was redirected (302) to https://127.0.0.1", "wrong: Access-Control-Allow-Origin is missing"},
		},
		"everything is allowed, so it is something else": {
			method: "GET", cause: exchange.ByElsewhere, sent: []string{"GET / " + app},
			answer: func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Access-Control-Allow-Origin", "*") },
			says:   []string{"fine: Access-Control-Allow-Origin is *"},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			s, seen := api(t, c.answer)
			f := (&Replay{Transport: s.Client().Transport}).Probe(context.Background(), cors.Request{Page: app, Method: c.method, URL: s.URL + "/"})
			require.Equal(t, c.cause, f.Cause)
			for _, part := range c.says {
				require.Contains(t, texts(f.Evidence), part)
			}
			require.Equal(t, c.sent, seen.seen())
			require.Equal(t, s.URL, f.Where)
		})
	}
	s, _ := api(t, func(http.ResponseWriter, *http.Request) {})
	s.Close()
	f := (&Replay{Transport: s.Client().Transport}).Probe(context.Background(), cors.Request{Page: app, Method: "GET", URL: s.URL})
	require.Equal(t, exchange.ByNobody, f.Cause)
	require.Contains(t, texts(f.Evidence), "wrong: There was no answer: "+f.Reason)
	require.NotEmpty(t, f.Reason)
}

func TestAReplayIsNotLedToWhereTheRelayCouldRead(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	t.Cleanup(plain.Close)
	s, _ := api(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		http.Redirect(w, r, plain.URL+"/?key=secret", http.StatusFound)
	})
	f := (&Replay{Transport: s.Client().Transport, By: "the relay", Carries: relay.MayCarry}).
		Probe(context.Background(), cors.Request{Page: "http://page.example", Method: "GET", URL: s.URL})
	require.Contains(t, texts(f.Evidence), "over plain http the relay could read it")
}

func TestAReplayTellsWhatStaysHidden(t *testing.T) {
	s, _ := api(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("X-Total", "3")
	})
	f := (&Replay{Transport: s.Client().Transport}).Probe(context.Background(), cors.Request{Page: app, Method: "GET", URL: s.URL})
	require.Contains(t, f.Hidden, "X-Total")
	require.NotContains(t, f.Hidden, "Content-Length")
}

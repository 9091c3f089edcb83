package engine

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/httpwasm"
)

const app = "https://app.example"

// asBrowser sends over real connections, and lets answers through only where a browser would. Its errors say nothing, as fetch's.
type asBrowser struct{ http.RoundTripper }

func (b asBrowser) RoundTrip(req *http.Request) (*http.Response, error) {
	r := cors.Request{Page: app, Method: req.Method, URL: req.URL.String()}
	for name, values := range req.Header {
		r.Headers = append(r.Headers, exchange.Field{Name: name, Value: values[0]})
	}
	if v, _ := (Replay{b.RoundTripper}).judge(req.Context(), r); v.Outcome != cors.Allowed {
		return nil, &httpwasm.Error{Kind: httpwasm.Blocked, Err: errors.New("TypeError: Failed to fetch")}
	}
	return b.RoundTripper.RoundTrip(req)
}

// asked keeps what a server is asked.
type asked struct {
	mu    sync.Mutex
	lines []string
	http.Handler
}

func (c *asked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.lines = append(c.lines, r.Method+" "+r.URL.Path+" "+r.Header.Get("Origin"))
	c.mu.Unlock()
	c.Handler.ServeHTTP(w, r)
}

func (c *asked) seen() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.lines...)
}

// api serves over TLS, since the page does.
func api(t *testing.T, h http.HandlerFunc) (*httptest.Server, *asked) {
	t.Helper()
	c := &asked{Handler: h}
	s := httptest.NewTLSServer(c)
	t.Cleanup(s.Close)
	return s, c
}

// inBrowser is an engine whose session sends as a browser does.
func inBrowser(t *testing.T, s *httptest.Server, probe Probe) *bench {
	t.Helper()
	b := start(t)
	b.engine.own.session = &session.Session{Transport: asBrowser{s.Client().Transport}}
	b.engine.own.place = session.Place{Browser: true, Page: app + "/"}
	b.engine.Probe = probe
	return b
}

func get(url string) request.Request {
	r := request.New()
	r.Method, r.URL = "GET", url
	return r
}

func isDiagnosis(e exchange.Event) bool { return e.Diagnosis != nil }

func texts(list []exchange.Evidence) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(string(e.Mark) + ": " + e.Text + "\n")
	}
	return b.String()
}

func TestAServerThatIsThereButAllowsNothingIsFoundWithoutCORS(t *testing.T) {
	s, seen := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s, NoCORS{s.Client().Transport})
	require.NoError(t, b.Send(1, get(s.URL+"/x")))
	failure := b.until(t, "the failure", isFailure(1)).Failure
	require.Equal(t, exchange.Blocked, failure.Kind)
	require.True(t, failure.Diagnosis.Pending)
	require.True(t, failure.Diagnosis.Cross)
	require.True(t, failure.Diagnosis.Asks, "this machine is asked from elsewhere")
	require.Len(t, failure.Diagnosis.Fixes, len(cors.Servers))
	found := b.until(t, "the diagnosis", isDiagnosis).Diagnosis
	require.False(t, found.Pending)
	require.Equal(t, exchange.ByCORS, found.Cause)
	require.Contains(t, texts(found.Evidence), "Roundtrip sent one more request to find out more: GET "+s.URL+"/x")
	require.Equal(t, s.URL, found.Where)
	require.Equal(t, []string{"GET /x " + app, "GET /x "}, seen.seen())
}

func TestNobodyThereIsFoundWithoutCORS(t *testing.T) {
	s, _ := api(t, func(http.ResponseWriter, *http.Request) {})
	s.Close()
	b := inBrowser(t, s, NoCORS{s.Client().Transport})
	require.NoError(t, b.Send(1, get(s.URL)))
	found := b.until(t, "the diagnosis", isDiagnosis).Diagnosis
	require.Equal(t, exchange.ByNobody, found.Cause)
	require.Empty(t, found.Fixes, "no configuration helps")
	require.Contains(t, texts(found.Evidence), "It failed as well")
}

func TestNothingMoreIsSentForAMethodThatMayChangeSomething(t *testing.T) {
	s, seen := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s, NoCORS{s.Client().Transport})
	r := get(s.URL)
	r.Method = "DELETE"
	require.NoError(t, b.Send(1, r))
	found := b.until(t, "the diagnosis", isDiagnosis).Diagnosis
	require.Empty(t, found.Cause)
	require.Contains(t, texts(found.Evidence), "DELETE may change something")
	require.Equal(t, []exchange.Fact{{What: "Method DELETE", Text: "The method DELETE needs permission; only GET, HEAD and POST go without."}}, found.Because)
	require.Equal(t, []string{"OPTIONS / " + app}, seen.seen())
}

func TestAPortThatBrowsersCallNobodyAtIsNamedAtOnce(t *testing.T) {
	s, _ := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s, NoCORS{s.Client().Transport})
	require.NoError(t, b.Send(1, get("https://127.0.0.1:6667/")))
	d := b.until(t, "the failure", isFailure(1)).Failure.Diagnosis
	require.False(t, d.Pending)
	require.Equal(t, exchange.ByBrowser, d.Cause)
	require.Contains(t, texts(d.Evidence), "port 6667")
}

func TestForgettingAnExchangeEndsItsProbe(t *testing.T) {
	arrived, ended := make(chan struct{}), make(chan struct{})
	s, _ := api(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Origin") == "" {
			close(arrived)
			<-r.Context().Done()
			close(ended)
		}
	})
	b := inBrowser(t, s, NoCORS{s.Client().Transport})
	require.NoError(t, b.Send(1, get(s.URL)))
	b.until(t, "the failure", isFailure(1))
	<-arrived // one that is forgotten before is not sent at all
	require.NoError(t, b.Forget(1))
	select {
	case <-ended:
	case <-time.After(probeTime / 2):
		t.Fatal("the probe goes on")
	}
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
			f := Replay{s.Client().Transport}.Probe(context.Background(), cors.Request{Page: app, Method: c.method, URL: s.URL + "/"})
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
	f := Replay{s.Client().Transport}.Probe(context.Background(), cors.Request{Page: app, Method: "GET", URL: s.URL})
	require.Equal(t, exchange.ByNobody, f.Cause)
	require.Contains(t, texts(f.Evidence), "wrong: There was no answer: ")
}

func TestAReplayTellsWhatStaysHidden(t *testing.T) {
	s, _ := api(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("X-Total", "3")
	})
	f := Replay{s.Client().Transport}.Probe(context.Background(), cors.Request{Page: app, Method: "GET", URL: s.URL})
	require.Contains(t, f.Hidden, "X-Total")
	require.NotContains(t, f.Hidden, "Content-Length")
}

func TestAPreviewSaysWhatMakesTheBrowserAskFirst(t *testing.T) {
	s, _ := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s, nil)
	r := get(s.URL)
	w := b.engine.Wire(r, exchange.Via{}, exchange.Raw)
	require.Equal(t, app, w.Cross)
	require.Empty(t, w.Asks)
	r.Method = "PATCH"
	require.Equal(t, []exchange.Fact{{What: "Method PATCH", Text: "The method PATCH needs permission; only GET, HEAD and POST go without."}}, b.engine.Wire(r, exchange.Via{}, exchange.Raw).Asks)
	r.URL = app + "/own"
	w = b.engine.Wire(r, exchange.Via{}, exchange.Raw)
	require.Empty(t, w.Cross)
	require.Empty(t, w.Asks)
}

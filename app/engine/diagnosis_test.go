package engine

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/httpwasm"
)

const app = "https://app.example"

// asBrowser sends over real connections, and lets the first answer through only where a browser would. Its errors say nothing, as
// fetch's. What is sent after that is the probe's, in mode no-cors.
type asBrowser struct {
	http.RoundTripper
	called atomic.Bool
}

func (b *asBrowser) RoundTrip(req *http.Request) (*http.Response, error) {
	if b.called.Swap(true) {
		return b.RoundTripper.RoundTrip(req)
	}
	r := cors.Request{Page: app, Method: req.Method, URL: req.URL.String()}
	for name, values := range req.Header {
		r.Headers = append(r.Headers, exchange.Field{Name: name, Value: values[0]})
	}
	if v, _ := (&Replay{Transport: b.RoundTripper}).judge(req.Context(), r); v.Outcome != cors.Allowed {
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
func inBrowser(t *testing.T, s *httptest.Server) *bench {
	t.Helper()
	b := start(t)
	b.engine.own.session = &session.Session{Transport: &asBrowser{RoundTripper: s.Client().Transport}}
	b.engine.own.place = session.Place{Browser: true, Page: app + "/"}
	return b
}

func get(url string) request.Request {
	r := request.New()
	r.Method, r.URL = "GET", url
	return r
}

// diagnose waits for the failure of the first exchange, and asks why.
func (b *bench) diagnose(t *testing.T, relay exchange.Via) exchange.Diagnosis {
	t.Helper()
	require.True(t, b.until(t, "the failure", isFailure(1)).Failure.Diagnosis.Pending)
	x, err := b.engine.find(1)
	require.NoError(t, err)
	b.Via = relay
	d, err := b.Diagnose(x.request)
	require.NoError(t, err)
	return d
}

func texts(list []exchange.Evidence) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(string(e.Mark) + ": " + e.Text + "\n")
	}
	return b.String()
}

func TestAServerThatIsThereButAllowsNothingIsFoundWithoutCORS(t *testing.T) {
	s, seen := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s)
	require.NoError(t, b.Send(1, get(s.URL+"/x")))
	failure := b.until(t, "the failure", isFailure(1)).Failure
	require.Equal(t, exchange.Blocked, failure.Kind)
	require.True(t, failure.Diagnosis.Pending)
	require.True(t, failure.Diagnosis.Cross)
	require.True(t, failure.Diagnosis.Asks, "this machine is asked from elsewhere")
	require.Len(t, failure.Diagnosis.Fixes, len(cors.Servers))
	found := b.diagnose(t, exchange.Via{})
	require.False(t, found.Pending)
	require.Equal(t, exchange.ByCORS, found.Cause)
	require.Contains(t, texts(found.Evidence), "Roundtrip sent one more request: GET "+s.URL+"/x")
	require.Equal(t, "The server responds, but Access-Control-Allow-Origin is missing or wrong.", found.Decisive())
	require.Equal(t, s.URL, found.Where)
	require.Equal(t, []string{"GET /x " + app, "GET /x "}, seen.seen())
}

func TestNobodyThereIsFoundWithoutCORS(t *testing.T) {
	s, _ := api(t, func(http.ResponseWriter, *http.Request) {})
	s.Close()
	b := inBrowser(t, s)
	require.NoError(t, b.Send(1, get(s.URL)))
	found := b.diagnose(t, exchange.Via{})
	require.Equal(t, exchange.ByNobody, found.Cause)
	require.Empty(t, found.Fixes, "no configuration helps")
	require.Contains(t, texts(found.Evidence), "It failed too")
}

func TestWhatThePersonHasSaidToTheBrowserCounts(t *testing.T) {
	s, seen := api(t, func(http.ResponseWriter, *http.Request) {})
	for said, cause := range map[string]exchange.Blocker{"denied": exchange.ByPermission, "granted": exchange.ByCORS, "prompt": exchange.ByCORS, "": exchange.ByCORS} {
		b := inBrowser(t, s)
		b.engine.Permission = func(name string) string {
			require.Equal(t, "loopback-network", name)
			return said
		}
		before := len(seen.seen())
		require.NoError(t, b.Send(1, get(s.URL)))
		found := b.diagnose(t, exchange.Via{})
		require.Equal(t, cause, found.Cause, said)
		require.Equal(t, said == "denied", len(found.Fixes) == 0, "no change of the server helps")
		require.Equal(t, said == "denied", len(seen.seen()) == before+1, "no probe would arrive")
		require.Equal(t, said != "granted", found.Asks)
	}
}

func TestNothingMoreIsSentForAMethodThatMayChangeSomething(t *testing.T) {
	s, seen := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s)
	r := get(s.URL)
	r.Method = "DELETE"
	require.NoError(t, b.Send(1, r))
	found := b.diagnose(t, exchange.Via{})
	require.Empty(t, found.Cause)
	require.Contains(t, texts(found.Evidence), "DELETE may change something")
	require.Equal(t, []exchange.Fact{{What: "Method DELETE", Text: "The method DELETE needs permission; only GET, HEAD and POST go without."}}, found.Because)
	require.Equal(t, []string{"OPTIONS / " + app}, seen.seen())
}

func TestAPortThatBrowsersCallNobodyAtIsNamedAtOnce(t *testing.T) {
	s, _ := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s)
	require.NoError(t, b.Send(1, get("https://127.0.0.1:6667/")))
	d := b.until(t, "the failure", isFailure(1)).Failure.Diagnosis
	require.False(t, d.Pending)
	require.Equal(t, exchange.ByBrowser, d.Cause)
	require.Contains(t, texts(d.Evidence), "port 6667")
}

func TestAPreviewSaysWhatMakesTheBrowserAskFirst(t *testing.T) {
	s, _ := api(t, func(http.ResponseWriter, *http.Request) {})
	b := inBrowser(t, s)
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

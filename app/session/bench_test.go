//go:build !js

package session

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// BenchmarkChain measures a whole exchange through the session's chain, and beside it, in turns, the same request and its answer with
// the transport alone. It prints for both the time (ns) and the allocations of one exchange, and the ratio of the times: the target
// over loopback with everything off is 1.3. Without a network only the session's own work is left, so that its ratio is of two
// small numbers; the difference is what counts there.
func BenchmarkChain(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(answerBench))
	defer server.Close()
	loopback := &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4}
	defer loopback.CloseIdleConnections()
	for _, c := range []struct {
		name    string
		path    string
		request request.Request
	}{
		{"everything off", "/", request.Request{}},
		{"a JSON body", "/", request.Request{Method: "POST", Body: request.Body{Kind: request.JSON, JSON: `{"a":1}`}}},
		{"two timeouts", "/", request.Request{Options: request.Options{Connect: time.Minute, Read: time.Minute}}},
		{"retry, not needed", "/", request.Request{Options: request.Options{Retry: request.Retry{Total: 3, Statuses: []int{503}}}}},
		{"retry, once", "/flaky", request.Request{Options: request.Options{Retry: request.Retry{Total: 3, Statuses: []int{503}}}}},
		{"redirect", "/redirect", request.Request{}},
		{"rate limit heeded", "/limited", request.Request{Options: request.Options{Wait: true}}},
		{"digest, nonce known", "/digest", request.Request{Auth: request.Auth{Kind: request.Digest, User: "me", Password: request.NewSecret("p")}}},
		{"HMAC", "/", request.Request{Auth: request.Auth{Kind: request.HMAC, HMAC: request.Signature{Key: request.NewSecret("s")}}}},
		{"cache hit", "/", request.Request{Options: request.Options{Keep: time.Hour}}},
	} {
		for _, over := range []struct {
			name, url string
			transport http.RoundTripper
		}{{"loopback", server.URL, loopback}, {"no network", "http://h.example", roundTripFunc(answerAtOnce)}} {
			b.Run(c.name+", "+over.name, func(b *testing.B) {
				r := c.request
				r.URL = over.url + c.path
				p, bad := Prepare(r, Place{})
				if bad != nil {
					b.Fatal(bad)
				}
				s := &Session{Transport: over.transport}
				inTurns(b, func() { bare(b, over.transport, p) }, func() { chained(b, s, p) })
			})
		}
	}
}

// inTurns runs two pieces of work in turns, and prints what each costs.
func inTurns(b *testing.B, bare, chain func()) {
	const turn = 20
	bare()
	chain() // a connection, a nonce, an entry in the cache
	var without, with time.Duration
	for b.Loop() {
		without += timed(turn, bare)
		with += timed(turn, chain)
	}
	n := float64(b.N * turn)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(without)/n, "bare-ns")
	b.ReportMetric(float64(with)/n, "chain-ns")
	b.ReportMetric(float64(with)/float64(without), "of-bare")
	b.ReportMetric(testing.AllocsPerRun(100, bare), "bare-allocs")
	b.ReportMetric(testing.AllocsPerRun(100, chain), "chain-allocs")
}

func timed(n int, work func()) time.Duration {
	start := time.Now()
	for range n {
		work()
	}
	return time.Since(start)
}

// bare sends what was prepared with the transport alone.
func bare(b *testing.B, transport http.RoundTripper, p *Prepared) {
	var body io.Reader
	if p.Body.Present() {
		body = strings.NewReader(string(p.Body.Pieces[0].Bytes))
	}
	req, err := http.NewRequestWithContext(context.Background(), p.Method, p.URL, body)
	if err != nil {
		b.Fatal(err)
	}
	for _, h := range p.Headers {
		req.Header.Add(h.Name, h.Value)
	}
	finish(b)(transport.RoundTrip(req))
}

// chained sends it through the session, which tells of every request that goes out, as it tells the engine.
func chained(b *testing.B, s *Session, p *Prepared) {
	finish(b)(s.Do(context.Background(), p, Watch{Hop: func(exchange.Hop) {}, Wait: func(exchange.Wait) {}}))
}

func finish(b *testing.B) func(*http.Response, error) {
	return func(resp *http.Response, err error) {
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

type roundTripFunc func(*http.Request) (*http.Response, error)

func (f roundTripFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// answerAtOnce answers without a network.
func answerAtOnce(req *http.Request) (*http.Response, error) {
	status, header, body := benchAnswer(req.URL.Path, req.Header.Get("Authorization") != "")
	return &http.Response{StatusCode: status, Header: header, ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
}

func answerBench(w http.ResponseWriter, req *http.Request) {
	status, header, body := benchAnswer(req.URL.Path, req.Header.Get("Authorization") != "")
	for name, values := range header {
		w.Header()[name] = values
	}
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}

// flaky counts the requests to /flaky: every second one is answered. The benchmarks run one after another.
var flaky int

// benchAnswer is what a server says in the benchmarks.
func benchAnswer(path string, authorized bool) (int, http.Header, string) {
	header := http.Header{"Content-Type": {"application/json"}, "Cache-Control": {"max-age=3600"}}
	switch {
	case path == "/redirect":
		header.Set("Location", "/")
		return http.StatusFound, header, ""
	case path == "/limited":
		header.Set("X-RateLimit-Limit", "100")
		header.Set("X-RateLimit-Remaining", "99")
		header.Set("X-RateLimit-Reset", "60")
	case path == "/digest" && !authorized:
		header.Set("WWW-Authenticate", `Digest realm="r", nonce="n", qop="auth"`)
		return http.StatusUnauthorized, header, ""
	case path == "/flaky":
		if flaky++; flaky%2 == 1 {
			return http.StatusServiceUnavailable, header, ""
		}
	}
	return http.StatusOK, header, `{"ok":true}`
}

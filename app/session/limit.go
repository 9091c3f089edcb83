package session

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/ratelimit"
)

// limits remembers what servers said of their rate limits, by origin.
type limits struct {
	mu       sync.Mutex
	byOrigin map[string]ratelimit.Limits
}

// most is how many origins are remembered.
const most = 100

func (l *limits) of(origin string) ratelimit.Limits {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.byOrigin[origin]
}

func (l *limits) learn(origin string, said ratelimit.Limits) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(said) == 0 {
		return
	}
	if l.byOrigin == nil || len(l.byOrigin) >= most {
		l.byOrigin = map[string]ratelimit.Limits{}
	}
	l.byOrigin[origin] = said
}

// limited waits before a request where the server has said that nothing is left, if the person wants that.
type limited struct {
	limits *limits
	next   http.RoundTripper
}

func (t limited) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	if c.prepared.Options.Wait {
		wait := t.limits.of(originOf(req)).Wait(time.Now())
		if wait > 0 && !c.declines(req.Context(), wait, "Sent without a wait: the server's rate limit is used up for another") {
			if err := c.wait(req.Context(), wait, exchange.Wait{Attempt: c.hops + 1, Of: c.hops + 1, Cause: "the rate limit was used up", Asked: true, Limit: true}); err != nil {
				return nil, err
			}
		}
	}
	resp, err := t.next.RoundTrip(req)
	if err == nil {
		if lines := limitLines(resp.Header); len(lines) > 0 {
			t.limits.learn(originOf(req), ratelimit.Read(lines, time.Now()))
		}
	}
	return resp, err
}

func originOf(req *http.Request) string { return req.URL.Scheme + "://" + req.URL.Host }

// limitLines are the headers that may tell of limits: most responses have none, and then nothing is made of them.
func limitLines(h http.Header) [][2]string {
	var said http.Header
	for name, values := range h {
		if name == "Retry-After" || strings.Contains(name, "limit") || strings.Contains(name, "Limit") { // transports give usual spellings
			if said == nil {
				said = http.Header{}
			}
			said[name] = values
		}
	}
	var list [][2]string
	for _, f := range headerList(said) {
		list = append(list, [2]string{f.Name, f.Value})
	}
	return list
}

package session

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

func TestRetriesFollowUrllib3(t *testing.T) {
	var asked atomic.Int32
	failing := func(times int32, status int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			if asked.Add(1) <= times {
				w.WriteHeader(status)
			}
			fmt.Fprint(w, "answer ", asked.Load(), " to ", string(body))
		}
	}
	server := site(t, map[string]http.HandlerFunc{
		"/twice": failing(2, 503), "/ever": failing(1000, 502), "/after": failing(1, 429, "Retry-After", "0"),
		"/date": failing(1, 503, "Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"),
	})
	retry := func(n int, statuses ...int) request.Options {
		return request.Options{Retry: request.Retry{Total: n, Statuses: statuses, Backoff: 5 * time.Millisecond}}
	}
	for _, c := range []struct {
		name, method, path, body string
		options                  request.Options
		asked, status            int
		kind                     exchange.Kind
	}{
		{name: "nothing is tried again unless asked", path: "/twice", asked: 1, status: 503},
		{name: "a listed status is tried again", path: "/twice", options: retry(3, 503), asked: 3, status: 200},
		{name: "one that is not listed is not", path: "/twice", options: retry(3, 502), asked: 1, status: 503},
		{name: "POST is not repeated", method: "POST", path: "/twice", options: retry(3, 503), asked: 1, status: 503},
		{name: "but where it is asked for, with its body", method: "POST", path: "/twice", body: "b",
			options: request.Options{Retry: request.Retry{Total: 2, Statuses: []int{503}, Methods: []string{"POST"}}}, asked: 3, status: 200},
		{name: "attempts are used up", path: "/ever", options: retry(2, 502), asked: 3, kind: exchange.Retries},
		{name: "the last response is returned", path: "/ever", options: request.Options{Retry: request.Retry{Total: 2, Statuses: []int{502}, Return: true}}, asked: 3, status: 502},
		{name: "Retry-After is heeded though the status is not listed", path: "/after", options: retry(1), asked: 2, status: 200},
		{name: "unless it is to be ignored", path: "/after", options: request.Options{Retry: request.Retry{Total: 1, NoHeader: true}}, asked: 1, status: 429},
		{name: "Retry-After may be a date", path: "/date", options: retry(1), asked: 2, status: 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked.Store(0)
			r := request.Request{Method: c.method, URL: server.URL + c.path, Options: c.options}
			if c.body != "" {
				r.Body = request.Body{Kind: request.Text, Text: c.body}
			}
			j := travel(t, r)
			require.EqualValues(t, c.asked, asked.Load())
			require.Len(t, j.hops, c.asked)
			require.Len(t, j.waits, c.asked-1)
			if c.kind != "" {
				require.Equal(t, c.kind, j.kind(t))
				return
			}
			require.NoError(t, j.err)
			require.Equal(t, c.status, j.resp.StatusCode)
			require.Contains(t, j.body, " to "+c.body)
			for i, hop := range j.hops[1:] {
				require.Equal(t, exchange.Retrying, hop.Why)
				require.Equal(t, i+2, j.waits[i].Attempt)
				require.InDelta(t, hop.Start-j.hops[i].End, hop.Waited, 50, "the pause between two attempts is the later one's")
			}
		})
	}
}

func TestTheWaitBetweenAttempts(t *testing.T) {
	o := request.Retry{Backoff: 100 * time.Millisecond, Max: time.Second}
	after := func(text string) *http.Response {
		return &http.Response{Header: http.Header{"Retry-After": {text}}}
	}
	for _, c := range []struct {
		name     string
		resp     *http.Response
		failures int
		want     time.Duration
		asked    bool
	}{
		{"the first retry comes at once", nil, 1, 0, false},
		{"the second waits for twice the factor", nil, 2, 200 * time.Millisecond, false},
		{"then it doubles", nil, 3, 400 * time.Millisecond, false},
		{"up to the longest", nil, 9, time.Second, false},
		{"and does not overflow", nil, 100, time.Second, false},
		{"the server's word counts more", after("1"), 1, time.Second, true},
		{"and is not cut", after("86400"), 1, 24 * time.Hour, true},
		{"what is no time of HTTP is no word either", after("1m0s"), 2, 200 * time.Millisecond, false},
		{"what is no time is no word", after("soon"), 2, 200 * time.Millisecond, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			wait, asked, _ := pause(o, c.resp, c.failures)
			require.Equal(t, c.want, wait)
			require.Equal(t, c.asked, asked)
		})
	}
	o.Jitter = 50 * time.Millisecond
	for range 100 {
		wait, _, _ := pause(o, nil, 2)
		require.GreaterOrEqual(t, wait, 200*time.Millisecond)
		require.Less(t, wait, 250*time.Millisecond)
	}
}

func TestAWaitCanBeCancelled(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/later": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "60")
		w.WriteHeader(503)
	}})
	p, bad := Prepare(request.Request{URL: server.URL + "/later", Options: request.Options{Retry: request.Retry{Total: 1}}}, Place{})
	require.Nil(t, bad)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := native().Do(ctx, p, Watch{Wait: func(w exchange.Wait) {
		require.InDelta(t, 60_000, w.Until, 5_000)
		w.Until, w.For = 0, 0
		require.Equal(t, exchange.Wait{Attempt: 2, Of: 2, Cause: "503 Service Unavailable", Asked: true}, w)
		cancel()
	}})
	require.Equal(t, exchange.Cancelled, Fail(err, p).Kind)
}

func TestConnectionFailuresAreTriedAgainWhateverTheMethod(t *testing.T) {
	j := travel(t, request.Request{Method: "POST", URL: "http://" + peer.Nobody(t), Options: request.Options{Retry: request.Retry{Total: 2}}})
	require.Equal(t, exchange.Unreachable, j.kind(t))
	require.Len(t, j.hops, 3)
	require.Equal(t, exchange.Unreachable, j.hops[2].Failure.Kind)
}

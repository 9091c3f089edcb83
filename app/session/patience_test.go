package session

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// refusing is a server that answers 429 so often, with fields of Retry-After, before it answers 200.
func refusing(t *testing.T, times int32, after ...string) (url string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	server := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) <= times {
			w.Header()["Retry-After"] = after
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, "not now")
		}
	}})
	return server.URL, asked
}

// The waits between attempts are no part of requests' timeout, which holds for each attempt. Both programs meet the same servers.
func TestATimeoutHoldsForEachAttemptAsInRequests(t *testing.T) {
	if err := exec.Command("python3", "-c", "import requests").Run(); err != nil {
		t.Skip("Python's requests is not installed")
	}
	const program = `
import json, requests, sys, time
from requests.adapters import HTTPAdapter
from urllib3.util import Retry
url, options = sys.argv[1], json.loads(sys.argv[2])
s = requests.Session()
s.mount("http://", HTTPAdapter(max_retries=Retry(total=options["total"], backoff_factor=options["factor"], status_forcelist=[429])))
began = time.monotonic()
try:
    said = str(s.get(url, timeout=options["timeout"]).status_code)
except requests.RequestException as error:
    said = type(error).__name__
print(said, time.monotonic() - began)
`
	for _, c := range []struct {
		name  string
		times int32
		after []string
		retry request.Retry
		want  string
	}{
		{"Retry-After is longer than the timeout", 1, []string{"2"}, request.Retry{Total: 1}, "200"},
		{"the backoff is longer than the timeout", 3, nil, request.Retry{Total: 5, Backoff: 400 * time.Millisecond, Statuses: []int{429}}, "200"},
		{"the retries are used up, after waits that are longer", 9, nil, request.Retry{Total: 2, Backoff: 600 * time.Millisecond, Statuses: []int{429}}, "RetryError"},
	} {
		t.Run(c.name, func(t *testing.T) {
			url, _ := refusing(t, c.times, c.after...)
			options, err := json.Marshal(map[string]any{"total": c.retry.Total, "factor": c.retry.Backoff.Seconds(), "timeout": 1})
			require.NoError(t, err)
			out, err := exec.Command("python3", "-c", program, url, string(options)).CombinedOutput()
			require.NoError(t, err, string(out))
			var said string
			var took float64
			fmt.Sscan(string(out), &said, &took)
			require.Equal(t, c.want, said)
			require.Greater(t, took, 1.0)

			url, _ = refusing(t, c.times, c.after...)
			c.retry.Statuses = []int{429}
			began := time.Now()
			j := travel(t, request.Request{URL: url, Options: request.Options{Timeout: time.Second, Retry: c.retry}})
			require.InDelta(t, took, time.Since(began).Seconds(), 0.7)
			if c.want == "200" {
				require.NoError(t, j.err)
				require.Equal(t, 200, j.resp.StatusCode)
			} else {
				require.Equal(t, c.want, Fail(j.err, &Prepared{URL: url}).Exception())
			}
		})
	}
}

func TestWhatAServerSaysInRetryAfterIsHeededOrSaid(t *testing.T) {
	for _, c := range []struct {
		name   string
		after  []string
		status int
		least  float64 // seconds
		note   string  // at the attempt that follows
	}{
		{"a duration of Go", []string{"1m0s"}, 200, 0, "Retry-After: 1m0s is neither seconds nor a date, so the backoff was used."},
		{"a part of a second", []string{"0.503"}, 200, 1, ""},
		{"less than nothing", []string{"-5"}, 200, 0, ""},
		{"a date of the past", []string{"Wed, 21 Oct 2015 07:28:00 GMT"}, 200, 0, ""},
		{"with white space", []string{" 2 "}, 200, 2, ""},
		{"two lines", []string{"1", "2"}, 200, 2, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			url, _ := refusing(t, 1, c.after...)
			began := time.Now()
			j := travel(t, request.Request{URL: url, Options: request.Options{Timeout: 500 * time.Millisecond, Retry: request.Retry{Total: 2}}})
			require.NoError(t, j.err)
			require.Equal(t, c.status, j.resp.StatusCode)
			require.InDelta(t, c.least, time.Since(began).Seconds(), 0.8)
			require.Equal(t, c.note, j.hops[1].Note)
			require.InDelta(t, c.least*1000, j.waits[0].For, 1, "the countdown says the wait at hand")
		})
	}
}

func TestAWaitBeyondALimitIsSaidAtOnceAndTheAnswerShown(t *testing.T) {
	for _, c := range []struct {
		name    string
		after   string
		options request.Options
		says    string
	}{
		{"more than the longest wait", "86400", request.Options{Retry: request.Retry{Total: 3}},
			"Not sent again: the server asks to wait (Retry-After) for 24h. That is more than Options > Retries > Longest wait, 2m."},
		{"more than a person allows", "5", request.Options{Retry: request.Retry{Total: 3, Max: 3 * time.Second}}, "for 5s. That is more than Options > Retries > Longest wait, 3s."},
		{"more than is left in total", "30", request.Options{Total: 4 * time.Second, Retry: request.Retry{Total: 3}}, "for 30s. That is more than what is left of Options > Total timeout, 4s."},
		{"a number beyond all measure", "99999999999", request.Options{Retry: request.Retry{Total: 3, Statuses: []int{429}}}, "more than 1000 days. That is more than"},
	} {
		t.Run(c.name, func(t *testing.T) {
			url, asked := refusing(t, 9, c.after)
			began := time.Now()
			j := travel(t, request.Request{URL: url, Options: c.options})
			require.Less(t, time.Since(began), 2*time.Second, "at once")
			require.NoError(t, j.err)
			require.Equal(t, 429, j.resp.StatusCode)
			require.Equal(t, "not now", j.body)
			require.EqualValues(t, 1, asked.Load())
			require.Len(t, j.waits, 1)
			require.Contains(t, j.waits[0].Declined, c.says)
		})
	}
}

func TestARateLimitBeyondALimitIsNotWaitedFor(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("RateLimit", `"default";r=0;t=3600`)
	}})
	s := native()
	p, bad := Prepare(request.Request{URL: server.URL, Options: request.Options{Wait: true}}, Place{})
	require.Nil(t, bad)
	var waits []exchange.Wait
	for range 2 {
		resp, err := s.Do(t.Context(), p, Watch{Wait: func(w exchange.Wait) { waits = append(waits, w) }})
		require.NoError(t, err)
		resp.Body.Close()
	}
	require.Len(t, waits, 1)
	require.True(t, strings.HasPrefix(waits[0].Declined, "Sent without a wait: the server's rate limit is used up for another "), waits[0].Declined)
}

func TestAnAttemptThatTimesOutIsTriedAgain(t *testing.T) {
	var asked atomic.Int32
	block := make(chan struct{})
	server := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) < 3 {
			<-block
		}
	}})
	t.Cleanup(func() { close(block) })
	j := travel(t, request.Request{URL: server.URL, Options: request.Options{Timeout: 300 * time.Millisecond, Retry: request.Retry{Total: 3}}})
	require.NoError(t, j.err, "each attempt has a timeout of its own")
	require.Len(t, j.hops, 3)
	require.Equal(t, exchange.ReadTime, j.hops[1].Failure.Kind)
}

func TestAReaderThatTakesItsTimeIsNoTimeout(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.Repeat("x", 1<<20))
	}})
	p, bad := Prepare(request.Request{URL: server.URL, Options: request.Options{Read: 200 * time.Millisecond}}, Place{})
	require.Nil(t, bad)
	resp, err := native().Do(t.Context(), p, Watch{})
	require.NoError(t, err)
	defer resp.Body.Close()
	time.Sleep(500 * time.Millisecond) // the head is there, and nobody reads
	some := make([]byte, 1000)
	_, err = resp.Body.Read(some)
	require.NoError(t, err)
	time.Sleep(500 * time.Millisecond)
	rest, err := io.Copy(io.Discard, resp.Body)
	require.NoError(t, err)
	require.Greater(t, rest, int64(1<<19))
}

func TestABrowserHasTimeForWhateverItUploads(t *testing.T) {
	p := func(size int64) *Prepared {
		return &Prepared{browser: true, Body: Body{Pieces: []Piece{{File: &request.File{Size: size}}}}}
	}
	for size, want := range map[int64]time.Duration{
		0: 0, 5 << 20: 160 * time.Second, 10 << 30: 327680 * time.Second, 1 << 40: 33554432 * time.Second,
	} {
		require.Equal(t, want, blindUpload(p(size)), size)
	}
	for size, want := range map[int64]bool{0: true, 100 << 10: true, 100<<10 + 1: false, 5 << 20: false} {
		c := &call{prepared: p(size), watch: Watch{Count: true}}
		require.Equal(t, want, c.counts(), "a transport that counts has the usual read timeout only: %d bytes", size)
	}
}

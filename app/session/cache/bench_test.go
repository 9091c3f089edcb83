package cache

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// benchmark measures a cache before a server on this machine, and beside it, in turns, the server alone. It reports the ratio of
// the times: below 1 the cache is faster.
func benchmark(b *testing.B, size int, policy Policy, lines string) {
	server := httptest.NewServer(http.HandlerFunc(sized))
	defer server.Close()
	cached := &Transport{Store: &Store{}, Next: server.Client().Transport}
	run := func(transport http.RoundTripper) time.Duration {
		start := time.Now()
		resp, err := transport.RoundTrip(ask(b, policy, "GET", fmt.Sprintf("%s/%d", server.URL, size), lines))
		if err != nil {
			b.Fatal(err)
		}
		if _, err = io.Copy(io.Discard, resp.Body); err != nil {
			b.Fatal(err)
		}
		resp.Body.Close()
		return time.Since(start)
	}
	run(cached)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var with, without time.Duration
	for b.Loop() {
		with += run(cached)
		b.StopTimer()
		without += run(cached.Next)
		b.StartTimer()
	}
	b.ReportMetric(with.Seconds()/without.Seconds(), "of-bare")
}

func sizes(b *testing.B, policy Policy, lines string) {
	for _, size := range []int{1 << 10, 1 << 20} {
		b.Run(fmt.Sprintf("%dKiB", size>>10), func(b *testing.B) { benchmark(b, size, policy, lines) })
	}
}

func BenchmarkHit(b *testing.B)  { sizes(b, asTold, "") }
func BenchmarkMiss(b *testing.B) { sizes(b, asTold, "Cache-Control: no-cache") }
func BenchmarkOff(b *testing.B)  { sizes(b, Policy{}, "") }

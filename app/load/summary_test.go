package load

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const ms = time.Millisecond

func TestSummary(t *testing.T) {
	s := Summarize([]Result{
		{Index: 2, Status: 200, Start: 2000 * ms, Duration: 500 * ms, Bytes: 10},
		{Index: 0, Status: 200, Start: 1000 * ms, Duration: 100 * ms, Bytes: 10},
		{Index: 1, Status: 404, Start: 1000 * ms, Duration: 300 * ms, Bytes: 5},
		{Index: 3, Kind: "timed-out", Start: 2000 * ms, Duration: 1000 * ms},
		{Index: 4, Kind: "broken-body", Status: 200, Start: 2000 * ms, Duration: 200 * ms, Bytes: 3},
		{Index: 5, Kind: "timed-out", Start: 2000 * ms, Duration: 1000 * ms},
	})
	require.Equal(t, 6, s.Count)
	require.Equal(t, 3, s.Answered)
	require.Equal(t, map[string]int{"timed-out": 2, "broken-body": 1}, s.Failures)
	require.Equal(t, map[int]int{200: 3, 404: 1}, s.Statuses)
	require.EqualValues(t, 28, s.Bytes)
	require.Equal(t, 2*time.Second, s.Elapsed)
	require.InDelta(t, 1.5, s.Throughput, 1e-9)
	require.Equal(t, Latency{Min: 100 * ms, Mean: 300 * ms, P50: 300 * ms, P90: 500 * ms, P95: 500 * ms, P99: 500 * ms, Max: 500 * ms}, s.Latency)
}

func TestSummaryOfNothing(t *testing.T) {
	s := Summarize(nil)
	require.Equal(t, Summary{Failures: map[string]int{}, Statuses: map[int]int{}}, s)
	s = Summarize([]Result{{Kind: "blocked"}})
	require.Zero(t, s.Latency)
	require.Zero(t, s.Throughput)
	require.Nil(t, s.Histogram)
}

func TestPercentilesAreExact(t *testing.T) {
	for _, c := range []struct {
		n                  int
		p50, p90, p95, p99 time.Duration
	}{
		{1, 1, 1, 1, 1}, {2, 1, 2, 2, 2}, {10, 5, 9, 10, 10}, {100, 50, 90, 95, 99}, {101, 51, 91, 96, 100}, {MaxJobs, 5000, 9000, 9500, 9900},
	} {
		results := make([]Result, c.n)
		for place, i := range rand.Perm(c.n) {
			results[place] = Result{Index: i, Duration: time.Duration(i + 1)}
		}
		l := Summarize(results).Latency
		require.Equal(t, Latency{1, time.Duration(c.n+1) / 2, c.p50, c.p90, c.p95, c.p99, time.Duration(c.n)}, l, "of %d", c.n)
	}
}

func TestHistogram(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []time.Duration
		want []Bucket
	}{
		{"one duration", []time.Duration{105 * ms}, []Bucket{{100 * ms, 110 * ms, 1}}},
		{"an edge belongs to the bar above it", []time.Duration{100 * ms, 110 * ms}, []Bucket{{100 * ms, 110 * ms, 1}, {110 * ms, 120 * ms, 1}}},
		{"a narrow range, with a gap", []time.Duration{100 * ms, 101 * ms, 125 * ms}, []Bucket{{100 * ms, 110 * ms, 2}, {110 * ms, 120 * ms, 0}, {120 * ms, 130 * ms, 1}}},
		{"over a decade", []time.Duration{9 * ms, 11 * ms, 99 * ms}, []Bucket{
			{8 * ms, 10 * ms, 1}, {10 * ms, 12 * ms, 1}, {12 * ms, 15 * ms, 0}, {15 * ms, 20 * ms, 0}, {20 * ms, 25 * ms, 0}, {25 * ms, 30 * ms, 0},
			{30 * ms, 40 * ms, 0}, {40 * ms, 50 * ms, 0}, {50 * ms, 60 * ms, 0}, {60 * ms, 80 * ms, 0}, {80 * ms, 100 * ms, 1},
		}},
		{"over three decades", []time.Duration{ms, 999 * ms}, []Bucket{
			{ms, 2 * ms, 1}, {2 * ms, 5 * ms, 0}, {5 * ms, 10 * ms, 0}, {10 * ms, 20 * ms, 0}, {20 * ms, 50 * ms, 0}, {50 * ms, 100 * ms, 0},
			{100 * ms, 200 * ms, 0}, {200 * ms, 500 * ms, 0}, {500 * ms, 1000 * ms, 1},
		}},
		{"no time at all", []time.Duration{0, 0, 999}, []Bucket{{0, time.Microsecond, 3}}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, histogram(c.in)) })
	}
}

func FuzzHistogram(f *testing.F) {
	f.Add(int64(0), int64(5e6), int64(7e9))
	f.Add(int64(1e9), int64(1e9), int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, a, b, c int64) {
		in := []time.Duration{time.Duration(max(0, a)), time.Duration(max(0, b)), time.Duration(max(0, c))}
		slices.Sort(in)
		bars := histogram(in)
		total := 0
		for i, bar := range bars {
			require.Less(t, bar.From, bar.To)
			if i > 0 {
				require.Equal(t, bars[i-1].To, bar.From)
			}
			want := 0
			for _, d := range in {
				if bar.From <= d && (d < bar.To || bar.To == math.MaxInt64) {
					want++
				}
			}
			require.Equal(t, want, bar.Count)
			total += bar.Count
		}
		require.Equal(t, 3, total)
		require.NotZero(t, bars[0].Count)
		require.NotZero(t, bars[len(bars)-1].Count)
		require.Less(t, len(bars), 50)
	})
}

package load

import (
	"slices"
	"time"
)

// Summary is what came of many requests, in numbers.
type Summary struct {
	Count      int
	Answered   int            // requests whose response came whole
	Failures   map[string]int // failed requests by the kind of failure
	Statuses   map[int]int    // responses by status, also those that broke off
	Bytes      int64          // of all bodies
	Elapsed    time.Duration  // from the first start to the last end
	Throughput float64        // answered requests per second of Elapsed; 0 if that is no time

	// Latency is that of the answered requests alone: how long a failure took says nothing about the server's speed.
	Latency   Latency
	Histogram []Bucket
}

// Latency sums up how long requests took. A percentile is exact, by the nearest rank: the smallest duration that so many
// percent of all do not exceed. It is zero where there is nothing to sum up.
type Latency struct {
	Min, Mean, P50, P90, P95, P99, Max time.Duration
}

// Summarize counts results, in any order.
func Summarize(results []Result) Summary {
	s := Summary{Count: len(results), Failures: map[string]int{}, Statuses: map[int]int{}}
	var took []time.Duration
	var first, last time.Duration
	for i, r := range results {
		if i == 0 {
			first = r.Start
		}
		first, last = min(first, r.Start), max(last, r.End())
		s.Bytes += r.Bytes
		if r.Status != 0 {
			s.Statuses[r.Status]++
		}
		if r.Kind != "" {
			s.Failures[r.Kind]++
			continue
		}
		s.Answered++
		took = append(took, r.Duration)
	}
	s.Elapsed = last - first
	if s.Elapsed > 0 {
		s.Throughput = float64(s.Answered) / s.Elapsed.Seconds()
	}
	slices.Sort(took)
	s.Latency = latency(took)
	s.Histogram = histogram(took)
	return s
}

func latency(sorted []time.Duration) Latency {
	n := len(sorted)
	if n == 0 {
		return Latency{}
	}
	var sum time.Duration
	for _, d := range sorted {
		sum += d
	}
	rank := func(percent int) time.Duration { return sorted[(n*percent+99)/100-1] }
	return Latency{
		Min: sorted[0], Mean: sum / time.Duration(n), P50: rank(50), P90: rank(90), P95: rank(95), P99: rank(99), Max: sorted[n-1],
	}
}

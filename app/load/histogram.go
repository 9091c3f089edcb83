package load

import (
	"math"
	"time"
)

// Bucket is one bar of a histogram: how many durations lie at From or above it, and below To.
type Bucket struct {
	From, To time.Duration
	Count    int
}

// maxBars is how many bars a screen draws with room for their labels.
const maxBars = 20

// steps are round numbers from 1 to 10, about evenly spaced on a logarithmic scale, in tenths: 1-2-5, the rounded Renard
// series R″10 (ISO 3), and E24 (IEC 60063).
var steps = [][]time.Duration{
	{10, 20, 50},
	{10, 12, 15, 20, 25, 30, 40, 50, 60, 80},
	{10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91},
}

// shortest is the first edge above zero: no clock of a browser is finer than that.
const shortest = time.Microsecond

// histogram counts sorted durations into the finest series of edges that gives no more than maxBars bars.
func histogram(sorted []time.Duration) []Bucket {
	if len(sorted) == 0 {
		return nil
	}
	var bars []Bucket
	for i := len(steps) - 1; i >= 0; i-- {
		if bars = buckets(sorted[0], sorted[len(sorted)-1], steps[i]); len(bars) <= maxBars {
			break
		}
	}
	at := 0
	for _, d := range sorted {
		for at < len(bars)-1 && d >= bars[at].To {
			at++
		}
		bars[at].Count++
	}
	return bars
}

// buckets lays out empty bars from the one that holds low to the one that holds high.
func buckets(low, high time.Duration, steps []time.Duration) []Bucket {
	var bars []Bucket
	from := time.Duration(0)
	for decade := shortest; ; decade *= 10 {
		for _, step := range steps {
			to := decade / 10 * step
			if decade > math.MaxInt64/step {
				to = math.MaxInt64
			}
			if low < to {
				bars = append(bars, Bucket{From: from, To: to})
			}
			if high < to || to == math.MaxInt64 {
				return bars
			}
			from = to
		}
	}
}

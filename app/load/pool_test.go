package load

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// lasting is a job that takes a while, or ends with its context.
func lasting(took func(index int) time.Duration) func(context.Context, int) Result {
	return func(ctx context.Context, i int) Result {
		select {
		case <-time.After(took(i)):
			return Result{Status: 200}
		case <-ctx.Done():
			return Result{Kind: "cancelled"}
		}
	}
}

func always(d time.Duration) func(int) time.Duration { return func(int) time.Duration { return d } }

// Each test runs in a bubble: it fails if a goroutine is left behind.

func TestResultsComeInTheOrderOfTheirEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []Result
		took := func(i int) time.Duration { return time.Duration(10-i) * time.Second }
		err := Pool{Workers: 10}.Run(t.Context(), 10, lasting(took), func(r Result) { got = append(got, r) })
		require.NoError(t, err)
		require.Len(t, got, 10)
		for place, r := range got {
			require.Equal(t, Result{Index: 9 - place, Status: 200, Duration: time.Duration(place+1) * time.Second}, r)
		}
	})
}

func TestNoMoreRunAtATimeThanThereAreWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		seen := map[int]bool{}
		begin := time.Now()
		err := Pool{Workers: 3}.Run(t.Context(), 10, func(ctx context.Context, i int) Result {
			most.Store(max(most.Load(), now.Add(1)))
			defer now.Add(-1)
			return lasting(always(time.Second))(ctx, i)
		}, func(r Result) { seen[r.Index] = true })
		require.NoError(t, err)
		require.Len(t, seen, 10)
		require.EqualValues(t, 3, most.Load())
		require.Equal(t, 4*time.Second, time.Since(begin))
	})
}

func TestTheRateIsKept(t *testing.T) {
	for _, c := range []struct {
		name string
		pool Pool
		took time.Duration
		want []time.Duration // when each of five starts
	}{
		{"no cap", Pool{Workers: 9}, time.Second, []time.Duration{0, 0, 0, 0, 0}},
		{"ten a second", Pool{Workers: 9, Rate: 10}, time.Second, []time.Duration{0, 100e6, 200e6, 300e6, 400e6}},
		{"one in two seconds", Pool{Workers: 9, Rate: 0.5}, time.Millisecond, []time.Duration{0, 2e9, 4e9, 6e9, 8e9}},
		{"busy workers catch nothing up", Pool{Workers: 1, Rate: 10}, 250 * time.Millisecond, []time.Duration{0, 250e6, 500e6, 750e6, 1000e6}},
		{"next to never", Pool{Workers: 9, Rate: 1e-300}, 0, []time.Duration{0, 24 * time.Hour, 48 * time.Hour, 72 * time.Hour, 96 * time.Hour}},
		{"faster than any clock", Pool{Workers: 1, Rate: 1e300}, 0, []time.Duration{0, 0, 0, 0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var starts []time.Duration
				require.NoError(t, c.pool.Run(t.Context(), 5, lasting(always(c.took)), func(r Result) { starts = append(starts, r.Start) }))
				slices.Sort(starts)
				require.Equal(t, c.want, starts)
			})
		})
	}
}

func TestALateStartIsNotCaughtUpAndDoesNotSlowTheRunDown(t *testing.T) {
	for _, c := range []struct {
		busy time.Duration // of the caller, after the second request
		want []time.Duration
	}{
		{130 * time.Millisecond, []time.Duration{0, 100e6, 230e6, 300e6, 400e6}}, // 30 ms late
		{200 * time.Millisecond, []time.Duration{0, 100e6, 300e6, 400e6, 500e6}}, // a whole step late
		{950 * time.Millisecond, []time.Duration{0, 100e6, 1050e6, 1150e6, 1250e6}},
	} {
		synctest.Test(t, func(t *testing.T) {
			var starts []time.Duration
			err := Pool{Workers: 9, Rate: 10}.Run(t.Context(), 5, lasting(always(0)), func(r Result) {
				starts = append(starts, r.Start)
				if r.Index == 1 {
					time.Sleep(c.busy)
				}
			})
			require.NoError(t, err)
			require.Equal(t, c.want, starts)
		})
	}
}

func TestARunCanBeStopped(t *testing.T) {
	gone := errors.New("Stop was pressed")
	for _, c := range []struct {
		name      string
		pool      Pool
		after     time.Duration
		completed int
		cancelled int
	}{
		{"while requests run", Pool{Workers: 3}, 1500 * time.Millisecond, 6, 3},
		{"while it waits for the rate", Pool{Workers: 3, Rate: 0.1}, 5 * time.Second, 1, 0},
		{"before it begins", Pool{Workers: 3}, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				if c.after == 0 {
					cancel(gone)
				}
				stop := time.AfterFunc(c.after, func() { cancel(gone) })
				defer stop.Stop()
				begin := time.Now()
				completed, cancelled := 0, 0
				err := c.pool.Run(ctx, 100, lasting(always(time.Second)), func(r Result) {
					completed++
					if r.Kind == "cancelled" {
						cancelled++
					}
				})
				require.ErrorIs(t, err, gone)
				require.Equal(t, c.completed, completed)
				require.Equal(t, c.cancelled, cancelled)
				require.Equal(t, c.after, time.Since(begin))
			})
		})
	}
}

func TestStoppingAfterTheLastStartIsNoError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		completed := 0
		require.NoError(t, Pool{Workers: 2}.Run(ctx, 2, lasting(always(time.Hour)), func(Result) { completed++ }))
		require.Equal(t, 2, completed)
	})
}

func TestARunThatPanicsLeavesNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		require.PanicsWithValue(t, "done", func() {
			_ = Pool{Workers: 4, Rate: 1}.Run(t.Context(), 100, lasting(always(time.Minute)), func(Result) { panic("done") })
		})
	})
}

func TestTheMostAndTheLeastThatRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, n := range []int{0, 1, MaxJobs} {
			completed := 0
			require.NoError(t, Pool{Workers: 50}.Run(t.Context(), n, lasting(always(time.Second)), func(Result) { completed++ }))
			require.Equal(t, n, completed)
		}
	})
}

func TestWhatCannotRunIsSaid(t *testing.T) {
	never := func(context.Context, int) Result { panic("it ran") }
	for _, c := range []struct {
		name, text string
		pool       Pool
		n          int
	}{
		{"too many", "at most 10000 requests, not 10001", Pool{Workers: 1}, MaxJobs + 1},
		{"less than none", "not -1", Pool{Workers: 1}, -1},
		{"nobody to send them", "at least one request at a time", Pool{}, 1},
		{"a rate below zero", "requests per second", Pool{Workers: 1, Rate: -1}, 1},
		{"a rate that is no number", "requests per second", Pool{Workers: 1, Rate: math.NaN()}, 1},
		{"a rate without end", "requests per second", Pool{Workers: 1, Rate: math.Inf(1)}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.ErrorContains(t, c.pool.Run(t.Context(), c.n, never, nil), c.text)
		})
	}
}

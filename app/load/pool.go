package load

import (
	"context"
	"math"
	"strconv"
	"sync"
	"time"
)

// MaxJobs is how many requests one run may send.
const MaxJobs = 10_000

// Pool says how many requests run at a time and how fast they start.
type Pool struct {
	Workers int     // requests at a time, at least one
	Rate    float64 // requests that start per second; zero for no cap
}

// wrong is an error that a person caused, as a sentence that says what to do.
type wrong string

func (w wrong) Error() string { return string(w) }

// Run calls do for each index below n and done with each result, in the order in which they complete. Do runs in several
// goroutines, done in the caller's, which starts no request while done runs. Run fills in Index, Start and Duration.
//
// When the context ends, no more requests start, and those that run see it in their own context. Run returns when all of
// them have returned, whose results done is given too: with the context's cause if requests are left over, else nil. No
// goroutine is left behind. A pool or a number that cannot be used is an error that says what to change; nothing was sent
// then.
func (p Pool) Run(ctx context.Context, n int, do func(ctx context.Context, index int) Result, done func(Result)) error {
	if err := p.check(n); err != nil {
		return err
	}
	begin := time.Now()
	workers := min(p.Workers, n)
	jobs := make(chan int)
	results := make(chan Result, workers) // so that a worker never waits for a caller that has gone
	var running sync.WaitGroup
	defer running.Wait()
	defer close(jobs)
	for range workers {
		running.Go(func() {
			for i := range jobs {
				start := time.Now()
				r := do(ctx, i)
				r.Index, r.Start, r.Duration = i, start.Sub(begin), time.Since(start)
				results <- r
			}
		})
	}

	pace := newPace(p.Rate)
	defer pace.stop()
	stopped := ctx.Done()
	started, completed := 0, 0
	for completed < n {
		if ctx.Err() != nil {
			if stopped = nil; completed == started {
				return context.Cause(ctx)
			}
		}
		var next chan<- int
		if started < n && ctx.Err() == nil && pace.ready {
			next = jobs
		}
		select {
		case next <- started:
			started++
			pace.started()
		case r := <-results:
			completed++
			done(r)
		case <-pace.due:
			pace.ready = true
		case <-stopped:
		}
	}
	return nil
}

func (p Pool) check(n int) error {
	switch {
	case n < 0 || n > MaxJobs:
		return wrong("One run sends at most " + strconv.Itoa(MaxJobs) + " requests, not " + strconv.Itoa(n) + ".")
	case p.Workers < 1:
		return wrong("Choose at least one request at a time.")
	case p.Rate < 0 || math.IsNaN(p.Rate) || math.IsInf(p.Rate, 0):
		return wrong("Choose a number of requests per second, or zero for no limit.")
	}
	return nil
}

package engine

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/load"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/httpwasm"
)

// Many starts a run under a number of the caller's and returns at once: one request, sent many times. Its events are those of an
// exchange with a Run in place of the head. Its body is the results as CSV, each written when its request is over, and its
// last event is Done, also where it was cancelled; Failure says that nothing could be sent. [Engine.Results] gives results, and
// [Engine.Open] all that came of one request.
func (e *Engine) Many(id int, r request.Request, v exchange.Via, plan request.Many) {
	x, ctx := e.enter(id, r, v)
	go x.many(ctx, plan)
}

// resultsHead is the head under which the results are read and saved.
var resultsHead = exchange.Head{
	MediaType: "text/csv; charset=utf-8",
	Headers:   []exchange.Field{{Name: "Content-Disposition", Value: `attachment; filename="requests.csv"`}},
}

func (x *running) many(ctx context.Context, plan request.Many) {
	defer x.cancel()
	start := time.Now()
	first, bad := session.Prepare(plan.Request(x.request, 0), x.way.place)
	if bad != nil {
		x.tell(exchange.Event{Failure: bad})
		return
	}
	x.prepared = first
	sent := first.Sent()
	x.tell(exchange.Event{Sent: &sent})
	x.begin(resultsHead, start)

	m := &many{
		running: x, plan: plan, first: first, news: make(chan struct{}, 1),
		places: make([]int, plan.Count()), answers: make([]answer, plan.Count()),
	}
	m.csv, _ = load.NewCSV(&m.rows, plan.Columns) // a buffer takes everything
	if !x.runs(m) {
		return
	}
	m.report()
	over := make(chan struct{})
	var reporter sync.WaitGroup
	reporter.Go(func() { m.follow(over) })
	err := load.Pool{Workers: plan.Workers, Rate: plan.Rate}.Run(ctx, plan.Count(), m.send, m.done)
	close(over)
	reporter.Wait()
	if err != nil && ctx.Err() == nil {
		x.store.Close(err)
		x.tell(exchange.Event{Failure: &exchange.Failure{Kind: exchange.BadInput, Detail: err.Error()}})
		return
	}
	m.report()
	x.store.Close(nil)
	x.settle(resultsHead)
	x.tell(exchange.Event{Done: &exchange.Done{
		Timing: exchange.Timing{Total: session.Since(start), Wire: -1, Decoded: x.store.Len()}, Body: x.described(resultsHead),
	}})
}

// many is a run while it lasts.
type many struct {
	*running
	plan  request.Many
	first *session.Prepared // the first request

	mu      sync.Mutex
	results []load.Result // in the order of their ends; only appended to
	places  []int         // of each request its place in results and one, 0 where there is no result yet
	answers []answer      // of each request
	rows    bytes.Buffer  // those that are not in the store yet
	csv     *load.CSV     // writes into rows
	news    chan struct{} // holds one token when there are results that were not told

	kept keeping // bodies that no transport keeps
}

// answer is what one request of a run brought, for who opens it.
type answer struct {
	prepared *session.Prepared // nil where it is to be worked out again
	response *http.Response    // without its body, nil where none came; its head is worked out for who opens it
	size     int64
	body     httpwasm.Kept // nil where it is not kept
	failure  *exchange.Failure
}

// preparedSize is about what a request takes in memory, in bytes, without its body.
const preparedSize = 2 << 10

// send sends one request through the whole chain, and reads its response to the end.
func (m *many) send(ctx context.Context, i int) load.Result {
	r := load.Result{Row: m.plan.Row(i)}
	a := m.ask(ctx, i)
	if a.response != nil {
		r.Status = a.response.StatusCode
	}
	if a.failure != nil {
		r.Kind = string(a.failure.Kind)
	}
	r.Bytes = a.size
	if p := a.prepared; p != nil && p != m.first && !m.kept.take(preparedSize+p.Body.Size()) {
		a.prepared = nil
	}
	m.keep(i, a)
	return r
}

func (m *many) ask(ctx context.Context, i int) answer {
	a := answer{prepared: m.first}
	if i > 0 && m.plan.Columns != nil {
		if a.prepared, a.failure = session.Prepare(m.plan.Request(m.request, i), m.way.place); a.failure != nil {
			return a
		}
	}
	p := a.prepared
	ctx, cancel := session.Deadline(ctx, p.Options)
	defer cancel()
	resp, err := m.way.session.Do(ctx, p, session.Watch{Untimed: true, Count: true, Keep: mostKept})
	if err != nil {
		a.failure = new(m.engine.failure(err, p, m.way))
		return a
	}
	defer func() {
		resp.Body.Close()
		resp.Body = nil
	}()
	if a.failure = session.RefusedRedirect(resp, p); a.failure != nil {
		return a
	}
	a.response = resp
	if a.size, a.body, err = m.kept.receive(resp.Body); err != nil {
		a.failure = new(m.engine.failure(err, p, m.way))
		return a
	}
	if resp.StatusCode >= 400 {
		a.failure = session.Raised(session.Head(resp), p)
	}
	return a
}

// done keeps a result.
func (m *many) done(r load.Result) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.results = append(m.results, r)
	m.places[r.Index] = len(m.results)
	_ = m.csv.Write(r) // a buffer takes everything
	select {
	case m.news <- struct{}{}:
	default:
	}
}

// How often a run is told of: at most five times a second, and no more than a twentieth of the time goes into summing up, since
// the only thread of a worker sends nothing meanwhile.
const (
	reportEvery = 200 * time.Millisecond
	reportShare = 20
)

// follow tells of results as they come: the first at once, others soon.
func (m *many) follow(over <-chan struct{}) {
	for {
		select {
		case <-m.news:
		case <-over:
			return
		}
		began := time.Now()
		m.report()
		select {
		case <-time.After(max(reportEvery, reportShare*time.Since(began))):
		case <-over:
			return
		}
	}
}

// report puts the results so far into the body, and tells what they come to.
func (m *many) report() {
	m.mu.Lock()
	results := m.results
	_, _ = m.rows.WriteTo(m.store) // it takes everything until it is closed
	m.mu.Unlock()
	run := summary(load.Summarize(results))
	run.Total = m.plan.Count()
	m.tell(exchange.Event{Run: &run})
}

// summary writes a summary as the page takes it.
func summary(s load.Summary) exchange.Run {
	l := s.Latency
	run := exchange.Run{
		Count: s.Count, Answered: s.Answered, Bytes: s.Bytes, Elapsed: ms(s.Elapsed), PerSecond: s.Throughput,
		Latency: exchange.Latency{Min: ms(l.Min), Mean: ms(l.Mean), P50: ms(l.P50), P90: ms(l.P90), P95: ms(l.P95), P99: ms(l.P99), Max: ms(l.Max)},
	}
	for kind, n := range s.Failures {
		run.Failures = append(run.Failures, exchange.KindCount{Kind: exchange.Kind(kind), Count: n})
	}
	slices.SortFunc(run.Failures, func(a, b exchange.KindCount) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Kind, b.Kind))
	})
	for status, n := range s.Statuses {
		run.Statuses = append(run.Statuses, exchange.Status{Status: status, Count: n})
	}
	slices.SortFunc(run.Statuses, func(a, b exchange.Status) int { return a.Status - b.Status })
	for _, b := range s.Histogram {
		run.Histogram = append(run.Histogram, exchange.Bucket{From: ms(b.From), To: ms(b.To), Count: b.Count})
	}
	return run
}

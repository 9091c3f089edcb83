package engine

import (
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/load"
	"roundtrip/app/request"
)

// forValues is a run over values.
func forValues(workers int, values ...string) request.Many {
	plan := request.Many{Workers: workers}
	plan.Columns, plan.Rows = request.Values(values...)
	return plan
}

// csvRows are the rows of a run's results, under their header.
func (b *bench) csvRows(t *testing.T, id int) [][]string {
	t.Helper()
	store, name, media, err := b.engine.Body(id)
	require.NoError(t, err)
	require.Equal(t, "requests.csv", name)
	require.Equal(t, "text/csv; charset=utf-8", media)
	var text strings.Builder
	_, err = store.WriteTo(&text)
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
	require.NoError(t, err)
	return rows[1:]
}

// lastRun is the newest that was told of a run.
func (b *bench) lastRun(t *testing.T, id int) exchange.Run {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range slices.Backward(b.events) {
		if e.ID == id && e.Run != nil {
			return *e.Run
		}
	}
	require.FailNow(t, "there is no run")
	return exchange.Run{}
}

func TestARunSendsThroughTheWholeChain(t *testing.T) {
	var mu sync.Mutex
	came := map[string]int{}
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		came[r.URL.Path+" "+r.Header.Get("Authorization")]++
		n := came[r.URL.Path+" "+r.Header.Get("Authorization")]
		mu.Unlock()
		switch {
		case r.URL.Path == "/flaky" && n == 1:
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.URL.Path == "/missing":
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = w.Write([]byte("body"))
	})
	b := start(t)
	r := request.Request{URL: url + "/{{value}}", Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("for {{value}}")}}
	r.Options.Retry.Total, r.Options.Retry.Statuses, r.Options.Raise = 1, []int{503}, true
	require.NoError(t, b.Many(1, r, forValues(2, "flaky", "missing", "found")))
	done := b.until(t, "done", isDone(1)).Done
	require.Equal(t, map[string]int{"/flaky Bearer for flaky": 2, "/missing Bearer for missing": 1, "/found Bearer for found": 1}, came)
	require.Equal(t, "requests.csv", done.Body.FileName)

	run := b.lastRun(t, 1)
	require.Equal(t, []int{3, 3, 2, 1}, []int{run.Total, run.Count, run.Answered, run.Failed()})
	require.Equal(t, []exchange.KindCount{{Kind: exchange.BadStatus, Count: 1}}, run.Failures)
	require.Equal(t, []exchange.Status{{Status: 200, Count: 2}, {Status: 404, Count: 1}}, run.Statuses)
	require.EqualValues(t, 12, run.Bytes)
	outcomes := map[string]string{}
	for _, row := range b.csvRows(t, 1) {
		outcomes[row[1]] = row[2] + row[3]
	}
	require.Equal(t, map[string]string{"flaky": "200", "missing": "404bad status", "found": "200"}, outcomes)
	require.Equal(t, exchange.MediaText, done.Body.Media, "it can be copied")
}

func TestARunIsToldInFewEvents(t *testing.T) {
	url := serve(t, func(http.ResponseWriter, *http.Request) {})
	b := start(t)
	require.NoError(t, b.Many(1, request.Request{URL: url}, request.Many{Times: 2000, Workers: 8}))
	begun := time.Now()
	b.until(t, "done", isDone(1))
	require.Equal(t, 2000, b.lastRun(t, 1).Count)
	require.Len(t, b.csvRows(t, 1), 2000)
	b.mu.Lock()
	defer b.mu.Unlock()
	require.Less(t, len(b.events), 10+20*int(1+time.Since(begun).Seconds()))
}

func TestAStoppedRunKeepsItsResults(t *testing.T) {
	held := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			select {
			case <-r.Context().Done():
			case <-held:
			}
		}
	}))
	defer s.Close()
	defer close(held)
	b := start(t)
	r := request.Request{URL: s.URL + "/{{value}}"}
	require.NoError(t, b.Many(1, r, forValues(2, "fast", "slow", "fast", "slow", "fast")))
	b.until(t, "two are over", func(e exchange.Event) bool { return e.Run != nil && e.Run.Count == 2 })
	require.NoError(t, b.Cancel(1))
	b.until(t, "done", isDone(1))
	run := b.lastRun(t, 1)
	require.Equal(t, []int{5, 4, 2, 2, 0}, []int{run.Total, run.Count, run.Answered, run.Cancelled(), run.Failed()})
	require.Len(t, b.csvRows(t, 1), 4)
}

func TestARunThatCannotBeginSaysWhy(t *testing.T) {
	b := start(t)
	require.NoError(t, b.Many(1, request.Request{URL: "ftp://x"}, request.Many{Times: 2, Workers: 1}))
	require.Equal(t, exchange.AtURL, b.until(t, "failure", isFailure(1)).Failure.Where)
	require.NoError(t, b.Many(2, request.Request{URL: "http://x"}, request.Many{Times: 2}))
	require.Contains(t, b.until(t, "failure", isFailure(2)).Failure.Detail, "at least one request at a time")
}

func TestAValueThatDoesNotFitIsAFailureOfItsOwn(t *testing.T) {
	url := serve(t, func(http.ResponseWriter, *http.Request) {})
	b := start(t)
	r := request.Request{URL: url, Headers: []request.Field{{Name: "X-A", Value: "{{value}}"}}}
	require.NoError(t, b.Many(1, r, forValues(1, "good", "b\x00d")))
	b.until(t, "done", isDone(1))
	require.Equal(t, []exchange.KindCount{{Kind: exchange.BadInput, Count: 1}}, b.lastRun(t, 1).Failures)
}

func TestAFormCannotAskForMoreThanARunMaySend(t *testing.T) {
	require.Equal(t, load.MaxJobs, request.MostTimes)
}

// resultsOf asks for results of a run.
func (b *bench) resultsOf(t *testing.T, id int, ask exchange.ResultsAsk) exchange.Results {
	t.Helper()
	got, err := b.engine.Results(id, ask)
	require.NoError(t, err)
	return got
}

func TestResultsAreOrderedAndFiltered(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("status"))
		w.WriteHeader(n)
		_, _ = w.Write(make([]byte, len(r.URL.Path)))
	})
	b := start(t)
	r := request.Request{URL: url + "/{{id}}?status={{status}}"}
	r.Options.Raise = true
	plan := request.Many{Workers: 3, Columns: []string{"id", "status"}, Rows: [][]string{{"10", "200"}, {"9", "404"}, {"b", "500"}, {"a", "200"}, {"100", "201"}}}
	require.NoError(t, b.Many(1, r, plan))
	b.until(t, "done", isDone(1))
	for name, c := range map[string]struct {
		ask  exchange.ResultsAsk
		all  int
		want []int
	}{
		"by place":          {exchange.ResultsAsk{Count: 10}, 5, []int{0, 1, 2, 3, 4}},
		"backwards":         {exchange.ResultsAsk{Count: 10, Reverse: true}, 5, []int{4, 3, 2, 1, 0}},
		"a stretch":         {exchange.ResultsAsk{From: 1, Count: 2}, 5, []int{1, 2}},
		"behind the end":    {exchange.ResultsAsk{From: 9, Count: 2}, 5, []int{}},
		"by a cell":         {exchange.ResultsAsk{Order: exchange.ByCell, Count: 10}, 5, []int{1, 0, 4, 3, 2}},
		"by another":        {exchange.ResultsAsk{Order: exchange.ByCell, Column: 1, Count: 10}, 5, []int{0, 3, 4, 1, 2}},
		"of no column":      {exchange.ResultsAsk{Order: exchange.ByCell, Column: 7, Count: 10}, 5, []int{0, 1, 2, 3, 4}},
		"by status, down":   {exchange.ResultsAsk{Order: exchange.ByStatus, Reverse: true, Count: 10}, 5, []int{2, 1, 4, 0, 3}},
		"by size":           {exchange.ResultsAsk{Order: exchange.BySize, Count: 10}, 5, []int{1, 2, 3, 0, 4}},
		"those that failed": {exchange.ResultsAsk{Only: exchange.FailedResults, Count: 10}, 2, []int{1, 2}},
		"those of a status": {exchange.ResultsAsk{Only: "2", Count: 1}, 3, []int{0}},
	} {
		got := b.resultsOf(t, 1, c.ask)
		places := []int{}
		for _, r := range got.List {
			places = append(places, r.Index)
		}
		require.Equal(t, c.want, places, name)
		require.Equal(t, c.all, got.Total, name)
	}
	first := b.resultsOf(t, 1, exchange.ResultsAsk{From: 1, Count: 1}).List[0]
	require.Positive(t, first.Duration)
	require.Equal(t, exchange.Result{Index: 1, Status: 404, Kind: exchange.BadStatus, Duration: first.Duration, Size: 2, Kept: true}, first)
	_, err := b.engine.Results(2, exchange.ResultsAsk{})
	require.Error(t, err)
}

// All that came of one request of a run is told as if it were sent alone.
func TestAResultIsOpenedLikeAnyOtherAnswer(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Value", r.URL.Path)
		if r.URL.Path == "/gone" {
			w.WriteHeader(http.StatusGone)
		}
		_, _ = w.Write([]byte(`{"value":"` + r.URL.Path + `"}`))
	})
	b := start(t)
	r := request.Request{URL: "{{value}}"}
	r.Options.Raise = true
	require.NoError(t, b.Many(1, r, forValues(2, url+"/ada", url+"/gone", "ftp://nowhere", url+"/grace")))
	b.until(t, "done", isDone(1))
	for id, c := range map[int]struct {
		index  int
		path   string
		status int
	}{11: {0, "/ada", 200}, 12: {3, "/grace", 200}, 13: {1, "/gone", 410}} {
		require.NoError(t, b.engine.Open(id, 1, c.index))
		over := b.until(t, "it is over", func(e exchange.Event) bool { return e.ID == id && (e.Done != nil || e.Failure != nil) })
		sent := b.until(t, "what was sent", func(e exchange.Event) bool { return e.ID == id && e.Sent != nil }).Sent
		require.Equal(t, url+c.path, sent.URL)
		head := b.until(t, "the head", func(e exchange.Event) bool { return e.ID == id && e.Head != nil }).Head
		require.Equal(t, c.status, head.Status)
		require.Contains(t, head.Headers, exchange.Field{Name: "X-Value", Value: c.path})
		b.until(t, "the rows", isRead(id, exchange.Pretty))
		require.Equal(t, "{\n  \"value\": \""+c.path+"\"\n}", strings.TrimSpace(b.rows(t, id, exchange.Pretty)))
		if c.status == 410 {
			require.Equal(t, exchange.BadStatus, over.Failure.Kind)
			continue
		}
		require.Positive(t, over.Done.Timing.Total)
		require.EqualValues(t, len(c.path)+12, over.Done.Body.Size)
	}
	require.NoError(t, b.engine.Open(14, 1, 2))
	require.Equal(t, exchange.BadInput, b.until(t, "failure", isFailure(14)).Failure.Kind)

	require.NoError(t, b.Forget(11))
	require.NoError(t, b.engine.Open(15, 1, 0), "it can be opened again")
	b.until(t, "done", isDone(15))
	require.Error(t, b.engine.Open(16, 1, 4))
	require.Error(t, b.engine.Open(16, 15, 0), "which is no run")
	require.NoError(t, b.Forget(1))
	require.Error(t, b.engine.Open(16, 1, 0))
	require.NotEmpty(t, b.rows(t, 15, exchange.Pretty), "what is open stays")
}

// What is kept of all bodies has a bound, and a body that is not kept is counted and said not to be.
func TestARunKeepsBodiesWithinItsBudget(t *testing.T) {
	const size = 9 << 20
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, size)) })
	b := start(t)
	require.NoError(t, b.Many(1, request.Request{URL: url}, request.Many{Times: 9, Workers: 1}))
	b.until(t, "done", isDone(1))
	require.EqualValues(t, 9*size, b.lastRun(t, 1).Bytes)
	var kept []bool
	for _, r := range b.resultsOf(t, 1, exchange.ResultsAsk{Count: 9}).List {
		require.EqualValues(t, size, r.Size)
		kept = append(kept, r.Kept)
	}
	require.Equal(t, []bool{true, true, true, true, true, true, true, false, false}, kept)
	require.NoError(t, b.engine.Open(2, 1, 8))
	done := b.until(t, "done", isDone(2)).Done
	require.EqualValues(t, size, b.until(t, "the head", func(e exchange.Event) bool { return e.ID == 2 && e.Head != nil }).Head.Dropped)
	require.Zero(t, done.Body.Size)
	require.EqualValues(t, size, done.Timing.Decoded)
	x, err := b.engine.find(1)
	require.NoError(t, err)
	require.EqualValues(t, 7*size, x.results.kept.held.Load())
	require.NoError(t, b.Forget(1))
	require.Zero(t, x.results.kept.held.Load(), "the room is free again")
}

package engine

import (
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/load"
	"roundtrip/app/request"
)

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
	require.NoError(t, b.Many(1, r, request.Many{Values: []string{"flaky", "missing", "found"}, Workers: 2}))
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
	b.until(t, "the results as rows", isRead(1, exchange.Raw))
	require.Equal(t, 4, strings.Count(b.rows(t, 1, exchange.Raw), "\n"))
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
	require.NoError(t, b.Many(1, r, request.Many{Values: []string{"fast", "slow", "fast", "slow", "fast"}, Workers: 2}))
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
	require.NoError(t, b.Many(1, r, request.Many{Values: []string{"good", "b\x00d"}, Workers: 1}))
	b.until(t, "done", isDone(1))
	require.Equal(t, []exchange.KindCount{{Kind: exchange.BadInput, Count: 1}}, b.lastRun(t, 1).Failures)
}

func TestAFormCannotAskForMoreThanARunMaySend(t *testing.T) {
	require.Equal(t, load.MaxJobs, request.MostTimes)
}

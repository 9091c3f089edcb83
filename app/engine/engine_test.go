package engine

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/engine/bridge"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

// bench is an engine with the native transport, reached through the bridge as the
// page reaches it: every call passes through its JSON.
type bench struct {
	bridge.Client
	engine *Engine
	mu     sync.Mutex
	events []exchange.Event
	more   chan struct{}
}

func start(t *testing.T) *bench {
	t.Helper()
	b := &bench{more: make(chan struct{}, 1)}
	s := &session.Session{Transport: &http.Transport{}, Open: func(f request.File) (any, error) { return strings.NewReader(strings.Repeat("x", int(f.Size))), nil }}
	b.engine = New(s, session.Place{}, func(e exchange.Event) {
		data, err := json.Marshal(e)
		require.NoError(t, err)
		var copied exchange.Event
		require.NoError(t, json.Unmarshal(data, &copied))
		b.mu.Lock()
		b.events = append(b.events, copied)
		b.mu.Unlock()
		select {
		case b.more <- struct{}{}:
		default:
		}
	})
	b.Client = bridge.Client{Line: bridge.LineFunc(func(method string, c bridge.Call, _ []string) ([]byte, error) {
		params, err := json.Marshal(c)
		require.NoError(t, err)
		reply, err := b.engine.Serve(method, params)
		if err != nil {
			return nil, err
		}
		return json.Marshal(reply)
	})}
	return b
}

// until waits for an event and returns it.
func (b *bench) until(t *testing.T, what string, found func(exchange.Event) bool) exchange.Event {
	t.Helper()
	deadline := time.After(10 * time.Second)
	for {
		b.mu.Lock()
		for _, e := range b.events {
			if found(e) {
				b.mu.Unlock()
				return e
			}
		}
		b.mu.Unlock()
		select {
		case <-b.more:
		case <-deadline:
			require.FailNow(t, "no event: "+what, "%+v", b.events)
		}
	}
}

func (b *bench) rows(t *testing.T, id int, mode exchange.Mode) string {
	t.Helper()
	w, err := b.engine.Rows(id, mode, 0, 1000)
	require.NoError(t, err)
	return w.Text
}

func isDone(id int) func(exchange.Event) bool {
	return func(e exchange.Event) bool { return e.ID == id && e.Done != nil }
}

func isFailure(id int) func(exchange.Event) bool {
	return func(e exchange.Event) bool { return e.ID == id && e.Failure != nil }
}

func isRead(id int, mode exchange.Mode) func(exchange.Event) bool {
	return func(e exchange.Event) bool { return e.ID == id && e.View != nil && e.View.Mode == mode && e.View.Done }
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func TestAnExchangeTellsWhatWentOutAndWhatCameBack(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"said":%q,"auth":%q,"n":12345678901234567890}`, body, r.Header.Get("Authorization"))
	})
	b := start(t)
	r := request.Request{Method: "POST", URL: url + "/a.json", Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("t0k")},
		Body: request.Body{Kind: request.Text, Text: "hello"}}
	require.NoError(t, b.Send(1, r))
	done := b.until(t, "done", isDone(1)).Done
	b.until(t, "read", isRead(1, exchange.Pretty))

	var order []string
	for _, e := range b.events {
		switch {
		case e.Sent != nil:
			order = append(order, "sent")
			require.Equal(t, int64(5), e.Sent.BodySize)
			require.Equal(t, "hello", e.Sent.BodyHead)
		case e.Head != nil:
			order = append(order, "head")
			require.Equal(t, 200, e.Head.Status)
		case e.Done != nil:
			order = append(order, "done")
		}
	}
	require.Equal(t, []string{"sent", "head", "done"}, order)
	require.Equal(t, "{\n  \"said\": \"hello\",\n  \"auth\": \"Bearer t0k\",\n  \"n\": 12345678901234567890\n}", b.rows(t, 1, exchange.Pretty))
	require.Equal(t, "json", done.Body.Language)
	require.Equal(t, "a.json", done.Body.FileName)
	require.Greater(t, done.Timing.Total, 0.0)
	require.GreaterOrEqual(t, done.Timing.Total, done.Timing.Head)

	require.NoError(t, b.Read(1, exchange.Raw))
	b.until(t, "read raw", isRead(1, exchange.Raw))
	raw := `{"said":"hello","auth":"Bearer t0k","n":12345678901234567890}`
	require.Equal(t, raw, b.rows(t, 1, exchange.Raw))
	text, err := b.engine.Text(1)
	require.NoError(t, err)
	require.Equal(t, raw, text)
	store, name, media, err := b.engine.Body(1)
	require.NoError(t, err)
	require.Equal(t, int64(len(raw)), store.Len())
	require.Equal(t, "a.json", name)
	require.Equal(t, "application/json", media)
}

func TestABodyIsReadWhileItArrives(t *testing.T) {
	next := make(chan struct{})
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		for i := range 3 {
			fmt.Fprintf(w, "line %d\n", i)
			w.(http.Flusher).Flush()
			select {
			case <-next:
			case <-r.Context().Done():
			}
		}
	})
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	for i := range 3 {
		b.until(t, "row", func(e exchange.Event) bool { return e.View != nil && e.View.Rows > i+1 })
		require.Contains(t, b.rows(t, 1, exchange.Raw), fmt.Sprintf("line %d", i))
		next <- struct{}{}
	}
	b.until(t, "done", isDone(1))
}

func TestCancelEndsAnExchangeAtAnyMoment(t *testing.T) {
	release := make(chan struct{})
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/body" {
			io.WriteString(w, "some of it")
			w.(http.Flusher).Flush()
		}
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url + "/head"}))
	b.until(t, "sent", func(e exchange.Event) bool { return e.ID == 1 && e.Sent != nil })
	require.NoError(t, b.Cancel(1))
	require.Equal(t, exchange.Cancelled, b.until(t, "failure", isFailure(1)).Failure.Kind)

	require.NoError(t, b.Send(2, request.Request{URL: url + "/body"}))
	b.until(t, "a row", func(e exchange.Event) bool { return e.ID == 2 && e.View != nil && e.View.Rows > 0 })
	require.NoError(t, b.Cancel(2))
	f := b.until(t, "failure", isFailure(2)).Failure
	require.Equal(t, exchange.Cancelled, f.Kind)
	require.Equal(t, int64(10), f.Got)
	b.until(t, "what came is read to its end", isRead(2, exchange.Raw))
	require.Equal(t, "some of it", b.rows(t, 2, exchange.Raw))
}

func TestTheTimeoutCoversTheBodyToo(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "x")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Total: time.Second}}))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, exchange.TimedOut, f.Kind)
	require.Equal(t, int64(1), f.Got)
	require.GreaterOrEqual(t, f.After, 1000.0)
}

func TestABadRequestIsRefusedBeforeItIsSent(t *testing.T) {
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: "ftp://a.example"}))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, exchange.BadInput, f.Kind)
	require.Equal(t, exchange.AtURL, f.Where)
	p, err := b.Prepare(request.Request{URL: "https://a.example", Headers: []request.Field{{Name: "X", Value: "1"}}})
	require.NoError(t, err)
	require.Nil(t, p.Failure)
	require.Equal(t, "X", p.Sent.Headers[0].Name)
}

func TestAForgottenExchangeIsGone(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "x") })
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	b.until(t, "done", isDone(1))
	require.NoError(t, b.Forget(1))
	_, err := b.engine.Rows(1, exchange.Raw, 0, 10)
	require.ErrorContains(t, err, "send again")
}

func TestTheRowsOfAShortBodyAreToldBeforeItsEnd(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"a":1}`) })
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	b.until(t, "done", isDone(1))
	b.mu.Lock()
	defer b.mu.Unlock()
	told := slices.IndexFunc(b.events, func(e exchange.Event) bool { return e.View != nil && e.View.Rows > 0 })
	require.GreaterOrEqual(t, told, 0)
	require.Less(t, told, slices.IndexFunc(b.events, isDone(1)))
}

func TestAnEmptyBodyIsOver(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) })
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	done := b.until(t, "done", isDone(1)).Done
	require.Zero(t, done.Body.Size)
	require.Empty(t, done.Body.Modes)
}

func TestJSONIsCheckedAndFormatted(t *testing.T) {
	b := start(t)
	problem, err := b.CheckJSON("{\n  \"a\": tru\n}")
	require.NoError(t, err)
	require.Equal(t, 2, problem.Line)
	problem, err = b.CheckJSON("[1]")
	require.NoError(t, err)
	require.Nil(t, problem)
	text, problem, err := b.FormatJSON(`{"b":1e3,"b":0.10}`)
	require.NoError(t, err)
	require.Nil(t, problem)
	require.Equal(t, "{\n  \"b\": 1e3,\n  \"b\": 0.10\n}", strings.TrimSuffix(text, "\n"))
}

func TestProgressThatCameBeforeASilenceIsToldToo(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "20")
		for range 2 {
			io.WriteString(w, "12345")
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done()
	})
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	p := b.until(t, "progress", func(e exchange.Event) bool { return e.Progress != nil && e.Progress.Bytes == 10 }).Progress
	require.Equal(t, int64(20), p.Total)
	require.NoError(t, b.Cancel(1))
}

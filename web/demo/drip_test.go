package demo

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tmaxmax/go-sse"
)

func TestEventsDrip(t *testing.T) {
	server := httptest.NewServer(Handler("/demo", http.NotFoundHandler()))
	defer server.Close()
	for _, method := range []string{"GET", "POST", "QUERY"} {
		t.Run("to "+method, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), method, server.URL+"/demo/events?n=4&ms=20", nil)
			require.NoError(t, err)
			r.Header.Set("Last-Event-ID", "1")
			response, err := server.Client().Do(r)
			require.NoError(t, err)
			defer response.Body.Close()
			require.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
			var ids []string
			var times []time.Time
			for event, err := range sse.Read(response.Body, nil) {
				require.NoError(t, err)
				require.Equal(t, "drop", event.Type)
				ids = append(ids, event.LastEventID)
				var d drop
				require.NoError(t, json.Unmarshal([]byte(event.Data), &d))
				times = append(times, time.Now())
			}
			require.Equal(t, []string{"2", "3", "4"}, ids, "it goes on after Last-Event-ID")
			require.Greater(t, times[2].Sub(times[0]), 15*time.Millisecond, "events come one by one")
		})
	}
}

func TestAnEventSourceIsToldWhenToComeAgain(t *testing.T) {
	a := newAPI(t)
	w := a.get("/events?n=2&ms=0")
	require.Contains(t, w.Body.String(), "retry: 1000\n")
	require.Equal(t, 204, a.get("/events?n=2&ms=0", "Last-Event-ID", "2").Code, "and when not to")
	head := a.send(httptest.NewRequest("HEAD", "/demo/events?n=60&ms=1000", nil))
	require.Equal(t, 200, head.Code)
	require.Empty(t, head.Body.String())
}

func TestLinesDrip(t *testing.T) {
	server := httptest.NewServer(Handler("/demo", http.NotFoundHandler()))
	defer server.Close()
	response, err := server.Client().Get(server.URL + "/demo/lines?n=3&ms=20")
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, "application/x-ndjson", response.Header.Get("Content-Type"))
	var got []int
	var times []time.Time
	for in := bufio.NewScanner(response.Body); in.Scan(); {
		var d drop
		require.NoError(t, json.Unmarshal(in.Bytes(), &d))
		require.Equal(t, 3, d.Of)
		got, times = append(got, d.N), append(times, time.Now())
	}
	require.Equal(t, []int{1, 2, 3}, got)
	require.Greater(t, times[2].Sub(times[0]), 15*time.Millisecond, "lines come one by one")
}

func TestADripEndsWhenNobodyListens(t *testing.T) {
	ended := make(chan struct{})
	handler := Handler("/demo", http.NotFoundHandler())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(ended)
		handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	response, err := server.Client().Get(server.URL + "/demo/lines?n=6&ms=10000")
	require.NoError(t, err)
	_, err = bufio.NewReader(response.Body).ReadString('\n')
	require.NoError(t, err)
	response.Body.Close()
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		require.Fail(t, "the handler still drips")
	}
}

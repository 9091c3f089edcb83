package demo

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/tmaxmax/go-sse"
)

const (
	maxDrops = 1000
	// maxDripping bounds a stream: n times ms.
	maxDripping = time.Minute
)

// drop is one event, or one line.
type drop struct {
	N  int       `json:"n"`
	Of int       `json:"of"`
	At time.Time `json:"at"`
}

// dripping reads how many drops are wanted and how far apart.
func dripping(w http.ResponseWriter, r *http.Request) (n int, apart time.Duration, ok bool) {
	q := queryOf(r)
	n, apart = q.number("n", 10, 1, maxDrops), time.Duration(q.number("ms", 500, 0, 10_000))*time.Millisecond
	if time.Duration(n)*apart > maxDripping {
		q.fail("n times ms is more than a minute: ask for fewer, or for faster ones.")
	}
	if q.err != nil {
		refuse(w, http.StatusBadRequest, q.err.Error())
		return 0, 0, false
	}
	return n, apart, true
}

// drip writes drops from the given number to the last, each pushed out at once, until nobody listens.
func drip(w http.ResponseWriter, r *http.Request, from, n int, apart time.Duration, write func(drop) error) {
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	_ = out.Flush() // a writer that cannot flush sends later; so below
	ticker := time.NewTicker(max(apart, 1))
	defer ticker.Stop()
	for i := from; i <= n; i++ {
		if i > from {
			select {
			case <-ticker.C:
			case <-r.Context().Done():
				return
			}
		}
		if write(drop{N: i, Of: n, At: time.Now().UTC()}) != nil {
			return
		}
		_ = out.Flush()
	}
}

// events sends server-sent events (HTML standard, section 9.2) to any method. It goes on after Last-Event-ID, and
// answers 204 where nothing is left, which tells an EventSource not to come again.
func events(w http.ResponseWriter, r *http.Request) {
	n, apart, ok := dripping(w, r)
	if !ok {
		return
	}
	last, err := strconv.Atoi(r.Header.Get("Last-Event-ID"))
	if err != nil || last < 0 {
		last = 0
	}
	if last >= n {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	drip(w, r, last+1, n, apart, func(d drop) error {
		data, err := json.Marshal(d)
		if err != nil {
			return err
		}
		event := sse.Message{ID: sse.ID(strconv.Itoa(d.N)), Type: sse.Type("drop")}
		if d.N == last+1 {
			event.Retry = time.Second
		}
		event.AppendData(string(data))
		_, err = event.WriteTo(w)
		return err
	})
}

// lines sends JSON lines to any method.
func lines(w http.ResponseWriter, r *http.Request) {
	n, apart, ok := dripping(w, r)
	if !ok {
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := json.NewEncoder(w)
	drip(w, r, 1, n, apart, func(d drop) error { return out.Encode(d) })
}

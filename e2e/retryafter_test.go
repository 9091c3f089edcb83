//go:build !js

package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

func TestAServerThatAsksForAWaitIsWaitedForOrShown(t *testing.T) {
	var asked atomic.Int32
	limited := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
		if r.URL.Path == "/day" || asked.Add(1) == 1 {
			w.Header().Set("Retry-After", map[bool]string{true: "86400", false: "2"}[r.URL.Path == "/day"])
			w.WriteHeader(http.StatusTooManyRequests)
		}
		fmt.Fprint(w, "said by the server")
	}))
	t.Cleanup(func() {
		limited.CloseClientConnections()
		limited.Close()
	})
	s := start(t)
	panel := s.tab("Options")
	panel.CSS("#set-timeout").Fill("1")
	panel.CSS("#set-retry").Fill("2")

	// The timeout holds for each attempt, and not for the wait between them.
	s.send(limited.URL + "/soon")
	s.status().WaitMatch(`Attempt 2 of 3 in \d s, after 429`)
	s.answered("200 OK")

	s.get(limited.URL+"/day", "429 Too Many Requests")
	s.response().CSS(".body-notes").WaitText("the server asks to wait (Retry-After) for 24h. That is more than Options > Retries > Longest wait, 2m.")
	s.response().Role("tabpanel", "Body").WaitText("said by the server")
}

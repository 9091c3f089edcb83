//go:build !js

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAFlakyServerIsTriedAgainAndEveryAttemptIsListed(t *testing.T) {
	s := start(t)
	options := s.tab("Options")
	options.Role("textbox", "Retries").Fill("3")
	options.Role("textbox", "Statuses").Fill("503")
	s.get(site.Demo+"/flaky?fail=2&key="+unique(t), "200 OK")
	s.response().Role("tab", "/^Traffic/").WaitText("3")
	panel := s.responseTab("Traffic")
	panel.Role("heading", "/^2. Tried again( after [0-9.]+ ms)?: GET /").Wait() // a busy machine takes a moment
	panel.WaitText("503 Service Unavailable").WaitText("> Host: ").WaitText("< Content-Type: ")
	clipboard := s.Clipboard()
	panel.Role("button", "Copy traffic").Click()
	require.Equal(t, 3, strings.Count(clipboard.Await(), "> GET /demo/flaky"))
}

func TestAWaitCountsDownAndCanBeCancelled(t *testing.T) {
	s := start(t)
	s.tab("Options").Role("textbox", "Retries").Fill("1")
	s.send(site.Demo + "/flaky?fail=1&retry_after=30&key=" + unique(t))
	s.status().WaitMatch(`Attempt 2 of 2 in (30|29|28) s, after 503 Service Unavailable`)
	s.status().WaitMatch(`in 2\d s`)
	s.Role("button", "Cancel").Click()
	s.status().WaitText("Cancelled")
}

func TestRetriesThatAreUsedUpAreAFailureOfTheirOwn(t *testing.T) {
	s := start(t)
	options := s.tab("Options")
	options.Role("textbox", "Retries").Fill("1")
	options.Role("textbox", "Statuses").Fill("502, 503")
	s.send(server.URL + "/status/502")
	s.status().WaitText("Retries used up")
	options.Role("checkbox", "Return the last response").Click()
	s.Press("Control+Enter")
	s.status().WaitText("502")
}

func TestABadStatusMayBeAFailure(t *testing.T) {
	s := start(t)
	s.tab("Options").Role("checkbox", "Treat 4xx and 5xx as failures").Click()
	s.send(server.URL + "/status/404")
	s.status().WaitText("404 Client Error: Not Found")
	s.responseTab("Body").WaitText("Options say that a status of 400 or more is a failure")
	s.get(server.URL+"/status/399", "399")
}

func TestTheReadTimeoutFailsInItsOwnWay(t *testing.T) {
	s := start(t)
	s.tab("Options").CSS("#set-read").Fill("0.3")
	s.send(server.URL + "/hang")
	s.status().WaitText("Timed out reading")
	s.send(server.URL + "/stall?n=640")
	s.status().WaitText("timed out reading")
	s.get(server.URL+"/drip?every=100&lines=8", "200 OK")
}

func TestABodyIsSentAgainWithEachAttempt(t *testing.T) {
	s := start(t)
	options := s.tab("Options")
	options.Role("textbox", "Retries").Fill("2")
	options.Role("textbox", "Statuses").Fill("418")
	options.Role("textbox", "Methods").Fill("POST")
	s.method().Choose(http.MethodPost)
	panel := s.tab("Body")
	panel.Role("radio", "Text").Click()
	panel.Role("textbox", "Text body").Paste("again")
	s.send(server.URL + echo(t) + "?status=418")
	s.status().WaitText("Retries used up")
	seen := server.Seen(echo(t))
	require.Len(t, seen, 3)
	for _, r := range seen {
		require.Equal(t, "again", string(r.Body))
	}
}

func TestAnAnswerIsKeptWhereTheOptionsSaySo(t *testing.T) {
	s := start(t)
	options := s.tab("Options")
	options.CSS("#set-keep").Fill("60")
	s.get(server.URL+echo(t), "200 OK")
	s.response().WaitText("MISS")
	s.Press("Control+Enter")
	s.response().WaitText("HIT, ")
	s.responseTab("Headers").WaitText("Cache: HIT")
	require.Len(t, server.Seen(echo(t)), 1)
	options.Role("button", "Clear cache").Click()
	s.Press("Control+Enter")
	s.arrivedTimes(echo(t), 2)
}

func TestAKeptAnswerIsValidatedWhereTheOptionsSaySo(t *testing.T) {
	s := start(t)
	s.tab("Options").Role("checkbox", "Keep responses as the server says").Click()
	url := site.Demo + "/cached?max_age=0&key=" + unique(t)
	s.get(url, "200 OK")
	s.response().WaitText("MISS")
	s.Press("Control+Enter")
	s.response().WaitText("REVALIDATED, ")
	s.showsText(`"made": 1`)
	s.responseTab("Traffic").WaitText("304 Not Modified")
}

func TestARateLimitIsAGaugeAndMayBeWaitedFor(t *testing.T) {
	s := start(t)
	url := site.Demo + "/limited?limit=1&window=12&key=" + unique(t)
	s.get(url, "200 OK")
	headers := s.responseTab("Headers")
	headers.WaitText("0 of 1 left, anew at ")
	headers.Role("meter").Nth(0).Wait()
	s.get(url, "429 Too Many Requests")
	s.tab("Options").Role("checkbox", "Wait when the rate limit is used up").Click()
	s.Press("Control+Enter")
	s.status().WaitMatch(`^Waiting for the rate limit, \d+ s`)
	s.answered("200 OK")
}

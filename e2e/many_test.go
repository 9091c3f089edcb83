//go:build !js

package e2e

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
	"roundtrip/e2e/peer"
)

// counter is a server that counts the requests that come and how many it answers at the same time.
type counter struct {
	*httptest.Server
	mu              sync.Mutex
	came, now, most int
}

// countRequests starts a server that takes so long over each answer.
func countRequests(t *testing.T, takes time.Duration) *counter {
	t.Helper()
	c := &counter{}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		c.came, c.now = c.came+1, c.now+1
		c.most = max(c.most, c.now)
		c.mu.Unlock()
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.now--
		}()
		w.Header().Set("Access-Control-Allow-Origin", "*")
		select {
		case <-time.After(takes):
		case <-r.Context().Done():
			return
		}
		fmt.Fprint(w, "answer")
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *counter) seen() (came, now, most int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.came, c.now, c.most
}

// many opens the tab Many for a number of times.
func (s screen) many(times, workers string) browser.Locator {
	s.Helper()
	panel := s.tab("Many")
	panel.Role("textbox", "Requests").Fill(times)
	panel.Role("textbox", "Concurrency").Fill(workers)
	return panel
}

// manyFor opens the tab Many for values.
func (s screen) manyFor(values ...string) browser.Locator {
	s.Helper()
	panel := s.tab("Many")
	panel.Role("radio", "For each value").Click()
	panel.Role("textbox", "Values").Paste(strings.Join(values, "\n"))
	return panel
}

// saved saves the results and gives their rows, under these columns of what was sent.
func (s screen) saved(t *testing.T, columns ...string) [][]string {
	t.Helper()
	s.response().Role("button", "Download").Click()
	file := s.Download()
	require.Equal(t, "requests.csv", file.Name)
	rows, err := csv.NewReader(strings.NewReader(string(file.Data))).ReadAll()
	require.NoError(t, err)
	require.Equal(t, slices.Concat([]string{"index"}, columns, []string{"status", "failure", "start_ms", "duration_ms", "bytes"}), rows[0])
	return rows[1:]
}

// results is the table of results as it is shown.
func (s screen) results() browser.Locator { return s.response().Role("region", "Results") }

func TestARequestIsSentANumberOfTimesByAFewWorkers(t *testing.T) {
	s := start(t)
	c := countRequests(t, 20*time.Millisecond)
	s.url().Fill(c.URL)
	s.many("60", "4").Role("button", "Start").Click()
	s.status().WaitMatch(`^60 requests, \d`)
	came, _, most := c.seen()
	require.Equal(t, 60, came)
	require.Equal(t, 4, most)
	summary := s.response().Role("region", "Summary")
	summary.WaitText("60 of 60").WaitText("99 %").WaitText("360 B")
	s.CSS(".run-more summary").Click()
	summary.Role("table", "Histogram of latency").Wait()
	s.responseTab("Request").WaitText("the first request of the run").WaitText(c.URL)
	require.Zero(t, s.response().Role("tab", "Headers").Count(), "each of its requests has some")
	s.Press("Control+Enter") // sends once
	s.answered("200 OK")
	came, _, _ = c.seen()
	require.Equal(t, 61, came)
}

func TestNoMoreRequestsStartInASecondThanAreAllowed(t *testing.T) {
	s := start(t)
	c := countRequests(t, 0)
	s.url().Fill(c.URL)
	panel := s.many("11", "8")
	panel.Role("textbox", "Rate limit").Fill("10")
	begun := time.Now()
	panel.Role("button", "Start").Click()
	s.status().WaitMatch(`^11 requests, 1\.`)
	require.Greater(t, time.Since(begun), time.Second)
}

func TestEachValueArrivesAsItIsWhereverItStands(t *testing.T) {
	s := start(t)
	values := []string{"plain", `50% & "a+b"/c?d#e`, "ünï {}", "%41"}
	s.method().Choose("POST")
	s.url().Fill(server.URL + echo(t) + "/{{value}}?q={{value}}&fixed=1")
	body := s.tab("Body")
	body.Role("radio", "JSON").Click()
	s.request().Role("textbox", "JSON body").Paste(`{"name":"{{value}}"}`)
	panel := s.manyFor(values...)
	panel.Role("button", "Start").Click()
	panel.WaitText("This sends 4 POST requests to " + strings.TrimPrefix(server.URL, "http://"))
	panel.Role("button", "Send 4 requests").Click()
	s.status().WaitMatch("^4 requests, ")
	require.ElementsMatch(t, values, arrivedValues(t, server.Seen(echo(t))))
	var column []string
	for _, row := range s.saved(t, "value") {
		column = append(column, row[1])
	}
	require.ElementsMatch(t, values, column)
}

// arrivedValues are the values of requests, which must be the same at each place.
func arrivedValues(t *testing.T, seen []hostile.Request) (values []string) {
	t.Helper()
	for _, r := range seen {
		target, err := url.Parse(r.Target)
		require.NoError(t, err)
		value := target.Query().Get("q")
		require.Equal(t, echo(t)+"/"+value, target.Path)
		require.Equal(t, "1", target.Query().Get("fixed"))
		require.JSONEq(t, fmt.Sprintf(`{"name":%q}`, value), string(r.Body))
		values = append(values, value)
	}
	return values
}

func TestWhatIsWrongWithARunIsSaidAtItsField(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	panel := s.many("10001", "0")
	panel.Role("textbox", "Requests").WaitAttr("aria-invalid", "true")
	panel.Role("textbox", "Concurrency").WaitAttr("aria-invalid", "true")
	s.CSS("#many-workers-problem").WaitText("from 1 to 100") // the button under it has moved
	panel.Role("button", "Start").Click()
	panel.Role("textbox", "Requests").WaitFocus()
	s.CSS("#many-times-problem").WaitText("from 1 to 10,000")
	s.CSS("#many-workers-problem").WaitText("from 1 to 100")
	panel.Role("textbox", "Concurrency").Fill("8")
	panel.Role("radio", "For each value").Click()
	panel.Role("textbox", "Values").Wait() // the button under it has moved
	panel.Role("button", "Start").Click()
	s.CSS("#many-values").WaitFocus().WaitAttr("aria-invalid", "true")
	s.CSS("#many-values-problem").WaitText("Type at least one value")
	panel.Role("textbox", "Values").Paste("a\nb")
	s.CSS("#many-values-problem").WaitText("{{value}} is not used in the request")
	s.url().Fill(server.URL + echo(t) + "/{{value}}")
	panel.Role("button", "Start").Click()
	s.status().WaitMatch("^2 requests, ")
}

func TestARequestThatChangesThingsIsNotSentManyTimesUnasked(t *testing.T) {
	s := start(t)
	c := countRequests(t, 0)
	s.url().Fill(c.URL)
	s.method().Choose("DELETE")
	panel := s.many("20", "8")
	panel.Role("button", "Start").Click()
	panel.WaitText("This sends 20 DELETE requests")
	s.CSS("#many-confirm").WaitFocus()
	panel.Role("button", "Cancel").Click()
	panel.Role("button", "Start").WaitFocus()
	panel.Role("button", "Start").Click()
	panel.Role("textbox", "Requests").Fill("3") // the question was about something else
	panel.Role("button", "Start").Wait()
	came, _, _ := c.seen()
	require.Zero(t, came)
}

func TestARunIsStoppedInTheMiddleAndKeepsWhatCame(t *testing.T) {
	s := start(t)
	c := countRequests(t, 30*time.Millisecond)
	s.url().Fill(c.URL)
	panel := s.many("5000", "5")
	panel.Role("button", "Start").Click()
	s.status().WaitMatch(`^Sending 5,000 requests`)
	s.response().CSS(".statusbar-code").WaitMatch(`^[1-9]\d+ of 5,000$`)
	panel.Role("button", "Stop").Click()
	s.status().WaitMatch(`^Stopped: \d+ of 5,000 requests, [1-5] cancelled, `) // others may have ended just then
	panel.Role("button", "Start").Wait()
	rows := s.saved(t)
	came, _, _ := c.seen()
	require.LessOrEqual(t, came, len(rows))
	require.GreaterOrEqual(t, came, len(rows)-5, "a request that was cancelled need not have come as far as the server")
	cancelled := slices.DeleteFunc(rows, func(row []string) bool { return row[2] != "cancelled" })
	require.NotEmpty(t, cancelled)
	require.LessOrEqual(t, len(cancelled), 5)
	require.Less(t, came, 2000)
	time.Sleep(200 * time.Millisecond)
	again, now, _ := c.seen()
	require.Equal(t, came, again)
	require.Zero(t, now)
}

func TestResultsAreATableByValueAndEachIsOpened(t *testing.T) {
	s := start(t)
	served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Expose-Headers", "*")
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Name", r.URL.Query().Get("name"))
		if r.URL.Path == "/users/9" {
			w.WriteHeader(http.StatusNotFound)
		}
		fmt.Fprintf(w, `{"id":%q,"pad":%q}`, strings.TrimPrefix(r.URL.Path, "/users/"), strings.Repeat("x", len(r.URL.Path)))
	}))
	defer served.Close()
	s.url().Fill(served.URL + "/users/{{id}}?name={{name}}")
	panel := s.tab("Many")
	panel.Role("radio", "For each row of a CSV").Click()
	panel.Role("textbox", "CSV").Paste("id,name,Full name\n100,ada,Ada Lovelace\n9,\"gr\"\"ace\",x\n20,=cmd,y")
	s.CSS("#many-csv-read").WaitText("3 rows: {{id}}, {{name}}. Not usable as placeholders: “Full name”")
	panel.Role("button", "Start").Click()
	s.status().WaitMatch(`^3 requests, \d`)
	results := s.results()
	results.CSS("tbody tr").WaitCount(3)
	require.Equal(t, [][]string{{"0", "100", "ada", "200", ""}, {"1", "9", `gr"ace`, "404", ""}, {"2", "20", "'=cmd", "200", ""}}, byPlace(s.saved(t, "id", "name")))

	results.Role("button", "id").Click() // numbers by their size
	results.CSS("tbody tr:first-child").WaitText(`gr"ace`)
	results.Role("button", "id").Click()
	results.CSS("tbody tr:first-child").WaitText("ada")
	results.CSS("thead th[aria-sort=descending]").WaitText("id")
	results.Role("combobox", "Show").Choose("4xx")
	results.CSS("tbody tr").WaitCount(1)
	results.CSS(".results-range").WaitText("1–1 of 1")

	results.Role("button", "Open request 2").Focus()
	s.Press("Enter")
	s.status().WaitMatch(`^404 Not Found, `)
	s.CSS("#result-back").WaitFocus()
	s.response().WaitText(`Request 2 of 3: id = 9, name = gr"ace`)
	s.shows("{", `  "id": "9",`, `  "pad": "xxxxxxxx"`, "}")
	s.responseTab("Headers").WaitText(`gr"ace`)
	s.responseTab("Request").WaitText("/users/9?name=gr%22ace")
	s.responseTab("Timing").WaitText("timed as a whole")
	s.responseTab("Traffic").WaitText("The traffic of a run is not kept")
	s.response().Role("tab", "Body").Click()
	s.response().Role("button", "Download").Click()
	require.Equal(t, `{"id":"9","pad":"xxxxxxxx"}`, string(s.Download().Data))

	s.response().Role("button", "Send alone").Click()
	s.responseTab("Traffic").WaitText("GET /users/9?name=gr%22ace")
	s.status().WaitMatch(`^404 Not Found, `)
	s.CSS("#result-back").Click()
	s.CSS("#result-1").WaitFocus()
	results.CSS("tbody tr").WaitCount(1) // as it was left
	results.Role("combobox", "Show").Choose("Failed")
	results.CSS(".results-range").WaitText("No such results.")
}

// byPlace are the first cells of saved rows, without times, in the order in which they were sent.
func byPlace(rows [][]string) (list [][]string) {
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	for _, row := range rows {
		list = append(list, row[:len(row)-3])
	}
	return list
}

func TestRangesAreValuesAndResultsHavePages(t *testing.T) {
	s := start(t)
	c := countRequests(t, 0)
	s.url().Fill(c.URL + "/{{value}}")
	panel := s.manyFor("a", "0-98", "007-009")
	s.CSS("#many-values-read").WaitText("2 lines are ranges, which make 103 values")
	panel.Role("button", "Start").Click()
	s.status().WaitMatch("^103 requests, ")
	results := s.results()
	results.CSS(".results-range").WaitText("1–50 of 103")
	results.CSS("tbody tr").WaitCount(50)
	results.Role("button", "Next page of results").Click()
	results.Role("button", "Next page of results").Click()
	results.CSS(".results-range").WaitText("101–103 of 103")
	results.CSS("tbody tr:last-child").WaitText("009")
	results.Role("button", "Next page of results").WaitAttr("aria-disabled", "true")

	results.Role("button", "Run again").Click()
	s.status().WaitMatch("^Sending 103 requests|^103 requests, ")
	results.CSS(".results-range").WaitText("1–50 of 103")
	s.status().WaitMatch("^103 requests, ")
	came, _, _ := c.seen()
	require.Equal(t, 206, came)
}

// What came of a request is opened while the run goes on, which stays behind it.
func TestAResultIsOpenedWhileTheRunLasts(t *testing.T) {
	s := start(t)
	c := countRequests(t, 0)
	s.url().Fill(c.URL + "/{{value}}")
	panel := s.manyFor("1-200")
	panel.Role("textbox", "Rate limit").Fill("50")
	panel.Role("button", "Start").Click()
	s.CSS("#result-3").Wait().Click()
	s.response().WaitText("Request 4 of 200: value = 4")
	s.status().WaitMatch("^200 OK, ")
	s.shows("answer")
	require.Equal(t, 1, panel.Role("button", "Stop").Count(), "the run lasts four seconds")
	panel.Role("button", "Start").Wait()
	s.shows("answer")
	s.response().Role("button", "Back to results").Click()
	s.status().WaitMatch("^200 requests, ")
	s.results().CSS(".results-range").WaitText("1–50 of 200")
}

func TestOneFailedRequestOfARunIsSentAgainAlone(t *testing.T) {
	s := start(t)
	s.Expect("ERR_|Failed to load|net::")
	nobody := "http://" + peer.Nobody(t)
	s.url().Fill("{{value}}")
	s.manyFor(server.URL+"/status/200", nobody+"/x").Role("button", "Start").Click()
	s.status().WaitMatch("^2 requests, 1 failed, ")
	s.CSS("#result-1").Wait().Click()
	s.response().WaitText("Blocked or unreachable")
	s.response().WaitText("Request 2 of 2: value = " + nobody + "/x")
	s.response().Role("button", "Send again").Click()
	s.response().WaitText("Request 2 of 2")
	s.response().Role("button", "Back to results").Click()
	s.status().WaitMatch("^2 requests, 1 failed, ")
}

func TestFailuresOfARunAreCountedByTheirKind(t *testing.T) {
	s := start(t)
	s.Expect("ERR_|Failed to load|net::")
	s.url().Fill("{{value}}")
	panel := s.manyFor(server.URL+"/status/404", server.URL+"/status/200", "http://"+peer.Nobody(t), server.URL+"/status/500")
	panel.Role("button", "Start").Click()
	s.status().WaitMatch("^4 requests, 1 failed, ")
	summary := s.response().Role("region", "Summary")
	summary.Role("table", "Failures").WaitText("Blocked or unreachable")
	summary.Role("table", "Statuses").WaitText("404").WaitText("500")

	s.tab("Options").Role("checkbox", "Treat 4xx and 5xx as failures").Click()
	s.tab("Many").Role("button", "Start").Click()
	s.status().WaitMatch("^4 requests, 3 failed, ")
	summary.Role("table", "Failures").WaitText("Status of 400 or more (HTTPError)")
}

func TestThePageIsResponsiveWhileARunOfTwoThousandLasts(t *testing.T) {
	s := start(t)
	c := countRequests(t, 0)
	s.url().Fill(c.URL)
	panel := s.many("2000", "8")
	panel.Role("textbox", "Rate limit").Fill("250")
	panel.Role("button", "Start").Click()
	s.response().CSS(".statusbar-code").WaitMatch(`of 2,000$`)
	s.url().Fill("")
	s.Type("12345") // each key is handled while results come in
	s.url().WaitValue("12345")
	require.Equal(t, 1, panel.Role("button", "Stop").Count(), "the run lasts eight seconds")
	s.status().WaitMatch(`^2,000 requests, \d`)
	came, _, _ := c.seen()
	require.Equal(t, 2000, came)
	s.results().CSS(".results-range").WaitText("1–50 of 2,000")
}

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
	panel.Role("textbox", "Times").Fill(times)
	panel.Role("textbox", "At a time").Fill(workers)
	return panel
}

// manyFor opens the tab Many for values.
func (s screen) manyFor(values ...string) browser.Locator {
	s.Helper()
	panel := s.tab("Many")
	panel.Role("radio", "Once for each value").Click()
	panel.Role("textbox", "Values").Paste(strings.Join(values, "\n"))
	return panel
}

// results saves the results and gives their rows, without the header.
func (s screen) results(t *testing.T) [][]string {
	t.Helper()
	s.response().Role("button", "Download").Click()
	file := s.Download()
	require.Equal(t, "requests.csv", file.Name)
	rows, err := csv.NewReader(strings.NewReader(string(file.Data))).ReadAll()
	require.NoError(t, err)
	require.Equal(t, "index,value,status,failure,start_ms,duration_ms,bytes", strings.Join(rows[0], ","))
	return rows[1:]
}

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
	summary.Role("table", "Histogram of latency").Wait()
	s.responseTab("Headers").WaitText("Send the request once to see them")
	s.responseTab("Timing").WaitText("How long each request took")
	s.responseTab("Traffic").WaitText("not kept")
	s.responseTab("Request").WaitText("first of many").WaitText(c.URL)
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
	panel.Role("textbox", "Per second").Fill("10")
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
	for _, row := range s.results(t) {
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
	panel.Role("textbox", "Times").WaitAttr("aria-invalid", "true")
	panel.Role("textbox", "At a time").WaitAttr("aria-invalid", "true")
	s.CSS("#many-workers-problem").WaitText("from 1 to 100") // the button under it has moved
	panel.Role("button", "Start").Click()
	panel.Role("textbox", "Times").WaitFocus()
	s.CSS("#many-times-problem").WaitText("from 1 to 10,000")
	s.CSS("#many-workers-problem").WaitText("from 1 to 100")
	panel.Role("textbox", "At a time").Fill("8")
	panel.Role("radio", "Once for each value").Click()
	panel.Role("textbox", "Values").Wait() // the button under it has moved
	panel.Role("button", "Start").Click()
	s.CSS("#many-values").WaitFocus().WaitAttr("aria-invalid", "true")
	s.CSS("#many-values-problem").WaitText("Type at least one value")
	panel.Role("textbox", "Values").Paste("a\nb")
	s.CSS("#many-values-problem").WaitText("{{value}} stands nowhere in the request")
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
	panel.Role("button", "Do not send").Click()
	panel.Role("button", "Start").WaitFocus()
	panel.Role("button", "Start").Click()
	panel.Role("textbox", "Times").Fill("3") // the question was about something else
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
	rows := s.results(t)
	came, _, _ := c.seen()
	require.LessOrEqual(t, came, len(rows))
	require.GreaterOrEqual(t, came, len(rows)-5, "a request that was cancelled need not have come as far as the server")
	cancelled := slices.DeleteFunc(rows, func(row []string) bool { return row[3] != "cancelled" })
	require.NotEmpty(t, cancelled)
	require.LessOrEqual(t, len(cancelled), 5)
	require.Less(t, came, 2000)
	time.Sleep(200 * time.Millisecond)
	again, now, _ := c.seen()
	require.Equal(t, came, again)
	require.Zero(t, now)
}

func TestWhatIsShownIsWhatIsSaved(t *testing.T) {
	s := start(t)
	c := countRequests(t, 0)
	s.url().Fill(c.URL + "/{{value}}")
	s.manyFor("a", "=1+1", `say "hi", you`, "d").Role("button", "Start").Click()
	s.status().WaitMatch("^4 requests, ")
	s.response().Role("button", "Download").Click()
	s.shows(strings.Split(strings.ReplaceAll(string(s.Download().Data), "\r\n", "\n"), "\n")...)
	s.showsText(`,'=1+1,200,,`)
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
	panel.Role("textbox", "Per second").Fill("250")
	panel.Role("button", "Start").Click()
	s.response().CSS(".statusbar-code").WaitMatch(`of 2,000$`)
	s.url().Fill("")
	s.Type("12345") // each key is handled while results come in
	s.url().WaitValue("12345")
	require.Equal(t, 1, panel.Role("button", "Stop").Count(), "the run lasts eight seconds")
	s.status().WaitMatch(`^2,000 requests, \d`)
	came, _, _ := c.seen()
	require.Equal(t, 2000, came)
	s.showsText("1999,,200,,")
}

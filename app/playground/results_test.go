package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

// aRun is a screen on which a run of some values is over.
func aRun(t *testing.T) Model {
	t.Helper()
	m := formOf("GET", "https://a.example/{{id}}", map[ManyField]string{ManyHow: "csv", ManyCSV: "id,name\n7,ada\n9,grace\n8,alan"})
	m, cmds := play(m, ManyPressed{}, EngineEvent{exchange.Event{ID: 1, Run: &exchange.Run{Total: 3, Count: 3, Answered: 3}}}, end(1))
	require.Equal(t, []AskResults{{1, 1, exchange.ResultsAsk{Count: 50}}, {1, 2, exchange.ResultsAsk{Count: 50}}}, of[AskResults](cmds), "the last ask is the one that counts")
	m, _ = play(m, ResultsAnswered{Number: 1, Results: exchange.Results{Total: 1, List: []exchange.Result{{Index: 1}}}},
		ResultsAnswered{Number: 2, Results: exchange.Results{Total: 3, List: []exchange.Result{
			{Index: 0, Status: 200, Duration: 21, Size: 5, Kept: true}, {Index: 1, Kind: exchange.TimedOut, Duration: 1000, Kept: true},
			{Index: 2, Status: 503, Kind: exchange.BadStatus, Duration: 20, Size: 1284},
		}}}, ResultsAnswered{Number: 1})
	return m
}

func TestTheResultsOfARunAsATable(t *testing.T) {
	m := aRun(t)
	table := m.ResultsTable()
	var names []string
	for _, c := range table.Columns {
		names = append(names, c.Name+c.Sorted)
	}
	require.Equal(t, []string{"#ascending", "id", "name", "Status", "Time", "Size"}, names)
	require.Equal(t, []ResultRow{
		{0, "1", []string{"7", "ada"}, "2xx", "200", "21 ms", "5 B", ""},
		{1, "2", []string{"9", "grace"}, "failed", "Timed out", "1.00 s", "0 B", ""},
		{2, "3", []string{"8", "alan"}, "5xx", "503", "20 ms", "1.3 kB", "body not kept"},
	}, table.Rows)
	require.Equal(t, "1–3 of 3", table.Range)
	require.False(t, table.Back || table.Forward)
	require.True(t, m.CanRepeat())
	require.Equal(t, RunTabs, m.Shown.Tabs())
	m.ResponseTab = ResponseTiming
	require.Equal(t, ResponseBody, m.ShownTab(), "a run has no timing of its own")
}

func TestWhatIsAskedOfTheResults(t *testing.T) {
	by := func(order exchange.ResultOrder, column int) Msg { return ResultsOrdered{order, column} }
	for name, c := range map[string]struct {
		msgs []Msg
		want exchange.ResultsAsk
	}{
		"an order":                {[]Msg{by(exchange.BySize, 0)}, exchange.ResultsAsk{Order: exchange.BySize}},
		"turned round":            {[]Msg{by(exchange.ByCell, 1), by(exchange.ByCell, 1)}, exchange.ResultsAsk{Order: exchange.ByCell, Column: 1, Reverse: true}},
		"and back":                {[]Msg{by("", 0)}, exchange.ResultsAsk{Reverse: true}},
		"another column":          {[]Msg{by(exchange.ByCell, 1), by(exchange.ByCell, 0)}, exchange.ResultsAsk{Order: exchange.ByCell}},
		"a page":                  {[]Msg{ResultsMoved{2}}, exchange.ResultsAsk{From: 100}},
		"not before the first":    {[]Msg{ResultsMoved{-1}}, exchange.ResultsAsk{}},
		"a filter, from the top":  {[]Msg{ResultsMoved{1}, ResultsFiltered{"4"}}, exchange.ResultsAsk{Only: "4"}},
		"an order, from the top":  {[]Msg{ResultsMoved{1}, by(exchange.ByStatus, 0)}, exchange.ResultsAsk{Order: exchange.ByStatus}},
		"the same after a glance": {[]Msg{ResultsFiltered{"failed"}, ResultOpened{1}, head(2, 200), end(2), ResultClosed{}}, exchange.ResultsAsk{Only: "failed"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, cmds := play(aRun(t), c.msgs...)
			asks := of[AskResults](cmds)
			c.want.Count = 50
			require.Equal(t, c.want, asks[len(asks)-1].Ask)
		})
	}
	m, _ := play(aRun(t), ManyPressed{})
	require.Equal(t, Results{}, m.Results, "a new run has a table of its own")
}

func TestResultsAreAskedForNowAndThenWhileARunLasts(t *testing.T) {
	m := formOf("GET", "https://a.example/", nil)
	m, _ = play(m, ManyPressed{})
	news := func(count int, at float64) []AskResults {
		var cmds []Cmd
		m.Elapsed = at
		m, cmds = play(m, EngineEvent{exchange.Event{ID: 1, Run: &exchange.Run{Total: 100, Count: count}}})
		return of[AskResults](cmds)
	}
	require.Empty(t, news(0, 1), "there is nothing yet")
	require.Len(t, news(1, 5), 1)
	require.Empty(t, news(20, 205))
	require.Len(t, news(90, 1005), 1)
}

// A result that is opened is an exchange like any other, which its run stands behind.
func TestAResultIsOpenedAndClosed(t *testing.T) {
	m, cmds := play(aRun(t), ResultOpened{1})
	require.Equal(t, []OpenResult{{2, 1, 1}}, of[OpenResult](cmds))
	require.Equal(t, 1, m.Shown.ID, "until it is here")
	m, cmds = play(m, head(2, 200))
	require.Equal(t, Focus{Target{Control: "result-back"}}, cmds[0])
	m, more := play(m, view(2, "pretty", 3), end(2), view(2, "raw", 4))
	cmds = append(cmds, more...)
	require.Equal(t, 2, m.Shown.ID)
	require.NotNil(t, m.Shown.Done)
	require.Nil(t, m.Opening)
	require.Equal(t, "https://a.example/9", m.Shown.Request.URL)
	require.Equal(t, "Request 2 of 3: id = 9, name = grace", m.OpenedResult())
	require.Equal(t, "200 R", m.ResponseLine().Code)
	require.True(t, m.CanSave())
	require.Equal(t, ResponseTabs, m.Shown.Tabs())
	require.Empty(t, of[Forget](cmds), "the run can be gone back to")

	back, cmds := play(m, ResultClosed{})
	require.Equal(t, 1, back.Shown.ID)
	require.Equal(t, []Forget{{2}}, of[Forget](cmds))
	require.Contains(t, cmds, Cmd(Focus{Target{Control: "result", Index: 1}}))
	_, cmds = play(m, SendPressed{}, head(3, 200))
	require.ElementsMatch(t, []Forget{{1}, {2}}, of[Forget](cmds))
	_, cmds = play(m, ClearPressed{})
	require.Empty(t, of[Forget](cmds), "Undo brings both back")
	_, cmds = play(m, ClearPressed{}, LinkDismissed{})
	require.ElementsMatch(t, []Forget{{1}, {2}}, of[Forget](cmds))

	m, cmds = play(aRun(t), ResultOpened{0}, ResultOpened{1}, head(2, 200), end(2))
	require.Equal(t, []Forget{{2}}, of[Forget](cmds), "the other was wanted")
	require.Equal(t, 1, m.Shown.ID)
	m, _ = play(aRun(t), ResultOpened{0}, ClearPressed{}, head(2, 200), end(2))
	require.Nil(t, m.Shown)
	require.Nil(t, m.Opening)
}

func TestARunGoesOnBehindAResultThatIsOpen(t *testing.T) {
	run := func(count int) Msg {
		return EngineEvent{exchange.Event{ID: 1, Run: &exchange.Run{Total: 100, Count: count, Answered: count}}}
	}
	m, _ := play(formOf("GET", "https://a.example/", nil), ManyPressed{}, run(5), ResultOpened{2}, run(6), head(2, 404), run(7), end(2))
	m.Elapsed = 5000
	m, cmds := play(m, run(50))
	require.Equal(t, 2, m.Shown.ID)
	require.Equal(t, 50, m.Shown.Of.Run.Count)
	require.Empty(t, of[AskResults](cmds), "nobody sees the table")
	require.False(t, m.Stale())
	require.Equal(t, "404 R", m.ResponseLine().Code)
	require.Equal(t, "Request 3 of 100", m.OpenedResult())
	m, _ = play(m, run(100), end(1))
	require.Equal(t, 2, m.Shown.ID)
	m, _ = play(m, ResultClosed{})
	require.Equal(t, 100, m.Shown.Run.Count)
	require.True(t, m.CanRepeat())
}

func TestRetryOfAResultSendsThatRequestAlone(t *testing.T) {
	m, _ := play(aRun(t), ResultOpened{1}, failure(2, exchange.TimedOut))
	require.Empty(t, m.RelayOffer().Text)
	m, cmds := play(m, RetryPressed{})
	require.Equal(t, "https://a.example/9", of[Send](cmds)[0].Request.URL)
	m, cmds = play(m, head(3, 200), end(3))
	require.Equal(t, []Forget{{2}}, of[Forget](cmds))
	require.Equal(t, "Request 2 of 3: id = 9, name = grace", m.OpenedResult())
	m, _ = play(m, ResultClosed{})
	require.Equal(t, 1, m.Shown.ID)
}

func TestABodyThatWasNotKeptIsSaidNotToBe(t *testing.T) {
	dropped := EngineEvent{exchange.Event{ID: 2, Head: &exchange.Head{Status: 200, Dropped: 1284}}}
	for want, over := range map[string]Msg{
		"This body, 1.3 kB, was not kept: 64 MB of bodies":  EngineEvent{exchange.Event{ID: 2, Done: &exchange.Done{}}},
		"This body, 1.3 kB, was not kept: 64 MB of bodies ": failure(2, exchange.BadStatus),
		"What came of this body, 1.3 kB, was not kept.":     failure(2, exchange.BrokenBody),
	} {
		m, _ := play(aRun(t), ResultOpened{2}, dropped, over)
		require.Equal(t, BlankPane, m.Reading().Pane)
		require.Contains(t, m.Reading().Text, want)
		require.False(t, m.CanSave())
	}
}

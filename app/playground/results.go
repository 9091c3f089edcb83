package playground

import (
	"strconv"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Results is the table of a run's results: a page of them, in an order.
type Results struct {
	Ask     exchange.ResultsAsk
	Total   int    // that the filter left when they came
	Problem string // why there are no newer ones

	rows  []ResultRow // worked out once: they are drawn again with each message
	run   int         // the number of the run that they are of
	asked int         // the number of the newest ask
	at    float64     // when it was made, on the clock of the run
}

// resultsPage is how many results are shown at a time: they are drawn within a frame.
const resultsPage = 50

// resultsEvery is how often, in milliseconds, results are asked for while a run lasts.
const resultsEvery = 1000

// askResults asks for the page of results that is to be shown.
func (m Model) askResults() (Model, []Cmd) {
	run := m.Shown
	if run == nil || run.Run == nil {
		return m, nil
	}
	if m.Results.run != run.ID {
		m.Results = Results{}
	}
	m.asks++
	m.Results.run, m.Results.asked, m.Results.at = run.ID, m.asks, m.Elapsed
	ask := m.Results.Ask
	ask.Count = resultsPage
	return m, []Cmd{AskResults{ID: run.ID, Number: m.asks, Ask: ask}}
}

// resultsCame asks for results after news of a run: for the first at once, for more now and then.
func (m Model) resultsCame(e exchange.Event) (Model, []Cmd) {
	r := m.Results
	first := r.asked == 0
	changes := r.Ask != exchange.ResultsAsk{} || len(r.rows) < resultsPage // the first page in its own order is full once and for all
	if e.Done != nil || e.Run != nil && e.Run.Count > 0 && (first || changes && m.Elapsed-r.at >= resultsEvery) {
		return m.askResults()
	}
	return m, nil
}

// results takes what the person does with the table, and what comes for it.
func (m Model) results(msg Msg) (Model, []Cmd) {
	ask := &m.Results.Ask
	switch msg := msg.(type) {
	case ResultsOrdered:
		same := ask.Order == msg.Order && ask.Column == msg.Column
		ask.Order, ask.Column, ask.Reverse, ask.From = msg.Order, msg.Column, same && !ask.Reverse, 0
	case ResultsFiltered:
		ask.Only, ask.From = msg.Only, 0
	case ResultsMoved:
		ask.From = max(0, ask.From+msg.Pages*resultsPage)
	case ResultsAnswered:
		if msg.Number == m.Results.asked && m.Shown != nil && m.Shown.ID == m.Results.run {
			m.Results.Total, m.Results.Problem = msg.Results.Total, msg.Problem
			m.Results.rows = resultRows(*m.Shown.Many, msg.Results.List)
		}
		return m, nil
	case ResultOpened:
		return m.openResult(msg.Index)
	case ResultClosed:
		return m.closeResult()
	}
	return m.askResults()
}

// openResult opens all that came of one request of the run that is shown. Until it is here the run stays.
func (m Model) openResult(index int) (Model, []Cmd) {
	run := m.Shown
	if run == nil || run.Many == nil || index >= run.Many.Count() {
		return m, nil
	}
	m.lastID++
	m.Opening = &Exchange{
		ID: m.lastID, Via: run.Via, Request: run.Many.Request(run.Request, index), Own: run.Many.Request(run.Own, index), Of: run, Place: index,
	}
	return m, []Cmd{OpenResult{ID: m.lastID, Run: run.ID, Index: index}}
}

// closeResult goes back from one request to its run.
func (m Model) closeResult() (Model, []Cmd) {
	if m.Shown == nil || m.Shown.Of == nil {
		return m, nil
	}
	place := m.Shown.Place
	m.Shown, m.Opening = m.Shown.Of, nil
	m, cmds := m.askResults()
	return m, append(cmds, Focus{Target{Control: "result", Index: place}})
}

// openingEvent takes what comes of a result that is opened.
func (m Model) openingEvent(e exchange.Event) (Model, []Cmd) {
	x, run := *m.Opening, m.Shown
	if run != nil && run.Of != nil {
		run = run.Of
	}
	if run == nil || run.ID != x.Of.ID {
		m.Opening = nil // the run has left the screen
		return m, nil
	}
	if e.View != nil && !m.wants(&x, e.View) {
		return m, nil
	}
	x.Of = run
	x.take(e)
	m.Opening = &x
	var cmds []Cmd
	if x.Answered() || x.Failure != nil {
		if m.Shown.ID != x.ID {
			cmds = append(cmds, Focus{Target{Control: "result-back"}})
		}
		m.Shown = &x
	}
	if x.Over() {
		m.Opening = nil
	}
	return m.readAs(cmds)
}

// aside reports whether one request of the run that is in flight is looked at.
func (m Model) aside() bool {
	return m.Flight != nil && m.Shown != nil && m.Shown.Of != nil && m.Shown.Of.ID == m.Flight.ID
}

// show puts an exchange where responses are shown, and where Undo would bring it back. A run goes on behind the one of its requests that
// is open.
func (m *Model) show(x *Exchange) {
	if !m.aside() {
		m.Shown = x
	}
	m.change(x.ID, func(old *Exchange) { *old = *x })
}

// retry sends what failed again: one request of a run alone, a run in its tab, where it may have something to ask first.
func (m Model) retry() (Model, []Cmd) {
	switch x := m.Shown; {
	case m.Flight != nil:
		return m.toast("A request is on its way. Wait for its end, or cancel it.")
	case x != nil && x.Of != nil:
		m.lastID++
		m.Elapsed = 0
		m.Flight = &Exchange{ID: m.lastID, Via: x.Via, Request: x.Request, Own: x.Own, Of: x.Of, Place: x.Place}
		return m, []Cmd{Send{ID: m.lastID, Via: x.Via, Request: x.Request}, Tick{ID: m.lastID}}
	case x != nil && x.Many != nil:
		m.Tab = ManyTab
		return m.startMany(false)
	}
	return m.send()
}

// CanRepeat reports whether a run is shown that is over.
func (m Model) CanRepeat() bool { return m.Flight == nil && m.Shown != nil && m.Shown.Run != nil }

// OpenedResult says which request of a run is open, "" where none is.
func (m Model) OpenedResult() string {
	x := m.Shown
	if x == nil || x.Of == nil {
		return ""
	}
	plan := x.Of.Many
	text := "Request " + group(int64(x.Place+1)) + " of " + group(int64(plan.Count()))
	for i, cell := range plan.Row(x.Place) {
		sign := map[bool]string{true: ": ", false: ", "}[i == 0]
		text += sign + plan.Columns[i] + " = " + cell
	}
	return text
}

// ResultsTable is the page of a run's results that is shown.
type ResultsTable struct {
	Columns []ResultColumn
	Rows    []ResultRow
	Only    exchange.ResultFilter
	Range   string // which of how many they are
	Back    bool   // there is a page before it
	Forward bool   // and one after it
	Problem string
}

// ResultColumn is a column of the table.
type ResultColumn struct {
	Name   string
	Order  exchange.ResultOrder
	Column int    // of the rows
	Sorted string // as aria-sort says it, "" where the table is not ordered by it
	Number bool
}

// ResultRow is what came of one request.
type ResultRow struct {
	Index  int
	Number string   // its place, from 1
	Cells  []string // what was put into it
	Class  string   // of its status
	Status string   // or the failure in its place
	Time   string
	Size   string
	Note   string // what the person should know before opening it
}

// ResultsTable gives the table of the run that is shown.
func (m Model) ResultsTable() ResultsTable {
	run, r := m.Shown, m.Results
	if run == nil || run.ID != r.run {
		return ResultsTable{}
	}
	t := ResultsTable{Only: r.Ask.Only, Problem: r.Problem, Columns: m.resultColumns(run.Many.Columns), Rows: r.rows}
	from, total := r.Ask.From, r.Total
	if r.Ask.Only == exchange.AllResults {
		total = run.Run.Count
	}
	if len(t.Rows) > 0 {
		t.Range = group(int64(from+1)) + "–" + group(int64(from+len(t.Rows))) + " of " + group(int64(total))
	} else if r.Ask.Only != exchange.AllResults {
		t.Range = "No such results."
	}
	t.Back, t.Forward = from > 0, from+len(t.Rows) < total
	return t
}

// resultRows are the rows of results.
func resultRows(plan request.Many, list []exchange.Result) []ResultRow {
	rows := make([]ResultRow, len(list))
	for i, r := range list {
		rows[i] = ResultRow{
			Index: r.Index, Number: group(int64(r.Index + 1)), Cells: plan.Row(r.Index), Time: Milliseconds(r.Duration), Size: Bytes(r.Size),
		}
		rows[i].Class, rows[i].Status = resultStatus(r)
		if !r.Kept {
			rows[i].Note = "body not kept"
		}
	}
	return rows
}

func (m Model) resultColumns(names []string) []ResultColumn {
	columns := []ResultColumn{{Name: "#", Order: exchange.ByPlace, Number: true}}
	for i, name := range names {
		columns = append(columns, ResultColumn{Name: name, Order: exchange.ByCell, Column: i})
	}
	columns = append(columns, ResultColumn{Name: "Status", Order: exchange.ByStatus},
		ResultColumn{Name: "Time", Order: exchange.ByDuration, Number: true}, ResultColumn{Name: "Size", Order: exchange.BySize, Number: true})
	ask := m.Results.Ask
	for i, c := range columns {
		if c.Order == ask.Order && c.Column == ask.Column {
			columns[i].Sorted = map[bool]string{false: "ascending", true: "descending"}[ask.Reverse]
		}
	}
	return columns
}

// resultStatus is the status of a result, with its failure where it is one.
func resultStatus(r exchange.Result) (class, text string) {
	if r.Status != 0 {
		class, text = strconv.Itoa(r.Status/100)+"xx", strconv.Itoa(r.Status)
	}
	if r.Kind != "" && r.Kind != exchange.BadStatus {
		class, text = "failed", strings.TrimSpace(text+" "+KindTitle(r.Kind))
	}
	return class, text
}

// ResultFilters are the filters of the table, with what they are called.
var ResultFilters = []struct {
	Only exchange.ResultFilter
	Name string
}{
	{exchange.AllResults, "All results"}, {exchange.FailedResults, "Failed"},
	{"2", "2xx"}, {"3", "3xx"}, {"4", "4xx"}, {"5", "5xx"},
}

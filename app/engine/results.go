package engine

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/load"
	"roundtrip/app/session"
)

// Results gives a stretch of the results of a run so far.
func (e *Engine) Results(id int, ask exchange.ResultsAsk) (exchange.Results, error) {
	m, err := e.run(id)
	if err != nil {
		return exchange.Results{}, err
	}
	return m.stretch(ask), nil
}

// Open makes an exchange under a number of its own of all that came of one request of a run. Its events are those of a request that
// was sent, and it can be read, saved and forgotten like one. A body that was not kept is said to be so.
func (e *Engine) Open(id, run, index int) error {
	m, err := e.run(run)
	if err != nil {
		return err
	}
	a, r, err := m.answer(index)
	if err != nil {
		return err
	}
	x, _ := e.enterBy(m.way, id, m.plan.Request(m.request, index))
	go x.reopen(a, r)
	return nil
}

func (m *many) answer(index int) (answer, load.Result, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if index < 0 || index >= len(m.places) || m.places[index] == 0 {
		return answer{}, load.Result{}, fmt.Errorf("request %d of the run is not over", index)
	}
	return m.answers[index], m.results[m.places[index]-1], nil
}

func (e *Engine) run(id int) (*many, error) {
	x, err := e.find(id)
	if err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.results == nil {
		return nil, errors.New("this is no run")
	}
	return x.results, nil
}

// runs makes an exchange a run, unless it was forgotten meanwhile.
func (x *running) runs(m *many) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.results = m
	return !x.ended
}

// keep keeps an answer until the run is forgotten.
func (m *many) keep(i int, a answer) {
	m.running.mu.Lock()
	defer m.running.mu.Unlock()
	if m.ended {
		a.drop()
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answers[i] = a
}

// drop lets go of the bodies.
func (m *many) drop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, a := range m.answers {
		a.drop()
	}
}

func (a answer) drop() {
	if a.body != nil {
		a.body.Drop()
	}
}

// headOf is the head of a response as it is told.
func headOf(resp *http.Response) *exchange.Head {
	head := session.Head(resp)
	head.UnknownCharset = unknownCharset(head.MediaType)
	head.Cookies = session.CookiesOf(resp)
	return &head
}

// reopen tells of an answer as if it came now.
func (x *running) reopen(a answer, r load.Result) {
	defer x.cancel()
	if x.prepared = a.prepared; x.prepared == nil {
		x.prepared, _ = session.Prepare(x.request, x.way.place)
	}
	if x.prepared != nil {
		sent := x.prepared.Sent()
		x.tell(exchange.Event{Sent: &sent})
	}
	total := ms(r.Duration)
	if a.response == nil {
		if a.failure == nil {
			return // the run was forgotten before this was kept
		}
		f := *a.failure
		f.After = total
		x.tell(exchange.Event{Failure: &f})
		return
	}
	head := *headOf(a.response)
	if a.body == nil {
		head.Dropped, a.size = a.size, 0
	}
	x.begin(head, time.Now())
	x.tell(exchange.Event{Head: &head})
	if err := x.copyKept(a); err != nil {
		return // the run is forgotten, and this with it
	}
	x.store.Close(nil)
	x.wake()
	x.settle(head)
	x.awaitRows()
	if a.failure != nil {
		f := *a.failure
		f.After, f.Got = total, a.size
		x.tell(exchange.Event{Failure: &f})
		return
	}
	timing := exchange.Timing{Total: total, Wire: -1, Decoded: a.size + head.Dropped}
	x.tell(exchange.Event{Done: &exchange.Done{Timing: timing, Body: x.described(head)}})
}

// copyKept brings a body that is kept into the store.
func (x *running) copyKept(a answer) error {
	for off := int64(0); a.body != nil && off < a.size; {
		n, err := a.body.ReadAt(x.store.Free(), off)
		if n == 0 {
			return err // it was dropped
		}
		x.store.Commit(n)
		x.arrived()
		off += int64(n)
	}
	return nil
}

// stretch gives the results that are asked for.
func (m *many) stretch(ask exchange.ResultsAsk) exchange.Results {
	m.mu.Lock()
	defer m.mu.Unlock()
	var left []int // places in m.results
	for _, place := range m.places {
		if place > 0 && passes(m.results[place-1], ask.Only) {
			left = append(left, place-1)
		}
	}
	if ask.Order != exchange.ByPlace || ask.Reverse {
		order := orderOf(ask)
		slices.SortFunc(left, func(a, b int) int {
			x, y := m.results[a], m.results[b]
			by := order(x, y)
			if ask.Reverse {
				by = -by
			}
			return cmp.Or(by, cmp.Compare(x.Index, y.Index))
		})
	}
	total := len(left)
	from := max(0, min(ask.From, total))
	list := make([]exchange.Result, 0, max(0, min(ask.Count, total-from)))
	for _, place := range left[from : from+cap(list)] {
		r := m.results[place]
		list = append(list, exchange.Result{
			Index: r.Index, Status: r.Status, Kind: exchange.Kind(r.Kind), Duration: ms(r.Duration), Size: r.Bytes,
			Kept: r.Status == 0 || r.Bytes == 0 || m.answers[r.Index].body != nil,
		})
	}
	return exchange.Results{Total: total, List: list}
}

// passes reports whether a filter leaves a result.
func passes(r load.Result, only exchange.ResultFilter) bool {
	switch only {
	case exchange.AllResults:
		return true
	case exchange.FailedResults:
		return r.Kind != "" && r.Kind != string(exchange.Cancelled)
	}
	return strconv.Itoa(r.Status/100) == string(only)
}

// orderOf compares two results.
func orderOf(ask exchange.ResultsAsk) func(a, b load.Result) int {
	switch ask.Order {
	case exchange.ByCell:
		cell := func(r load.Result) string {
			if ask.Column >= len(r.Row) {
				return ""
			}
			return r.Row[ask.Column]
		}
		return func(a, b load.Result) int { return compareCells(cell(a), cell(b)) }
	case exchange.ByStatus:
		return func(a, b load.Result) int {
			return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Kind, b.Kind))
		}
	case exchange.ByDuration:
		return func(a, b load.Result) int { return cmp.Compare(a.Duration, b.Duration) }
	case exchange.BySize:
		return func(a, b load.Result) int { return cmp.Compare(a.Bytes, b.Bytes) }
	}
	return func(a, b load.Result) int { return cmp.Compare(a.Index, b.Index) }
}

// compareCells has numbers before texts.
func compareCells(a, b string) int {
	x, badX := strconv.ParseFloat(a, 64)
	y, badY := strconv.ParseFloat(b, 64)
	switch {
	case badX == nil && badY == nil:
		return cmp.Compare(x, y)
	case badX == nil:
		return -1
	case badY == nil:
		return 1
	}
	return cmp.Compare(a, b)
}

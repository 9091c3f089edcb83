package main

import (
	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// manyStates are the tab Many, and what it leads to.
func manyStates() []state {
	many := func(msgs ...playground.Msg) playground.Model {
		return then(users(), append([]playground.Msg{playground.TabChosen{Tab: playground.ManyTab}}, msgs...)...)
	}
	started := func(r exchange.Run, msgs ...playground.Msg) playground.Model {
		return then(many(playground.ManyEdited{Field: playground.ManyTimes, Text: "1000"}, playground.ManyPressed{}, sent(), event(exchange.Event{Run: &r}),
			playground.ResultsAnswered{Number: 1, Results: manyResults(r)}), msgs...)
	}
	over := []playground.Msg{
		event(exchange.Event{Done: &exchange.Done{Timing: exchange.Timing{Total: 12_310}, Body: exchange.Body{Size: 734, Media: exchange.MediaText, Language: "text", Modes: modes("text")}}}),
	}
	values := func(text string) playground.Msg {
		return playground.ManyEdited{Field: playground.ManyValues, Text: text}
	}
	byValue := playground.ManyEdited{Field: playground.ManyHow, Text: "values"}
	byRow := playground.ManyEdited{Field: playground.ManyHow, Text: "csv"}
	cells := playground.ManyEdited{Field: playground.ManyCSV, Text: "id,name,Full name\n7,ada,Ada Lovelace\n9,grace,Grace Hopper\n12,a name that is far too long to stand in a column,–"}
	three := manyRun(3)
	three.Total = 3
	overRows := append([]playground.Msg{playground.URLEdited{Text: "https://api.example.com/users/{{id}}?name={{name}}"}, byRow, cells, playground.ManyPressed{}, sent(),
		event(exchange.Event{Run: &three}), playground.ResultsAnswered{Number: 1, Results: manyResults(three)}}, over...)
	return []state{
		{"many", "the same request a number of times", func() playground.Model { return many() }},
		{"many-values", "values that would not be sent", func() playground.Model { return many(byValue, values("ada\ngrace\n")) }},
		{"many-wrong", "what cannot be a run", func() playground.Model {
			return many(playground.ManyEdited{Field: playground.ManyTimes, Text: "20000"}, playground.ManyEdited{Field: playground.ManyWorkers, Text: ""},
				playground.ManyEdited{Field: playground.ManyRate, Text: "fast"}, playground.ManyPressed{})
		}},
		{"many-warning", "a request that changes things", func() playground.Model {
			return many(playground.MethodChosen{Method: "POST"}, playground.ManyEdited{Field: playground.ManyTimes, Text: "500"}, playground.ManyPressed{})
		}},
		{"many-running", "results come in", func() playground.Model {
			r := manyRun(340)
			return started(r, playground.Ticked{ID: 1, Elapsed: 4210})
		}},
		{"many-done", "a thousand requests", func() playground.Model {
			r := manyRun(1000)
			return started(r, over...)
		}},
		{"many-failed", "some of them failed, some were cancelled", func() playground.Model {
			r := manyRun(712)
			r.Failures = []exchange.KindCount{{Kind: exchange.TimedOut, Count: 31}, {Kind: exchange.Cancelled, Count: 8}, {Kind: exchange.Blocked, Count: 3}}
			r.Answered -= 42
			r.Statuses = []exchange.Status{{Status: 200, Count: 602}, {Status: 304, Count: 4}, {Status: 404, Count: 41}, {Status: 503, Count: 23}}
			return started(r, over...)
		}},
		{"many-ranges", "values, of which some are ranges", func() playground.Model { return many(byValue, values("ada\n0-49")) }},
		{"many-csv", "the rows of a CSV", func() playground.Model { return many(byRow, cells) }},
		{"many-csv-wrong", "what is no CSV", func() playground.Model {
			return many(byRow, playground.ManyEdited{Field: playground.ManyCSV, Text: "id,name\n1"})
		}},
		{"many-rows", "results by the values that were sent", func() playground.Model { return many(overRows...) }},
		{"many-none", "a filter that leaves nothing", func() playground.Model {
			return then(started(manyRun(1000), over...), playground.ResultsFiltered{Only: "3"}, playground.ResultsAnswered{Number: 3})
		}},
		{"many-opened", "one result, opened", func() playground.Model {
			opens := func(e exchange.Event) playground.Msg {
				e.ID = 2
				return playground.EngineEvent{Event: e}
			}
			return then(many(overRows...), playground.ResultOpened{Index: 1},
				opens(exchange.Event{Head: &exchange.Head{Status: 200, Reason: "OK", MediaType: "application/json", Headers: []exchange.Field{{Name: "content-type", Value: "application/json"}}}}),
				opens(exchange.Event{View: &exchange.View{Mode: exchange.Pretty, Rows: 4, Done: true, Media: exchange.MediaText, Language: "json", Modes: modes("json")}}),
				opens(exchange.Event{Done: &exchange.Done{Timing: exchange.Timing{Total: 61.2, Wire: -1, Decoded: 52}, Body: exchange.Body{Size: 52, Media: exchange.MediaText, Language: "json", Modes: modes("json")}}}))
		}},
		{"many-request", "the first request of a run", func() playground.Model {
			return then(started(manyRun(1000), over...), playground.ResponseTabChosen{Tab: playground.ResponseRequest})
		}},
	}
}

// manyRun is a run of a thousand requests of which so many are over.
func manyRun(n int) exchange.Run {
	return exchange.Run{
		Total: 1000, Count: n, Answered: n, Statuses: []exchange.Status{{Status: 200, Count: n}}, Bytes: int64(n) * 1284, Elapsed: 12_300, PerSecond: 81.3,
		Latency: exchange.Latency{Min: 21.4, Mean: 63.1, P50: 58.2, P90: 101, P95: 133, P99: 240, Max: 512.9},
		Histogram: []exchange.Bucket{
			{From: 20, To: 25, Count: n / 50}, {From: 25, To: 30, Count: n / 20}, {From: 30, To: 40, Count: n / 8}, {From: 40, To: 50, Count: n / 5}, {From: 50, To: 60, Count: n / 3},
			{From: 60, To: 80, Count: n / 7}, {From: 80, To: 100, Count: n / 16}, {From: 100, To: 120, Count: n / 30}, {From: 120, To: 150, Count: 0}, {From: 150, To: 600, Count: 3},
		},
	}
}

// manyResults are the first results of a run.
func manyResults(r exchange.Run) exchange.Results {
	results := exchange.Results{Total: r.Count}
	for i := range min(r.Count, 50) {
		result := exchange.Result{Index: i, Status: 200, Duration: 21.4 + float64(i*i%97), Size: 1284, Kept: i != 4}
		switch {
		case i%11 == 2:
			result.Status, result.Kind = 0, exchange.TimedOut
		case i%7 == 1:
			result.Status = 404
		}
		results.List = append(results.List, result)
	}
	return results
}

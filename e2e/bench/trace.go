//go:build !js

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// traceEvent is one of the browser's own record of what its threads did (Trace Event Format). Times are in µs.
type traceEvent struct {
	Name  string  `json:"name"`
	Phase string  `json:"ph"`
	Start float64 `json:"ts"`
	Dur   float64 `json:"dur"`
	CPU   float64 `json:"tdur"` // of Dur, what the thread did not spend waiting for a processor
	PID   int     `json:"pid"`
	TID   int     `json:"tid"`
	Args  struct {
		Name string `json:"name"`
		Data struct {
			Type         string `json:"type"`
			URL          string `json:"url"`
			FunctionName string `json:"functionName"`
		} `json:"data"`
	} `json:"args"`
}

func (e traceEvent) end() float64 { return e.Start + e.Dur }

// task is a turn of the page's main thread, and what it spent its time on.
type task struct {
	traceEvent
	inside []traceEvent // by their beginning
}

// tasks are the turns of a page's main thread, in their order.
type tasks []task

var categories = []string{"-*", "toplevel", "devtools.timeline", "blink.user_timing", "v8", "v8.wasm", "disabled-by-default-devtools.timeline", "disabled-by-default-v8.compile"}

// trace gives what the page's main thread did while f ran.
func (p *page) trace(name, folder string, f func() error) (tasks, error) {
	var events []json.RawMessage
	complete := make(chan struct{})
	ctx, stop := context.WithCancel(p.ctx)
	defer stop()
	chromedp.ListenTarget(ctx, func(event any) {
		switch e := event.(type) {
		case *tracing.EventDataCollected:
			for _, value := range e.Value {
				events = append(events, json.RawMessage(value))
			}
		case *tracing.EventTracingComplete:
			close(complete)
		}
	})
	if err := p.do(tracing.Start().WithTraceConfig(&tracing.TraceConfig{IncludedCategories: categories[1:], ExcludedCategories: []string{"*"}})); err != nil {
		return nil, err
	}
	err := f()
	if endErr := p.do(tracing.End()); err != nil || endErr != nil {
		return nil, cmp.Or(err, endErr)
	}
	select {
	case <-complete:
	case <-p.ctx.Done():
		return nil, p.ctx.Err()
	}
	if folder != "" {
		text, err := json.Marshal(map[string]any{"traceEvents": events})
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(folder, name+".json"), text, 0o644); err != nil {
			return nil, err
		}
	}
	return readTasks(events)
}

// readTasks finds the renderer that did the most on its main thread: the page's own.
func readTasks(raw []json.RawMessage) (tasks, error) {
	type thread struct{ pid, tid int }
	mains := map[thread]bool{}
	events := make([]traceEvent, 0, len(raw))
	for _, text := range raw {
		var e traceEvent
		if json.Unmarshal(text, &e) != nil {
			continue // of a form that is of no use here
		}
		if e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
			mains[thread{e.PID, e.TID}] = true
		}
		if e.Phase == "X" {
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b traceEvent) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.Dur, a.Dur))
	})
	found := map[thread]tasks{}
	for _, e := range events {
		at := thread{e.PID, e.TID}
		if !mains[at] {
			continue
		}
		list := found[at]
		switch {
		case strings.HasSuffix(e.Name, "RunTask"):
			if n := len(list); n == 0 || e.Start >= list[n-1].end() {
				found[at] = append(list, task{traceEvent: e})
			}
		case len(list) > 0 && e.end() <= list[len(list)-1].end():
			last := &list[len(list)-1]
			last.inside = append(last.inside, e)
		}
	}
	var most tasks
	for _, list := range found {
		if list.work() > most.work() {
			most = list
		}
	}
	if most == nil {
		return nil, fmt.Errorf("the trace tells of no page, in %d events", len(raw))
	}
	return most, nil
}

// work is the time of all tasks, in ms.
func (t tasks) work() (ms float64) {
	for _, x := range t {
		ms += x.Dur / 1000
	}
	return ms
}

// within is the time of all events whose names begin so, in ms.
func (t tasks) within(prefix string) (ms float64) {
	for _, x := range t {
		for _, e := range x.inside {
			if strings.HasPrefix(e.Name, prefix) {
				ms += e.Dur / 1000
			}
		}
	}
	return ms
}

// longest says what the longest task did.
func (t tasks) longest() string {
	if len(t) == 0 {
		return ""
	}
	longest := slices.MaxFunc(t, func(a, b task) int { return cmp.Compare(a.Dur, b.Dur) })
	return fmt.Sprintf("in a trace %.0f ms, %.0f of them on a processor: %s", longest.Dur/1000, longest.CPU/1000, longest.parts())
}

// fromKeysToFrames gives, for each key that was pressed, what the thread did from its event to the end of the frame that
// follows, in ms: not the time that it waited for the screen.
func (t tasks) fromKeysToFrames() (works sample) {
	for i, x := range t {
		for range x.count("EventDispatch", "keydown") {
			work := 0.0
			for _, y := range t[i:] {
				work += y.Dur / 1000
				if y.count("Commit", "") > 0 {
					break
				}
			}
			works = append(works, work)
		}
	}
	return works
}

// count gives how many events of a name and a type a task holds.
func (t task) count(name, kind string) (n int) {
	for _, e := range t.inside {
		if e.Name == name && e.Args.Data.Type == kind {
			n++
		}
	}
	return n
}

// parts adds up what was done inside a task by its name, each without what was done inside of that.
func (t task) parts() string {
	own := map[string]float64{}
	var open []traceEvent
	add := func(e traceEvent, ms float64) { own[e.label()] += ms }
	for _, e := range t.inside {
		for len(open) > 0 && open[len(open)-1].end() <= e.Start {
			open = open[:len(open)-1]
		}
		add(e, e.Dur/1000)
		if len(open) > 0 {
			add(open[len(open)-1], -e.Dur/1000)
		}
		open = append(open, e)
	}
	names := slices.SortedFunc(func(yield func(string) bool) {
		for name := range own {
			if !yield(name) {
				return
			}
		}
	}, func(a, b string) int { return cmp.Compare(own[b], own[a]) })
	var texts []string
	for _, name := range names[:min(4, len(names))] {
		if own[name] >= 1 {
			texts = append(texts, fmt.Sprintf("%s %.0f", name, own[name]))
		}
	}
	return strings.Join(texts, ", ")
}

func (e traceEvent) label() string {
	label := e.Name
	if e.Args.Data.Type != "" {
		label += " " + e.Args.Data.Type
	}
	if url := e.Args.Data.URL; url != "" && !strings.HasPrefix(url, "data:") {
		label += " " + url[strings.LastIndexByte(url, '/')+1:]
	}
	return label
}

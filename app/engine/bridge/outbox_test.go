package bridge

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestMergeKeepsOrderAndDropsWhatIsWorthless(t *testing.T) {
	sent := exchange.Event{ID: 1, Sent: &exchange.Sent{}}
	head := exchange.Event{ID: 1, Head: &exchange.Head{}}
	done := exchange.Event{ID: 1, Done: &exchange.Done{}}
	progress := func(id int, n int64) exchange.Event {
		return exchange.Event{ID: id, Progress: &exchange.Progress{Bytes: n}}
	}
	view := func(rows int, done bool) exchange.Event {
		return exchange.Event{ID: 1, View: &exchange.View{Rows: rows, Done: done}}
	}
	for _, c := range []struct {
		name     string
		in, want []exchange.Event
	}{
		{"the newest progress stands for all", []exchange.Event{progress(1, 1), progress(1, 2), progress(1, 3)}, []exchange.Event{progress(1, 3)}},
		{"progress and views are merged apart", []exchange.Event{progress(1, 1), view(1, false), progress(1, 2), view(2, false)}, []exchange.Event{progress(1, 2), view(2, false)}},
		{"progress does not pass a head", []exchange.Event{sent, progress(1, 1), head, progress(1, 2)}, []exchange.Event{sent, progress(1, 1), head, progress(1, 2)}},
		{"exchanges do not mix", []exchange.Event{progress(1, 1), progress(2, 1), progress(1, 2)}, []exchange.Event{progress(1, 1), progress(2, 1), progress(1, 2)}},
		{"the last view is never dropped", []exchange.Event{view(1, false), view(2, true), view(2, false), done}, []exchange.Event{view(1, false), view(2, true), view(2, false), done}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []exchange.Event
			for _, e := range c.in {
				got = merge(got, e)
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestEventsAreGathered(t *testing.T) {
	sent := exchange.Event{ID: 1, Sent: &exchange.Sent{}}
	head := exchange.Event{ID: 1, Head: &exchange.Head{}}
	view := exchange.Event{ID: 1, View: &exchange.View{Rows: 3}}
	end := exchange.Event{ID: 1, View: &exchange.View{Rows: 9, Done: true}}
	done := exchange.Event{ID: 1, Done: &exchange.Done{}}
	type at struct {
		ms     int
		events []exchange.Event
	}
	for _, c := range []struct {
		name     string
		in, want []at
	}{
		{
			"a short exchange is one message, sent with its end",
			[]at{{0, []exchange.Event{sent}}, {10, []exchange.Event{head}}, {11, []exchange.Event{end}}, {12, []exchange.Event{done}}},
			[]at{{12, []exchange.Event{sent, head, end, done}}},
		},
		{
			"a beginning is not held up for long",
			[]at{{0, []exchange.Event{sent}}, {30, []exchange.Event{head}}, {300, []exchange.Event{done}}},
			[]at{{100, []exchange.Event{sent, head}}, {300, []exchange.Event{done}}},
		},
		{
			"the first rows wait for a frame, and take along what came before",
			[]at{{0, []exchange.Event{sent, head, view}}},
			[]at{{16, []exchange.Event{sent, head, view}}},
		},
		{
			"rows that stream are told once a frame",
			[]at{{0, []exchange.Event{view}}, {5, []exchange.Event{view}}, {10, []exchange.Event{view}}, {15, []exchange.Event{view}}, {25, []exchange.Event{view}}},
			[]at{{16, []exchange.Event{view}}, {41, []exchange.Event{view}}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var got []at
				o := Outbox{Send: func(events []exchange.Event) {
					got = append(got, at{int(time.Since(start).Milliseconds()), events})
				}}
				for _, in := range c.in {
					time.Sleep(time.Until(start.Add(time.Duration(in.ms) * time.Millisecond)))
					for _, e := range in.events {
						o.Put(e)
					}
				}
				time.Sleep(time.Second)
				synctest.Wait()
				require.Equal(t, c.want, got)
			})
		})
	}
}

package components

import (
	"testing"

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

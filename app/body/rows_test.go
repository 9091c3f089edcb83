package body

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// pieces writes data to a store in pieces of the given sizes, over and over, and reads a view between them.
func pieces(t *testing.T, m measure, data string, mode Mode, f Format, sizes ...int) *View {
	t.Helper()
	st := NewStore()
	v := NewView(st, mode, f)
	if rows, ok := v.reading.(*rowReading); ok {
		rows.measure = m
	}
	steps := 0
	for i := 0; len(data) > 0; i++ {
		n := min(max(sizes[i%len(sizes)], 1), len(data))
		_, err := st.Write([]byte(data[:n]))
		require.NoError(t, err)
		data = data[n:]
		for v.reading.step() {
			steps++
			require.Less(t, steps, 100_000, "the view does not come to an end")
		}
	}
	st.Close(nil)
	for v.reading.step() {
		steps++
		require.Less(t, steps, 100_000, "the view does not come to an end")
	}
	require.True(t, v.Done())
	return v
}

// whole returns a view of data that was read in one go.
func whole(t *testing.T, data string, mode Mode, f Format) *View {
	t.Helper()
	return pieces(t, standardMeasure, data, mode, f, len(data))
}

// full returns all rows of a view.
func full(v *View) Window { return v.Window(0, v.Rows()) }

// requireWindows checks that any window is the same part of all rows.
func requireWindows(t *testing.T, v *View, random *rand.Rand) {
	t.Helper()
	all := full(v)
	require.Equal(t, v.Rows(), all.Count)
	if all.Count == 0 {
		require.Empty(t, all.Text)
		return
	}
	rows := strings.Split(all.Text, "\n")
	require.Len(t, rows, all.Count)
	lines, continued := make([]int, len(rows)), make([]bool, len(rows))
	for _, k := range all.Continued {
		continued[k] = true
	}
	line := 0
	for k := range rows {
		if !continued[k] {
			line++
		}
		lines[k] = line
	}
	for range 8 {
		from := random.IntN(len(rows))
		count := 1 + random.IntN(len(rows)-from)
		if count > 40 && random.IntN(4) > 0 {
			count = 40
		}
		w := v.Window(from, count)
		require.Equal(t, count, w.Count)
		require.Equal(t, strings.Join(rows[from:from+count], "\n"), w.Text)
		require.Equal(t, lines[from], w.Line)
		var want []int
		for k := range count {
			if continued[from+k] {
				want = append(want, k)
			}
		}
		require.Equal(t, want, w.Continued)
	}
}

// tight makes breaks and checkpoints common in small texts.
var tight = measure{row: 24, markRows: 3, markBytes: 40}

// requireSteady checks the properties of every view: how the bytes are split makes no difference, and any window is the same
// part of all rows. It returns the view of what was read in one go.
func requireSteady(t *testing.T, data string, mode Mode, f Format) *View {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(len(data)), 7))
	sizes := [][]int{{1}, {2, 1, 3}, {1 + random.IntN(50), 1 + random.IntN(5000), 1 + random.IntN(90)}, {4096}}
	if len(data) > 20_000 {
		sizes = sizes[2:]
	}
	for _, m := range []measure{standardMeasure, tight} {
		v := pieces(t, m, data, mode, f, len(data))
		requireWindows(t, v, random)
		for _, s := range sizes {
			split := pieces(t, m, data, mode, f, s...)
			require.Equal(t, full(v), full(split), "split into pieces of %v", s)
			require.Equal(t, v.Problem(), split.Problem(), "split into pieces of %v", s)
			requireWindows(t, split, random)
		}
	}
	return whole(t, data, mode, f)
}

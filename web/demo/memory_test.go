package demo

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestMemoryIsBounded(t *testing.T) {
	m := newMemory[int](time.Hour)
	for i := range 3 * maxEntries {
		m.put(strconv.Itoa(i), i)
		m.edit("0", func(_ *int, found bool) bool { return found }) // touched again and again
	}
	require.Len(t, m.entries, maxEntries)
	require.Equal(t, maxEntries, m.order.Len())
	_, found := m.take("0")
	require.True(t, found, "what is touched stays")
	_, found = m.take("1")
	require.False(t, found, "what was longest untouched goes")
	value, found := m.take(strconv.Itoa(3*maxEntries - 1))
	require.True(t, found)
	require.Equal(t, 3*maxEntries-1, value)
	_, found = m.take(strconv.Itoa(3*maxEntries - 1))
	require.False(t, found, "what was taken is gone")
}

func TestMemoryForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory[int](time.Minute)
		m.put("old", 1)
		time.Sleep(30 * time.Second)
		m.put("young", 2)
		time.Sleep(30 * time.Second)
		m.edit("none", func(_ *int, found bool) bool { require.False(t, found); return false })
		require.Len(t, m.entries, 1, "what expired is removed and not only hidden")
		_, found := m.take("old")
		require.False(t, found)
		value, found := m.take("young")
		require.True(t, found)
		require.Equal(t, 2, value)
		require.Zero(t, m.order.Len())
	})
}

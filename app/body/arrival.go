package body

import (
	"sort"
	"strconv"
	"time"
)

// arrival says that the bytes from the arrival before it up to off came between two moments.
type arrival struct {
	off      int64
	from, to time.Duration // since the start of the clock
}

// maxArrivals bounds what is remembered. When there are more, each two that follow each other become one, and what is
// said of their bytes is a span of time.
const maxArrivals = 1 << 14

// clock remembers when the bytes of a store came.
type clock struct {
	start    time.Time // zero: nothing is remembered
	arrivals []arrival
}

// came notes that the store has grown to size.
func (c *clock) came(size int64, now time.Time) {
	if c.start.IsZero() {
		return
	}
	if len(c.arrivals) == maxArrivals {
		for i := range maxArrivals / 2 {
			c.arrivals[i] = arrival{c.arrivals[2*i+1].off, c.arrivals[2*i].from, c.arrivals[2*i+1].to}
		}
		c.arrivals = c.arrivals[:maxArrivals/2]
	}
	at := now.Sub(c.start)
	if last := len(c.arrivals) - 1; last >= 0 && at-c.arrivals[last].from < time.Millisecond {
		c.arrivals[last].off, c.arrivals[last].to = size, at
		return
	}
	c.arrivals = append(c.arrivals, arrival{size, at, at})
}

// StartClock has the store remember when its bytes come, in time since start. It is called before the first of them.
func (s *Store) StartClock(start time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock.start = start
}

// arrivalOf says when the byte at off came: "204 ms", "1.20 s to 3.40 s", "" if that is not known. The store may be nil.
func (s *Store) arrivalOf(off int64) string {
	if s == nil {
		return ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.clock.arrivals
	i := sort.Search(len(list), func(i int) bool { return list[i].off > off })
	if i == len(list) {
		return ""
	}
	from, to := elapsed(list[i].from), elapsed(list[i].to)
	if from == to || list[i].to-list[i].from < 50*time.Millisecond {
		return to
	}
	return from + " to " + to
}

// elapsed writes a time since a start as people read it.
func elapsed(d time.Duration) string {
	switch ms := d.Milliseconds(); {
	case ms < 1000:
		return strconv.FormatInt(ms, 10) + " ms"
	case ms < 60_000:
		return strconv.FormatFloat(d.Seconds(), 'f', 2, 64) + " s"
	default:
		return strconv.FormatInt(ms/60_000, 10) + " min " + strconv.FormatFloat(float64(ms%60_000/100)/10, 'f', 1, 64) + " s"
	}
}

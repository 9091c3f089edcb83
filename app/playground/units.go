package playground

import (
	"fmt"
	"strconv"
)

// Bytes writes a size as people read it: 999 B, 4.1 kB, 12 MB (powers of 1000).
func Bytes(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " B"
	}
	v, unit := float64(n), 0
	for v >= 999.5 && unit < 4 {
		v /= 1000
		unit++
	}
	if v < 9.95 {
		return fmt.Sprintf("%.1f %s", v, units[unit])
	}
	return fmt.Sprintf("%.0f %s", v, units[unit])
}

var units = []string{"B", "kB", "MB", "GB", "TB"}

// Milliseconds writes a duration as people read it: 0.8 ms, 132 ms, 2.35 s, 1 min 5 s.
func Milliseconds(ms float64) string {
	switch {
	case ms < 0.05:
		return "0 ms"
	case ms < 9.95:
		return strconv.FormatFloat(ms, 'f', 1, 64) + " ms"
	case ms < 999.5:
		return strconv.FormatFloat(ms, 'f', 0, 64) + " ms"
	case ms < 59_995:
		return strconv.FormatFloat(ms/1000, 'f', 2, 64) + " s"
	}
	s := int(ms / 1000)
	return fmt.Sprintf("%d min %d s", s/60, s%60)
}

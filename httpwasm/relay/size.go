//go:build !js

package relay

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Size is a number of bytes, written as 64kB, 10MB or 4GB: units of 1024.
type Size int64

var units = []struct {
	name string
	size Size
}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"kB", 1 << 10}, {"B", 1}}

func (s Size) String() string {
	for _, u := range units {
		if s >= u.size && s%u.size == 0 {
			return strconv.FormatInt(int64(s/u.size), 10) + u.name
		}
	}
	return strconv.FormatInt(int64(s), 10) + "B"
}

// Set reads a size, for package flag.
func (s *Size) Set(text string) error {
	number, unit := text, Size(1)
	for _, u := range units {
		if n := len(text) - len(u.name); n > 0 && strings.EqualFold(text[n:], u.name) {
			number, unit = text[:n], u.size
			break
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n <= 0 || n > math.MaxInt64/int64(unit) {
		return fmt.Errorf("%q is not a size: write it as 512kB, 10MB or 4GB", text)
	}
	*s = Size(n) * unit
	return nil
}

//go:build !js

package main

import (
	"fmt"
	"math"
	"slices"
)

// sample is the same figure from several runs.
type sample []float64

func (s sample) median() float64 { return s.quantile(0.5) }

// quantile gives the value that the share q of the sample does not exceed (nearest rank).
func (s sample) quantile(q float64) float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s))
	return sorted[max(0, int(math.Ceil(q*float64(len(sorted))))-1)]
}

// format gives the median and, of several, what they lie between.
func (s sample) format(unit string) string {
	switch {
	case len(s) == 0:
		return "–"
	case len(s) == 1 || slices.Min(s) == slices.Max(s):
		return number(s.median()) + " " + unit
	}
	return fmt.Sprintf("%s (%s–%s) %s", number(s.median()), number(slices.Min(s)), number(slices.Max(s)), unit)
}

func number(x float64) string {
	if x != 0 && math.Abs(x) < 10 {
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

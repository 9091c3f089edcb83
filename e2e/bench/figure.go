//go:build !js

package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// figure is a line of the output.
type figure struct {
	name   string
	unit   string
	ours   sample
	floor  sample // empty where floor has nothing like it
	target target
	limits string // what it is made of, or why it is not better
}

// target is what a figure should be.
type target struct {
	bound   float64
	ratio   bool // of ours to floor's, rather than ours alone
	atLeast bool // the bound is the least, not the most
}

func atMost(bound float64) target    { return target{bound: bound} }
func timesFloor(most float64) target { return target{bound: most, ratio: true} }

func (f figure) ratio() float64 { return f.ours.median() / f.floor.median() }

// met tells whether the target is met; none means that there is no target.
func (f figure) met() (met, none bool) {
	if f.target == (target{}) {
		return false, true
	}
	value := f.ours.median()
	if f.target.ratio {
		value = f.ratio()
	}
	if f.target.atLeast {
		return value >= f.target.bound, false
	}
	return value <= f.target.bound, false
}

func (f figure) targetText() string {
	if f.target == (target{}) {
		return "–"
	}
	sign, unit := "≤", " "+f.unit
	if f.target.atLeast {
		sign = "≥"
	}
	if f.target.ratio {
		unit = "×"
	}
	return sign + " " + number(f.target.bound) + unit
}

// table prints figures, each with what limits it below.
func table(w io.Writer, figures []figure) {
	cells := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(cells, "\troundtrip\tfloor\tratio\ttarget\t")
	for _, f := range figures {
		ratio, verdict := "–", "ok"
		if len(f.floor) > 0 {
			ratio = fmt.Sprintf("%.2f×", f.ratio())
		}
		switch met, none := f.met(); {
		case none:
			verdict = ""
		case !met:
			verdict = "OVER"
		}
		fmt.Fprintf(cells, "%s\t%s\t%s\t%s\t%s\t%s\n", f.name, f.ours.format(f.unit), f.floor.format(f.unit), ratio, f.targetText(), verdict)
	}
	cells.Flush()
	fmt.Fprintln(w)
	for _, f := range figures {
		if f.limits != "" {
			fmt.Fprintf(w, "%s: %s\n", f.name, f.limits)
		}
	}
}

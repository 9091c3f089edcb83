package playground

import (
	"fmt"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/ratelimit"
)

// Gauge is one rate limit that a response tells of.
type Gauge struct {
	Source    string // the header that says so
	Limit     int64  // 0 where it is not known
	Remaining int64
	Text      string
}

// Gauges reads the rate limits from the head of a response.
func Gauges(h exchange.Head) []Gauge {
	pairs := make([][2]string, len(h.Headers))
	for i, f := range h.Headers {
		pairs[i] = [2]string{f.Name, f.Value}
	}
	var gauges []Gauge
	for _, l := range ratelimit.Read(pairs, h.At) {
		g := Gauge{Source: l.Source, Limit: max(0, l.Limit), Remaining: l.Remaining}
		switch {
		case l.Limit >= 0 && l.Remaining >= 0:
			g.Text = fmt.Sprintf("%d of %d left", l.Remaining, l.Limit)
		case l.Remaining > 0:
			g.Text = fmt.Sprintf("%d left", l.Remaining)
		case l.Limit >= 0:
			g.Text, g.Limit = fmt.Sprintf("%d in all", l.Limit), 0
		default:
			g.Text, g.Limit = "None left", 0
		}
		if !l.Reset.IsZero() {
			g.Text += ", anew at " + l.Reset.Local().Format(time.TimeOnly)
		}
		gauges = append(gauges, g)
	}
	return gauges
}

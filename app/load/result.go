package load

import "time"

// Result is what came of one request.
type Result struct {
	Index  int      // its place among all, from 0
	Row    []string // what was put into it: a cell for each column
	Status int      // of the response; 0 if none came
	Kind   string   // of the failure, an exchange.Kind; "" for none
	Bytes  int64    // of the response's body

	Start    time.Duration // since the run began
	Duration time.Duration // from its start to its end
}

// End is when the request was over, since the run began.
func (r Result) End() time.Duration { return r.Start + r.Duration }

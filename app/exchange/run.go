package exchange

// Run is what is known of an exchange that is many requests. It is sent as the requests complete, at most five times a
// second. The results themselves, one by one, are the exchange's body, as CSV.
type Run struct {
	Total     int         `json:"total"`              // requests that are to be sent
	Count     int         `json:"count"`              // those that are over
	Answered  int         `json:"answered"`           // those whose response came whole and is no failure
	Failures  []KindCount `json:"failures,omitempty"` // the others by the kind of failure, the most frequent first
	Statuses  []Status    `json:"statuses,omitempty"` // of all responses, in their order
	Bytes     int64       `json:"bytes"`              // of all bodies
	Elapsed   float64     `json:"elapsed"`            // milliseconds from the first start to the last end so far
	PerSecond float64     `json:"perSecond"`          // answered requests
	Latency   Latency     `json:"latency"`            // of the answered requests
	Histogram []Bucket    `json:"histogram,omitempty"`
}

// KindCount counts failures of a kind.
type KindCount struct {
	Kind  Kind `json:"kind"`
	Count int  `json:"count"`
}

// Status counts responses with a status.
type Status struct {
	Status int `json:"status"`
	Count  int `json:"count"`
}

// Latency sums up how long requests took, in milliseconds. A percentile is the smallest duration that so many percent of all
// do not exceed.
type Latency struct {
	Min  float64 `json:"min"`
	Mean float64 `json:"mean"`
	P50  float64 `json:"p50"`
	P90  float64 `json:"p90"`
	P95  float64 `json:"p95"`
	P99  float64 `json:"p99"`
	Max  float64 `json:"max"`
}

// Bucket is one bar of a histogram: how many requests took so many milliseconds, from From and below To.
type Bucket struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Count int     `json:"count"`
}

// Cancelled counts the requests that were on their way when the run was stopped.
func (r Run) Cancelled() int {
	for _, f := range r.Failures {
		if f.Kind == Cancelled {
			return f.Count
		}
	}
	return 0
}

// Failed counts the requests that failed by themselves.
func (r Run) Failed() int { return r.Count - r.Answered - r.Cancelled() }

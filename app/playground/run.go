package playground

import (
	"fmt"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// This file puts a run, many requests in one exchange, into words.

// runStatus is the status line of a run.
func (m Model) runStatus(e *Exchange) Status {
	r, s := *e.Run, Status{}
	if !e.Over() {
		s.Class, s.Code, s.Time = "sending", group(int64(r.Count))+" of "+group(int64(r.Total)), Milliseconds(m.Elapsed)
		if n := r.Failed(); n > 0 {
			s.Code += ", " + group(int64(n)) + " failed"
		}
		s.Spoken = "Sending " + count(r.Total, "request")
		return s
	}
	s.Class, s.Code = "2xx", count(r.Total, "request")
	if stopped := r.Count-r.Cancelled() < r.Total; stopped {
		s.Class, s.Code = "stopped", "Stopped: "+group(int64(r.Count-r.Cancelled()))+" of "+s.Code
	}
	if n := r.Failed(); n > 0 {
		s.Class, s.Code = "failed", s.Code+", "+group(int64(n))+" failed"
	}
	if n := r.Cancelled(); n > 0 {
		s.Code += ", " + group(int64(n)) + " cancelled"
	}
	if e.Done != nil {
		s.Time = Milliseconds(e.Done.Timing.Total)
	}
	s.Spoken = strings.TrimSuffix(s.Code+", "+s.Time, ", ")
	return s
}

// RunFacts lists what is known of a run as a whole.
func RunFacts(r exchange.Run) []Fact {
	facts := []Fact{
		{"Requests", group(int64(r.Count)) + " of " + group(int64(r.Total))},
		{"Answered", group(int64(r.Answered))},
		{"Failed", group(int64(r.Failed()))},
	}
	if n := r.Cancelled(); n > 0 {
		facts = append(facts, Fact{"Cancelled", group(int64(n))})
	}
	rate := "–"
	if r.PerSecond > 0 {
		rate = fmt.Sprintf("%.4g per second", r.PerSecond)
	}
	return append(facts, Fact{"Throughput", rate}, Fact{"Bodies", exactBytes(r.Bytes)})
}

// LatencyFacts lists how long the answered requests took; none where there are none.
func LatencyFacts(r exchange.Run) []Fact {
	if r.Answered == 0 {
		return nil
	}
	l := r.Latency
	return []Fact{
		{"Shortest", Milliseconds(l.Min)}, {"Mean", Milliseconds(l.Mean)},
		{"50 %", Milliseconds(l.P50)}, {"90 %", Milliseconds(l.P90)}, {"95 %", Milliseconds(l.P95)}, {"99 %", Milliseconds(l.P99)},
		{"Longest", Milliseconds(l.Max)},
	}
}

// Tally is one row of a table of counts, with its part of the largest or of all in percent.
type Tally struct {
	Name  string
	Class string // of a status: "2xx"
	Count string
	Width float64
}

// StatusTallies lists the statuses of a run, each with its part of all responses.
func StatusTallies(r exchange.Run) []Tally {
	all := 0
	for _, s := range r.Statuses {
		all += s.Count
	}
	var tallies []Tally
	for _, s := range r.Statuses {
		tallies = append(tallies, Tally{
			Name: strconv.Itoa(s.Status), Class: strconv.Itoa(s.Status/100) + "xx", Count: group(int64(s.Count)), Width: percent(s.Count, all),
		})
	}
	return tallies
}

// FailureTallies lists the failures of a run by their kind, each with its part of all requests, in the words of the failure itself
// and by the name of the exception of Python's requests.
func FailureTallies(r exchange.Run) []Tally {
	var tallies []Tally
	for _, f := range r.Failures {
		name := KindTitle(f.Kind)
		if exception := f.Kind.Exception(); exception != "" {
			name += " (" + exception + ")"
		}
		tallies = append(tallies, Tally{Name: name, Class: "failed", Count: group(int64(f.Count)), Width: percent(f.Count, r.Count)})
	}
	return tallies
}

// HistogramTallies lists the bars of a run's histogram, each with its part of the longest bar.
func HistogramTallies(r exchange.Run) []Tally {
	most := 0
	for _, b := range r.Histogram {
		most = max(most, b.Count)
	}
	var tallies []Tally
	for _, b := range r.Histogram {
		tallies = append(tallies, Tally{Name: Milliseconds(b.From) + " to " + Milliseconds(b.To), Count: group(int64(b.Count)), Width: percent(b.Count, most)})
	}
	return tallies
}

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// KindTitle says in a few words what a kind of failure is.
func KindTitle(k exchange.Kind) string {
	switch k {
	case exchange.BadStatus:
		return "Status of 400 or more"
	case exchange.BadInput:
		return "Not sent: the value does not fit its place"
	}
	return Explain(exchange.Failure{Kind: k}, request.Request{}, "").Title
}

package playground

import (
	"strconv"

	"roundtrip/app/exchange"
)

// Bar is one stretch of an exchange, to be drawn and to be read.
type Bar struct {
	Name     string
	Start    float64 // in percent of the whole
	Width    float64 // in percent of the whole
	From     string  // "12 ms"
	Duration string
	Own      bool // by the worker's own clock, not from the browser's resource timing
}

// Fact is a name and what is known under it.
type Fact struct{ Name, Value string }

// Waterfall gives the bars of a timing, in their order. Where the browser tells no
// phases there are two: until the head came, and the body.
func Waterfall(t exchange.Timing) []Bar {
	total := t.Total
	for _, p := range t.Phases {
		total = max(total, p.End)
	}
	if total <= 0 {
		return nil
	}
	bar := func(name string, start, end float64, own bool) Bar {
		start, end = max(0, start), min(total, end)
		return Bar{
			Name:  name,
			Start: 100 * start / total, Width: 100 * max(0, end-start) / total,
			From: Milliseconds(start), Duration: Milliseconds(max(0, end-start)),
			Own: own,
		}
	}
	var bars []Bar
	for _, p := range t.Phases {
		bars = append(bars, bar(p.Name, p.Start, p.End, false))
	}
	switch {
	case len(bars) > 0:
	case t.Head == 0: // of a run, whose requests are timed as a whole
		bars = append(bars, bar("Request and response", 0, t.Total, true))
	default:
		bars = append(bars, bar("Until the head", 0, t.Head, true), bar("Body", t.Head, t.Total, true))
	}
	return bars
}

// TimingFacts lists what else is known of a timing.
func TimingFacts(t exchange.Timing) []Fact {
	facts := []Fact{{"Total", Milliseconds(t.Total)}}
	if t.Head > 0 {
		facts = append(facts, Fact{"Until the head", Milliseconds(t.Head)})
	}
	if t.Protocol != "" {
		facts = append(facts, Fact{"Protocol", protocolName(t.Protocol)})
	}
	if t.Wire >= 0 {
		facts = append(facts, Fact{"Body on the wire", exactBytes(t.Wire)})
	} else {
		facts = append(facts, Fact{"Body on the wire", "not known"})
	}
	return append(facts, Fact{"Body decoded", exactBytes(t.Decoded)})
}

// TimingNote says what the browser keeps to itself about a timing, or "".
func TimingNote(t exchange.Timing) string {
	switch {
	case t.Hidden:
		return "The server does not send Timing-Allow-Origin, so the browser shows only when the request started and ended. DNS, connection and TLS are hidden, and so is the size on the wire."
	case t.Head == 0:
		return "The requests of a run are timed as a whole. Send this one alone to see its phases."
	case len(t.Phases) == 0:
		return "The browser kept no resource timing for this request; these are Roundtrip's own clock."
	}
	return ""
}

func exactBytes(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " B"
	}
	return Bytes(n) + " (" + group(n) + " bytes)"
}

// protocolName writes an ALPN protocol name (RFC 7301) as people know it.
func protocolName(alpn string) string {
	switch alpn {
	case "h2":
		return "HTTP/2"
	case "h3":
		return "HTTP/3"
	case "http/1.1":
		return "HTTP/1.1"
	case "http/1.0":
		return "HTTP/1.0"
	}
	return alpn
}

package playground

import (
	"roundtrip/app/exchange"
)

// Recorded is what went over the wire for one request of the exchange that is shown, where it was asked for.
type Recorded struct {
	ID, Hop int
	Bytes   *exchange.Recorded // nil until it is here
	Problem string             // why it cannot be had
}

// The bytes of a request in the Traffic tab.
type (
	// TrafficPressed shows the bytes of a request, or puts them away.
	TrafficPressed  struct{ Hop int }
	TrafficAnswered struct {
		ID, Hop  int
		Recorded exchange.Recorded
		Problem  string
	}
)

// AskTraffic asks for the bytes of a request; answered by TrafficAnswered.
type AskTraffic struct{ ID, Hop int }

func (m Model) recorded(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case TrafficPressed:
		if m.Shown == nil {
			return m, nil
		}
		if m.RecordedOf(msg.Hop) != nil {
			m.Recorded = nil
			return m, nil
		}
		m.Recorded = &Recorded{ID: m.Shown.ID, Hop: msg.Hop}
		return m, []Cmd{AskTraffic{ID: m.Shown.ID, Hop: msg.Hop}}
	case TrafficAnswered:
		if r := m.Recorded; r != nil && r.ID == msg.ID && r.Hop == msg.Hop {
			m.Recorded = &Recorded{ID: msg.ID, Hop: msg.Hop, Bytes: &msg.Recorded, Problem: msg.Problem}
		}
	}
	return m, nil
}

// RecordedOf gives the bytes of a request of the exchange that is shown, nil where they are not shown.
func (m Model) RecordedOf(hop int) *Recorded {
	if m.Recorded == nil || m.Shown == nil || m.Recorded.ID != m.Shown.ID || m.Recorded.Hop != hop {
		return nil
	}
	return m.Recorded
}

// RecordedTitle says how much went one way, and how much of it is shown.
func RecordedTitle(way string, shown, size int64) string {
	if shown < size {
		return way + ": the first " + exactBytes(shown) + " of " + exactBytes(size)
	}
	return way + ": " + exactBytes(size)
}

package engine

import (
	"context"
	"net/http"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/session/network"
	"roundtrip/httpwasm"
)

// timingPatience is how long the browser's own timing is waited for. It comes a
// moment after the last byte, and the answer is on screen meanwhile.
const timingPatience = 250 * time.Millisecond

// measure fills in what the transport knows of the timing of an exchange, or the browser's resource timing.
func measure(t *exchange.Timing, resp *http.Response, start time.Time) {
	if trace, ok := network.TraceOf(resp); ok {
		t.Phases, t.Wire, t.Protocol = trace.Phases(start), trace.Wire(), trace.Protocol()
		return
	}
	info, ok := httpwasm.InfoOf(resp)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), timingPatience)
	defer cancel()
	m, err := info.Timing(ctx)
	if err != nil {
		return
	}
	t.Protocol, t.Hidden = m.Protocol, m.Hidden
	if m.EncodedBodySize > 0 && !m.Hidden {
		t.Wire = m.EncodedBodySize
	}
	// The browser's clock and ours start at different moments: everything is laid
	// on ours.
	offset := float64(m.Start.Sub(start)) / float64(time.Millisecond)
	add := func(name string, from, to time.Duration) {
		if to > from {
			t.Phases = append(t.Phases, exchange.Phase{Name: name, Start: offset + ms(from), End: offset + ms(to)})
		}
	}
	add("Redirects", m.Redirect.Start, m.Redirect.End)
	if m.Hidden || m.Request == 0 {
		add("All, in one", 0, m.End)
		return
	}
	ready := max(m.Redirect.End, 0)
	connected := max(m.DNS.End, m.Connect.End, ready)
	first := m.Request
	if m.DNS.Duration() > 0 {
		first = m.DNS.Start
	} else if m.Connect.Duration() > 0 {
		first = m.Connect.Start
	}
	add("Waiting in the browser", ready, first)
	add("DNS", m.DNS.Start, m.DNS.End)
	add("Connect", m.Connect.Start, m.Connect.End)
	add("TLS", m.TLS.Start, m.TLS.End)
	if m.Request > connected && connected > ready {
		add("Idle", connected, m.Request)
	}
	add("Waiting for the server", m.Request, m.FirstByte)
	add("Body", m.FirstByte, m.End)
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

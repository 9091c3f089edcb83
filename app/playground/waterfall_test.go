package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestWaterfall(t *testing.T) {
	cases := []struct {
		name   string
		timing exchange.Timing
		want   []Bar
	}{
		{"nothing is known", exchange.Timing{}, nil},
		{
			"without phases there are the head and the body", exchange.Timing{Total: 200, Head: 150},
			[]Bar{
				{Name: "Until the head", Start: 0, Width: 75, From: "0 ms", Duration: "150 ms", Own: true},
				{Name: "Body", Start: 75, Width: 25, From: "150 ms", Duration: "50 ms", Own: true},
			},
		},
		{
			"phases stand where they were",
			exchange.Timing{Total: 100, Head: 60, Phases: []exchange.Phase{{Name: "DNS", Start: 0, End: 10}, {Name: "Waiting", Start: 10, End: 60}}},
			[]Bar{
				{Name: "DNS", Start: 0, Width: 10, From: "0 ms", Duration: "10 ms"},
				{Name: "Waiting", Start: 10, Width: 50, From: "10 ms", Duration: "50 ms"},
			},
		},
		{
			"the browser's clock may run past ours", exchange.Timing{Total: 80, Phases: []exchange.Phase{{Name: "Download", Start: 50, End: 100}}},
			[]Bar{{Name: "Download", Start: 50, Width: 50, From: "50 ms", Duration: "50 ms"}},
		},
		{
			"a phase before Send, as of an early connection, starts at the edge", exchange.Timing{Total: 100, Phases: []exchange.Phase{{Name: "Connect", Start: -5, End: 20}}},
			[]Bar{{Name: "Connect", Start: 0, Width: 20, From: "0 ms", Duration: "20 ms"}},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, Waterfall(c.timing)) })
	}
}

func TestTimingFacts(t *testing.T) {
	facts := TimingFacts(exchange.Timing{Total: 1500, Head: 20, Wire: 1234, Decoded: 5678901, Protocol: "h2"})
	require.Equal(t, []Fact{
		{"Total", "1.50 s"}, {"Until the head", "20 ms"}, {"Protocol", "HTTP/2"},
		{"Body on the wire", "1.2 kB (1,234 bytes)"}, {"Body decoded", "5.7 MB (5,678,901 bytes)"},
	}, facts)
	require.Contains(t, TimingFacts(exchange.Timing{Wire: -1}), Fact{"Body on the wire", "not known"})
}

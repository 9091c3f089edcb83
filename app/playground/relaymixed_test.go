package playground

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPageOverHTTPSIsToldThatItCannotUseARelayOverHTTP(t *testing.T) {
	for _, c := range []struct {
		page, relay string
		fine        bool
	}{
		{"https://page.example", "http://relay.example", false},
		{"https://page.example", "http://10.0.0.1:8080", false},
		{"https://page.example", "http://127.0.0.1:8080", true},
		{"https://page.example", "https://relay.example", true},
		{"http://page.example", "http://relay.example", true},
	} {
		m := typed("https://api.example/")
		m.Origin = c.page
		m, cmds := play(m, RelayPressed{}, RelayEdited{Text: c.relay}, RelayCheckPressed{})
		require.Equal(t, c.fine, m.Relay.Wrong == "", c)
		require.Equal(t, c.fine, m.Relay.Busy, c)
		if !c.fine {
			require.Contains(t, m.Relay.Wrong, "Use one over https.")
			require.Contains(t, cmds, Focus{Target{Control: "relay-address"}})
		}
		m, _ = play(m, RelayUsePressed{})
		require.Equal(t, c.fine, m.Relay.Kept.Relay != "", c)
	}
}

package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

// withRoots is the dialog of a relay whose operator adds roots.
func withRoots(t *testing.T) Model {
	t.Helper()
	return withRelay(t, TransportChosen{Relay: true}, RelayPressed{}, RelayChecked{
		Via: exchange.Via{Relay: ownRelay}, State: exchange.RelayState{Accepts: true, Roots: []exchange.Fact{{What: "Corp Root"}, {What: "Lab"}}},
	})
}

func TestTheRootsOfARelayAreTrustedByChoiceOnly(t *testing.T) {
	m := withRoots(t)
	o := m.Relay.OperatorRoots()
	require.True(t, o.Shown)
	require.Equal(t, "The operator added 2 root certificates", o.Title)
	require.Contains(t, o.Risk, "can read and change every https request")
	require.False(t, m.Relay.Roots, "not by default")
	used, _ := Update(m, RelayUsePressed{})
	require.False(t, used.Via().Roots)

	m, cmds := Update(m, RelayRootsToggled{On: true})
	require.Contains(t, cmds, KeepRelay{Kept: KeptRelay{Roots: true, Hosts: []string{"api.example.com"}}})
	require.Equal(t, exchange.Via{Relay: ownRelay, Roots: true}, m.Via())
	require.Contains(t, m.Transport().Warnings[0], "its operator can read HTTPS")
	m, _ = Update(m, TransportChosen{})
	require.Equal(t, exchange.Via{}, m.Via(), "the browser's own way knows nothing of it")
	m, _ = Update(m, TransportChosen{Relay: true})

	m, _ = Update(m, RelayPressed{})
	require.True(t, m.Relay.Roots)
	require.True(t, m.Relay.OperatorRoots().Shown, "before it answers, and also if it does not")
	m, cmds = Update(m, RelayRootsToggled{})
	require.Contains(t, cmds, KeepRelay{Kept: KeptRelay{Hosts: []string{"api.example.com"}}}, "also for who only closes the dialog now")
	require.False(t, m.Via().Roots)
	require.Contains(t, m.Transport().Reason, "HTTPS content stays encrypted.")
}

func TestWhatWasChosenForOneRelaySaysNothingOfAnother(t *testing.T) {
	m := withRoots(t)
	m, _ = Update(m, RelayRootsToggled{On: true})
	m, _ = Update(m, RelayUsePressed{})
	m, _ = Update(m, RelayPressed{})
	m, _ = Update(m, RelayEdited{Text: "https://other.example/"})
	require.False(t, m.Relay.Roots)
	back, _ := Update(m, RelayEdited{Text: ownRelay})
	require.True(t, back.Relay.Roots, "it is the one that is trusted")
	m, _ = Update(m, RelayUsePressed{})
	require.Equal(t, exchange.Via{Relay: "https://other.example/relay/"}, m.Via())

	m = withRoots(t)
	m, _ = Update(m, RelayEdited{Text: "https://other.example/"})
	m, cmds := Update(m, RelayRootsToggled{On: true})
	require.Empty(t, cmds)
	require.False(t, m.Via().Roots, "it holds once that one is used")
	m, _ = Update(m, RelayUsePressed{})
	require.Equal(t, exchange.Via{Relay: "https://other.example/relay/", Roots: true}, m.Via())
	m, _ = Update(m, RelayForgetPressed{})
	require.Equal(t, KeptRelay{}, m.Relay.Kept)
	require.False(t, m.Relay.Roots)
}

func TestRootsThatOthersCouldChangeOnTheWayAreNotTrusted(t *testing.T) {
	for address, safe := range map[string]bool{
		"https://relay.example/relay/": true, "http://127.0.0.1:8080/relay/": true, "http://[::1]:8080/relay/": true, "http://localhost/relay/": true,
		"http://relay.localhost/relay/": true, "http://relay.example/relay/": false, "http://10.0.0.1/relay/": false, "http://localhost.example/relay/": false,
	} {
		m := withRoots(t)
		m.Origin = "http://page.example"
		m, _ = Update(m, RelayEdited{Text: address})
		require.Equal(t, !safe, m.Relay.OperatorRoots().Refused, address)
		m, _ = Update(m, RelayRootsToggled{On: true})
		m, _ = Update(m, RelayUsePressed{})
		require.Equal(t, safe, m.Relay.Kept.Roots, address)
		m.Relay.Kept.Roots = true // by hand
		require.Equal(t, safe, m.Via().Roots, address)
	}
}

package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestWhatCanWaitComesAfterTheAnswerThatIsWaitedFor(t *testing.T) {
	m, _ := play(typed("https://api.example"), SendPressed{})
	waiting, cmds := play(m, AddressDue{})
	require.Equal(t, []Cmd{After{Delay: addressPause, Msg: AddressDue{}}}, cmds)
	_, cmds = play(m, EngineChanged{EngineState{Ready: true}})
	require.Contains(t, cmds, After{Delay: addressPause, Msg: PrepareDue{}})

	slow, _ := play(waiting, Ticked{ID: m.Flight.ID, Elapsed: 1500})
	_, cmds = play(slow, AddressDue{})
	require.Len(t, cmds, 1)
	require.IsType(t, SetAddress{}, cmds[0], "a long answer is not waited for")

	over, _ := play(waiting, EngineEvent{exchange.Event{ID: m.Flight.ID, Failure: &exchange.Failure{Kind: exchange.Internal}}})
	_, cmds = play(over, AddressDue{})
	require.IsType(t, SetAddress{}, cmds[0])
	_, cmds = play(over, PrepareDue{})
	require.IsType(t, Prepare{}, cmds[0])
}

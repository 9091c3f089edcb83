package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestRetryOfARunRunsItAgain(t *testing.T) {
	m, cmds := play(typed("https://a.example"), ManyEdited{ManyTimes, "3"}, ManyPressed{})
	require.Len(t, of[SendMany](cmds), 1)
	failed := EngineEvent{exchange.Event{ID: m.Flight.ID, Failure: &exchange.Failure{Kind: exchange.Unreachable}}}
	m, _ = play(m, failed, TabChosen{HeadersTab})
	require.NotNil(t, m.Shown.Failure)
	m, cmds = play(m, RetryPressed{})
	require.Len(t, of[SendMany](cmds), 1)
	require.Empty(t, of[Send](cmds))
	require.Equal(t, 3, of[SendMany](cmds)[0].Many.Times)
	require.Equal(t, ManyTab, m.Tab, "where it may ask whether to send so often")
}

func TestRetryOfARequestSendsIt(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{})
	m, _ = play(m, EngineEvent{exchange.Event{ID: m.Flight.ID, Failure: &exchange.Failure{Kind: exchange.Unreachable}}})
	_, cmds := play(m, RetryPressed{})
	require.Len(t, of[Send](cmds), 1)
}

func TestAToastEndsWithItsDialog(t *testing.T) {
	m, _ := play(typed("https://a.example"), SharePressed{}, Done{What: "The link was copied."})
	require.NotNil(t, m.Toast)
	m, _ = play(m, ShareClosed{})
	require.Nil(t, m.Toast)
	m, _ = play(m, Done{What: "The body was copied."}, TabChosen{HeadersTab})
	require.NotNil(t, m.Toast, "one of the page stays")
}

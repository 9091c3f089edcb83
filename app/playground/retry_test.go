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

func TestTheCountdownSaysTheWaitAtHand(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{})
	m.Engine.Ready = true
	id := m.Flight.ID
	m, _ = play(m, Ticked{ID: id, Elapsed: 3000}, // the engine was loaded meanwhile, and has counted for half a second
		EngineEvent{exchange.Event{ID: id, Wait: &exchange.Wait{Attempt: 2, Of: 3, For: 5000, Until: 5500, Cause: "503 Service Unavailable"}}})
	require.Equal(t, "Attempt 2 of 3 in 5 s, after 503 Service Unavailable", m.StatusLine().Code)
	m, _ = play(m, Ticked{ID: id, Elapsed: 6000})
	require.Equal(t, "Attempt 2 of 3 in 2 s, after 503 Service Unavailable", m.StatusLine().Code)
}

func TestWhatWasNotWaitedForIsSaidOverTheAnswer(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{})
	id := m.Flight.ID
	m, _ = play(m, EngineEvent{exchange.Event{ID: id, Wait: &exchange.Wait{Declined: "Not sent again."}}},
		EngineEvent{exchange.Event{ID: id, Head: &exchange.Head{Status: 429}}})
	note, warn := m.Shown.PagesNote()
	require.Equal(t, "Not sent again.", note)
	require.True(t, warn)
	require.Nil(t, m.Shown.Wait)
}

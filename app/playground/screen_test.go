package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestTheTitleSaysWhatIsOpen(t *testing.T) {
	for url, want := range map[string]string{
		"": "Roundtrip",
		"https://api.example.com/items?token=abc": "GET /items · Roundtrip",
		"api.example.com/":                        "GET api.example.com · Roundtrip",
		"/demo/get?a=1":                           "GET /demo/get · Roundtrip",
		"http://[":                                "GET http://[ · Roundtrip",
	} {
		require.Equal(t, want, typed(url).Title(), url)
	}
	require.NotContains(t, typed("https://hooks.slack.com/services/T00000000/B00000000/a8Kq2Zt7Lw0pXc4Vb9Nm1Rd5").Title(), "a8Kq2Zt7")
	m, _ := play(typed("https://a.example/x"), SendPressed{})
	require.Equal(t, "GET /x · sending · Roundtrip", m.Title())
	answered, _ := play(m, EngineEvent{exchange.Event{ID: 1, Head: &exchange.Head{Status: 404}}}, EngineEvent{exchange.Event{ID: 1, Done: &exchange.Done{}}})
	require.Equal(t, "GET /x · 404 · Roundtrip", answered.Title())
	failed, _ := play(m, EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.Unreachable}}})
	require.Equal(t, "GET /x · failed · Roundtrip", failed.Title())
}

func TestADialogDoesNotRepeatWhatWasSaidBefore(t *testing.T) {
	m, _ := play(typed("https://a.example/x"), Done{What: "Body copied."})
	require.NotNil(t, m.Toast)
	m, _ = play(m, SharePressed{})
	require.Nil(t, m.Toast)
	m, _ = play(m, Done{What: "Link copied."})
	require.Equal(t, "Link copied.", m.Toast.Text)
}

func TestThePreviousBodyIsNotOfferedWhileTheNextIsAwaited(t *testing.T) {
	m, _ := play(typed("https://a.example/x"), SendPressed{}, EngineEvent{exchange.Event{ID: 1, Head: &exchange.Head{Status: 200}}},
		EngineEvent{exchange.Event{ID: 1, Done: &exchange.Done{Body: exchange.Body{Size: 3, Media: exchange.MediaText}}}})
	require.True(t, m.CanCopy() && m.CanSave())
	m, _ = play(m, SendPressed{}, Ticked{ID: 2, Elapsed: 1000})
	require.False(t, m.CanCopy() || m.CanSave())
}

func TestWhileTheFirstResponseIsAwaitedThatIsSaid(t *testing.T) {
	m := typed("https://a.example/x")
	require.Equal(t, EmptyPane, m.Reading().Pane)
	m, _ = play(m, SendPressed{}, EngineEvent{exchange.Event{ID: 1, Sent: &exchange.Sent{}}})
	require.Equal(t, "Waiting for the response. Esc cancels.", m.Reading().Text)
}

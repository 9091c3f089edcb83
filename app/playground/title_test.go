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

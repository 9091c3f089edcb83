package playground

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func explained(d *exchange.Diagnosis) Explanation {
	return Explain(exchange.Failure{Kind: exchange.Blocked, Host: "api.example", Diagnosis: d}, request.Request{}, "https://play.example")
}

func TestABlockedCallNamesTheCausesThatArePossible(t *testing.T) {
	explain := func(d exchange.Diagnosis) string { return strings.Join(explained(&d).Why, "\n") }
	simple := explain(exchange.Diagnosis{Cross: true})
	require.Contains(t, simple, "CORS")
	require.NotContains(t, simple, "preflight")
	asked := explain(exchange.Diagnosis{Cross: true, Because: []exchange.Fact{{What: "Method PUT"}, {What: "Header X-Key"}}})
	require.Contains(t, asked, "because of the method PUT, the header X-Key.")
	require.NotContains(t, explain(exchange.Diagnosis{}), "CORS", "the page's own server needs none")
	require.Contains(t, explain(exchange.Diagnosis{Cross: true, Asks: true}), "Local network")
	require.Equal(t, "Blocked or unreachable", explained(nil).Title)
}

func TestABlockedCallNamesTheCauseThatWasFound(t *testing.T) {
	for cause, title := range map[exchange.Blocker]string{
		exchange.ByCORS: "Blocked by CORS", exchange.ByRedirect: "Blocked after a redirect", exchange.ByNobody: "Not reachable",
		exchange.ByBrowser: "Blocked by the browser", exchange.ByPermission: "No permission for the local network", exchange.ByElsewhere: "Blocked on the way", "": "Blocked or unreachable",
	} {
		e := explained(&exchange.Diagnosis{Cause: cause, Cross: true})
		require.Equal(t, title, e.Title)
		require.NotEmpty(t, e.Why)
		require.NotEmpty(t, e.Next)
	}
}

func TestWhyNobodyAnsweredIsSaidWhereARelayKnows(t *testing.T) {
	unknown := explained(&exchange.Diagnosis{Cause: exchange.ByNobody})
	require.Contains(t, strings.Join(unknown.Why, "\n"), "the port is closed")
	known := explained(&exchange.Diagnosis{Cause: exchange.ByNobody, Reason: "The relay found no address."})
	require.Contains(t, known.Why[1], "The relay found no address.")
	require.NotContains(t, strings.Join(known.Why, "\n"), "the port is closed")
}

func TestWhatIsFoundOutAboutAFailureComesAfterIt(t *testing.T) {
	m, _ := play(typed("https://api.example"), SendPressed{})
	id := m.Flight.ID
	m.Relay.Own = "https://app.example/relay/"
	m, cmds := play(m, EngineEvent{exchange.Event{ID: id, Failure: &exchange.Failure{Kind: exchange.Blocked, Diagnosis: &exchange.Diagnosis{Pending: true}}}})
	require.Contains(t, cmds, Diagnose{ID: id, Request: m.Shown.Request, Relay: exchange.Via{Relay: m.Relay.Own}})
	require.Equal(t, exchange.Via{}, m.asksRelay("http://api.example"), "nothing is loaded for a relay that may not carry it")
	require.Equal(t, "Blocked or unreachable", m.ResponseLine().Code)
	before := m
	m, _ = play(m, Diagnosed{ID: id, Diagnosis: exchange.Diagnosis{Cause: exchange.ByCORS}})
	require.Equal(t, "Blocked by CORS", m.ResponseLine().Code)
	require.True(t, before.Shown.Failure.Diagnosis.Pending, "what was given is not changed")
	again, _ := play(m, SendPressed{})
	late, _ := play(again, Diagnosed{ID: id + 7})
	require.Equal(t, again.Shown, late.Shown, "of another exchange")
}

func TestAFixIsShownForTheServerThatWasChosen(t *testing.T) {
	d := exchange.Diagnosis{Fixes: []exchange.Fix{{Server: "a", Code: "1"}, {Server: "b", Code: "2"}}}
	m, _ := play(typed("https://api.example"), FixChosen{"b"})
	require.Equal(t, "2", FixOf(d, m.FixFor).Code)
	require.Equal(t, "1", FixOf(d, "").Code)
	require.Empty(t, FixOf(exchange.Diagnosis{}, "b").Code)
}

func TestThePreviewSaysWhatGoesBeforeARequest(t *testing.T) {
	require.Contains(t, AskNote(exchange.Wire{Cross: "https://play.example"}), "without asking first, and shows the answer if the server allows https://play.example")
	require.Contains(t, AskNote(exchange.Wire{Cross: "https://play.example", Asks: []exchange.Fact{{What: "Method PUT"}}}), "OPTIONS")
}

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
	explain := func(d exchange.Diagnosis) string {
		e := explained(&d)
		require.Len(t, e.Why, 1, "one sentence; the rest is folded")
		return strings.Join(append(append(e.Why, e.How...), e.Next...), "\n")
	}
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
		require.Equal(t, cause == exchange.ByCORS, len(e.Next) == 0, "its ways are buttons")
	}
}

func TestWhyNobodyAnsweredIsSaidWhereARelayKnows(t *testing.T) {
	unknown := explained(&exchange.Diagnosis{Cause: exchange.ByNobody})
	require.Contains(t, strings.Join(unknown.Why, "\n"), "closed port")
	known := explained(&exchange.Diagnosis{Cause: exchange.ByNobody, Reason: "The relay found no address."})
	require.Contains(t, known.Why[1], "The relay found no address.")
	require.NotContains(t, strings.Join(known.Why, "\n"), "closed port")
}

func TestTheHeaderThatBlocksACallIsSaidAndSpokenOnce(t *testing.T) {
	said := "Access-Control-Allow-Headers lacks x-api-key: it is “content-type”."
	f := exchange.Failure{Kind: exchange.Blocked, Host: "api.example", Diagnosis: &exchange.Diagnosis{Pending: true, Cross: true}}
	m, _ := play(typed("https://api.example"), SendPressed{})
	m, _ = play(m, EngineEvent{exchange.Event{ID: m.Flight.ID, Failure: &f}})
	require.Equal(t, "Blocked or unreachable. Looking for the cause …", m.ResponseLine().Spoken)
	m, _ = play(m, Diagnosed{ID: m.Shown.ID, Diagnosis: exchange.Diagnosis{Cause: exchange.ByCORS, Cross: true, Evidence: []exchange.Evidence{
		{Mark: exchange.MarkStep, Text: "A relay."}, {Mark: exchange.MarkWrong, Text: "It answered nothing."},
		{Mark: exchange.MarkStep, Text: "Preflight."}, {Mark: exchange.MarkFine, Text: "204."},
		{Mark: exchange.MarkWrong, Text: said}, {Mark: exchange.MarkWrong, Text: "And more."},
	}}})
	require.Equal(t, []string{said}, explained(m.Shown.Failure.Diagnosis).Why, "of the last request, the first that is wrong")
	require.Equal(t, "Blocked by CORS. "+said, m.ResponseLine().Spoken)
}

func TestAFixIsOpenForTheFailureThatItWasOpenedFor(t *testing.T) {
	blocked := func(m Model) Model {
		m, _ = play(m, SendPressed{})
		m, _ = play(m, EngineEvent{exchange.Event{ID: m.Flight.ID, Failure: &exchange.Failure{Kind: exchange.Blocked}}})
		return m
	}
	m := blocked(typed("https://api.example"))
	require.False(t, m.FixOpen())
	m, cmds := play(m, FixToggled{})
	require.True(t, m.FixOpen())
	require.Equal(t, []Cmd{ShowFix{}}, cmds)
	shut, cmds := play(m, FixToggled{})
	require.False(t, shut.FixOpen())
	require.Empty(t, cmds)
	require.False(t, blocked(m).FixOpen(), "of another failure")
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

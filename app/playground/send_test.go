package playground

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestSendIsRefusedAtTheInputThatIsWrong(t *testing.T) {
	file := request.Request{Method: "POST", URL: "https://a.example", Body: request.Body{Kind: request.RawFile, File: &request.File{Name: "x.bin"}}}
	tests := []struct {
		name  string
		m     Model
		where exchange.Where
	}{
		{"without a URL", typed("  "), exchange.AtURL},
		{"with a timeout that is no number", first(play(typed("https://a.example"), SettingEdited{"timeout", "soon"})), exchange.AtOptions},
		{"with a timeout of nothing", first(play(typed("https://a.example"), SettingEdited{"timeout", "0"})), exchange.AtOptions},
		{"with a file that a link described", Model{Request: file}, exchange.AtBody},
		{"with a value still wanted", Model{Request: request.Request{URL: "https://a.example/{{id}}", Holes: []string{"id"}}}, exchange.AtHoles},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, cmds := play(test.m, SendPressed{})
			require.NotNil(t, m.Invalid)
			require.Equal(t, test.where, m.Invalid.Where)
			require.NotEmpty(t, m.Invalid.Message)
			require.Nil(t, m.Flight)
			require.Empty(t, of[Send](cmds))
			require.Equal(t, []Focus{{Target{Control: string(test.where), Setting: m.Invalid.Setting}}}, of[Focus](cmds))
		})
	}
}

func first(m Model, _ []Cmd) Model { return m }

func TestTheOldAnswerStaysUntilTheNewOneBegins(t *testing.T) {
	m, cmds := play(typed("https://a.example"), SendPressed{})
	require.Equal(t, 1, of[Send](cmds)[0].ID)
	require.True(t, m.Sending())
	m, _ = play(m, head(1, 200), view(1, "pretty", 3), end(1))
	require.False(t, m.Sending())
	require.Equal(t, 200, m.Shown.Head.Status)

	m, cmds = play(m, SendPressed{})
	require.Equal(t, 2, of[Send](cmds)[0].ID)
	require.Equal(t, 1, m.Shown.ID, "the old answer is still shown")
	m, cmds = play(m, head(2, 404))
	require.Equal(t, 2, m.Shown.ID)
	require.Equal(t, []Forget{{1}}, of[Forget](cmds))
	require.True(t, m.Sending())

	m, _ = play(m, view(1, "pretty", 9))
	require.Nil(t, m.Shown.View, "what an exchange says after it was replaced is not heard")
	m, _ = play(m, end(2))
	require.Equal(t, "404 R", m.StatusLine().Code)
	require.Equal(t, "4xx", m.StatusLine().Class)
}

func TestAFlightIsShownOnceThereIsSomethingToSay(t *testing.T) {
	ready, _ := play(typed("https://a.example"), EngineChanged{EngineState{Ready: true}})
	begun, _ := play(ready, SendPressed{})
	require.NotNil(t, begun.Flight)
	require.False(t, begun.Sending())
	require.Equal(t, ready.ResponseLine(), begun.ResponseLine())

	again, cmds := play(begun, SubmitPressed{})
	require.Equal(t, begun.Flight, again.Flight, "what reads Send does not cancel")
	require.Empty(t, cmds)

	for name, msg := range map[string]Msg{
		"the first tick":  Ticked{ID: 1, Elapsed: 100},
		"what goes out":   EngineEvent{exchange.Event{ID: 1, Sent: &exchange.Sent{}}},
		"an engine's end": EngineChanged{EngineState{}},
	} {
		m, _ := play(begun, msg)
		require.True(t, m.Sending(), name)
	}
}

func TestAFailureBeforeTheAnswerIsShownInItsPlace(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{}, failure(1, exchange.Cancelled))
	require.False(t, m.Sending())
	require.Equal(t, "Cancelled", m.StatusLine().Code)
	require.Equal(t, "failed", m.StatusLine().Class)
}

func TestABadInputThatTheEngineFindsGoesToItsControl(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{})
	m, cmds := play(m, EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtHeaders, Detail: "no"}}})
	require.Equal(t, &Invalid{Where: exchange.AtHeaders, Message: "no"}, m.Invalid)
	require.Equal(t, HeadersTab, m.Tab)
	require.Nil(t, m.Shown)
	require.Nil(t, m.Flight)
	require.NotEmpty(t, of[Focus](cmds))
	m, _ = play(m, RowEdited{HeaderList, 0, request.Field{Name: "a"}})
	require.Nil(t, m.Invalid, "an edit takes the complaint back")
}

func TestABadInputThatWasEditedMeanwhileIsNotComplainedOf(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{}, URLEdited{"https://b.example"})
	m, cmds := play(m, EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtURL, Detail: "no"}}})
	require.Nil(t, m.Invalid)
	require.Nil(t, m.Flight)
	require.Empty(t, of[Focus](cmds))
}

func TestSendIsCancelInFlight(t *testing.T) {
	m, cmds := play(typed("https://a.example"), SubmitPressed{}, SubmitPressed{})
	require.Len(t, of[Send](cmds), 1)
	require.Equal(t, []Cancel{{1}}, of[Cancel](cmds))
	m, _ = play(m, head(1, 200), EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.Cancelled, Got: 7}}})
	require.Equal(t, "7 B came", m.StatusLine().Size)
	require.True(t, m.CanSave())
}

func TestABodyIsReadInTheModeThatWasChosen(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{}, head(1, 200), view(1, "pretty", 3), end(1))
	require.Equal(t, PrettyMode, m.ModeOf(m.Shown))
	m, cmds := play(m, ModeChosen{HexMode})
	require.Equal(t, []Read{{1, HexMode}}, of[Read](cmds))
	m, _ = play(m, view(1, "pretty", 4))
	require.Zero(t, m.Shown.View.Rows, "the old reading is not heard any more")
	m, _ = play(m, view(1, "hex", 9))
	require.Equal(t, 9, m.Shown.View.Rows)
	m, cmds = play(m, SendPressed{}, head(2, 200), view(2, "pretty", 3), end(2))
	require.Equal(t, []Read{{2, HexMode}}, of[Read](cmds), "the choice outlives the exchange")
	m, cmds = play(m, SendPressed{}, head(3, 200), view(3, "pretty", 3))
	require.Equal(t, []Read{{3, HexMode}}, of[Read](cmds), "and holds while the body comes")
	m, cmds = play(m, view(3, "pretty", 4), view(3, "hex", 2))
	require.Empty(t, of[Read](cmds))
	require.Equal(t, 2, m.Shown.View.Rows)
}

func TestABodyThatBrokeOffIsReadInTheModeThatWasChosen(t *testing.T) {
	broken := EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.BrokenBody, Got: 7}}}
	m, _ := play(typed("https://a.example"), SendPressed{}, head(1, 200), view(1, "pretty", 3), broken, ModeChosen{HexMode})
	require.Equal(t, HexMode, m.ModeOf(m.Shown))
	require.Equal(t, TextPane, m.Reading().Pane)
	m, _ = play(m, view(1, "hex", 9))
	require.Equal(t, 9, m.Shown.View.Rows)
	m, _ = play(typed("https://a.example"), SendPressed{}, head(1, 200), broken, view(1, "pretty", 3))
	require.Equal(t, 3, m.Shown.View.Rows, "the first reading may come after the end")
}

func TestWhatWasTypedBeforeTheProgramStartedIsKeptAndSent(t *testing.T) {
	m, cmds := play(New(), Started{Page: "https://play.example/", URL: "api.example/a?b=1", Method: "PUT", Send: true, Online: true})
	require.Equal(t, "api.example/a?b=1", m.Request.URL)
	require.Equal(t, "PUT", of[Send](cmds)[0].Request.Method)
	require.Len(t, m.Request.Params, 1)
}

func TestEveryFailureSaysWhatHappenedWhyAndWhatToDo(t *testing.T) {
	kinds := []exchange.Kind{exchange.Cancelled, exchange.TimedOut, exchange.MixedContent, exchange.Blocked, exchange.Offline, exchange.Redirected, exchange.BrokenBody, exchange.Internal,
		exchange.ConnectTime, exchange.ReadTime, exchange.Redirects, exchange.Retries, exchange.BadStatus, exchange.Unreachable, exchange.TLS, exchange.Proxy, exchange.Relay, exchange.NotHTTP}
	for _, kind := range kinds {
		e := Explain(exchange.Failure{Kind: kind, Host: "api.example", Detail: "TypeError"}, request.Request{URL: "https://api.example/"}, "https://play.example")
		require.NotEmpty(t, e.Title, kind)
		require.NotEmpty(t, e.Why, kind)
		require.True(t, len(e.Next) > 0 || e.Retry, kind)
		require.Equal(t, slices.Contains([]exchange.Kind{exchange.Cancelled, exchange.Internal, exchange.Blocked, exchange.MixedContent}, kind), e.Exception == "", kind)
	}
}

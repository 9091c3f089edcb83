package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

const theirs = "?url=https://theirs.example/"

func answered(url string) Model {
	m, _ := play(typed(url), SendPressed{}, head(1, 200), view(1, "pretty", 3), end(1))
	return m
}

func TestUndoBringsBackTheRequestAndItsResponse(t *testing.T) {
	recipe, _ := (Model{}).RecipeList()
	for name, msgs := range map[string][]Msg{
		"New":                                {ClearPressed{}},
		"a link":                             {LinkOpened{theirs}},
		"a file":                             {ImportPressed{}, ImportEdited{"#" + theirs}, ImportSubmitted{}},
		"a recipe":                           {RecipeChosen{ID: recipe[0].ID}},
		"a recipe that was sent":             {RecipeChosen{ID: recipe[0].ID}, SendPressed{}, head(2, 404), end(2)},
		"what was edited, and the response":  {URLEdited{"https://mine.example/2"}, ClearPressed{}},
		"what was typed and cannot be read":  {SettingEdited{"timeout", "soon"}, ClearPressed{}},
		"another tab":                        {TabChosen{AuthTab}, ClearPressed{}},
		"the request and what it leaves out": {InheritanceSet{"auth", false}, ClearPressed{}},
	} {
		t.Run(name, func(t *testing.T) {
			m := answered("https://mine.example/")
			before := m
			for _, msg := range msgs {
				if _, leaves := msg.(ClearPressed); leaves {
					before = m
				}
				var cmds []Cmd
				m, cmds = play(m, msg)
				require.NotContains(t, of[Forget](cmds), Forget{1}, "it may come back")
			}
			require.NotEqual(t, before.Request, m.Request)
			m, cmds := play(m, LinkUndone{})
			require.Equal(t, before.Own(), m.Own())
			require.Equal(t, before.Without, m.Without)
			require.Equal(t, before.Tab, m.Tab)
			require.Equal(t, before.Shown, m.Shown)
			require.Equal(t, "Request restored.", m.Toast.Text)
			require.NotContains(t, of[Forget](cmds), Forget{1})
			_, cmds = play(m, AddressDue{})
			for _, address := range of[SetAddress](cmds) {
				require.NotContains(t, address.Fragment, "theirs.example")
			}
		})
	}
}

func TestAResponseIsForgottenOnceItCannotComeBack(t *testing.T) {
	for name, msgs := range map[string][]Msg{
		"after the next Send":    {ClearPressed{}, URLEdited{"https://b.example"}, SendPressed{}},
		"after the next New":     {ClearPressed{}, ClearPressed{}},
		"without the notice":     {ClearPressed{}, LinkDismissed{}},
		"after a link":           {ClearPressed{}, LinkOpened{theirs}},
		"under another response": {URLEdited{"https://b.example"}, SendPressed{}, head(2, 200)},
		"after a broken link":    {ClearPressed{}, LinkOpened{"v1.AAAA"}},
	} {
		t.Run(name, func(t *testing.T) {
			last := len(msgs) - 1
			m, cmds := play(answered("https://a.example"), msgs[:last]...)
			require.Empty(t, of[Forget](cmds))
			_, cmds = play(m, msgs[last])
			require.Equal(t, []Forget{{1}}, of[Forget](cmds))
		})
	}
}

func TestWhatNewStoppedComesBackAsStopped(t *testing.T) {
	streaming, _ := play(typed("https://a.example"), SendPressed{}, head(1, 200), view(1, "pretty", 3))
	cancelled := failure(1, exchange.Cancelled)
	for name, msgs := range map[string][]Msg{"before Undo": {cancelled, LinkUndone{}}, "after Undo": {LinkUndone{}, cancelled}} {
		t.Run(name, func(t *testing.T) {
			m, cmds := play(streaming, ClearPressed{})
			require.Equal(t, []Cancel{{1}}, of[Cancel](cmds))
			require.Nil(t, m.Shown)
			m, _ = play(m, msgs...)
			require.Equal(t, exchange.Cancelled, m.Shown.Failure.Kind)
			require.False(t, m.Sending())
			m, _ = play(m, end(1))
			require.Nil(t, m.Shown.Done, "it ends once")
		})
	}
	m, cmds := play(typed("https://a.example"), SendPressed{}, ClearPressed{})
	require.Equal(t, []Forget{{1}}, of[Forget](cmds), "nothing had come that could come back")
	m, _ = play(m, head(1, 200), LinkUndone{}, head(1, 200), end(1), cancelled)
	require.Nil(t, m.Shown)
}

func TestARefusedRequestIsForgotten(t *testing.T) {
	bad := EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtURL}}}
	_, cmds := play(typed("https://a.example"), SendPressed{}, bad)
	require.Equal(t, []Forget{{1}}, of[Forget](cmds))
}

func TestUndoBringsBackWhatALinkAskedFor(t *testing.T) {
	m, _ := play(New(), LinkOpened{theirs + "&proxy=http://p.example:1"})
	held := m.Link.Held
	require.Len(t, held, 1)
	m, _ = play(m, ClearPressed{}, LinkUndone{})
	require.Equal(t, held, m.Link.Held, "it can be allowed still")
	require.False(t, m.Link.Undo)
	require.Equal(t, []string{request.Everything}, m.Without)
}

// What ended while another request stood on the screen has ended when it comes back.
func TestWhatEndsMeanwhileComesBackAsItEnded(t *testing.T) {
	recipe, _ := (Model{}).RecipeList()
	begun, _ := play(typed("https://a.example"), SendPressed{}, head(1, 200), view(1, "pretty", 3))
	for name, msgs := range map[string][]Msg{
		"beside another answer":  {RecipeChosen{ID: recipe[0].ID}, end(1), SendPressed{}, head(2, 200), end(2)},
		"edited before it ended": {URLEdited{"https://b.example"}, RecipeChosen{ID: recipe[0].ID}, view(1, "pretty", 9), end(1)},
		"set out after its end":  {end(1), ClearPressed{}, view(1, "pretty", 9)},
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := play(begun, msgs...)
			m, _ = play(m, LinkUndone{})
			require.Equal(t, 1, m.Shown.ID)
			require.NotNil(t, m.Shown.Done)
			if name != "beside another answer" {
				require.Equal(t, 9, m.Shown.View.Rows)
			}
		})
	}
}

func TestUndoBringsBackARunWithItsTableAndItsForm(t *testing.T) {
	m := aRun(t)
	csv := m.Many.CSV
	m, _ = play(m, RecipeChosen{ID: "values"}, ManyPressed{}, EngineEvent{exchange.Event{ID: 2, Run: &exchange.Run{Total: 3, Count: 1}}})
	require.NotEqual(t, csv, m.Many.CSV)
	m, cmds := play(m, LinkUndone{})
	require.Equal(t, 1, m.Shown.ID)
	require.Equal(t, csv, m.Many.CSV)
	asks := of[AskResults](cmds)
	require.Len(t, asks, 1)
	m, _ = play(m, ResultsAnswered{Number: asks[0].Number, Results: exchange.Results{Total: 3, List: []exchange.Result{{Index: 2, Status: 200}}}})
	require.Len(t, m.ResultsTable().Rows, 1)

	// A run that New stopped while one of its results was open has stopped when that is closed.
	run := func(count int) Msg {
		return EngineEvent{exchange.Event{ID: 1, Run: &exchange.Run{Total: 100, Count: count}}}
	}
	m, _ = play(formOf("GET", "https://a.example/", nil), ManyPressed{}, run(5), ResultOpened{2}, head(2, 404), end(2), ClearPressed{}, run(6), end(1), LinkUndone{}, ResultClosed{})
	require.Equal(t, 6, m.Shown.Run.Count)
	require.NotNil(t, m.Shown.Done)
}

func TestARequestOfARunThatCannotBeSentAloneSaysWhy(t *testing.T) {
	bad := func(id int) Msg {
		return EngineEvent{exchange.Event{ID: id, Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtHeaders, Detail: "no"}}}
	}
	m, _ := play(aRun(t), ResultOpened{1}, bad(2), RetryPressed{}, bad(3))
	require.Equal(t, 3, m.Shown.ID)
	require.False(t, m.Sending())
	require.Nil(t, m.Invalid, "what stands in the fields is not to blame")
}

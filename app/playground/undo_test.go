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

package playground

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func pagesCame(id int, p exchange.Pages) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, Pages: &p}}
}

// paged is a screen on which pages are being followed.
func paged(msgs ...Msg) Model {
	m := typed("https://a.example/items")
	m.Engine.Ready = true
	m, _ = play(m, append([]Msg{SettingEdited{"pages", "link"}, SendPressed{}, Ticked{1, 100}, head(1, 200)}, msgs...)...)
	return m
}

func TestWhatPagesNeedIsAskedForAtItsField(t *testing.T) {
	m, _ := play(typed("https://a.example"), SettingEdited{"pages", "cursor"}, SettingEdited{"pages-path", "next"})
	path, _ := request.FindSetting("pages-path")
	parameter, _ := request.FindSetting("pages-parameter")
	require.Empty(t, m.SettingRefused(parameter), "nothing is wrong while it is typed")
	m, cmds := play(m, SendPressed{})
	require.Equal(t, []Focus{{Target{Control: "options", Setting: "pages-parameter"}}}, of[Focus](cmds))
	require.Equal(t, OptionsTab, m.Tab)
	require.Contains(t, m.SettingRefused(parameter), "Name the query parameter")
	require.Empty(t, m.SettingRefused(path))
	m, _ = play(m, SettingEdited{"pages-parameter", "after"})
	require.Empty(t, m.SettingRefused(parameter))
	_, cmds = play(m, SendPressed{})
	require.Equal(t, request.Pages{Kind: request.ByCursor, Path: "next", Parameter: "after"}, of[Send](cmds)[0].Request.Options.Pages)
}

func TestATextForAnotherKindOfPagesKeepsNothingFromBeingSent(t *testing.T) {
	m, _ := play(typed("https://a.example"), SettingEdited{"pages", "number"}, SettingEdited{"pages-parameter", "page"}, SettingEdited{"pages-step", "many"})
	refused, _ := play(m, SendPressed{})
	require.Equal(t, "pages-step", refused.Invalid.Setting)
	m, cmds := play(m, SettingEdited{"pages", "offset"}, SendPressed{})
	require.Nil(t, m.Invalid)
	require.Len(t, of[Send](cmds), 1)
}

func TestTheStatusLineCountsPages(t *testing.T) {
	m := paged(pagesCame(1, exchange.Pages{Got: 3, Items: 1060}))
	require.Equal(t, Status{Class: "2xx", Code: "Page 3, 1,060 items", Time: "100 ms", Spoken: "Pages are coming"}, m.ResponseLine())
	waiting, _ := play(m, EngineEvent{exchange.Event{ID: 1, Wait: &exchange.Wait{Attempt: 2, Of: 3, Until: 5100}}})
	require.Equal(t, "Attempt 2 of 3 in 5 s", waiting.ResponseLine().Code)
	m, _ = play(m, view(1, "pretty", 3), pagesCame(1, exchange.Pages{Got: 4, Items: 1061}), end(1))
	line := m.ResponseLine()
	require.Equal(t, "200 R", line.Code)
	require.Equal(t, "4 pages, 1,061 items", line.Size)
	require.Equal(t, "200 R, 0 ms, 3 B, 4 pages, 1,061 items", line.Spoken)
	require.Equal(t, "This is the head of the first page. Traffic has those of all 4.", m.Shown.PagesHeadNote())
	note, _ := m.Shown.PagesNote()
	require.Empty(t, note, "the end of the list needs no words")
}

func TestWhyThereAreNoMorePagesIsSaid(t *testing.T) {
	m := paged(pagesCame(1, exchange.Pages{Got: 1, Items: 2, Stop: "The limit is reached.", Cut: true}), end(1))
	note, cut := m.Shown.PagesNote()
	require.Equal(t, "The limit is reached.", note)
	require.True(t, cut)
	require.Empty(t, m.Shown.PagesHeadNote())
	require.Equal(t, "1 page, 2 items", m.ResponseLine().Size)

	m = paged(pagesCame(1, exchange.Pages{Stop: "The pages were not followed.", Cut: true}), end(1))
	require.Equal(t, "3 B", m.ResponseLine().Size, "an answer that stands alone is one as any")
}

func TestAPageThatFailsLeavesThoseBeforeIt(t *testing.T) {
	options := request.Options{Timeout: 5 * time.Second, Total: 7 * time.Second}
	for _, c := range []struct {
		failure exchange.Failure
		why     []string
	}{
		{exchange.Failure{Kind: exchange.Cancelled, Page: 2}, []string{"You stopped it after 1 page: its items are shown."}},
		{exchange.Failure{Kind: exchange.Cancelled, Page: 4, Got: 9}, []string{"You stopped it after 3 pages: their items are shown."}},
		{exchange.Failure{Kind: exchange.TimedOut, Page: 2, Got: 9}, []string{"Page 2 failed: the items of the page before it are shown.", "Not all pages came within 7 s, the total timeout."}},
		{exchange.Failure{Kind: exchange.BrokenBody, Page: 3, Got: 9}, []string{"Page 3 failed: the items of the 2 pages before it are shown.", "The connection ended before the end of its body."}},
		{exchange.Failure{Kind: exchange.ReadTime, Host: "h", Page: 3, Got: 9}, []string{"Page 3 failed: the items of the 2 pages before it are shown.", "No data from h within the read timeout, 5 s."}},
		{exchange.Failure{Kind: exchange.Retries, Detail: "503 again.", Page: 3, Got: 9}, []string{"Page 3 failed: the items of the 2 pages before it are shown.", "503 again."}},
	} {
		require.Equal(t, c.why, Explain(c.failure, request.Request{Options: options}, "").Why, c.failure.Kind)
	}
	m := paged(view(1, "pretty", 3), pagesCame(1, exchange.Pages{Got: 3, Items: 6}), EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.Cancelled, Got: 9, Page: 4}}})
	require.Equal(t, "200 R, cancelled", m.ResponseLine().Code)
	require.Equal(t, "3 pages, 6 items", m.ResponseLine().Size)
	require.True(t, m.CanSave())
	require.True(t, m.CanCopy())
}

func TestTheTrafficShowsTheLastOfManyRequests(t *testing.T) {
	hops := make([]exchange.Hop, 1000)
	for n, want := range map[int]int{0: 0, 3: 0, 50: 0, 100: 0, 101: 50, 150: 50, 151: 100, 250: 150, 1000: 900} {
		shown, older := LastHops(hops[:n])
		require.Equal(t, want, older, n)
		require.Len(t, shown, n-want)
	}
	require.Equal(t, "7. Next page: GET https://h/?page=7", HopTitle(exchange.Hop{Number: 7, Why: exchange.NextPage, Sent: exchange.Sent{Method: "GET", URL: "https://h/?page=7"}}))
}

func TestPagesThatAreAskedForInTheBodyNeedOne(t *testing.T) {
	m, _ := play(typed("https://a.example"), SettingEdited{"pages", "cursor"}, SettingEdited{"pages-path", "next"}, SettingEdited{"pages-in", "body"}, SettingEdited{"pages-field", "after"})
	refused, _ := play(m, SendPressed{})
	require.Equal(t, "pages-in", refused.Invalid.Setting)
	for _, kind := range []request.BodyKind{request.JSON, request.Form, request.Text} {
		m, _ = play(m, MethodChosen{"POST"}, BodyKindChosen{Kind: kind})
		_, cmds := play(m, SendPressed{})
		require.Len(t, of[Send](cmds), 1, kind)
	}
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// responseTabs names the tabs of the response, in ids and on the screen.
var responseTabs = map[playground.ResponseTab]struct{ key, name string }{
	playground.ResponseBody: {"body", "Body"}, playground.ResponseHeaders: {"headers", "Headers"}, playground.ResponseRequest: {"request", "Request"},
	playground.ResponseTiming: {"timing", "Timing"}, playground.ResponseTraffic: {"traffic", "Traffic"},
}

// tabs lists the tabs of the response; the number of headers stands beside theirs.
func (r *response) tabs() app.UI {
	shown := r.Exchange.Tabs()
	items := make([]tab, len(shown))
	selected := 0
	for i, t := range shown {
		items[i] = tab{Key: responseTabs[t].key, Name: responseTabs[t].name}
		if t == r.Tab {
			selected = i
		}
		switch t {
		case playground.ResponseBody:
			if r.Exchange.Run != nil {
				items[i].Name = "Results"
			}
		case playground.ResponseHeaders:
			items[i].Counted = true
			if r.Exchange.Head != nil {
				items[i].Count = len(r.Exchange.Head.Headers)
			}
		case playground.ResponseTraffic:
			items[i].Counted = true
			if len(r.Exchange.Hops) > 1 {
				items[i].Count = len(r.Exchange.Hops)
			}
		}
	}
	return &Tabs{Group: "response", Label: "Response", Items: items, Selected: selected, OnPick: pickResponse{r.Exchange.Run != nil}}
}

// pickResponse chooses a tab of the response, or of a run.
type pickResponse struct{ run bool }

func (p pickResponse) pick(i int) playground.Msg {
	tabs := playground.ResponseTabs
	if p.run {
		tabs = playground.RunTabs
	}
	return playground.ResponseTabChosen{Tab: tabs[i]}
}

// panel is the panel of one tab.
func (r *response) panel(which playground.ResponseTab, content app.UI) app.UI {
	key := responseTabs[which].key
	panel := app.Div().ID(panelID("response", key)).Class("panel").Role("tabpanel").
		Aria("labelledby", tabID("response", key)).Hidden(r.Tab != which).Body(content)
	if r.bare(which) {
		panel = panel.TabIndex(0)
	}
	return panel
}

// bare reports whether nothing in a panel may take the focus: the panel itself then
// does, since it must be scrolled without a mouse.
func (r *response) bare(which playground.ResponseTab) bool {
	switch which {
	case playground.ResponseTiming:
		return true
	case playground.ResponseBody:
		switch r.Reading.Pane {
		case playground.FailurePane, playground.BlankPane, playground.WaitingPane, playground.PreviewPane:
			return true
		}
	}
	return false
}

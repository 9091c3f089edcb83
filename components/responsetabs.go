package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// responseKeys name the tabs of the response in ids, in the order of [playground.ResponseTabs].
var responseKeys = []string{"body", "headers", "request", "timing", "traffic"}

var responseNames = []string{"Body", "Headers", "Request", "Timing", "Traffic"}

// tabs lists the tabs of the response; the number of headers stands beside theirs.
func (r *response) tabs() app.UI {
	items := make([]tab, len(responseKeys))
	selected := 0
	for i, key := range responseKeys {
		items[i] = tab{Key: key, Name: responseNames[i]}
		if playground.ResponseTabs[i] == r.Tab {
			selected = i
		}
		if playground.ResponseTabs[i] == playground.ResponseHeaders && r.Exchange.Head != nil {
			items[i].Count = len(r.Exchange.Head.Headers)
		}
		if playground.ResponseTabs[i] == playground.ResponseTraffic && len(r.Exchange.Hops) > 1 {
			items[i].Count = len(r.Exchange.Hops)
		}
	}
	return &Tabs{Group: "response", Label: "Response", Items: items, Selected: selected, OnPick: pickResponse{}}
}

type pickResponse struct{}

func (pickResponse) pick(i int) playground.Msg {
	return playground.ResponseTabChosen{Tab: playground.ResponseTabs[i]}
}

// panel is the panel of one tab.
func (r *response) panel(which playground.ResponseTab, content app.UI) app.UI {
	key := responseKeys[0]
	for i, t := range playground.ResponseTabs {
		if t == which {
			key = responseKeys[i]
		}
	}
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

package components

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

var requestTabNames = map[playground.Tab]string{
	playground.ParamsTab: "Params", playground.HeadersTab: "Headers", playground.BodyTab: "Body",
	playground.AuthTab: "Auth", playground.OptionsTab: "Options", playground.ManyTab: "Many",
	playground.PreviewTab: "Preview",
}

// requestPane is the half of the screen in which the request is built. A panel is
// drawn when it is first shown, and then stays, hidden: what is in it keeps its
// caret, its selection and how far it is scrolled.
func (r *root) requestPane(m playground.Model) app.UI {
	if r.shown == nil {
		r.shown = map[playground.Tab]bool{}
	}
	r.shown[m.Tab] = true
	items := make([]tab, len(playground.Tabs))
	panels := make([]app.UI, len(playground.Tabs))
	for i, t := range playground.Tabs {
		counted := t == playground.ParamsTab || t == playground.HeadersTab
		items[i] = tab{Key: requestTabKey(t), Name: requestTabNames[t], Counted: counted}
		if n := m.Count(t); counted {
			items[i].Count = n
		} else {
			items[i].Dot = n > 0
		}
		if t == playground.BodyTab && m.JSONProblem() != nil {
			items[i].Wrong = "Body is not valid JSON."
		}
		panel := app.Div().ID(panelID("request", requestTabKey(t))).Class("panel", "panel-"+requestTabKey(t)).Role("tabpanel").
			Aria("labelledby", tabID("request", requestTabKey(t))).Hidden(t != m.Tab)
		if r.shown[t] {
			panel = panel.Body(requestPanel(m, t))
		}
		panels[i] = panel
	}
	return app.Section().ID("request").Class("pane", "request").Aria("label", "Request").Body(
		&Tabs{Group: "request", Label: "Request", Items: items, Selected: slices.Index(playground.Tabs, m.Tab), OnPick: pickTab{}},
		app.Div().Class("inherited-all").Body(&inheritedNote{ID: "inherited-all", Of: inheritedAll(m)}),
		app.Div().Class("panels").Body(panels...),
		&transportLimits{Transport: m.Transport()},
	)
}

func requestPanel(m playground.Model, t playground.Tab) app.UI {
	switch t {
	case playground.ParamsTab:
		return newRows(m, playground.ParamList)
	case playground.HeadersTab:
		return newRows(m, playground.HeaderList)
	case playground.BodyTab:
		return newBody(m)
	case playground.AuthTab:
		return newAuth(m)
	case playground.PreviewTab:
		return newRequestPreview(m)
	case playground.ManyTab:
		return newMany(m)
	}
	return newOptions(m)
}

type pickTab struct{}

func (pickTab) pick(i int) playground.Msg { return playground.TabChosen{Tab: playground.Tabs[i]} }

package components

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// sessionDialog edits what all requests share, with the components that edit a request.
type sessionDialog struct {
	app.Compo
	modal

	Base    string
	Problem string // with the base URL
	Used    bool   // by the request on the screen
	Tabs    []tab
	Tab     int
	Panel   app.UI
	Empty   bool
	First   string // the id of the control that gets the focus
	Said    string
}

func newSessionDialog(m playground.Model, said string) *sessionDialog {
	s := m.Session
	d := &sessionDialog{
		Base: s.Request.URL, Problem: s.BaseProblem(), Used: !slices.Contains(m.Without, request.Everything), Empty: s.Empty(),
		Tab: slices.Index(playground.SessionTabs, s.Tab), First: "session-base", Said: said,
	}
	if refused := m.InvalidInSession(exchange.AtURL); d.Problem == "" {
		d.Problem = refused
	}
	for _, t := range playground.SessionTabs {
		d.Tabs = append(d.Tabs, tab{Key: requestTabKey(t), Name: requestTabNames[t], Dot: s.Count(t) > 0})
	}
	switch s.Tab {
	case playground.ParamsTab:
		d.Panel = newRows(m, playground.SessionParamList)
	case playground.HeadersTab:
		d.Panel = newRows(m, playground.SessionHeaderList)
	case playground.AuthTab:
		d.Panel = newSessionAuth(m)
	case playground.OptionsTab:
		d.Panel = newSessionOptions(m)
	}
	if m.Invalid != nil && m.Invalid.Session {
		d.First = firstWrong(s, *m.Invalid)
	}
	return d
}

// firstWrong is the id of the control in which what is wrong with the session is to be mended.
func firstWrong(s playground.Session, wrong playground.Invalid) string {
	if wrong.Where == exchange.AtAuth && wrong.Setting == "" {
		for _, setting := range s.AuthSettings() {
			if wrong.Setting == "" || setting.IsSecret() {
				wrong.Setting = setting.Name
			}
			if setting.IsSecret() {
				break
			}
		}
	}
	return sessionTargets(playground.Target{Control: string(wrong.Where), Setting: wrong.Setting, Index: wrong.Row})[0]
}

// OnMount shows the dialog.
func (d *sessionDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), d.First)
}

// OnUpdate shows the dialog again, at what is wrong now.
func (d *sessionDialog) OnUpdate(ctx app.Context) {
	d.first = d.First
	d.modal.OnUpdate(ctx)
}

func (d *sessionDialog) Render() app.UI {
	key := d.Tabs[d.Tab].Key
	return dialogFrame("session", "Session", d.closes(playground.SessionClosed{}), d.Said,
		app.P().Class("dialog-lead").Text("A session is what your requests share. Each takes over what stands here, unless it says something else itself. "+
			"It lives until this page is closed: nothing of it is stored."),
		&labelledField{
			ID: "session-base", Label: "Base URL", Value: d.Base, Placeholder: "https://api.example.com/v1", InputMode: "url", Problem: d.Problem,
			Hint: "Stands before URLs that begin with /, ? or a dot.", OnEdit: baseEdit{},
		},
		app.Div().Class("session-tabs").Body(
			&Tabs{Group: "session", Label: "Session", Items: d.Tabs, Selected: d.Tab, OnPick: pickSessionTab{}},
			app.Div().ID(panelID("session", key)).Class("session-panel").Role("tabpanel").Aria("labelledby", tabID("session", key)).Body(d.Panel),
		),
		app.Div().Class("dialog-actions", "session-actions").Body(
			app.Label().Class("check").Body(
				app.Input().ID("session-used").Type("checkbox").Checked(d.Used).OnChange(d.onUsed),
				app.Text("Use it for the request on the screen"),
			),
			app.Button().Type("button").Class("button").Aria("disabled", d.Empty).Text("Clear session").OnClick(d.onClear),
			app.Button().Type("button").Class("button", "button-primary").Text("Done").OnClick(closeOwnDialog),
		),
	)
}

func (d *sessionDialog) onUsed(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.InheritanceSet{Name: request.Everything, On: isChecked(ctx.JSSrc())})
}

func (d *sessionDialog) onClear(ctx app.Context, _ app.Event) {
	defer guard()
	if !d.Empty {
		send(ctx, playground.SessionCleared{})
	}
}

type baseEdit struct{}

func (baseEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.InSession{Msg: playground.URLEdited{Text: text}}
}

type pickSessionTab struct{}

func (pickSessionTab) pick(i int) playground.Msg {
	return playground.InSession{Msg: playground.TabChosen{Tab: playground.SessionTabs[i]}}
}

// sessionTargets lists the ids of elements of the dialog for a target, the best first.
func sessionTargets(t playground.Target) []string {
	switch t.Control {
	case string(exchange.AtHeaders):
		return []string{rowID(playground.SessionHeaderList, t.Index, "name"), bulkID(playground.SessionHeaderList)}
	case string(exchange.AtAuth), string(exchange.AtOptions):
		var list []string
		for _, id := range targets(playground.Target{Control: t.Control, Setting: t.Setting}) {
			list = append(list, idIn(true, id))
		}
		return list
	}
	return []string{"session-base"}
}

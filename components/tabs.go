package components

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// Tabs is a list of tabs (ARIA, tabs pattern, automatic activation). The panels are
// drawn by whoever uses it, each with the id [panelID] and named by [tabID].
type Tabs struct {
	app.Compo

	Group    string // names the ids: "request", "response"
	Label    string
	Items    []tab
	Selected int
	OnPick   pick

	revealed int
}

// tab is one tab. What stands beside its name is not part of its name.
type tab struct {
	Key     string // names the ids
	Name    string
	Counted bool   // it has a number: there is room for that
	Count   int    // 0 shows nothing
	Dot     bool   // something is set
	Wrong   string // what is wrong in it, in a sentence
}

// pick makes the message of a choice by its index. Its implementations are plain values.
type pick interface {
	pick(index int) playground.Msg
}

func tabID(group, key string) string { return "tab-" + group + "-" + key }

func panelID(group, key string) string { return "panel-" + group + "-" + key }

// OnUpdate brings the chosen tab into view where not all of them have room.
func (t *Tabs) OnUpdate(app.Context) {
	defer guard()
	if t.revealed != t.Selected {
		t.revealed = t.Selected
		reveal(tabID(t.Group, t.Items[t.Selected].Key))
	}
}

// Render draws the list.
func (t *Tabs) Render() app.UI {
	items := make([]app.UI, len(t.Items))
	for i, item := range t.Items {
		selected := i == t.Selected
		index := -1
		if selected {
			index = 0
		}
		button := app.Button().Type("button").ID(tabID(t.Group, item.Key)).Class("tab").Role("tab").
			Aria("selected", selected).Aria("controls", panelID(t.Group, item.Key)).TabIndex(index).DataSet("index", i).
			OnClick(t.onClick).OnKeyDown(t.onKey).
			Body(app.Span().Class("tab-name").Text(item.Name), badge(item))
		if item.Wrong != "" {
			button = button.Title(item.Wrong)
		}
		items[i] = button
	}
	return app.Div().Class("tabs").Role("tablist").Aria("label", t.Label).Body(items...)
}

// badge stands beside every tab, with the room that it needs, so that nothing moves when it fills.
func badge(item tab) app.UI {
	b := app.Span().Aria("hidden", true).DataSet("counted", item.Counted)
	switch {
	case item.Wrong != "":
		return b.Class("badge", "wrong").Text("!")
	case item.Count > 0:
		return b.Class("badge").Text(strconv.Itoa(item.Count))
	case item.Dot:
		return b.Class("badge", "dot").Text("")
	}
	return b.Class("badge", "none").Text("")
}

func (t *Tabs) onClick(ctx app.Context, _ app.Event) {
	defer guard()
	t.choose(ctx, indexOf(ctx.JSSrc()))
}

func (t *Tabs) onKey(ctx app.Context, e app.Event) {
	defer guard()
	if hasModifier(e) {
		return
	}
	next, ok := arrow(keyOf(e), indexOf(ctx.JSSrc()), len(t.Items))
	if !ok {
		return
	}
	e.PreventDefault()
	t.choose(ctx, next)
	focus(tabID(t.Group, t.Items[next].Key))
}

func (t *Tabs) choose(ctx app.Context, i int) {
	if t.OnPick != nil && i >= 0 && i < len(t.Items) {
		send(ctx, t.OnPick.pick(i))
	}
}

// arrow is where a key leads in a row of n things that is walked through in a circle.
func arrow(key string, at, n int) (next int, ok bool) {
	switch key {
	case "ArrowRight":
		return (at + 1) % n, true
	case "ArrowLeft":
		return (at + n - 1) % n, true
	case "Home":
		return 0, true
	case "End":
		return n - 1, true
	}
	return at, false
}

package playground

import (
	"slices"

	"roundtrip/app/request"
)

// replaced is what gave way to another request, and comes back by Undo.
type replaced struct {
	request request.Request
	typing  map[string]string // Typed
	typed   []string
	without []string
	home    home
	tab     Tab
	many    Many
	link    *LinkNotice
	shown   *Exchange // the engine holds its body until it cannot come back any more
}

// leaving is what stands on the screen, before another request takes its place.
func (m Model) leaving() *replaced {
	return &replaced{request: m.Request, typing: m.Typed, typed: m.typed, without: m.Without, home: m.home, tab: m.Tab, many: m.Many, link: m.Link, shown: m.Shown}
}

// undoLink brings back the request that was replaced, with its response.
func (m Model) undoLink() (Model, []Cmd) {
	m.Link = nil
	if m.undo == nil {
		return m, nil
	}
	old := *m.undo
	m.undo = nil
	cmds := m.replace(old.request, m.addr)
	m.Typed, m.typed, m.Without, m.home, m.Tab, m.Many = old.typing, old.typed, old.without, old.home, old.tab, old.many
	if old.link != nil && old.link.Source != "" {
		link := *old.link
		link.Undo = false
		m.Link = &link
	}
	if m.Shown == nil || !same(m.Shown.Own, old.request) { // its answer may have come meanwhile
		m.Shown = old.shown
	}
	m, said := m.toast("Request restored.")
	m, asked := m.askResults()
	m, cmds = m.readAs(slices.Concat(cmds, said, asked))
	return m, m.askWire(cmds)
}

// held numbers the exchanges that are on the screen or may come back there. The engine is to forget all others.
func (m Model) held() []int {
	var ids []int
	on := []*Exchange{m.Flight, m.Shown, m.Opening}
	if m.undo != nil {
		on = append(on, m.undo.shown)
	}
	for _, x := range on {
		for ; x != nil; x = x.Of {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// change changes the exchange of a number where it is shown, or kept to come back, or behind the one that is: the run of a result.
func (m *Model) change(id int, by func(*Exchange)) {
	m.Shown = changed(m.Shown, id, by)
	if m.undo != nil {
		old := *m.undo
		old.shown = changed(old.shown, id, by)
		m.undo = &old
	}
}

func changed(x *Exchange, id int, by func(*Exchange)) *Exchange {
	if x == nil || x.ID != id && (x.Of == nil || x.Of.ID != id) {
		return x
	}
	here := *x
	if here.ID == id {
		by(&here)
	} else {
		here.Of = changed(here.Of, id, by)
	}
	return &here
}

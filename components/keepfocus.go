package components

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// focusKeeper sees to it that the focus is not lost with the control that had it: who uses the keyboard alone would have to begin
// again at the top of the page.
type focusKeeper struct {
	last    app.Value // the control that has the focus; nil while a pointer is used
	dialog  string    // the id of the dialog that it stands in, "" for none
	region  string    // the id of the region of the page that the focus was in last
	pointer bool      // it is a pointer that is used: a field that took the focus would open the keyboard of a telephone
	due     bool
}

// listen follows the focus.
func (k *focusKeeper) listen(l *listeners) {
	l.add(onEvent(document(), "focusin", func(e app.Event) { k.moved(e.Get("target")) }))
	l.add(onEvent(document(), "pointerdown", func(app.Event) { k.pointer, k.last = true, nil }))
	l.add(onEvent(document(), "keydown", func(app.Event) {
		if k.pointer {
			k.pointer = false
			k.moved(document().Get("activeElement"))
		}
	}))
}

func (k *focusKeeper) moved(to app.Value) {
	k.dialog = idAround(to, "dialog")
	if k.dialog == "" {
		k.region = idAround(to, "#topbar, #reqline, #request, #response")
	}
	if !k.pointer {
		k.last = to
	}
}

// keep moves the focus near to where it was, if what had it has gone.
func (k *focusKeeper) keep() {
	k.due = false
	if k.last == nil || !focusIsLost(k.last) {
		return
	}
	for _, id := range []string{k.dialog, k.region, "reqline"} {
		if id != "" && focusRegion(id) {
			return
		}
	}
}

// keepFocus does so once what changed has been drawn.
func (r *root) keepFocus() {
	if r.focus.due {
		return
	}
	r.focus.due = true
	r.afterFrame(func(app.Context) { r.focus.keep() })
}

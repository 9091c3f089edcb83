package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// listeners are what the page listens to beyond its own controls. go-app's own
// listeners are not used: they draw the page again on every event.
type listeners struct {
	remove []func()
}

// listen attaches the listeners for a root.
func (l *listeners) listen(r *root) {
	l.add(onEvent(document(), "keydown", func(e app.Event) { r.onKeyDown(e) }))
	l.add(onEvent(app.Window(), "hashchange", func(app.Event) { Post(playground.LinkOpened{Fragment: fragment()}) }))
	l.add(onEvent(app.Window(), "online", func(app.Event) { Post(playground.OnlineChanged{Online: true}) }))
	l.add(onEvent(app.Window(), "offline", func(app.Event) { Post(playground.OnlineChanged{Online: false}) }))
	l.add(onRelayKept(func(kept playground.KeptRelay) { Post(playground.RelayKept{Kept: kept}) }))
	r.focus.listen(l)
	l.add(onUpdateReady(func() { Post(playground.UpdateReady{}) }))
}

func (l *listeners) add(remove func()) { l.remove = append(l.remove, remove) }

// release detaches them.
func (l *listeners) release() {
	for _, remove := range l.remove {
		remove()
	}
	l.remove = nil
}

// onKeyDown carries out a shortcut.
func (r *root) onKeyDown(e app.Event) {
	if !mayBeShortcut(e) {
		return
	}
	if next := nextField(e); next != "" {
		e.PreventDefault()
		focus(next)
		return
	}
	p := pressOf(e)
	p.NoKeys = r.model.NoKeys
	a, ok := shortcut(p, r.model.Sending())
	if !ok {
		return
	}
	e.PreventDefault()
	// The focus moves at once: the next key may follow in the same moment.
	if a.Region != 0 {
		stepRegion(a.Region)
	}
	if a.Focus != "" {
		focus(a.Focus)
	}
	if a.Msg != nil {
		Post(a.Msg)
	}
}

// regions are the ids of the parts of the page through which F6 goes, in their order.
var regions = []string{"topbar", "reqline", "request", "response"}

// stepRegion moves the focus to the next region, or with -1 to the one before.
func stepRegion(step int) {
	at := regionWithFocus(regions)
	n := len(regions)
	if at < 0 && step < 0 {
		at = 0
	}
	focusRegion(regions[((at+step)%n+n)%n])
}

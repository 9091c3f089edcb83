package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// splitter parts the two panes and is dragged, or moved with the arrow keys (ARIA,
// window splitter pattern).
type splitter struct {
	app.Compo

	Split    int // the share of the first pane, in percent
	dragging bool
}

// The bounds of the first pane's share, in percent.
const (
	minSplit, evenSplit, maxSplit = 20, 50, 80
	splitStep                     = 2
)

func (s *splitter) OnMount(app.Context) { setSplit(s.Split) }

func (s *splitter) OnUpdate(app.Context) { setSplit(s.Split) }

func (s *splitter) Render() app.UI {
	return app.Div().ID("splitter").Class("splitter").Role("separator").TabIndex(0).
		Aria("label", "Width of the request").Aria("orientation", "vertical").Aria("controls", "request").
		Aria("valuenow", s.Split).Aria("valuemin", minSplit).Aria("valuemax", maxSplit).
		Title("Drag, or use the arrow keys; double-click for halves").
		OnKeyDown(s.onKey).OnDblClick(s.onReset).
		On("pointerdown", s.onDown).On("pointermove", s.onMove).On("pointerup", s.onUp).On("pointercancel", s.onUp)
}

func (s *splitter) onKey(ctx app.Context, e app.Event) {
	defer guard()
	to, ok := splitKey(keyOf(e), s.Split)
	if !ok || hasModifier(e) {
		return
	}
	e.PreventDefault()
	s.Split = to // the next press may come before the next frame
	setSplit(to)
	send(ctx, playground.SplitMoved{Percent: to})
}

// splitKey is where a key moves the splitter.
func splitKey(key string, at int) (int, bool) {
	switch key {
	case "ArrowLeft":
		return max(minSplit, at-splitStep), true
	case "ArrowRight":
		return min(maxSplit, at+splitStep), true
	case "Home":
		return minSplit, true
	case "End":
		return maxSplit, true
	case "Enter":
		return evenSplit, true
	}
	return at, false
}

func (s *splitter) onReset(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.SplitMoved{Percent: evenSplit})
}

func (s *splitter) onDown(ctx app.Context, e app.Event) {
	defer guard()
	if e.Get("button").Int() != 0 {
		return
	}
	s.dragging = true
	capturePointer(ctx.JSSrc(), e)
}

func (s *splitter) onMove(ctx app.Context, e app.Event) {
	defer guard()
	if !s.dragging {
		return
	}
	if percent, ok := pointerShare("panes", e); ok {
		send(ctx, playground.SplitMoved{Percent: percent})
	}
}

func (s *splitter) onUp(app.Context, app.Event) {
	defer guard()
	s.dragging = false
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// holes asks for the values that a request still needs, one field each. A value
// is taken when its field is left or Enter is pressed: until then the field stays.
type holes struct {
	app.Compo
	Names []string
}

func (h *holes) Render() app.UI {
	return app.Form().Class("holes").Aria("labelledby", "holes-title").AutoComplete(false).OnSubmit(h.onSubmit).Body(
		app.P().ID("holes-title").Text(playground.WantedText(len(h.Names))),
		app.Div().Class("holes-fields").Body(app.Range(h.Names).Slice(func(i int) app.UI {
			return &hole{Index: i, Name: h.Names[i]}
		})),
	)
}

func (h *holes) onSubmit(_ app.Context, e app.Event) {
	defer guard()
	e.PreventDefault()
}

// hole is the field for one value. What is typed into it stays in the DOM until it
// is taken, and is masked as all of them may be secrets.
type hole struct {
	app.Compo
	Index int
	Name  string
}

// OnUpdate empties the field when it is that of another value now.
func (h *hole) OnUpdate(app.Context) {
	defer guard()
	syncValue(h.JSValue().Call("querySelector", "input"), "")
}

func (h *hole) Render() app.UI {
	return app.Label().Class("hole").Body(
		app.Code().Text(h.Name),
		app.Input().ID(holeID(h.Index)).Type("password").Class("field").Attr("autocomplete", "new-password").Spellcheck(false).
			Attr("autocapitalize", "off").OnChange(h.onChange).OnKeyDown(h.onKey),
	)
}

func (h *hole) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	h.fill(ctx)
}

func (h *hole) onKey(ctx app.Context, e app.Event) {
	defer guard()
	if keyOf(e) == "Enter" {
		e.PreventDefault()
		h.fill(ctx)
	}
}

func (h *hole) fill(ctx app.Context) {
	if value := fieldValue(ctx.JSSrc()); value != "" {
		send(ctx, playground.HoleFilled{Name: h.Name, Value: value})
	}
}

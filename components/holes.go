package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// holes asks for the values that a request still needs, one field each, and for those that may be filled in. A value
// is taken when its field is left or Enter is pressed: until then the field stays.
type holes struct {
	app.Compo
	Names   []string
	Typed   []string // that are sent as they stand otherwise
	Host    string   // to which they go
	Problem string   // why the request was not sent: it is about the first of Names
	Asked   bool     // Typed are shown at once
}

func (h *holes) Render() app.UI {
	title := playground.WantedText(len(h.Names), h.Host)
	if len(h.Names) == 0 {
		title = "Placeholders"
	}
	return app.Form().Class("holes").Aria("labelledby", "holes-title").AutoComplete(false).OnSubmit(h.onSubmit).Body(
		app.P().ID("holes-title").Class(hiddenTitle(len(h.Names) == 0)).Text(title),
		app.Div().Class("holes-fields").Body(app.Range(h.Names).Slice(func(i int) app.UI {
			problem := ""
			if i == 0 {
				problem = h.Problem
			}
			return &hole{Index: i, Name: h.Names[i], Problem: problem, Needed: true}
		})),
		app.If(len(h.Typed) > 0, app.Details().Class("holes-typed").Open(h.Asked).Body(
			app.Summary().Text(playground.MayFillText(h.Typed)),
			app.Div().Class("holes-fields").Body(app.Range(h.Typed).Slice(func(i int) app.UI {
				return &hole{Index: len(h.Names) + i, Name: h.Typed[i]}
			})),
		)),
	)
}

func hiddenTitle(hidden bool) string {
	if hidden {
		return "sr-only"
	}
	return "holes-title"
}

func (h *holes) onSubmit(_ app.Context, e app.Event) {
	defer guard()
	e.PreventDefault()
}

// hole is the field for one value. What is typed into it stays in the DOM until it
// is taken, and is masked, as all that a link left out may be secrets.
type hole struct {
	app.Compo
	Index   int
	Name    string
	Problem string // why the request was not sent without it
	Needed  bool   // it was left out of the link, and may be a secret
	shown   bool
	of      string // the name of the value that the field was last for
}

// OnMount notes what the field is for.
func (h *hole) OnMount(app.Context) { h.of = h.Name }

// OnUpdate empties the field when it is that of another value now.
func (h *hole) OnUpdate(app.Context) {
	defer guard()
	if h.of != h.Name {
		h.of, h.shown = h.Name, false
		syncValue(h.JSValue().Call("querySelector", "input"), "")
	}
}

func (h *hole) Render() app.UI {
	kind, name, verb := "password", "show", "Show "
	if h.shown || !h.Needed {
		kind, name, verb = "text", "hide", "Hide "
	}
	id := holeID(h.Index)
	field := app.Input().ID(id).Type(kind).Class("field").Attr("autocomplete", "new-password").Spellcheck(false).
		Attr("autocapitalize", "off").OnChange(h.onChange).OnKeyDown(h.onKey)
	if h.Problem != "" {
		field = field.Aria("invalid", true).Aria("describedby", id+"-problem")
	}
	return app.Div().Class("hole").Body(
		app.Label().For(id).Body(app.Code().Text(h.Name)),
		field,
		app.Button().Type("button").Class("icon-button").Hidden(!h.Needed).Aria("label", verb+h.Name).Aria("controls", id).Title(verb+h.Name).
			OnClick(h.onToggle).Body(icon(name)),
		app.Button().Type("button").Class("button", "button-quiet").Hidden(h.Problem == "").Text("Send "+request.Braces(h.Name)+" as it stands").OnClick(h.onLeave),
		problem(id+"-problem", h.Problem),
	)
}

func (h *hole) onToggle(app.Context, app.Event) {
	defer guard()
	h.shown = !h.shown
}

func (h *hole) onLeave(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.HoleLeft{Name: h.Name})
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

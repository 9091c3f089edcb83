package components

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// TextField is a line of text that a person types. The DOM owns its value: it is
// written only when the model holds another text, so that nothing is trimmed, and
// the caret and the browser's undo stay.
type TextField struct {
	app.Compo

	ID          string
	Label       string // the accessible name; "" when a <label> or LabelledBy names it
	LabelledBy  string
	DescribedBy string
	Name        string
	Class       string
	Value       string
	Placeholder string
	Type        string // "" means text
	InputMode   string
	List        string // the id of a datalist
	Invalid     bool
	Required    bool
	Next        string // the id of the field to which Enter leads; "" leaves Enter to the form
	OnEdit      edit   // what typing does
	OnPaste     paste  // what becomes of a text that is pasted; nil leaves it to the browser
}

// paste says how a text is pasted, in place of all of the field or of a part, and what is to be told of it.
type paste interface {
	pasted(text string, all bool) (clean string, told playground.Msg)
}

// OnMount puts the text into the new element.
func (f *TextField) OnMount(app.Context) { syncValue(f.JSValue(), f.Value) }

// OnUpdate puts the text into the element when it holds another.
func (f *TextField) OnUpdate(app.Context) { syncValue(f.JSValue(), f.Value) }

// Render draws the element without its value.
func (f *TextField) Render() app.UI {
	kind := f.Type
	if kind == "" {
		kind = "text"
	}
	in := app.Input().Type(kind).Class("field", f.Class).Spellcheck(false).AutoComplete(false).
		Attr("autocapitalize", "off").Attr("autocorrect", "off").
		OnInput(f.onInput)
	if f.OnPaste != nil {
		in = in.OnPaste(f.onPaste)
	}
	for _, a := range []struct{ name, value string }{
		{"id", f.ID}, {"name", f.Name}, {"placeholder", f.Placeholder}, {"inputmode", f.InputMode}, {"list", f.List}, {"data-next", f.Next},
		{"aria-label", f.Label}, {"aria-labelledby", f.LabelledBy}, {"aria-describedby", f.DescribedBy},
		{"aria-invalid", truth(f.Invalid)}, {"aria-required", truth(f.Required)},
	} {
		if a.value != "" {
			in = in.Attr(a.name, a.value)
		}
	}
	return in
}

func (f *TextField) onInput(ctx app.Context, _ app.Event) {
	defer guard()
	f.Value = fieldValue(ctx.JSSrc())
	sendEdit(ctx, f.OnEdit, f.Value)
}

// onPaste inserts another text than the browser would, as if it was typed, so that it can be undone.
func (f *TextField) onPaste(ctx app.Context, e app.Event) {
	defer guard()
	text := pastedText(e)
	clean, told := f.OnPaste.pasted(text, allIsSelected(ctx.JSSrc()))
	if text == "" || clean == text {
		return
	}
	e.PreventDefault()
	insertText(ctx.JSSrc(), clean)
	Post(told) // behind the edit that this was
}

// TextArea is a text of several lines that a person types; see [TextField].
type TextArea struct {
	app.Compo

	ID          string
	Label       string
	DescribedBy string
	Class       string
	Value       string
	Placeholder string
	Rows        int
	Invalid     bool
	OnEdit      edit
}

// OnMount puts the text into the new element.
func (a *TextArea) OnMount(app.Context) { syncValue(a.JSValue(), areaLines.Replace(a.Value)) }

// OnUpdate puts the text into the element when it holds another.
func (a *TextArea) OnUpdate(app.Context) { syncValue(a.JSValue(), areaLines.Replace(a.Value)) }

// areaLines writes a text as an area gives it back, where every line ends with LF.
var areaLines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Render draws the element without its value.
func (a *TextArea) Render() app.UI {
	area := app.Textarea().Class("field", "area", a.Class).Spellcheck(false).
		Attr("autocapitalize", "off").Attr("autocorrect", "off").Attr("autocomplete", "off").
		OnInput(a.onInput)
	if a.Rows > 0 {
		area = area.Rows(a.Rows)
	}
	for _, x := range []struct{ name, value string }{
		{"id", a.ID}, {"placeholder", a.Placeholder}, {"aria-label", a.Label}, {"aria-describedby", a.DescribedBy}, {"aria-invalid", truth(a.Invalid)},
	} {
		if x.value != "" {
			area = area.Attr(x.name, x.value)
		}
	}
	return area
}

func (a *TextArea) onInput(ctx app.Context, _ app.Event) {
	defer guard()
	a.Value = fieldValue(ctx.JSSrc())
	sendEdit(ctx, a.OnEdit, a.Value)
}

// truth is the value of an attribute that is left out when it is not true.
func truth(b bool) string {
	if b {
		return "true"
	}
	return ""
}

// ids joins the ids of elements for an aria attribute, without those that are empty.
func ids(list ...string) string {
	var some []string
	for _, id := range list {
		if id != "" {
			some = append(some, id)
		}
	}
	return strings.Join(some, " ")
}

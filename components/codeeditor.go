package components

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
)

// codeEditor is a text of many lines in the code editor. go-app owns the element
// around it, never its inside. Until the editor's bundle has arrived a plain text
// area stands in, and what is typed there goes on into the editor.
type codeEditor struct {
	app.Compo

	ID          string
	Label       string
	Language    string
	Text        string
	Placeholder string
	DescribedBy string
	Problem     *exchange.Problem // the place that is wrong, or nil
	OnEdit      edit
	OnPlainEdit edit // in the text area

	editor   *editor
	text     string // what the editor holds
	language string // what it was told
}

// OnMount puts the editor into the new element.
func (c *codeEditor) OnMount(ctx app.Context) {
	defer guard()
	c.open(ctx)
}

// OnUpdate hands on what the model has and the editor does not.
func (c *codeEditor) OnUpdate(app.Context) {
	defer guard()
	c.sync()
}

// OnDismount takes the editor away.
func (c *codeEditor) OnDismount() {
	defer guard()
	if c.editor != nil {
		c.editor.destroy()
		c.editor = nil
	}
}

// open puts the editor in as soon as its bundle is here and nobody is typing into the
// text area: the caret, the selection and a character that is being composed stay.
func (c *codeEditor) open(ctx app.Context) {
	if hasFocus(c.areaID()) {
		whenLeft(c.areaID(), func() { ctx.Dispatch(func(ctx app.Context) { c.open(ctx) }) })
		return
	}
	c.text, c.language = c.Text, c.Language
	change := func(text string) { ctx.Dispatch(func(ctx app.Context) { c.edited(ctx, text) }) }
	then := func() { ctx.Dispatch(func(ctx app.Context) { c.open(ctx) }) }
	c.editor = newEditor(firstChild(c.JSValue()), c.Label, c.Language, c.Text, c.Placeholder, change, then)
	if c.editor != nil {
		c.editor.describe(c.DescribedBy, c.Problem)
	}
}

func (c *codeEditor) sync() {
	if c.editor == nil {
		return
	}
	if c.text != c.Text {
		c.text = c.Text
		c.editor.setText(c.Text)
	}
	if c.language != c.Language {
		c.language = c.Language
		c.editor.setLanguage(c.Language)
	}
	c.editor.describe(c.DescribedBy, c.Problem)
}

// edited takes what a person typed. The component's own text changes with the model's,
// so that it is not handed back.
func (c *codeEditor) edited(ctx app.Context, text string) {
	defer guard()
	c.text, c.Text = text, text
	sendEdit(ctx, c.OnEdit, text)
}

// onPaste keeps the line ends of what is pasted into the text area, which itself would make them all LF.
func (c *codeEditor) onPaste(ctx app.Context, e app.Event) {
	defer guard()
	text := pastedText(e)
	if c.editor != nil || !strings.Contains(text, "\r") {
		return
	}
	e.PreventDefault()
	sendEdit(ctx, c.OnEdit, spliceSelection(byID(c.areaID()), text))
}

func (c *codeEditor) areaID() string { return c.ID + "-plain" }

// Render draws the element for the editor and, until that is here, the text area.
func (c *codeEditor) Render() app.UI {
	return app.Div().ID(c.ID).Class("code").OnPaste(c.onPaste).Body(
		app.Div().Class("code-host"),
		app.If(c.editor == nil, &TextArea{
			ID: c.areaID(), Label: c.Label, Class: "code-plain", Value: c.Text, Placeholder: c.Placeholder,
			DescribedBy: c.DescribedBy, Invalid: c.Problem != nil, OnEdit: c.OnPlainEdit,
		}),
	)
}

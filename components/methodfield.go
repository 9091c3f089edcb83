package components

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// methodField chooses the method: a list of those that most requests use, and a field
// for any other token.
type methodField struct {
	app.Compo

	Method  string // as the model has it: empty means GET
	Problem string
	typing  bool // "Custom…" was chosen
}

var methods = []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}

// customMethod is the value of the choice of another method; no method is written so.
const customMethod = "Custom…"

func (f *methodField) OnMount(app.Context) { f.sync() }

func (f *methodField) OnUpdate(app.Context) { f.sync() }

func (f *methodField) sync() { syncValue(byID("method"), f.choice()) }

func (f *methodField) listed() bool { return f.Method == "" || slices.Contains(methods, f.Method) }

func (f *methodField) choice() string {
	switch {
	case f.typing || !f.listed():
		return customMethod
	case f.Method == "":
		return "GET"
	}
	return f.Method
}

func (f *methodField) Render() app.UI {
	options := make([]app.UI, 0, len(methods)+1)
	for _, m := range methods {
		options = append(options, app.Option().Value(m).Text(m))
	}
	options = append(options, app.Option().Value(customMethod).Text(customMethod))
	choice, typed, described := f.choice(), f.Method, ""
	if f.listed() {
		typed = ""
	}
	if f.Problem != "" {
		described = "method-problem"
	}
	return app.Div().Class("methods").Body(
		app.Select().ID("method").Name("method").Class("method", methodClass(choice)).Aria("label", "Method").OnChange(f.onChange).Body(options...),
		app.If(choice == customMethod, &TextField{
			ID: "method-custom", Label: "Custom method", Class: "method-custom", Value: typed, Placeholder: "PURGE",
			Invalid: f.Problem != "", DescribedBy: described, OnEdit: methodEdit{},
		}),
	)
}

func (f *methodField) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	value := fieldValue(ctx.JSSrc())
	f.typing = value == customMethod
	if !f.typing {
		send(ctx, playground.MethodChosen{Method: value})
		return
	}
	ctx.Defer(func(app.Context) { focus("method-custom") })
}

// methodClass is the class that colours a method.
func methodClass(method string) string {
	if slices.Contains(methods, method) {
		return "m-" + strings.ToLower(method)
	}
	return "m-custom"
}

type methodEdit struct{}

func (methodEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.MethodChosen{Method: text}
}

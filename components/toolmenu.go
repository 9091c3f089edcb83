package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// toolMenu opens what stands beside single requests: a button, and a popover of the browser's own with one button a tool.
type toolMenu struct{ app.Compo }

// tools are what the menu holds, in its order. Each opens a dialog.
var tools = []struct {
	Name, About string
	Open        playground.Msg
}{
	{"Recipes", "Requests that show one thing each, with their twins in Python", playground.RecipesPressed{}},
	{"Session", "Base URL, headers, parameters, auth and options of all requests", playground.SessionPressed{}},
	{"Cookies", "A jar of your own: what goes where, and why", playground.CookiesPressed{}},
	{"Relay", "For what browsers do not let pages do: where it is, what it allows", playground.RelayPressed{}},
	{"Webhooks", "Sign and verify the bodies of webhooks", playground.WebhookPressed{}},
}

func (t *toolMenu) Render() app.UI {
	items := make([]app.UI, len(tools))
	for i, item := range tools {
		items[i] = app.Li().Body(app.Button().Type("button").Class("menu-item").DataSet("index", i).
			OnClick(t.onOpen).Body(
			app.Span().Class("menu-name").Text(item.Name),
			app.Span().Class("menu-about").Text(item.About),
		))
	}
	return app.Div().Class("toolmenu").Body(
		app.Button().Type("button").Class("tool").Title("Session, cookies, webhooks and more").
			Attr("popovertarget", "tool-menu").Body(icon("tools"), app.Span().Class("tool-label").Text("Tools")),
		app.Div().ID("tool-menu").Class("popover").Attr("popover", "auto").Body(
			app.Ul().Class("menu").Body(items...),
		),
	)
}

func (t *toolMenu) onOpen(ctx app.Context, _ app.Event) {
	defer guard()
	// Before the dialog opens, so that it finds the focus on the button of the menu, and leaves it there when it closes.
	hidePopover(ctx.JSSrc())
	send(ctx, tools[indexOf(ctx.JSSrc())].Open)
}

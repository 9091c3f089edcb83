package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// topbar holds what concerns the request as a whole, and the page.
type topbar struct {
	app.Compo

	Theme playground.Theme
}

func newTopbar(m playground.Model) app.UI { return &topbar{Theme: m.Theme} }

func (t *topbar) Render() app.UI {
	return app.Header().ID("topbar").Class("topbar").Body(
		app.H1().Class("brand").Body(
			app.Raw(`<svg width="20" height="20" aria-hidden="true"><use href="#mark"/></svg>`), // the page holds the symbol
			app.Span().Class("brand-name").Text("Roundtrip"),
		),
		app.Div().Class("tools").Role("group").Aria("label", "Request and page").Body(
			tool("new", "New", "Start with an empty request", t.onNew),
			tool("share", "Share", "Share this request as a link (Ctrl/⌘ S)", t.onShare),
			tool("import", "Import", "Open a request from a link or a file", t.onImport),
			&toolMenu{},
			&themeMenu{Theme: t.Theme},
			app.Button().Type("button").Class("tool", "tool-icon").Aria("label", "Keyboard shortcuts").
				Title("Keyboard shortcuts").OnClick(t.onHelp).Body(icon("help")),
		),
	)
}

func tool(name, label, title string, onClick app.EventHandler) app.UI {
	return app.Button().Type("button").Class("tool").Title(title).OnClick(onClick).
		Body(icon(name), app.Span().Class("tool-label").Text(label))
}

func (t *topbar) onNew(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ClearPressed{})
}

func (t *topbar) onShare(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.SharePressed{})
}

func (t *topbar) onImport(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ImportPressed{})
}

func (t *topbar) onHelp(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.HelpPressed{})
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// helpDialog lists the shortcuts.
type helpDialog struct {
	app.Compo
	modal
}

// OnMount shows the dialog.
func (d *helpDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "help-close")
}

// OnDismount gives the focus back.
func (d *helpDialog) OnDismount() {
	defer guard()
	d.leave()
}

func (d *helpDialog) Render() app.UI {
	mod, list := modKey(), playground.Shortcuts
	return dialogFrame("help", "Keyboard shortcuts", d.onClose, "",
		app.Table().Class("shortcuts").Body(
			app.THead().Class("sr-only").Body(app.Tr().Body(
				app.Th().Scope("col").Text("Keys"),
				app.Th().Scope("col").Text("What they do"),
			)),
			app.TBody().Body(app.Range(list).Slice(func(i int) app.UI {
				return app.Tr().Body(
					app.Th().Scope("row").Body(keys(list[i].Keys, mod)),
					app.Td().Text(list[i].Does),
				)
			})),
		),
	)
}

func (d *helpDialog) onClose(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.HelpClosed{})
}

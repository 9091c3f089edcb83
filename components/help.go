package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// helpDialog lists the shortcuts.
type helpDialog struct {
	app.Compo
	modal
	NoKeys bool // single characters are switched off
}

// OnMount shows the dialog.
func (d *helpDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "help-close")
}

func (d *helpDialog) Render() app.UI {
	mod, list := modKey(), playground.ShortcutsThatWork(d.NoKeys)
	return dialogFrame("help", "Keyboard shortcuts", d.closes(playground.HelpClosed{}), "",
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
		app.Label().Class("check", "keys-switch").Body(
			app.Input().ID("single-keys").Type("checkbox").Checked(!d.NoKeys).Aria("describedby", "single-keys-hint").OnChange(d.onSwitch),
			app.Text("Shortcuts of a single key"),
		),
		app.P().ID("single-keys-hint").Class("hint").Text("The keys / and ? alone, outside of text. Switch them off if you press them by chance, or speak to this page."),
		app.P().Class("hint").Body(app.A().Href("licences.txt").Download("roundtrip-licences.txt").Text("Licences of what Roundtrip is made of")),
	)
}

func (d *helpDialog) onSwitch(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.KeysSwitched{On: isChecked(ctx.JSSrc())})
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// themeMenu chooses the colours: a button, and a popover of the browser's own with
// one radio button a theme.
type themeMenu struct {
	app.Compo

	Theme playground.Theme
}

var themeNames = map[playground.Theme]string{
	playground.System: "As the system",
	playground.Light:  "Light",
	playground.Dark:   "Dark",
}

func (t *themeMenu) Render() app.UI {
	choices := []app.UI{app.Legend().Class("sr-only").Text("Theme")}
	for _, theme := range playground.Themes {
		choices = append(choices, app.Label().Class("choice").Body(
			app.Input().Type("radio").Name("theme").Checked(theme == t.Theme).OnChange(t.onChange, theme).DataSet("theme-choice", theme),
			icon(string(theme)),
			app.Text(themeNames[theme]),
		))
	}
	return app.Div().Class("theme").Body(
		app.Button().Type("button").Class("tool", "tool-icon").Aria("label", "Theme").Title("Theme").
			Attr("popovertarget", "theme-menu").Body(icon(string(t.Theme))),
		app.Div().ID("theme-menu").Class("popover").Attr("popover", "auto").Body(
			app.FieldSet().Class("choices").Body(choices...),
		),
	)
}

func (t *themeMenu) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ThemeChosen{Theme: playground.Theme(dataOf(ctx.JSSrc(), "themeChoice"))})
}

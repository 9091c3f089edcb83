package components

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// secretField is a labelled field whose text is masked until a button shows it.
type secretField struct {
	app.Compo

	ID      string
	Label   string
	Value   string
	Wanted  string // the name of the value that a link asks for, shown while the field is empty
	Problem string // the id of what is wrong with it
	Hint    string
	OnEdit  edit
	shown   bool
}

func (f *secretField) Render() app.UI {
	kind, name, verb := "password", "show", "Show "
	if f.shown {
		kind, name, verb = "text", "hide", "Hide "
	}
	placeholder := ""
	if f.Wanted != "" {
		placeholder = "wanted: " + f.Wanted
	}
	described := f.Problem
	if f.Hint != "" {
		described = ids(described, f.ID+"-hint")
	}
	return app.Div().Class("labelled").Body(
		app.Label().For(f.ID).Text(f.Label),
		app.Div().Class("labelled-body").Body(
			app.Div().Class("secret").Body(
				&TextField{
					ID: f.ID, Class: "mono", Type: kind, Value: f.Value, Placeholder: placeholder, Invalid: f.Problem != "", DescribedBy: described, OnEdit: f.OnEdit,
				},
				app.Button().Type("button").Class("icon-button").Aria("label", verb+lower(f.Label)).Aria("controls", f.ID).Title(verb+lower(f.Label)).
					OnClick(f.onToggle).Body(icon(name)),
			),
			app.P().ID(f.ID+"-hint").Class("hint").Hidden(f.Hint == "").Text(f.Hint),
		),
	)
}

func (f *secretField) onToggle(app.Context, app.Event) {
	defer guard()
	f.shown = !f.shown
}

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
	Message string // what is wrong with it, where that is said at the field itself
	Hint    string
	OnEdit  edit
	Setting string // that it is the field of, or ""
	Session bool   // of Setting: of the session's defaults
	shown   bool

	Inherited inheritance
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
	if f.Message != "" {
		described = ids(f.ID+"-problem", described)
	}
	if f.Inherited.Text != "" {
		described = ids(described, f.ID+"-inherited")
	}
	return app.Div().Class("labelled").Body(
		app.Label().For(f.ID).Text(f.Label),
		app.Div().Class("labelled-body").Body(
			app.Div().Class("secret").Body(
				&TextField{
					ID: f.ID, Class: "mono", Type: kind, Value: f.Value, Placeholder: placeholder, Invalid: f.Problem != "" || f.Message != "", DescribedBy: described, OnEdit: f.OnEdit,
				},
				app.Button().Type("button").Class("icon-button").Aria("label", verb+lower(f.Label)).Aria("controls", f.ID).Title(verb+lower(f.Label)).
					OnClick(f.onToggle).Body(icon(name)),
			),
			problem(f.ID+"-problem", f.Message),
			app.If(settingFiles[f.Setting] != "", &settingFile{Session: f.Session, Name: f.Setting, Label: f.Label, Problem: f.ID + "-problem"}),
			app.P().ID(f.ID+"-hint").Class("hint").Hidden(f.Hint == "").Text(f.Hint),
			&inheritedNote{ID: f.ID + "-inherited", About: f.Label, Of: f.Inherited},
		),
	)
}

func (f *secretField) onToggle(app.Context, app.Event) {
	defer guard()
	f.shown = !f.shown
}

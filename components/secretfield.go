package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// secretField is a labelled field whose text is masked until a button shows it.
type secretField struct {
	app.Compo

	ID      string
	Label   string
	Value   string
	Wanted  string // the name of the value that a link asks for, shown while the field is empty
	Problem string // the id of what is wrong with it
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
	return app.Div().Class("labelled").Body(
		app.Label().For(f.ID).Text(f.Label),
		app.Div().Class("secret").Body(
			&TextField{
				ID: f.ID, Class: "mono", Type: kind, Value: f.Value, Placeholder: placeholder, Invalid: f.Problem != "", DescribedBy: f.Problem, OnEdit: f.OnEdit,
			},
			app.Button().Type("button").Class("icon-button").Aria("label", verb+lower(f.Label)).Aria("controls", f.ID).Title(verb+lower(f.Label)).
				OnClick(f.onToggle).Body(icon(name)),
		),
	)
}

func (f *secretField) onToggle(app.Context, app.Event) {
	defer guard()
	f.shown = !f.shown
}

// secretEdit edits one of the secrets of the Auth tab.
type secretEdit string

const (
	editPassword secretEdit = "password"
	editToken    secretEdit = "token"
	editKey      secretEdit = "key"
)

func (e secretEdit) msg(_ playground.Model, text string) playground.Msg {
	switch e {
	case editPassword:
		return playground.PasswordEdited{Text: text}
	case editToken:
		return playground.TokenEdited{Text: text}
	}
	return playground.KeyEdited{Text: text}
}

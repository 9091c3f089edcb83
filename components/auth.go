package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// auth is the Auth tab. What was typed for a way that is not chosen stays.
type auth struct {
	app.Compo

	Auth    request.Auth
	Problem string
}

func newAuth(m playground.Model) app.UI {
	return &auth{Auth: m.Request.Auth, Problem: m.InvalidAt(exchange.AtAuth)}
}

var authKinds = []choice{
	{string(request.NoAuth), "None"}, {string(request.Basic), "Basic"}, {string(request.Bearer), "Bearer"}, {string(request.APIKey), "API key"},
}

func (a *auth) Render() app.UI {
	wrong := ""
	if a.Problem != "" {
		wrong = "auth-problem"
	}
	return app.Div().Class("auth").Body(
		&Radios{Name: "auth-kind", Label: "Way to authenticate", Choices: authKinds, Value: string(a.Auth.Kind), OnEdit: authKindEdit{}},
		problem("auth-problem", a.Problem),
		app.Div().Class("fields").Body(a.fields(wrong)...),
	)
}

func (a *auth) fields(wrong string) []app.UI {
	switch a.Auth.Kind {
	case request.Basic:
		return []app.UI{
			&labelledField{ID: "auth-user", Label: "User name", Value: a.Auth.User, OnEdit: userEdit{}},
			&secretField{ID: "auth-secret", Label: "Password", Value: a.Auth.Password.Reveal(), Wanted: a.Auth.Password.Wanted(), Problem: wrong, OnEdit: editPassword},
			hint("Sent as Authorization: Basic, user name and password in UTF-8 and base64, which is no encryption."),
		}
	case request.Bearer:
		return []app.UI{
			&secretField{ID: "auth-secret", Label: "Token", Value: a.Auth.Token.Reveal(), Wanted: a.Auth.Token.Wanted(), Problem: wrong, OnEdit: editToken},
			hint("Sent as Authorization: Bearer, followed by the token as it stands here."),
		}
	case request.APIKey:
		return []app.UI{
			&labelledField{ID: "auth-key-name", Label: "Name", Value: a.Auth.KeyName, Placeholder: request.DefaultKeyName, OnEdit: keyNameEdit{}},
			&secretField{ID: "auth-secret", Label: "API key", Value: a.Auth.Key.Reveal(), Wanted: a.Auth.Key.Wanted(), Problem: wrong, OnEdit: editKey},
			app.Div().Class("labelled").Body(
				app.Label().For("auth-key-place").Text("Sent in"),
				&Select{ID: "auth-key-place", Value: string(a.Auth.KeyPlace), OnEdit: keyPlaceEdit{}, Choices: []choice{
					{string(request.InHeader), "a header"}, {string(request.InQuery), "the query of the URL"},
				}},
			),
			hint(keyPlaceHint(a.Auth.KeyPlace)),
		}
	}
	return []app.UI{hint("No credentials are added. Headers that you set yourself are sent as they are.")}
}

func keyPlaceHint(place request.KeyPlace) string {
	if place == request.InQuery {
		return "Sent as a parameter of the URL. URLs end up in logs and histories; a header is safer where the server takes one."
	}
	return "Sent as a header of its own."
}

// hint explains a control in a sentence.
func hint(text string) app.UI { return app.P().Class("hint").Text(text) }

// labelledField is a field with its label before it.
type labelledField struct {
	app.Compo

	ID, Label, Value, Placeholder, InputMode string
	List                                     string // the id of a datalist
	Hint                                     string
	Problem                                  string
	OnEdit                                   edit
}

func (f *labelledField) Render() app.UI {
	described := ""
	if f.Hint != "" {
		described = f.ID + "-hint"
	}
	if f.Problem != "" {
		described = ids(f.ID+"-problem", described)
	}
	return app.Div().Class("labelled").Body(
		app.Label().For(f.ID).Text(f.Label),
		app.Div().Class("labelled-body").Body(
			&TextField{
				ID: f.ID, Class: "mono", Value: f.Value, Placeholder: f.Placeholder, InputMode: f.InputMode, List: f.List,
				Invalid: f.Problem != "", DescribedBy: described, OnEdit: f.OnEdit,
			},
			problem(f.ID+"-problem", f.Problem),
			app.P().ID(f.ID+"-hint").Class("hint").Hidden(f.Hint == "").Text(f.Hint),
		),
	)
}

type authKindEdit struct{}

func (authKindEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.AuthKindChosen{Kind: request.AuthKind(value)}
}

type userEdit struct{}

func (userEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.UserEdited{Text: text}
}

type keyNameEdit struct{}

func (keyNameEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.KeyNameEdited{Text: text}
}

type keyPlaceEdit struct{}

func (keyPlaceEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.KeyPlaceChosen{Place: request.KeyPlace(value)}
}

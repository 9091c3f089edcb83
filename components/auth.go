package components

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// auth is the Auth tab. What was typed for a way that is not chosen stays.
type auth struct {
	app.Compo

	Session   bool // of the session's defaults
	Way       request.AuthKind
	Fields    []*setting
	Token     *token       // of OAuth 2
	Hook      webhook.Kind // of HMAC: the kind of webhook that the fields say
	Problem   string
	Inherited inheritance
}

func newAuth(m playground.Model) app.UI {
	i := m.AuthInheritance()
	a := authOf(m.Own(), m.Callback(), false, m.InvalidAt(exchange.AtAuth))
	a.Inherited = inheritedAs(request.InheritedAuth, i.Session, "Use none", i)
	return a
}

func newSessionAuth(m playground.Model) app.UI {
	return authOf(m.Session.Draft, m.Callback(), true, m.InvalidInSession(exchange.AtAuth))
}

func authOf(d playground.Draft, callback string, session bool, problem string) *auth {
	a := &auth{Session: session, Way: d.Request.Auth.Kind, Problem: problem}
	for _, s := range d.AuthSettings() {
		f := newSetting(d, s)
		f.Session = session
		if problem != "" {
			f.Refused = idIn(session, "auth-problem")
		}
		a.Fields = append(a.Fields, f)
	}
	if a.Way == request.OAuth2 {
		a.Token = newToken(d, callback)
		a.Token.Session = session
	}
	if a.Way == request.HMAC {
		a.Hook = d.HMACKind()
	}
	return a
}

func (a *auth) Render() app.UI {
	kinds := make([]choice, len(request.AuthKinds))
	for i, kind := range request.AuthKinds {
		kinds[i] = choice{string(kind), request.AuthLabel(kind)}
	}
	text := authHints[a.Way]
	if a.Inherited.Skip != "" {
		text = "" // the session adds credentials
	}
	id, inherited := idIn(a.Session, "auth-kind"), idIn(a.Session, "auth-inherited")
	fields := []app.UI{
		notedSelect(id, "Auth type", ids(id+"-hint", inherited), kinds, string(a.Way), text, authKindEdit{a.Session}, &inheritedNote{ID: inherited, Of: a.Inherited}),
		problem(idIn(a.Session, "auth-problem"), a.Problem),
	}
	if a.Way == request.HMAC {
		fields = append(fields, hmacKind(a.Session, a.Hook))
	}
	for _, f := range a.Fields {
		fields = append(fields, f)
	}
	if a.Token != nil {
		fields = append(fields, a.Token)
	}
	return app.Div().Class("auth").Body(app.Div().Class("fields").Body(fields...))
}

var authHints = map[request.AuthKind]string{
	request.NoAuth: "No credentials are added. Headers that you set yourself are sent as they are.",
	request.Basic:  "Sent as Authorization: Basic, user name and password in UTF-8 and base64, which is no encryption.",
	request.Bearer: "Sent as Authorization: Bearer, followed by the token as it stands here.",
	request.APIKey: "",
	request.Digest: "The server's challenge is answered (RFC 7616), so the first request is sent twice. The password itself never goes out. " +
		"From a browser the server must expose its WWW-Authenticate header.",
	request.OAuth2: "The token is sent as Authorization: Bearer.",
	request.OAuth1: "Each request is signed with a timestamp and a nonce of its own (RFC 5849).",
	request.AWS:    "Each request is signed with AWS Signature Version 4. The secret key itself never goes out.",
	request.JWT:    "A token is signed for each request and sent as Authorization: Bearer.",
	request.HMAC:   "A keyed hash (HMAC) of the request is sent in a header of its own.",
}

// authTargets are the fields in which the credentials that are wrong may be mended, the likeliest first.
func authTargets() []string {
	var secrets, texts []string
	for _, s := range request.Settings {
		switch {
		case len(s.Kinds) == 0:
		case s.IsSecret():
			secrets = append(secrets, settingID(s.Name))
		default:
			texts = append(texts, settingID(s.Name))
		}
	}
	return slices.Concat(secrets, texts)
}

// hint explains a control in a sentence.
func hint(text string) app.UI { return app.P().Class("hint").Hidden(text == "").Text(text) }

// labelledField is a field with its label before it.
type labelledField struct {
	app.Compo

	ID, Label, Value, Placeholder, InputMode string
	List                                     string // the id of a datalist
	Hint                                     string
	Problem                                  string
	Inherited                                inheritance
	OnEdit                                   edit
}

func (f *labelledField) Render() app.UI {
	described := ""
	if f.Hint != "" {
		described = f.ID + "-hint"
	}
	if f.Inherited.Text != "" {
		described = ids(described, f.ID+"-inherited")
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
			&inheritedNote{ID: f.ID + "-inherited", About: f.Label, Of: f.Inherited},
		),
	)
}

type authKindEdit struct{ Session bool }

func (e authKindEdit) msg(_ playground.Model, value string) playground.Msg {
	return msgIn(e.Session, playground.AuthKindChosen{Kind: request.AuthKind(value)})
}

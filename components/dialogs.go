package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// newDialogs draws the dialog that is open, if one is.
func newDialogs(m playground.Model) app.UI {
	said := ""
	if m.Toast != nil {
		said = m.Toast.Text
	}
	var session []app.UI
	if m.Session.Open {
		session = append(session, newSessionDialog(m, said))
	}
	return app.Div().Class("dialogs").Body(
		app.Div().Body(app.If(m.Share != nil, &shareDialog{Share: m.Share, Said: said})),
		app.Div().Body(app.If(m.Import != nil, &importDialog{Import: m.Import, Said: said})),
		app.Div().Body(app.If(m.Recipes != nil, newRecipesDialog(m))),
		app.Div().Body(app.If(m.Cookies != nil, newCookiesDialog(m, said))),
		app.Div().Body(app.If(m.Webhook.Open, newWebhookDialog(m, said))),
		app.Div().Body(app.If(m.Relay.Open, &relayDialog{Relay: m.Relay, Said: said})),
		app.Div().Body(app.If(m.Help, &helpDialog{NoKeys: m.NoKeys})),
		app.Div().Body(session...),
	)
}

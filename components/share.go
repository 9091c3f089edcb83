package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// shareDialog gives the request as a link, and says what is in it.
type shareDialog struct {
	app.Compo
	modal
	Share *playground.Share
	Said  string
}

// OnMount shows the dialog.
func (d *shareDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "share-copy")
}

func (d *shareDialog) Render() app.UI {
	s := d.Share
	return dialogFrame("share", "Share this request", d.closes(playground.ShareClosed{}), d.Said,
		app.P().Class("dialog-lead").Text("The link holds the request itself. Nothing is stored on a server, and opening it sends nothing."),
		d.link(),
		app.H3().Text("In the link"),
		app.Dl().Class("share-items").Body(app.Range(s.Items).Slice(func(i int) app.UI {
			return app.Div().Body(app.Dt().Text(s.Items[i].Name), app.Dd().Title(s.Items[i].Value).Text(s.Items[i].Value))
		})),
		d.secrets(),
		d.suspects(),
		app.Div().Class("dialog-actions").Body(
			app.Button().Type("button").Class("button").Text("Save as file").OnClick(d.onSave),
			app.Button().Type("button").ID("share-copy").Class("button", "button-primary").Aria("disabled", s.URL == "").
				Text("Copy link").OnClick(d.onCopy),
		),
	)
}

func (d *shareDialog) link() app.UI {
	s := d.Share
	return app.Div().Class("share-link").Body(
		&linkField{URL: s.URL},
		app.P().ID("share-length").Class("share-length").Hidden(s.URL == "").Text(playground.LinkLength(*s)),
		app.P().Class("note", "note-error").Role("alert").Hidden(s.Error == "").Text(s.Error),
		app.P().Class("note", "note-warn").Hidden(!s.Offer).
			Text("Some programs cut links as long as this one. A file is safer: save it, and open it with Import."),
	)
}

func (d *shareDialog) secrets() app.UI {
	secrets := d.Share.Secrets
	if len(secrets) == 0 {
		return app.P().Class("note").Text("No secrets detected.")
	}
	return app.FieldSet().Class("share-secrets").Body(
		app.Legend().Text("Secrets"),
		app.P().Class("share-secrets-note").Text("Replaced by placeholders. Anyone with the link can read the ones that you include."),
		app.Range(secrets).Slice(func(i int) app.UI {
			secret := secrets[i]
			return app.Label().Class("check").Body(
				app.Input().Type("checkbox").Checked(secret.In).OnChange(d.onSecret(secret.Hole), secret.Hole),
				app.Span().Body(
					app.Text("Include "), app.Code().Text(secret.Hole), app.Text(" ("+secret.Where+") "),
					app.If(secret.In, app.Span().Class("tag", "tag-warn").Text("readable in the link")),
				),
			)
		}),
	)
}

// suspects lists what stays in the link unless it is ticked.
func (d *shareDialog) suspects() app.UI {
	suspects := d.Share.Suspects
	return app.FieldSet().Class("share-secrets").Hidden(len(suspects) == 0).Body(
		app.Legend().Text("May be secret"),
		app.P().Class("share-secrets-note").Text("These look random and are in the link. Tick what to leave out."),
		app.Range(suspects).Slice(func(i int) app.UI {
			return app.Label().Class("check").Body(
				app.Input().Type("checkbox").Checked(suspects[i].Out).OnChange(d.onSuspect(i), i),
				app.Span().Body(app.Text("Leave out "), app.Code().Text(suspects[i].Shown), app.Text(" ("+suspects[i].Sealed.Where+")")),
			)
		}),
	)
}

func (d *shareDialog) onSuspect(i int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		defer guard()
		send(ctx, playground.ShareSuspectToggled{Index: i})
	}
}

func (d *shareDialog) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	if d.Share.URL != "" {
		send(ctx, playground.CopyLinkPressed{})
	}
}

func (d *shareDialog) onSave(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.SaveRequestPressed{})
}

func (d *shareDialog) onSecret(hole string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		defer guard()
		send(ctx, playground.ShareSecretToggled{Hole: hole})
	}
}

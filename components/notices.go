package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// newNotices draws what the whole page has to say: a new version, no network, no
// storage, and the toast. Each keeps its place, and is there only when it speaks.
func newNotices(m playground.Model) app.UI {
	shown := toast{}
	if m.Toast != nil && !m.DialogOpen() {
		shown = toast{ID: m.Toast.ID, Text: m.Toast.Text}
	}
	return app.Div().Class("notices").Body(
		&banner{Topic: "offline", On: m.Offline, Title: "You are offline.", Text: "You can go on editing. Servers on this machine can still be reached."},
		&banner{Topic: "storage", On: m.Storage != "", Title: "Nothing will be kept.", Text: m.Storage},
		&banner{Topic: "update", On: m.Update, Title: "New version ready.", Text: "Your request stays in the address bar.", Reload: true},
		&shown,
	)
}

// banner is a line over the page. Its live region is there before it speaks, since
// a region that comes with its text is often not read.
type banner struct {
	app.Compo
	Topic       string
	On          bool
	Title, Text string
	Reload      bool
}

func (b *banner) Render() app.UI {
	return app.Div().Class("banner").DataSet("kind", b.Topic).DataSet("on", b.On).Body(
		app.P().Role("status").Body(app.If(b.On, app.Strong().Text(b.Title), app.Text(" "+b.Text))),
		app.If(b.On && b.Reload, app.Button().Type("button").Class("button").Text("Reload").OnClick(b.onReload)),
	)
}

func (b *banner) onReload(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ReloadPressed{})
}

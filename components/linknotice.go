package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// linkNotice says where the request on the screen came from, and asks for the
// values that it still needs.
type linkNotice struct {
	app.Compo
	Link   playground.LinkNotice
	On     bool
	Wanted []string
}

func newLinkNotice(m playground.Model) app.UI {
	n := &linkNotice{Wanted: m.Request.Wanted()}
	if m.Link != nil {
		n.Link, n.On = *m.Link, true
	}
	return n
}

func (n *linkNotice) Render() app.UI {
	return app.Div().Class("linknotice").DataSet("on", n.On || len(n.Wanted) > 0).DataSet("error", n.Link.Error != "").Body(
		app.Div().Role("status").Body(
			app.If(n.On, app.Div().Class("linknotice-line").Body(
				app.Div().Class("linknotice-text").Body(n.text()...),
				app.Div().Class("linknotice-actions").Body(
					app.Button().Type("button").Class("button").Text("Undo").Hidden(!n.Link.Undo).OnClick(n.onUndo),
					app.Button().Type("button").Class("button", "button-quiet").Text("Dismiss").OnClick(n.onDismiss),
				),
			)),
			app.If(len(n.Wanted) > 0, &holes{Names: n.Wanted}),
		),
		app.If(n.Link.Recipe != nil, &pythonTwin{Recipe: n.Link.Recipe}),
	)
}

func (n *linkNotice) text() []app.UI {
	headline, rest := playground.LinkText(n.Link)
	text := []app.UI{app.P().Body(app.Strong().Text(headline), app.Text(" "+rest))}
	for _, note := range n.Link.Notes {
		text = append(text, app.P().Class("linknotice-note").Text(note))
	}
	return text
}

func (n *linkNotice) onUndo(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.LinkUndone{})
}

func (n *linkNotice) onDismiss(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.LinkDismissed{})
}

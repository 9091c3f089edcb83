package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// linkNotice says where the request on the screen came from, and asks for the
// values that it still needs.
type linkNotice struct {
	app.Compo
	Link    playground.LinkNotice
	On      bool
	Wanted  []string
	Typed   []string // placeholders that somebody typed
	Host    string   // to which they go
	Problem string   // why the request was not sent without them
	Taken   []bool   // which of Link.Held are in the request
}

func newLinkNotice(m playground.Model) app.UI {
	n := &linkNotice{Wanted: m.Wanted(), Typed: m.MayFill(), Host: m.Request.Authority(), Problem: m.InvalidAt(exchange.AtHoles)}
	if m.Link != nil {
		n.Link, n.On = *m.Link, true
		for _, w := range m.Link.Held {
			n.Taken = append(n.Taken, w.In(&m.Request))
		}
	}
	return n
}

func (n *linkNotice) Render() app.UI {
	return app.Div().Class("linknotice").DataSet("on", n.On || len(n.Wanted)+len(n.Typed) > 0).DataSet("error", n.Link.Error != "").Body(
		app.Div().Class("linknotice-line").DataSet("on", n.On).Body(
			app.Div().Class("linknotice-text").Body(n.text()...),
			app.If(n.On, app.Div().Class("linknotice-actions").Body(
				app.Button().Type("button").Class("button").Text("Undo").Hidden(!n.Link.Undo).OnClick(n.onUndo),
				app.Button().Type("button").Class("button", "button-quiet").Text("Dismiss").OnClick(n.onDismiss),
			)),
		),
		app.If(len(n.Wanted)+len(n.Typed) > 0, &holes{Names: n.Wanted, Typed: n.Typed, Host: n.Host, Problem: n.Problem, Asked: n.Link.Source == playground.ByHand}),
		app.If(len(n.Link.Held) > 0, n.held()),
		app.If(n.Link.Recipe != nil, &pythonTwin{Recipe: n.Link.Recipe}),
	)
}

// text begins with what is spoken, whose live region is there before it speaks: one that comes with its text is often not read.
func (n *linkNotice) text() []app.UI {
	said := app.P().Role("status")
	if n.On {
		headline, rest := playground.LinkText(n.Link)
		said.Body(app.Strong().Text(headline), app.Text(" "+rest))
	}
	text := []app.UI{said}
	for _, note := range n.Link.Notes {
		text = append(text, app.P().Class("linknotice-note").Text(note))
	}
	return text
}

// held lists what the link says and what holds only once the person allows it.
func (n *linkNotice) held() app.UI {
	return app.FieldSet().ID("held").Class("held").Body(
		app.Legend().Text(playground.HeldText(len(n.Link.Held))),
		app.Range(n.Link.Held).Slice(func(i int) app.UI {
			w := n.Link.Held[i]
			return app.Label().Class("check").Body(
				app.Input().Type("checkbox").Checked(n.Taken[i]).OnChange(n.onHeld(i), i),
				app.Span().Body(app.Strong().Text(w.Label), app.Text(" · "+w.Risk)),
			)
		}),
	)
}

func (n *linkNotice) onHeld(i int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		defer guard()
		send(ctx, playground.HeldTaken{Index: i, In: isChecked(ctx.JSSrc())})
	}
}

func (n *linkNotice) onUndo(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.LinkUndone{})
}

func (n *linkNotice) onDismiss(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.LinkDismissed{})
}

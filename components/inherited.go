package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// inheritance is what is said of one thing that the session says, and the button that changes it.
type inheritance struct {
	Name string // in [playground.InheritanceSet]
	Text string // "" where the session says nothing
	Take string // the button that has the request take it over
	Skip string // the button that has it not do so; "" where it does not
}

func inheritedSetting(s request.Setting, i playground.Inheritance) inheritance {
	if i.Session == "" {
		return inheritance{}
	}
	said := i.Session
	if s.Choices != nil {
		said = choiceName(s.Name, said)
	}
	return inheritedAs(s.Name, said, "Leave out", i)
}

func inheritedAs(name, said, skip string, i playground.Inheritance) inheritance {
	switch {
	case i.Session == "":
		return inheritance{}
	case i.Taken:
		return inheritance{Name: name, Text: "From the session: " + said + ".", Skip: skip}
	case i.Own:
		return inheritance{Name: name, Text: "In place of the session's: " + said + ".", Take: "Use the session's"}
	case i.Base != "":
		return inheritance{Name: name, Text: "Not sent: " + said + " of the session is for " + i.Base + ". To send it anywhere, turn on Options > Send credentials to other hosts."}
	}
	return inheritance{Name: name, Text: "Left out for this request: " + said + ", from the session.", Take: "Use the session's"}
}

// inheritedAll is said of a request that takes nothing from the session.
func inheritedAll(m playground.Model) inheritance {
	if !m.Alone() {
		return inheritance{}
	}
	return inheritance{Name: request.Everything, Text: "This request takes nothing from the session.", Take: "Use the session"}
}

// inheritedNote says where a thing comes from that the request does not say itself.
type inheritedNote struct {
	app.Compo

	ID    string
	About string // what it is about, for those who hear the button alone
	Of    inheritance
}

func (n *inheritedNote) Render() app.UI {
	button := n.Of.Skip
	if button == "" {
		button = n.Of.Take
	}
	label := button
	if n.About != "" {
		label += ": " + n.About
	}
	return app.Div().Class("inherited").Hidden(n.Of.Text == "").Body(
		app.P().ID(n.ID).Text(n.Of.Text),
		app.Button().Type("button").Class("button", "button-quiet").Hidden(button == "").Aria("label", label).Text(button).OnClick(n.onClick),
	)
}

func (n *inheritedNote) onClick(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.InheritanceSet{Name: n.Of.Name, On: n.Of.Skip == ""})
}

// idIn is an id of a control that both the request and the session have.
func idIn(session bool, id string) string {
	if session {
		return "session-" + id
	}
	return id
}

// msgIn is a message to the request, or to the session.
func msgIn(session bool, m playground.Msg) playground.Msg {
	if session {
		return playground.InSession{Msg: m}
	}
	return m
}

package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// requestPreview is the Preview tab of the request: what would go out if it were sent now, every header with who sets it, and what
// of it the browser changes.
type requestPreview struct {
	app.Compo
	Wire    *exchange.Wire
	Mode    playground.BodyMode
	Missing string // what the page itself sees is missing
}

func newRequestPreview(m playground.Model) app.UI {
	return &requestPreview{Wire: m.Wire, Mode: m.WireModeOrText(), Missing: m.Unready()}
}

func (p *requestPreview) Render() app.UI {
	w := p.Wire
	switch {
	case p.Missing != "":
		return p.unsendable(p.Missing, false)
	case w == nil:
		return blank("Working out what would be sent.")
	case w.Failure != nil:
		return p.unsendable(w.Failure.Detail, w.Refused)
	}
	return app.Div().Class("facts", "wire").Body(
		app.Div().Class("facts-bar").Body(
			app.H2().Text("As it would be sent now"),
			app.Button().Type("button").Class("button", "button-quiet").Text("Copy request").OnClick(p.onCopy),
		),
		p.modes(),
		facts("The browser will ask first", w.Asks, playground.AskNote(*w)),
		app.P().Class("note").Hidden(w.Cross == "" || len(w.Asks) > 0).Text(playground.AskNote(*w)),
		app.P().Class("note").Hidden(w.Permission == "").Text("Local network. "+w.Permission),
		facts("What the browser will change", w.Limits, "Through a relay these go out as they stand: choose it beside Send."),
		p.head(),
		app.P().Class("note").Text(playground.WireHeadNote(*w)),
		app.H2().Text("Body"),
		p.body(),
		facts("What the browser will hide of the answer", w.Hides, "Through a relay all of it is seen."),
		facts("Another each time", w.Changes, ""),
	)
}

// unsendable says why nothing would go out.
func (p *requestPreview) unsendable(why string, refused bool) app.UI {
	return app.Div().Class("facts", "wire").Body(
		app.H2().Text("This request cannot be sent yet"),
		app.P().Class("problem").Role("status").Text(why),
		app.P().Class("note").Hidden(!refused).Text("It is the browser that refuses it. Through a relay it could go out as it stands: choose it beside Send."),
		app.Button().Type("button").Class("button").Text("Show where").OnClick(p.onShow),
	)
}

func (p *requestPreview) modes() app.UI {
	choices := []choice{{Value: string(playground.RawMode), Name: "Text"}, {Value: string(playground.HexMode), Name: "Hex"}}
	return &Radios{Name: "wire-mode", Label: "Show the request as", Choices: choices, Value: string(p.Mode), OnEdit: wireModeEdit{}}
}

// facts is a list of what is to be known, under a heading.
func facts(title string, list []exchange.Fact, end string) app.UI {
	return app.Div().Class("wire-facts").Hidden(len(list) == 0).Body(
		app.H2().Hidden(title == "").Text(title),
		app.Dl().Body(app.Range(list).Slice(func(i int) app.UI {
			return app.Div().Body(app.Dt().Text(list[i].What), app.Dd().Text(list[i].Text))
		})),
		app.P().Class("note").Hidden(end == "").Text(end),
	)
}

func (p *requestPreview) head() app.UI {
	w := p.Wire
	if w.Head != "" {
		return bytesOf("Head of the request in hex", w.Head)
	}
	return app.Div().Body(
		app.P().Class("sent-line").Text(w.Line),
		app.Table().Class("headers-table").Body(
			app.Caption().Class("sr-only").Text("Headers that would be sent, and who sets each"),
			app.THead().Body(app.Tr().Body(
				app.Th().Scope("col").Text("Header"),
				app.Th().Scope("col").Text("Value"),
				app.Th().Scope("col").Text("Set by"),
			)),
			app.TBody().Body(app.Range(w.Headers).Slice(func(i int) app.UI { return sentHeader(w.Headers[i]) })),
		),
	)
}

func (p *requestPreview) body() app.UI {
	w := p.Wire
	if w.Size == 0 {
		return app.P().Class("facts-none").Text("No body.")
	}
	label := "Body that would be sent"
	if w.Head != "" {
		label += ", in hex"
	}
	return app.Div().Body(bytesOf(label, w.Body), app.P().Class("note").Text(playground.WireBodyNote(*w)))
}

// bytesOf is a text of up to some thousand lines, in stretches: the browser lays out those that are seen.
func bytesOf(label, text string) app.UI {
	var stretches []app.UI
	for text != "" {
		end := len(text)
		for i, lines := 0, 0; i < len(text); i++ {
			if text[i] == '\n' {
				if lines++; lines == stretchLines {
					end = i + 1
					break
				}
			}
		}
		stretches = append(stretches, app.Span().Class("stretch").Text(text[:end]))
		text = text[end:]
	}
	return app.Pre().Class("sent-body").TabIndex(0).Role("region").Aria("label", label).Body(stretches...)
}

// stretchLines is how many lines are laid out together.
const stretchLines = 128

func (p *requestPreview) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: playground.WireText(*p.Wire), What: "Request"})
}

func (p *requestPreview) onShow(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.PreviewProblemPressed{})
}

type wireModeEdit struct{}

func (wireModeEdit) msg(_ playground.Model, mode string) playground.Msg {
	return playground.WireModeChosen{Mode: playground.BodyMode(mode)}
}

// preview asks the engine what would go out.
func (f *effects) preview(c playground.Preview) {
	wire, err := f.by(c.Via).Wire(c.Request, exchange.Mode(c.Mode))
	if err != nil {
		wire = exchange.Wire{Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtBody, Detail: "What would be sent cannot be worked out: " + err.Error() + "."}}
	}
	Post(playground.Previewed{Request: c.Request, Via: c.Via, Mode: c.Mode, Wire: wire})
}

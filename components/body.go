package components

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// body is the Body tab of the request. What was typed for a kind stays when another
// is chosen, and so does the editor it was typed in, hidden.
type body struct {
	app.Compo

	Body    request.Body
	Problem *exchange.Problem // where the JSON body is not JSON
	Refused string            // what kept the body from being sent
	Bulk    bool              // the form is edited as text
	Text    string            // that text

	shown    map[request.BodyKind]bool
	dragging bool

	measured string // the text whose line ends are known
	ends     playground.LineEnds
}

func newBody(m playground.Model) app.UI {
	b := &body{Body: m.Request.Body, Problem: m.BodyProblem, Refused: m.InvalidAt(exchange.AtBody), Bulk: m.Bulk[playground.FormList]}
	if b.Bulk {
		b.Text = m.BulkText(playground.FormList)
	}
	return b
}

var bodyKinds = []choice{
	{string(request.NoBody), "None"}, {string(request.JSON), "JSON"}, {string(request.Text), "Text"},
	{string(request.Form), "Form"}, {string(request.Multipart), "Multipart"}, {string(request.RawFile), "File"},
}

func (b *body) Render() app.UI {
	if b.shown == nil {
		b.shown = map[request.BodyKind]bool{}
	}
	b.shown[b.Body.Kind] = true
	sections := []app.UI{
		&Radios{Name: "body-kind", Label: "Kind of body", Choices: bodyKinds, Value: string(b.Body.Kind), OnEdit: bodyKindEdit{}},
		problem("body-problem", b.Refused),
	}
	for _, kind := range request.BodyKinds {
		section := app.Div().Class("reqbody-kind", "reqbody-"+kindName(kind)).Hidden(kind != b.Body.Kind)
		if b.shown[kind] {
			section = section.Body(b.section(kind)...)
		}
		sections = append(sections, section)
	}
	return app.Div().Class("reqbody").DataSet("dragging", b.dragging).
		OnDragOver(b.onDragOver).OnDragLeave(b.onDragLeave).OnDrop(b.onDrop).Body(sections...)
}

func kindName(kind request.BodyKind) string {
	if kind == request.NoBody {
		return "none"
	}
	return string(kind)
}

func (b *body) section(kind request.BodyKind) []app.UI {
	switch kind {
	case request.JSON:
		return b.json()
	case request.Text:
		return b.text()
	case request.Form:
		return []app.UI{&rows{List: playground.FormList, Fields: b.Body.Form, Bulk: b.Bulk, BulkText: b.Text}}
	case request.Multipart:
		return []app.UI{&multipart{Parts: b.Body.Parts}}
	case request.RawFile:
		return []app.UI{rawFile(b.Body.File)}
	}
	return []app.UI{hint("No body is sent. Files that are dropped here become one.")}
}

func (b *body) json() []app.UI {
	text := ""
	if b.Problem != nil {
		text = fmt.Sprintf("Line %d, column %d: %s", b.Problem.Line, b.Problem.Column, b.Problem.Message)
	}
	described := ""
	if text != "" {
		described = "body-json-problem"
	}
	return []app.UI{
		&codeEditor{
			ID: "body-json", Label: "JSON body", Language: "json", Text: b.Body.JSON, Placeholder: `{"name": "value"}`,
			DescribedBy: described, Problem: b.Problem, OnEdit: bodyEdit{}, OnPlainEdit: bodyEdit{plain: true},
		},
		app.Div().Class("reqbody-foot").Body(
			problem("body-json-problem", text),
			app.P().Class("hint").Hidden(text != "").Text("Sent as typed, as application/json."),
			b.lineEnds(request.JSON, b.Body.JSON),
			app.Button().Type("button").Class("button", "button-quiet").Text("Format").Disabled(b.Body.JSON == "").OnClick(b.onFormat),
		),
	}
}

func (b *body) text() []app.UI {
	return []app.UI{
		&labelledField{
			ID: "body-media-type", Label: "Media type", Value: b.Body.MediaType, Placeholder: request.DefaultTextType, List: "media-types", OnEdit: mediaTypeEdit{},
		},
		mediaTypes(),
		&codeEditor{ID: "body-text", Label: "Text body", Language: languageOf(b.Body.MediaType), Text: b.Body.Text,
			OnEdit: bodyEdit{}, OnPlainEdit: bodyEdit{plain: true}},
		app.Div().Class("reqbody-foot").Body(hint("Sent as typed."), b.lineEnds(request.Text, b.Body.Text)),
	}
}

// lineEnds says which line ends the body has, and lets one choose. There is nothing to say of one line, nor of JSON with the usual
// ones, in which they mean nothing.
func (b *body) lineEnds(kind request.BodyKind, text string) app.UI {
	if kind != b.Body.Kind {
		return app.Span().Hidden(true)
	}
	if text != b.measured {
		b.measured, b.ends = text, playground.LineEndsOf(text)
	}
	if b.ends == "" || b.ends == playground.LF && kind == request.JSON {
		return app.Span().Hidden(true)
	}
	choices := []choice{{string(playground.LF), "LF"}, {string(playground.CRLF), "CRLF"}, {string(playground.CR), "CR"}}
	if b.ends == playground.MixedEnds {
		choices = append(choices, choice{string(playground.MixedEnds), "Mixed"})
	}
	return app.Label().Class("line-ends").Body(
		app.Span().Text("Line ends"), &Select{ID: "line-ends-" + string(kind), Choices: choices, Value: string(b.ends), OnEdit: lineEndsEdit{}},
	)
}

func (b *body) onFormat(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.FormatPressed{})
}

func (b *body) onDragOver(_ app.Context, e app.Event) {
	defer guard()
	if dragsFiles(e) {
		e.PreventDefault()
		b.dragging = true
	}
}

func (b *body) onDragLeave(app.Context, app.Event) {
	defer guard()
	b.dragging = false
}

func (b *body) onDrop(ctx app.Context, e app.Event) {
	defer guard()
	b.dragging = false
	files := droppedFiles(e)
	if len(files) == 0 {
		return
	}
	e.PreventDefault()
	for _, m := range dropped(b.Body, files) {
		send(ctx, m)
	}
}

// dropped is what files do that are dropped on the body: they join the parts of a
// multipart body; else one is the whole body, and several are the parts of a new one.
func dropped(b request.Body, files []request.File) []playground.Msg {
	if b.Kind == request.Multipart || len(files) > 1 {
		return []playground.Msg{
			playground.BodyKindChosen{Kind: request.Multipart},
			playground.FilesChosen{Part: len(b.Parts), Files: files},
		}
	}
	return []playground.Msg{
		playground.BodyKindChosen{Kind: request.RawFile},
		playground.FilesChosen{Part: -1, Files: files},
	}
}

type bodyKindEdit struct{}

func (bodyKindEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.BodyKindChosen{Kind: request.BodyKind(value)}
}

type bodyEdit struct{ plain bool }

func (e bodyEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.BodyEdited{Text: text, Plain: e.plain}
}

type lineEndsEdit struct{}

func (lineEndsEdit) msg(_ playground.Model, ends string) playground.Msg {
	return playground.LineEndsChosen{Ends: playground.LineEnds(ends)}
}

type mediaTypeEdit struct{}

func (mediaTypeEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.MediaTypeEdited{Text: text}
}

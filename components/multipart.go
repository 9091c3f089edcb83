package components

import (
	"cmp"
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// multipart edits the parts of a multipart body, in the order in which they are sent:
// texts and files, and a blank one at the end in which the next is made.
type multipart struct {
	app.Compo

	Parts []request.Part
}

func (m *multipart) Render() app.UI {
	n := len(m.Parts)
	if n == 0 || !m.Parts[n-1].Blank() {
		n++
	}
	lines := make([]app.UI, n)
	for i := range lines {
		line := &part{Index: i, Last: i == n-1}
		if i < len(m.Parts) {
			line.Part = m.Parts[i]
		}
		lines[i] = line
	}
	return app.Div().Class("rows").Body(
		hint("Sent as multipart/form-data, in this order. Files go from your disk to the server as they are."),
		app.Div().Class("parts").Role("list").Aria("label", "Parts").Body(lines...),
	)
}

// part is one part.
type part struct {
	app.Compo

	Index int
	Part  request.Part
	Last  bool // the blank part in which the next is made
}

func (p *part) Render() app.UI {
	number := fmt.Sprint(p.Index + 1)
	kind := "text"
	if p.Part.IsFile {
		kind = "file"
	}
	return app.Div().Class("part").Role("listitem").Aria("label", "Part "+number).DataSet("kind", kind).DataSet("off", p.Part.Off).DataSet("last", p.Last).Body(
		app.Label().Class("check").Aria("hidden", p.Last).Body(
			app.Input().Type("checkbox").Checked(!p.Part.Off).Disabled(p.Last).Aria("label", "Send part "+number).OnChange(p.onSend),
		),
		&TextField{
			ID: partID(p.Index, "name"), Label: "Name, part " + number, Class: "mono part-name", Value: p.Part.Name, Placeholder: "Name",
			Next: partID(p.Index+1, "name"), OnEdit: partEdit{p.Index, partName},
		},
		&Select{
			ID: partID(p.Index, "kind"), Label: "Kind, part " + number, Class: "part-kind", Value: kind,
			Choices: []choice{{"text", "Text"}, {"file", "File"}}, OnEdit: partEdit{p.Index, partKind},
		},
		app.Div().Class("part-value").Body(p.value(number)),
		app.Button().Type("button").Class("icon-button").Aria("label", "Delete part "+number).Title("Delete").Hidden(p.Last).OnClick(p.onDelete).Body(icon("delete")),
		app.Div().Class("part-more").Hidden(p.Last).Body(p.more(number)...),
	)
}

func (p *part) value(number string) app.UI {
	if p.Part.IsFile {
		return &filePick{Part: p.Index, ID: partID(p.Index, "file"), Label: "Choose files, part " + number, File: described(p.Part.File), Chosen: p.Part.File != nil, Several: true}
	}
	return &TextField{
		ID: partID(p.Index, "value"), Label: "Value, part " + number, Class: "mono", Value: p.Part.Value, Placeholder: "Value",
		Next: partID(p.Index+1, "name"), OnEdit: partEdit{p.Index, partValue},
	}
}

// more are the things that a part seldom needs.
func (p *part) more(number string) []app.UI {
	typePlaceholder, namePlaceholder := "Content-Type", ""
	if p.Part.IsFile {
		namePlaceholder = "file name"
		if f := p.Part.File; f != nil {
			namePlaceholder = f.Name
			typePlaceholder = cmp.Or(f.Type, "application/octet-stream")
		}
	}
	return []app.UI{
		&TextField{
			ID: partID(p.Index, "type"), Label: "Content-Type, part " + number, Class: "mono", Value: p.Part.ContentType, Placeholder: typePlaceholder,
			OnEdit: partEdit{p.Index, partType},
		},
		app.If(p.Part.IsFile, &TextField{
			ID: partID(p.Index, "filename"), Label: "File name, part " + number, Class: "mono", Value: p.Part.FileName, Placeholder: namePlaceholder,
			OnEdit: partEdit{p.Index, partFileName},
		}),
	}
}

func (p *part) onSend(ctx app.Context, _ app.Event) {
	defer guard()
	on := ""
	if isChecked(ctx.JSSrc()) {
		on = "on"
	}
	sendEdit(ctx, partEdit{p.Index, partOn}, on)
}

func (p *part) onDelete(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.PartDeleted{Index: p.Index})
}

// partEdit edits one thing in a part, and leaves the rest as the model has it by then.
type partEdit struct {
	Index int
	Field partField
}

type partField int

const (
	partName partField = iota
	partValue
	partKind // "file" or "text"
	partType
	partFileName
	partOn // "" switches off
)

func (e partEdit) msg(m playground.Model, text string) playground.Msg {
	var p request.Part
	if parts := m.Request.Body.Parts; e.Index < len(parts) {
		p = parts[e.Index]
	}
	switch e.Field {
	case partName:
		p.Name = text
	case partValue:
		p.Value = text
	case partKind:
		p.IsFile = text == "file"
	case partType:
		p.ContentType = text
	case partFileName:
		p.FileName = text
	case partOn:
		p.Off = text == ""
	}
	return playground.PartEdited{Index: e.Index, Part: p}
}

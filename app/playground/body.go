package playground

import (
	"slices"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// editBody changes the body as the person edits it.
func (m Model) editBody(msg Msg) (Model, []Cmd) {
	b := &m.Request.Body
	switch msg := msg.(type) {
	case BodyKindChosen:
		b.Kind = msg.Kind
		return m, m.checkJSON()
	case BodyEdited:
		text := m.typedBody()
		if msg.Plain {
			msg.Text = withEnds(msg.Text, LineEndsOf(*text))
		}
		*text = msg.Text
		return m, m.checkJSON()
	case LineEndsChosen:
		text := m.typedBody()
		*text = withEnds(*text, msg.Ends)
		return m, m.checkJSON()
	case MediaTypeEdited:
		b.MediaType = msg.Text
	case FormatPressed:
		return m, []Cmd{FormatJSON{Text: b.JSON}}
	case PartEdited:
		b.Parts = put(b.Parts, msg.Index, msg.Part)
	case PartDeleted:
		b.Parts = remove(b.Parts, msg.Index)
		return m, []Cmd{Focus{Target{Control: "part", Index: min(msg.Index, len(b.Parts))}}}
	case FilesChosen:
		m.chooseFiles(msg)
	}
	return m, nil
}

// typedBody is the text of the kind of body that is chosen.
func (m *Model) typedBody() *string {
	if m.Request.Body.Kind == request.JSON {
		return &m.Request.Body.JSON
	}
	return &m.Request.Body.Text
}

// checkJSON asks whether the JSON body is valid. Nothing is said about an empty one.
func (m *Model) checkJSON() []Cmd {
	if m.Request.Body.Kind != request.JSON || m.Request.Body.JSON == "" {
		m.BodyProblem = nil
		return nil
	}
	return []Cmd{CheckJSON{Text: m.Request.Body.JSON}}
}

func (m Model) formatted(msg Formatted) (Model, []Cmd) {
	if msg.From != m.Request.Body.JSON {
		return m, nil // typed on meanwhile: what was typed wins
	}
	m.BodyProblem = msg.Problem
	if msg.Problem == nil {
		m.Request.Body.JSON = msg.Text
	}
	return m, nil
}

// chooseFiles puts chosen files into the body: the whole of it, or parts of it.
// The first file goes into the part that asked, the others become parts after it.
func (m *Model) chooseFiles(msg FilesChosen) {
	b := &m.Request.Body
	if msg.Part < 0 {
		b.File = nil
		if len(msg.Files) > 0 {
			b.File = &msg.Files[0]
		}
		return
	}
	name := ""
	if msg.Part < len(b.Parts) {
		name = b.Parts[msg.Part].Name
	}
	for i := range msg.Files {
		part := request.Part{Name: name, IsFile: true, File: &msg.Files[i]}
		at := msg.Part + i
		switch {
		case i == 0 && at < len(b.Parts):
			part = b.Parts[at]
			part.IsFile, part.File, part.Value = true, &msg.Files[i], ""
			b.Parts = put(b.Parts, at, part)
		default:
			b.Parts = slices.Insert(slices.Clone(b.Parts), min(at, len(b.Parts)), part)
		}
	}
}

// JSONProblem is what is wrong with a body that is to be JSON, nil where nothing is or it has not been looked through yet.
func (m Model) JSONProblem() *exchange.Problem {
	if m.Request.Body.Kind != request.JSON {
		return nil
	}
	return m.BodyProblem
}

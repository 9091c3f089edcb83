package components

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Radios is a choice of one among a few, all of them seen.
type Radios struct {
	app.Compo

	Name    string // of the group, and of its ids
	Label   string
	Choices []choice
	Value   string
	OnEdit  edit // what choosing does, with the value
}

// Render draws the group.
func (r *Radios) Render() app.UI {
	items := []app.UI{app.Legend().Class("sr-only").Text(r.Label)}
	for _, c := range r.Choices {
		items = append(items, app.Label().Class("radio").Body(
			app.Input().Type("radio").Name(r.Name).Checked(c.Value == r.Value).DataSet("choice", "="+c.Value).OnChange(r.onChange),
			app.Span().Text(c.Name),
		))
	}
	return app.FieldSet().Class("radios").Body(items...)
}

func (r *Radios) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	r.Value = strings.TrimPrefix(dataOf(ctx.JSSrc(), "choice"), "=")
	sendEdit(ctx, r.OnEdit, r.Value)
}

// lower puts a label into the middle of a sentence: "API key" keeps its capitals.
func lower(label string) string {
	if len(label) > 1 && label[1] >= 'A' && label[1] <= 'Z' {
		return label
	}
	return strings.ToLower(label[:1]) + label[1:]
}

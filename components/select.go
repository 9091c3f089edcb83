package components

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Select is a choice of one among several, in the browser's own list.
type Select struct {
	app.Compo

	ID          string
	Label       string // the accessible name; "" when a <label> names it
	DescribedBy string
	Class       string
	Title       string
	Choices     []choice
	Value       string
	OnEdit      edit // what choosing does, with the value
}

// choice is one thing that can be chosen.
type choice struct{ Value, Name string }

// OnMount shows what is chosen.
func (s *Select) OnMount(app.Context) { syncValue(s.JSValue(), s.Value) }

// OnUpdate shows what is chosen.
func (s *Select) OnUpdate(app.Context) { syncValue(s.JSValue(), s.Value) }

// Render draws the list.
func (s *Select) Render() app.UI {
	options := make([]app.UI, len(s.Choices))
	for i, c := range s.Choices {
		options[i] = app.Option().Value(c.Value).Text(c.Name)
	}
	list := app.Select().ID(s.ID).Class("select", s.Class).OnChange(s.onChange)
	if s.Label != "" {
		list = list.Aria("label", s.Label)
	}
	if s.DescribedBy != "" {
		list = list.Aria("describedby", s.DescribedBy)
	}
	if s.Title != "" {
		list = list.Title(s.Title)
	}
	return list.Body(options...)
}

func (s *Select) onChange(ctx app.Context, _ app.Event) {
	defer guard()
	s.Value = fieldValue(ctx.JSSrc())
	sendEdit(ctx, s.OnEdit, s.Value)
}

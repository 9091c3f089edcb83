package components

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// setting is the field of one setting of the auth or the options: a text, a secret, a choice or a switch.
type setting struct {
	app.Compo

	Name    string
	Value   string
	Wanted  string // of a secret: the name of the value that a link asks for
	Problem string // with what is typed
	Refused string // the id of what kept the request from being sent
}

func newSetting(m playground.Model, s request.Setting) *setting {
	f := &setting{Name: s.Name, Value: m.SettingText(s), Problem: cmp.Or(m.SettingProblem(s), m.SettingRefused(s))}
	if secret, ok := s.Secret(&m.Request); ok {
		f.Wanted = secret.Wanted()
	}
	return f
}

// settingID is the id of the field of a setting.
func settingID(name string) string { return "set-" + name }

func (f *setting) Render() app.UI {
	s, _ := request.FindSetting(f.Name)
	id, help := settingID(f.Name), settingHint(f.Name, f.Value)
	switch {
	case s.IsSecret():
		return &secretField{ID: id, Label: s.Label, Value: f.Value, Wanted: f.Wanted, Problem: f.Refused, Hint: help, OnEdit: settingEdit(f.Name)}
	case len(s.Choices) == 2 && s.Choices[1] == "on":
		return app.Div().Class("labelled").Body(
			app.Span().Class("labelled-none"),
			app.Div().Class("labelled-body").Body(
				app.Label().Class("check").Body(
					app.Input().ID(id).Type("checkbox").Checked(f.Value == "on").Aria("describedby", id+"-hint").OnChange(f.onSwitch),
					app.Text(s.Label),
				),
				app.P().ID(id+"-hint").Class("hint").Text(help),
			),
		)
	case s.Choices != nil:
		choices := make([]choice, len(s.Choices))
		for i, value := range s.Choices {
			choices[i] = choice{value, choiceName(f.Name, value)}
		}
		choices[0].Value = ""
		return labelledSelect(id, s.Label, choices, f.Value, help, settingEdit(f.Name))
	}
	look := settingLooks[f.Name]
	return &labelledField{
		ID: id, Label: s.Label, Value: f.Value, Placeholder: look.placeholder, InputMode: look.mode, Hint: help, Problem: f.Problem, OnEdit: settingEdit(f.Name),
	}
}

func (f *setting) onSwitch(ctx app.Context, _ app.Event) {
	defer guard()
	text := ""
	if isChecked(ctx.JSSrc()) {
		text = "on"
	}
	send(ctx, playground.SettingEdited{Name: f.Name, Text: text})
}

func labelledSelect(id, label string, choices []choice, value, text string, e edit) app.UI {
	return app.Div().Class("labelled").Body(
		app.Label().For(id).Text(label),
		app.Div().Class("labelled-body").Body(
			&Select{ID: id, Choices: choices, Value: value, DescribedBy: id + "-hint", OnEdit: e},
			app.P().ID(id+"-hint").Class("hint").Hidden(text == "").Text(text),
		),
	)
}

// settingEdit edits the setting of its name.
type settingEdit string

func (e settingEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.SettingEdited{Name: string(e), Text: text}
}

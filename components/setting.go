package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// setting is the field of one setting of the auth or the options: a text, a secret, a choice or a switch.
type setting struct {
	app.Compo

	Session bool // of the session's defaults
	Name    string
	Value   string
	Wanted  string // of a secret: the name of the value that a link asks for
	Problem string // with what is typed
	Changed bool   // it is not at its default, or wrong
	Refused string // the id of what kept the request from being sent

	Inherited playground.Inheritance
}

func newSetting(d playground.Draft, s request.Setting) *setting {
	f := &setting{Name: s.Name, Value: d.SettingText(s), Problem: d.SettingProblem(s)}
	f.Changed = f.Problem != "" || s.Get(&d.Request) != ""
	if secret, ok := s.Secret(&d.Request); ok {
		f.Wanted = secret.Wanted()
	}
	return f
}

// settingID is the id of the field of a setting.
func settingID(name string) string { return "set-" + name }

func (f *setting) Render() app.UI {
	s, _ := request.FindSetting(f.Name)
	value := f.Value
	if f.Inherited.Taken && s.Choices != nil {
		value = f.Inherited.Session
	}
	id, help := idIn(f.Session, settingID(f.Name)), settingHint(f.Name, value)
	edited := settingEdit{f.Session, f.Name}
	note := &inheritedNote{ID: id + "-inherited", About: s.Label, Of: inheritedSetting(s, f.Inherited)}
	described := ids(id+"-hint", note.ID)
	switch {
	case s.IsSecret():
		return &secretField{
			ID: id, Label: s.Label, Value: f.Value, Wanted: f.Wanted, Problem: f.Refused, Message: f.Problem, Hint: help, Inherited: note.Of, OnEdit: edited,
			Setting: f.Name, Session: f.Session,
		}
	case len(s.Choices) == 2 && s.Choices[1] == "on":
		return app.Div().Class("labelled").Body(
			app.Span().Class("labelled-none"),
			app.Div().Class("labelled-body").Body(
				app.Label().Class("check").Body(
					app.Input().ID(id).Type("checkbox").Checked(value == "on").Aria("describedby", described).OnChange(f.onSwitch),
					app.Text(s.Label),
				),
				app.P().ID(id+"-hint").Class("hint").Text(help),
				note,
			),
		)
	case s.Choices != nil:
		choices := make([]choice, len(s.Choices))
		for i, value := range s.Choices {
			choices[i] = choice{value, choiceName(f.Name, value)}
		}
		if value == "" {
			value = choices[0].Value
		}
		return notedSelect(id, s.Label, described, choices, value, help, edited, note)
	}
	look := settingLooks[f.Name]
	if f.Inherited.Taken {
		look.placeholder = f.Inherited.Session
	}
	if s.Lines {
		return f.lines(s, look, help, note)
	}
	return &labelledField{
		ID: id, Label: s.Label, Value: f.Value, Placeholder: look.placeholder, InputMode: look.mode, Hint: help, Problem: f.Problem, OnEdit: edited,
		Inherited: note.Of,
	}
}

// lines is the field of a text of several lines.
func (f *setting) lines(s request.Setting, look look, help string, note *inheritedNote) app.UI {
	id := idIn(f.Session, settingID(f.Name))
	described := ids(id+"-hint", note.ID)
	if f.Problem != "" {
		described = ids(id+"-problem", described)
	}
	return app.Div().Class("labelled").Body(
		app.Label().For(id).Text(s.Label),
		app.Div().Class("labelled-body").Body(
			&TextArea{ID: id, Class: "mono", Rows: 3, Value: f.Value, Placeholder: look.placeholder, Invalid: f.Problem != "", DescribedBy: described, OnEdit: settingEdit{f.Session, f.Name}},
			problem(id+"-problem", f.Problem),
			app.If(settingFiles[f.Name] != "", &settingFile{Session: f.Session, Name: f.Name, Label: s.Label, Problem: id + "-problem"}),
			app.P().ID(id+"-hint").Class("hint").Hidden(help == "").Text(help),
			note,
		),
	)
}

func (f *setting) onSwitch(ctx app.Context, _ app.Event) {
	defer guard()
	text := "off"
	if isChecked(ctx.JSSrc()) {
		text = "on"
	}
	sendEdit(ctx, settingEdit{f.Session, f.Name}, text)
}

func labelledSelect(id, label string, choices []choice, value, text string, e edit) app.UI {
	return notedSelect(id, label, id+"-hint", choices, value, text, e, app.Span().Hidden(true))
}

// notedSelect has a note under its hint; described are the ids of what describes it.
func notedSelect(id, label, described string, choices []choice, value, text string, e edit, note app.UI) app.UI {
	return app.Div().Class("labelled").Body(
		app.Label().For(id).Text(label),
		app.Div().Class("labelled-body").Body(
			&Select{ID: id, Choices: choices, Value: value, DescribedBy: described, OnEdit: e},
			app.P().ID(id+"-hint").Class("hint").Hidden(text == "").Text(text),
			note,
		),
	)
}

// settingEdit edits the setting of its name.
type settingEdit struct {
	Session bool
	Name    string
}

func (e settingEdit) msg(_ playground.Model, text string) playground.Msg {
	return msgIn(e.Session, playground.SettingEdited{Name: e.Name, Text: text})
}

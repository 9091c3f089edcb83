package playground

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// editSetting edits a setting of the request on the screen. One that is set back in so many words, as retries to 0, is not
// inherited any more; one that is emptied is.
func (m *Model) editSetting(msg SettingEdited) {
	d := m.Own()
	d.edit(msg)
	m.setOwn(d)
	m.Invalid = nil
	s, ok := request.FindSetting(msg.Name)
	if !ok || !s.IsOption() || d.SettingProblem(s) != "" {
		return
	}
	m.without(s.Name, msg.Text != "" && s.Get(&m.Request) == "" && s.Get(&m.Session.Request) != "")
}

// settingFile sets a setting from a file. What is wrong with one is said at the field, and what stands there stays.
func (m Model) settingFile(msg SettingFileOpened, session bool) (Model, []Cmd) {
	s, ok := request.FindSetting(msg.Name)
	if !ok {
		return m, nil
	}
	text, problem := strings.TrimSpace(string(msg.Data)), "The file is empty."
	if !utf8.Valid(msg.Data) { // such as PKCS #12
		text = base64.StdEncoding.EncodeToString(msg.Data)
	}
	if text != "" {
		problem = s.Set(&request.Request{}, text)
	}
	if problem != "" {
		return m.refuse(Invalid{Where: exchange.AtOptions, Setting: s.Name, Message: msg.File + ": " + problem, Session: session})
	}
	edit := SettingEdited{Name: s.Name, Text: text}
	if session {
		m, _ = m.inSession(edit)
	} else {
		m.editSetting(edit)
	}
	return m.toast(s.Label + ": " + msg.File + " was read.")
}

// ofAnyKind and ofAuth say which settings matter.
func ofAnyKind(request.Setting) bool { return true }
func ofAuth(s request.Setting) bool  { return !s.IsOption() }

// takesSetting reports whether a setting of the session matters to the request, however it is typed there.
func (m Model) takesSetting(s request.Setting) bool {
	if !s.IsOption() {
		return m.AuthInheritance().Taken
	}
	return s.Get(&m.Request) == "" && m.takes(s.Name)
}

// badSetting finds the first setting that cannot be read as it is typed, among those that matter.
func (d Draft) badSetting(matters func(request.Setting) bool) *Invalid {
	for _, s := range request.Settings {
		if problem := d.SettingProblem(s); problem != "" && s.Of(&d.Request) && matters(s) {
			where := exchange.AtOptions
			if !s.IsOption() {
				where = exchange.AtAuth
			}
			return &Invalid{Where: where, Message: s.Label + ": " + problem, Setting: s.Name}
		}
	}
	return nil
}

// takesOption reports whether an option is the session's.
func (m Model) takesOption(name string) bool {
	s, ok := request.FindSetting(name)
	return ok && m.SettingInheritance(s).Taken
}

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
	text, problem := settingText(s, msg.Data)
	if problem != "" {
		return m.refuse(Invalid{Where: exchange.AtOptions, Setting: s.Name, Message: msg.File + ": " + problem, Session: session})
	}
	edit := SettingEdited{Name: s.Name, Text: text}
	if session {
		m, _ = m.inSession(edit)
	} else {
		m.editSetting(edit)
	}
	return m.toast(msg.File + " was read into the field " + s.Label + ".")
}

// maxSettingFile is how much a setting takes of a file, in bytes: a hundred times what a certificate or a key has.
const maxSettingFile = 256 << 10

// settingText is what a file holds, as a setting takes it: a text, or bytes of PKCS #12 in base64. Else it says what is wrong.
func settingText(s request.Setting, data []byte) (text, problem string) {
	if len(data) > maxSettingFile {
		return "", "The file is larger than " + Bytes(maxSettingFile) + ", which no certificate and no key is."
	}
	text = strings.TrimSpace(string(data))
	binary := !utf8.Valid(data)
	if binary {
		text = base64.StdEncoding.EncodeToString(data)
	}
	_, notBase64 := base64.StdEncoding.DecodeString(text)
	switch {
	case text == "":
		return "", "The file is empty."
	case s.IsSecret() && (binary && data[0] != 0x30 || notBase64 != nil && !strings.Contains(text, "-----BEGIN ")): // 0x30 begins a structure in DER
		return "", "This is neither a private key in PEM nor a PKCS #12 file."
	}
	return text, s.Set(&request.Request{}, text)
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

package playground

import (
	"maps"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// editSetting keeps the text as it is typed. What cannot be read leaves the request as it was, and is refused when it is to be sent.
func (m *Model) editSetting(msg SettingEdited) {
	s, ok := request.FindSetting(msg.Name)
	if !ok {
		return
	}
	problem := s.Set(&m.Request, msg.Text)
	typed := maps.Clone(m.Typed)
	if typed == nil {
		typed = map[string]string{}
	}
	delete(typed, s.Name)
	if _, secret := s.Secret(&m.Request); !secret && s.Choices == nil && (problem != "" || s.Get(m.Request) != msg.Text) {
		typed[s.Name] = msg.Text
	}
	m.Typed = typed
}

// SettingText is what stands in the field of a setting; of a secret its value.
func (m Model) SettingText(s request.Setting) string {
	if typed, ok := m.Typed[s.Name]; ok {
		return typed
	}
	if secret, ok := s.Secret(&m.Request); ok {
		return secret.Reveal()
	}
	return s.Get(m.Request)
}

// SettingProblem says what is wrong with a setting as it is typed, or "".
func (m Model) SettingProblem(s request.Setting) string {
	typed, ok := m.Typed[s.Name]
	if !ok {
		return ""
	}
	r := m.Request
	return s.Set(&r, typed)
}

// badSetting finds the first setting that cannot be read as it is typed.
func (m Model) badSetting() *Invalid {
	for _, s := range request.Settings {
		if problem := m.SettingProblem(s); problem != "" && s.Of(m.Request) {
			where := exchange.AtOptions
			if len(s.Kinds) > 0 {
				where = exchange.AtAuth
			}
			return &Invalid{Where: where, Message: s.Label + ": " + problem, Setting: s.Name}
		}
	}
	return nil
}

// AuthSettings lists the settings of the chosen way to authenticate, in the order in which the screen has them.
func (m Model) AuthSettings() []request.Setting {
	var first, last []request.Setting
	for _, s := range request.Settings {
		if len(s.Kinds) == 0 || !s.Of(m.Request) || s.Private {
			continue
		}
		if m.Request.Auth.Kind == request.OAuth2 {
			switch flow := m.Request.Auth.OAuth2.Flow; {
			case s.Name == "oauth2-authorize-url" && flow != request.AuthorizationCode, s.Name == "oauth2-device-url" && flow != request.DeviceCode:
				continue
			case (s.Name == "user" || s.Name == "password") && flow != request.PasswordGrant:
				continue
			case s.Name == "user" || s.Name == "password":
				last = append(last, s)
				continue
			}
		}
		first = append(first, s)
	}
	return append(first, last...)
}

package playground

import (
	"maps"

	"roundtrip/app/request"
)

// Draft is a request as it is edited. The session's defaults are one too: the URL of their request is the base URL.
type Draft struct {
	Request request.Request
	Typed   map[string]string // settings as they are typed, by name, where that is not how they are written
	Token   *Token            // of the OAuth 2 of the request, once one was asked for
}

// Own is the draft of the request on the screen.
func (m Model) Own() Draft { return Draft{Request: m.Request, Typed: m.Typed, Token: m.Token} }

func (m *Model) setOwn(d Draft) { m.Request, m.Typed, m.Token = d.Request, d.Typed, d.Token }

// edit keeps the text of a setting as it is typed. What cannot be read leaves the request as it was, and is refused when it is to be sent.
func (d *Draft) edit(msg SettingEdited) {
	s, ok := request.FindSetting(msg.Name)
	if !ok {
		return
	}
	problem := s.Set(&d.Request, msg.Text)
	typed := maps.Clone(d.Typed)
	if typed == nil {
		typed = map[string]string{}
	}
	delete(typed, s.Name)
	if _, secret := s.Secret(&d.Request); !secret && s.Choices == nil && (problem != "" || s.Get(&d.Request) != msg.Text) {
		typed[s.Name] = msg.Text
	}
	d.Typed = typed
}

// SettingText is what stands in the field of a setting; of a secret its value.
func (d Draft) SettingText(s request.Setting) string {
	if typed, ok := d.Typed[s.Name]; ok {
		return typed
	}
	if secret, ok := s.Secret(&d.Request); ok {
		return secret.Reveal()
	}
	return s.Get(&d.Request)
}

// SettingProblem says what is wrong with a setting as it is typed, or "".
func (d Draft) SettingProblem(s request.Setting) string {
	typed, ok := d.Typed[s.Name]
	if !ok {
		return ""
	}
	r := d.Request
	return s.Set(&r, typed)
}

// AuthSettings lists the settings of the chosen way to authenticate, in the order in which the screen has them.
func (d Draft) AuthSettings() []request.Setting {
	var first, last []request.Setting
	for _, s := range request.Settings {
		if s.IsOption() || !s.Of(&d.Request) || s.Private {
			continue
		}
		if d.Request.Auth.Kind == request.OAuth2 {
			switch flow := d.Request.Auth.OAuth2.Flow; {
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

// CanRenew reports whether there is a refresh token.
func (d Draft) CanRenew() bool { return d.Request.Auth.OAuth2.Refresh.Reveal() != "" }

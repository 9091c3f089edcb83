package playground

import (
	"strconv"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Session is what all requests share that are sent from the page, and the dialog in which it is edited. It is gone with the page.
type Session struct {
	Draft
	Open bool
	Tab  Tab // Body stands for none of it
}

// SessionTabs lists the tabs of the session's dialog in their order.
var SessionTabs = []Tab{ParamsTab, HeadersTab, AuthTab, OptionsTab}

// Empty reports whether the session says nothing.
func (s Session) Empty() bool {
	any := request.Request{URL: "/"}
	return same(any, request.Inherit(any, s.Request, nil))
}

// BaseProblem says what is wrong with the base URL as it is typed, or "".
func (s Session) BaseProblem() string { return request.BaseProblem(s.Request.URL) }

// Count is the number on a tab of the session's dialog, as on the tabs of the request.
func (s Session) Count(tab Tab) int { return Model{Request: s.Request}.Count(tab) }

// The session is edited.
type (
	SessionPressed struct{}
	SessionClosed  struct{}
	SessionCleared struct{}
	// InSession is an edit of the request that is meant for the session's defaults: of the URL, a setting, also from a file, or the way to
	// authenticate, a tab that is chosen, or what comes of a token.
	InSession struct{ Msg Msg }
)

func (m Model) session(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case SessionPressed:
		m.Session.Open = true
	case SessionClosed:
		m.Session.Open = false
	case SessionCleared:
		m.Session = Session{Open: m.Session.Open, Tab: m.Session.Tab}
		m, cmds := m.toast("The session is empty.")
		return m, append(cmds, Focus{Target{Session: true}})
	case InSession:
		return m.inSession(msg.Msg)
	}
	return m, nil
}

func (m Model) inSession(msg Msg) (Model, []Cmd) {
	s := &m.Session
	switch msg := msg.(type) {
	case TabChosen:
		s.Tab = msg.Tab
	case URLEdited:
		s.Request.URL = msg.Text
	case AuthKindChosen:
		s.Request.Auth.Kind = msg.Kind
	case SettingEdited:
		s.edit(msg)
		m.Invalid = nil
	case SettingFileOpened:
		return m.settingFile(msg, true)
	case HMACFilled:
		s.fillHMAC(msg.Kind)
	case TokenPressed:
		if wrong := s.badSetting(ofAuth); wrong != nil {
			wrong.Session = true
			return m.refuse(*wrong)
		}
		if wrong := m.missingRelay(); wrong != nil {
			return m.refuse(*wrong)
		}
		m.tokens++
		s.Token = &Token{number: m.tokens, Busy: true}
		return m, []Cmd{GetToken{
			Number: m.tokens, Request: s.Request, Via: m.Via(), Renew: msg.Renew, Callback: m.Callback(), Session: true,
		}}
	case TokenCancelled:
		s.cancelToken()
		return m, []Cmd{CancelToken{Via: m.Via()}}
	case SignInClosed:
		s.signInClosed(msg.Number)
	case DeviceBegun:
		s.deviceBegun(msg)
	case TokenGranted:
		s.granted(msg)
	}
	return m, nil
}

// badSession finds what is wrong with the session where the request takes it over.
func (m Model) badSession() *Invalid {
	if !m.takes(request.Everything) {
		return nil
	}
	if problem := m.Session.BaseProblem(); problem != "" && m.belowBase() {
		return &Invalid{Where: exchange.AtURL, Message: problem, Session: true}
	}
	for _, row := range m.InheritedRows(HeaderList) {
		problem := request.HeaderNameProblem(row.Field.Name)
		if why := request.HeaderValueProblem(row.Field.Value); problem == "" && why != "" {
			problem = "The value of " + row.Field.Name + " cannot be sent: " + why
		}
		if problem != "" && row.Taken {
			return &Invalid{Where: exchange.AtHeaders, Message: "Row " + strconv.Itoa(row.Index+1) + ": " + problem, Session: true, Row: row.Index}
		}
	}
	if wrong := m.Session.badSetting(m.takesSetting); wrong != nil {
		wrong.Session = true
		return wrong
	}
	return nil
}

// blamesSession reports whether what the engine found wrong in a part of a request stands in the session.
func (m Model) blamesSession(where exchange.Where) bool {
	switch where {
	case exchange.AtURL:
		return m.belowBase()
	case exchange.AtAuth:
		return m.AuthInheritance().Taken
	}
	return false
}

// InvalidInSession is what kept the last Send from going out, if it is to be corrected there in the session, else "".
func (m Model) InvalidInSession(where exchange.Where) string {
	if m.Invalid == nil || m.Invalid.Where != where || !m.Invalid.Session {
		return ""
	}
	return m.Invalid.Message
}

// tabOf is the tab on which a part of a request is corrected; ok is false for what stands on none.
func tabOf(where exchange.Where) (t Tab, ok bool) {
	switch where {
	case exchange.AtHeaders:
		return HeadersTab, true
	case exchange.AtBody:
		return BodyTab, true
	case exchange.AtAuth:
		return AuthTab, true
	case exchange.AtOptions:
		return OptionsTab, true
	}
	return ParamsTab, false
}

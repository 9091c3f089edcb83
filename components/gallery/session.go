package main

import (
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// sessions are the dialog of the session, and requests that inherit from it.
func sessions() []state {
	in := func(msgs ...playground.Msg) []playground.Msg {
		for i, msg := range msgs {
			msgs[i] = playground.InSession{Msg: msg}
		}
		return msgs
	}
	row := func(list playground.List, i int, name, value string) playground.Msg {
		return playground.RowEdited{List: list, Index: i, Row: request.Field{Name: name, Value: value}}
	}
	shared := func(msgs ...playground.Msg) func() playground.Model {
		return func() playground.Model {
			m := then(users200(), in(
				playground.URLEdited{Text: "https://api.example.com/v1"}, playground.AuthKindChosen{Kind: request.Bearer},
				playground.SettingEdited{Name: "token", Text: "secret"}, playground.SettingEdited{Name: "timeout", Text: "5"},
				playground.SettingEdited{Name: "retry", Text: "3"}, playground.SettingEdited{Name: "raise", Text: "on"}, playground.SettingEdited{Name: "redirect", Text: "error"},
			)...)
			m = then(m,
				row(playground.SessionHeaderList, 0, "Accept", "text/csv"), row(playground.SessionHeaderList, 1, "X-Team", "ada"), row(playground.SessionHeaderList, 2, "Accept-Language", "en"),
				row(playground.SessionParamList, 0, "api-version", "2026-01-31"), playground.InheritedRowSet{List: playground.HeaderList, Name: "X-Team"},
				playground.URLEdited{Text: "/users?limit=3"},
			)
			return then(m, msgs...)
		}
	}
	tab := func(t playground.Tab, msgs ...playground.Msg) func() playground.Model {
		return shared(append([]playground.Msg{playground.TabChosen{Tab: t}}, msgs...)...)
	}
	dialog := func(t playground.Tab, msgs ...playground.Msg) func() playground.Model {
		return shared(append(in(playground.TabChosen{Tab: t}), append(msgs, playground.SessionPressed{})...)...)
	}
	return []state{
		{"session-empty", "a session that says nothing", func() playground.Model { return then(users200(), playground.SessionPressed{}) }},
		{"session-params", "parameters of all requests", dialog(playground.ParamsTab)},
		{"session-headers", "headers of all requests", dialog(playground.HeadersTab)},
		{"session-auth", "credentials of all requests", dialog(playground.AuthTab)},
		{"session-oauth2", "a token of all requests", dialog(playground.AuthTab, in(playground.AuthKindChosen{Kind: request.OAuth2})...)},
		{"session-options", "options of all requests", dialog(playground.OptionsTab)},
		{"session-wrong", "a base URL with a query", dialog(playground.ParamsTab, in(playground.URLEdited{Text: "https://api.example.com/?a=1"})...)},
		{"session-header-wrong", "a header that cannot be sent", shared(row(playground.SessionHeaderList, 3, "no name", ""), playground.SendPressed{})},
		{"inherited-params", "a parameter from the session", tab(playground.ParamsTab)},
		{"inherited-headers", "headers from the session: inherited, overridden, left out", tab(playground.HeadersTab)},
		{"inherited-auth", "credentials from the session", tab(playground.AuthTab)},
		{"inherited-auth-none", "credentials of the session, left out", tab(playground.AuthTab, playground.InheritanceSet{Name: request.InheritedAuth})},
		{"inherited-options", "options from the session: inherited, overridden, left out", tab(playground.OptionsTab,
			playground.SettingEdited{Name: "timeout", Text: "9"}, playground.InheritanceSet{Name: "raise"})},
		{"inherited-nothing", "a request that stands alone", tab(playground.ParamsTab, playground.InheritanceSet{Name: request.Everything})},
	}
}

package main

import (
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// state is one state of the page.
type state struct {
	Name  string // in the address: lower-case words with hyphens
	About string
	Model func() playground.Model
}

// section is a group of states.
type section struct {
	Title  string
	States []state
}

// sections lists every state.
func sections() []section {
	return []section{
		{"Before a response", beginnings()},
		{"Under way", flights()},
		{"Responses", responses()},
		{"Tabs of the response", details()},
		{"Failures", failures()},
		{"Building a request", requests()},
		{"Before it is sent", wires()},
		{"Dialogs", dialogs()},
		{"Cookies", cookieJar()},
		{"Webhooks", webhooks()},
		{"Relays", relays()},
		{"Notices", notices()},
		{"Many requests", manyStates()},
		{"The session", sessions()},
	}
}

// after is the screen after some messages.
func after(msgs ...playground.Msg) playground.Model {
	m := playground.New()
	m.Origin, m.Page = "https://roundtrip.test", "https://roundtrip.test/"
	m.Engine.Ready = true
	return then(m, msgs...)
}

// then is a screen after some more messages. What they would have set off is left out.
func then(m playground.Model, msgs ...playground.Msg) playground.Model {
	for _, msg := range msgs {
		m, _ = playground.Update(m, msg)
	}
	return m
}

// users is the request of most states.
func users() playground.Model {
	return after(
		playground.URLEdited{Text: "https://api.example.com/v1/users?limit=3&sort=-created"},
		playground.RowEdited{List: playground.HeaderList, Index: 0, Row: request.Field{Name: "Accept", Value: "application/json"}},
	)
}

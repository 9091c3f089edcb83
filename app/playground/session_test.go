package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/permalink"
	"roundtrip/app/request"
)

// inSession sends edits to the session.
func inSession(m Model, msgs ...Msg) Model {
	for _, msg := range msgs {
		m, _ = play(m, InSession{msg})
	}
	return m
}

// shared is a model with a session that says something of everything.
func shared(url string) Model {
	m := inSession(typed(url), URLEdited{"https://api.example/v1"}, AuthKindChosen{request.Bearer}, SettingEdited{"token", "tell-nobody-42"}, SettingEdited{"retry", "3"})
	m, _ = play(m,
		RowEdited{SessionHeaderList, 0, request.Field{Name: "X-Team", Value: "ada"}},
		RowEdited{SessionParamList, 0, request.Field{Name: "key", Value: "1"}},
	)
	return m
}

func TestTheWholeRequestIsPreparedSentAndShared(t *testing.T) {
	m := shared("/users")
	whole := request.Request{
		Method: "GET", URL: "https://api.example/v1/users?key=1", Params: []request.Field{{Name: "key", Value: "1"}},
		Headers: []request.Field{{Name: "X-Team", Value: "ada"}},
		Auth:    request.Auth{Kind: request.Bearer, Token: request.NewSecret("tell-nobody-42")}, Options: request.Options{Retry: request.Retry{Total: 3}},
	}
	require.Equal(t, whole, m.Whole())
	require.Equal(t, "/users", m.Request.URL)

	_, cmds := play(m, InSession{SettingEdited{"retry", "4"}})
	require.Len(t, of[Prepare](cmds), 1, "what the session says is prepared anew")
	_, cmds = play(m, SendPressed{})
	require.Equal(t, whole, of[Send](cmds)[0].Request)

	m, cmds = play(m, AddressDue{}, SharePressed{}, SaveRequestPressed{})
	require.NotContains(t, m.Share.URL, "tell-nobody-42")
	for _, fragment := range []string{of[SetAddress](cmds)[0].Fragment, m.Share.URL[len(m.Page)+1:]} {
		l, err := permalink.Decode(fragment)
		require.NoError(t, err)
		require.Equal(t, whole.URL, l.Request.URL)
		require.Equal(t, whole.Headers, l.Request.Headers)
		require.Equal(t, "token", l.Request.Auth.Token.Wanted())
		require.Equal(t, 3, l.Request.Options.Retry.Total)
	}
	file := of[SaveText](cmds)[0].Text
	require.Contains(t, file, "https://api.example/v1/users")
	require.NotContains(t, file, "tell-nobody-42")
}

func TestARequestThatInheritsNothingHasTheLinkItHad(t *testing.T) {
	plain, _ := play(typed("https://a.example/?b=1"), SharePressed{})
	m := inSession(typed("https://a.example/?b=1"), URLEdited{"https://api.example/v1"})
	m, _ = play(m, SharePressed{})
	require.Equal(t, plain.Share.URL, m.Share.URL)
}

func TestARequestSaysWhatItDoesNotInherit(t *testing.T) {
	retry, _ := request.FindSetting("retry")
	for _, c := range []struct {
		does    string
		msgs    []Msg
		state   Inheritance
		retries int
	}{
		{"nothing", nil, Inheritance{Session: "3", Taken: true}, 3},
		{"a value of its own", []Msg{SettingEdited{"retry", "5"}}, Inheritance{Session: "3", Own: true}, 5},
		{"the default in so many words", []Msg{SettingEdited{"retry", "0"}}, Inheritance{Session: "3"}, 0},
		{"the default, and then nothing", []Msg{SettingEdited{"retry", "0"}, SettingEdited{"retry", ""}}, Inheritance{Session: "3", Taken: true}, 3},
		{"leave it out", []Msg{InheritanceSet{"retry", false}}, Inheritance{Session: "3"}, 0},
		{"leave it out and take it again", []Msg{InheritanceSet{"retry", false}, InheritanceSet{"retry", true}}, Inheritance{Session: "3", Taken: true}, 3},
		{"give up a value of its own", []Msg{SettingEdited{"retry", "5"}, InheritanceSet{"retry", true}}, Inheritance{Session: "3", Taken: true}, 3},
		{"nothing of the session", []Msg{InheritanceSet{request.Everything, false}}, Inheritance{}, 0},
	} {
		m, _ := play(shared("https://a.example"), c.msgs...)
		require.Equal(t, c.state, m.SettingInheritance(retry), c.does)
		require.Equal(t, c.retries, m.Whole().Options.Retry.Total, c.does)
	}
	m, _ := play(shared("/"), InheritanceSet{request.InheritedAuth, false})
	require.Equal(t, Inheritance{Session: "Bearer"}, m.AuthInheritance())
	require.Equal(t, request.NoAuth, m.Whole().Auth.Kind)
	m, _ = play(m, AuthKindChosen{request.Basic}, InheritanceSet{request.InheritedAuth, true})
	require.Equal(t, Inheritance{Session: "Bearer", Taken: true}, m.AuthInheritance())
}

func TestInheritedRowsAreLeftOutByARowThatIsOff(t *testing.T) {
	m := shared("/")
	require.Equal(t, []InheritedRow{{Field: request.Field{Name: "X-Team", Value: "ada"}, Taken: true}}, m.InheritedRows(HeaderList))
	m, _ = play(m, InheritedRowSet{HeaderList, "X-Team", false}, InheritedRowSet{ParamList, "key", false})
	require.Equal(t, []request.Field{{Name: "X-Team", Off: true}}, m.Request.Headers)
	require.False(t, m.InheritedRows(HeaderList)[0].Taken)
	require.Equal(t, "https://api.example/v1/", m.Whole().URL)
	m, _ = play(m, InheritedRowSet{HeaderList, "X-Team", true}, RowEdited{ParamList, 0, request.Field{Name: "key", Value: "2"}})
	require.Empty(t, m.Request.Headers)
	require.True(t, m.InheritedRows(HeaderList)[0].Taken)
	require.True(t, m.InheritedRows(ParamList)[0].Own)
	require.Equal(t, "https://api.example/v1/?key=2", m.Whole().URL)
}

func TestALinkNeitherChangesTheSessionNorTakesAnythingFromIt(t *testing.T) {
	before, _ := play(shared("/mine"), InheritanceSet{"retry", false})
	m, _ := play(before, LinkOpened{"#?url=https://evil.example/"})
	require.Equal(t, before.Session, m.Session)
	require.Equal(t, m.Request, m.Whole())
	require.True(t, m.Alone())
	undone, _ := play(m, LinkUndone{})
	require.Equal(t, before.Whole(), undone.Whole())
	m, _ = play(m, InheritanceSet{request.Everything, true})
	require.Equal(t, request.NoAuth, m.Whole().Auth.Kind, "the session's credentials are for the origin of its base URL")
	require.NotEmpty(t, m.AuthInheritance().Base, "which is said")
	m, _ = play(m, SettingEdited{"redirect-trusted", "on"})
	require.Equal(t, request.Bearer, m.Whole().Auth.Kind)
	m, _ = play(m, ClearPressed{})
	require.False(t, m.Alone(), "a new request takes the session over")
}

func TestWhatIsWrongInTheSessionOpensIt(t *testing.T) {
	engine := func(where exchange.Where) Msg {
		return EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.BadInput, Where: where, Detail: "D."}}}
	}
	for _, c := range []struct {
		name string
		m    Model
		msgs []Msg
		want Invalid
		tab  Tab
	}{
		{"a base URL with a query", inSession(shared("/x"), URLEdited{"https://a.example/?b"}), nil, Invalid{Where: exchange.AtURL}, ParamsTab},
		{"a setting", inSession(shared("/x"), SettingEdited{"retry", "often"}), nil, Invalid{Where: exchange.AtOptions, Setting: "retry"}, OptionsTab},
		{"a header", first(play(shared("/x"), RowEdited{SessionHeaderList, 1, request.Field{Name: "no name"}})), nil, Invalid{Where: exchange.AtHeaders, Row: 1}, HeadersTab},
		{"credentials, as the engine finds", shared("/x"), []Msg{engine(exchange.AtAuth)}, Invalid{Where: exchange.AtAuth}, AuthTab},
		{"a host, as the engine finds", shared("/x"), []Msg{engine(exchange.AtURL)}, Invalid{Where: exchange.AtURL}, ParamsTab},
	} {
		m, cmds := play(c.m, append([]Msg{SendPressed{}}, c.msgs...)...)
		require.NotNil(t, m.Invalid, c.name)
		require.NotEmpty(t, m.InvalidInSession(c.want.Where), c.name)
		require.Empty(t, m.InvalidAt(c.want.Where), c.name)
		c.want.Message, c.want.Session = m.Invalid.Message, true
		require.Equal(t, c.want, *m.Invalid, c.name)
		require.True(t, m.Session.Open, c.name)
		require.Equal(t, c.tab, m.Session.Tab, c.name)
		require.Nil(t, m.Flight, c.name)
		require.True(t, of[Focus](cmds)[len(of[Focus](cmds))-1].Target.Session, c.name)
	}
	for name, m := range map[string]Model{
		"a request with a host of its own": inSession(shared("https://a.example"), URLEdited{"https://a.example/?b"}),
		"a request that stands alone":      first(play(inSession(shared("/x"), SettingEdited{"retry", "often"}), InheritanceSet{request.Everything, false})),
		"a header of its own instead": first(play(shared("/x"), RowEdited{SessionHeaderList, 0, request.Field{Name: "X-Team", Value: "\n"}},
			RowEdited{HeaderList, 0, request.Field{Name: "x-team"}})),
	} {
		m, _ = play(m, SendPressed{})
		require.NotNil(t, m.Flight, name)
	}
}

func TestHeadersOfTheSessionAreMarkedAsIts(t *testing.T) {
	m, _ := play(shared("/x"), RowEdited{HeaderList, 0, request.Field{Name: "Accept", Value: "text/csv"}})
	sent := exchange.Sent{Headers: []exchange.Header{
		{Name: "Accept", Origin: exchange.FromYou, Row: 1}, {Name: "X-Team", Origin: exchange.FromYou, Row: 2, Note: "N", Dropped: true}, {Name: "Authorization", Origin: exchange.FromAuth},
	}}
	origins := func(s *exchange.Sent) (list []exchange.Origin) {
		for _, h := range s.Headers {
			list = append(list, h.Origin)
		}
		return list
	}
	want := []exchange.Origin{exchange.FromYou, exchange.FromDefaults, exchange.FromDefaults}
	m, _ = play(m, Prepared{Request: m.Whole(), Sent: &sent}, SendPressed{}, EngineEvent{exchange.Event{ID: 1, Sent: &sent}})
	require.Equal(t, want, origins(m.Prepared))
	require.Equal(t, want, origins(m.Flight.Sent))
	require.Equal(t, exchange.FromAuth, sent.Headers[2].Origin, "what was given is not changed")
	require.Equal(t, "N", m.InheritedRows(HeaderList)[0].Note)
}

func TestATokenOfTheSessionGoesToTheSession(t *testing.T) {
	m := inSession(typed("https://a.example"), AuthKindChosen{request.OAuth2})
	m, cmds := play(m, InSession{TokenPressed{}})
	require.True(t, of[GetToken](cmds)[0].Session)
	m, _ = play(m, LinkOpened{"#?url=https://b.example&auth=oauth2"}, InSession{TokenGranted{1, exchange.Granted{Access: "t"}}})
	require.Equal(t, "t", m.Session.Request.Auth.OAuth2.Access.Reveal())
	require.Empty(t, m.Request.Auth.OAuth2.Access.Reveal())
	m, _ = play(m, SessionCleared{}, InSession{TokenGranted{1, exchange.Granted{Access: "u"}}})
	require.True(t, m.Session.Empty())
}

func TestABadOptionOfTheSessionDoesNotHinderARequestThatDoesNotTakeIt(t *testing.T) {
	for _, c := range []struct {
		does    string
		msgs    []Msg
		hinders bool
	}{
		{"takes it", nil, true},
		{"says its own", []Msg{SettingEdited{"retry", "2"}}, false},
		{"leaves it out", []Msg{InheritanceSet{"retry", false}}, false},
		{"takes nothing", []Msg{InheritanceSet{request.Everything, false}}, false},
	} {
		m, _ := play(inSession(shared("https://a.example/"), SettingEdited{"retry", "often"}), c.msgs...)
		_, cmds := play(m, SendPressed{})
		require.Equal(t, c.hinders, len(of[Send](cmds)) == 0, c.does)
	}
}

package playground

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/permalink"
	"roundtrip/app/request"
)

// play sends messages to a model and gives the last model with every effect.
func play(m Model, msgs ...Msg) (Model, []Cmd) {
	var all []Cmd
	for _, msg := range msgs {
		var cmds []Cmd
		m, cmds = Update(m, msg)
		all = append(all, cmds...)
	}
	return m, all
}

// of picks the effects of one type.
func of[C Cmd](cmds []Cmd) []C {
	var some []C
	for _, c := range cmds {
		if c, ok := c.(C); ok {
			some = append(some, c)
		}
	}
	return some
}

func typed(url string) Model {
	m, _ := play(New(), Started{Page: "https://play.example/lab/", Online: true}, URLEdited{url})
	return m
}

func head(id, status int) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, Head: &exchange.Head{Status: status, Reason: "R"}}}
}

func end(id int) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, Done: &exchange.Done{Body: exchange.Body{Size: 3, Media: exchange.MediaText, Language: "json", Modes: []exchange.Mode{"pretty", "raw", "hex"}}}}}
}

func failure(id int, kind exchange.Kind) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, Failure: &exchange.Failure{Kind: kind}}}
}

func view(id int, mode exchange.Mode, rows int) EngineEvent {
	return EngineEvent{exchange.Event{ID: id, View: &exchange.View{Mode: mode, Rows: rows, Media: exchange.MediaText, Language: "json", Modes: []exchange.Mode{"pretty", "raw", "hex"}}}}
}

func TestTheURLAndItsParametersSayTheSame(t *testing.T) {
	m := typed("https://a.example/?a=1&b=%20&c#f")
	require.Equal(t, []request.Field{{Name: "a", Value: "1"}, {Name: "b", Value: "%20"}, {Name: "c", Bare: true}}, m.Request.Params)
	m, _ = play(m, RowEdited{ParamList, 0, request.Field{Name: "a", Value: "x y"}}, RowEdited{ParamList, 3, request.Field{Name: "d"}})
	require.Equal(t, "https://a.example/?a=x%20y&b=%20&c&d=#f", m.Request.URL)
	require.Equal(t, "x y", m.Request.Params[0].Value, "what was typed into the row stays as it was typed")
	m, _ = play(m, RowEdited{ParamList, 1, request.Field{Name: "b", Value: "%20", Off: true}})
	require.Equal(t, "https://a.example/?a=x%20y&c&d=#f", m.Request.URL)
	m, cmds := play(m, RowDeleted{ParamList, 0})
	require.Equal(t, "https://a.example/?c&d=#f", m.Request.URL)
	require.Equal(t, []Focus{{Target{Control: "row", List: ParamList, Index: 0}}}, of[Focus](cmds))
}

func TestListsAreEditedAsTextToo(t *testing.T) {
	m := typed("https://a.example/")
	m, _ = play(m, BulkEdited{HeaderList, "Accept: text/plain\n# X-Off: 1\nX-Empty:\n\n"})
	require.Equal(t, []request.Field{{Name: "Accept", Value: "text/plain"}, {Name: "X-Off", Value: "1", Off: true}, {Name: "X-Empty"}}, m.Request.Headers)
	require.Equal(t, "Accept: text/plain\n# X-Off: 1\nX-Empty: \n", m.BulkText(HeaderList))
	m, _ = play(m, BulkEdited{ParamList, "a=1=2\nflag\n"})
	require.Equal(t, "https://a.example/?a=1=2&flag", m.Request.URL)
}

func TestSendIsRefusedAtTheInputThatIsWrong(t *testing.T) {
	file := request.Request{Method: "POST", URL: "https://a.example", Body: request.Body{Kind: request.RawFile, File: &request.File{Name: "x.bin"}}}
	tests := []struct {
		name  string
		m     Model
		where exchange.Where
	}{
		{"without a URL", typed("  "), exchange.AtURL},
		{"with a timeout that is no number", first(play(typed("https://a.example"), SettingEdited{"timeout", "soon"})), exchange.AtOptions},
		{"with a timeout of nothing", first(play(typed("https://a.example"), SettingEdited{"timeout", "0"})), exchange.AtOptions},
		{"with a file that a link described", Model{Request: file}, exchange.AtBody},
		{"with a value still wanted", Model{Request: request.Request{URL: "https://a.example/{{id}}", Holes: []string{"id"}}}, exchange.AtHoles},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, cmds := play(test.m, SendPressed{})
			require.NotNil(t, m.Invalid)
			require.Equal(t, test.where, m.Invalid.Where)
			require.NotEmpty(t, m.Invalid.Message)
			require.Nil(t, m.Flight)
			require.Empty(t, of[Send](cmds))
			require.Equal(t, []Focus{{Target{Control: string(test.where), Setting: m.Invalid.Setting}}}, of[Focus](cmds))
		})
	}
}

func first(m Model, _ []Cmd) Model { return m }

func TestTheOldAnswerStaysUntilTheNewOneBegins(t *testing.T) {
	m, cmds := play(typed("https://a.example"), SendPressed{})
	require.Equal(t, 1, of[Send](cmds)[0].ID)
	require.True(t, m.Sending())
	m, _ = play(m, head(1, 200), view(1, "pretty", 3), end(1))
	require.False(t, m.Sending())
	require.Equal(t, 200, m.Shown.Head.Status)

	m, cmds = play(m, SendPressed{})
	require.Equal(t, 2, of[Send](cmds)[0].ID)
	require.Equal(t, 1, m.Shown.ID, "the old answer is still shown")
	m, cmds = play(m, head(2, 404))
	require.Equal(t, 2, m.Shown.ID)
	require.Equal(t, []Forget{{1}}, of[Forget](cmds))
	require.True(t, m.Sending())

	m, _ = play(m, view(1, "pretty", 9))
	require.Nil(t, m.Shown.View, "what an exchange says after it was replaced is not heard")
	m, _ = play(m, end(2))
	require.Equal(t, "404 R", m.StatusLine().Code)
	require.Equal(t, "4xx", m.StatusLine().Class)
}

func TestAFlightIsShownOnceThereIsSomethingToSay(t *testing.T) {
	ready, _ := play(typed("https://a.example"), EngineChanged{EngineState{Ready: true}})
	begun, _ := play(ready, SendPressed{})
	require.NotNil(t, begun.Flight)
	require.False(t, begun.Sending())
	require.Equal(t, ready.ResponseLine(), begun.ResponseLine())

	again, cmds := play(begun, SubmitPressed{})
	require.Equal(t, begun.Flight, again.Flight, "what reads Send does not cancel")
	require.Empty(t, cmds)

	for name, msg := range map[string]Msg{
		"the first tick":  Ticked{ID: 1, Elapsed: 100},
		"what goes out":   EngineEvent{exchange.Event{ID: 1, Sent: &exchange.Sent{}}},
		"an engine's end": EngineChanged{EngineState{}},
	} {
		m, _ := play(begun, msg)
		require.True(t, m.Sending(), name)
	}
}

func TestAFailureBeforeTheAnswerIsShownInItsPlace(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{}, failure(1, exchange.Cancelled))
	require.False(t, m.Sending())
	require.Equal(t, "Cancelled", m.StatusLine().Code)
	require.Equal(t, "failed", m.StatusLine().Class)
}

func TestABadInputThatTheEngineFindsGoesToItsControl(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{})
	m, cmds := play(m, EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtHeaders, Detail: "no"}}})
	require.Equal(t, &Invalid{Where: exchange.AtHeaders, Message: "no"}, m.Invalid)
	require.Equal(t, HeadersTab, m.Tab)
	require.Nil(t, m.Shown)
	require.Nil(t, m.Flight)
	require.NotEmpty(t, of[Focus](cmds))
	m, _ = play(m, RowEdited{HeaderList, 0, request.Field{Name: "a"}})
	require.Nil(t, m.Invalid, "an edit takes the complaint back")
}

func TestABadInputThatWasEditedMeanwhileIsNotComplainedOf(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{}, URLEdited{"https://b.example"})
	m, cmds := play(m, EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtURL, Detail: "no"}}})
	require.Nil(t, m.Invalid)
	require.Nil(t, m.Flight)
	require.Empty(t, of[Focus](cmds))
}

func TestSendIsCancelInFlight(t *testing.T) {
	m, cmds := play(typed("https://a.example"), SubmitPressed{}, SubmitPressed{})
	require.Len(t, of[Send](cmds), 1)
	require.Equal(t, []Cancel{{1}}, of[Cancel](cmds))
	m, _ = play(m, head(1, 200), EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.Cancelled, Got: 7}}})
	require.Equal(t, "7 B came", m.StatusLine().Size)
	require.True(t, m.CanSave())
}

func TestABodyIsReadInTheModeThatWasChosen(t *testing.T) {
	m, _ := play(typed("https://a.example"), SendPressed{}, head(1, 200), view(1, "pretty", 3), end(1))
	require.Equal(t, PrettyMode, m.ModeOf(m.Shown))
	m, cmds := play(m, ModeChosen{HexMode})
	require.Equal(t, []Read{{1, HexMode}}, of[Read](cmds))
	m, _ = play(m, view(1, "pretty", 4))
	require.Nil(t, m.Shown.View, "the old reading is not heard any more")
	m, _ = play(m, view(1, "hex", 9))
	require.Equal(t, 9, m.Shown.View.Rows)
	m, cmds = play(m, SendPressed{}, head(2, 200), view(2, "pretty", 3), end(2))
	require.Equal(t, []Read{{2, HexMode}}, of[Read](cmds), "the choice outlives the exchange")
}

func TestOpeningALinkFillsTheRequestAndNeverSends(t *testing.T) {
	r := request.Request{Method: "POST", URL: "https://api.example/?a=1", Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("hush")},
		Body: request.Body{Kind: request.JSON, JSON: `{"a":1}`}}
	fragment, err := permalink.Encode(r, nil)
	require.NoError(t, err)

	m, cmds := play(New(), Started{Page: "https://play.example/", Fragment: fragment, Online: true})
	require.Empty(t, of[Send](cmds))
	require.Equal(t, "https://api.example/?a=1", m.Request.URL)
	require.Equal(t, "a shared link", m.Link.Source)
	require.Equal(t, BodyTab, m.Tab)
	require.Equal(t, []string{"token"}, m.Request.Wanted())

	m, cmds = play(m, SendPressed{})
	require.Empty(t, of[Send](cmds), "a value is still wanted")
	m, cmds = play(m, HoleFilled{"token", "hush"}, SendPressed{})
	require.Equal(t, "hush", of[Send](cmds)[0].Request.Auth.Token.Reveal())
	require.Empty(t, m.Request.Wanted())
}

func TestALinkThatCannotBeOpenedLosesNothing(t *testing.T) {
	fragment, err := permalink.Encode(request.Request{URL: "https://api.example/a/long/path?with=parameters"}, nil)
	require.NoError(t, err)
	tests := []struct{ name, fragment, says string }{
		{"cut off", fragment[:len(fragment)-9], "incomplete"},
		{"altered", fragment[:20] + flip(fragment[20:21]) + fragment[21:], "damaged"},
		{"of a newer version", "v3.AAAA", "newer version"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := typed("https://mine.example/")
			m, cmds := play(before, LinkOpened{test.fragment})
			require.Equal(t, before.Request, m.Request)
			require.Contains(t, m.Link.Error, test.says)
			require.Empty(t, cmds)
		})
	}
	m, cmds := play(typed("https://mine.example/"), LinkOpened{"section-2"})
	require.Nil(t, m.Link, "a fragment that is no link says nothing")
	require.Empty(t, cmds)
}

func flip(s string) string {
	if s == "A" {
		return "B"
	}
	return "A"
}

func TestWhatALinkReplacedCanBeHadBack(t *testing.T) {
	m := typed("https://mine.example/")
	m, _ = play(m, LinkOpened{"?url=https://theirs.example/&method=PUT"})
	require.Equal(t, "https://theirs.example/", m.Request.URL)
	require.Equal(t, "a link written by hand", m.Link.Source)
	require.True(t, m.Link.Undo)
	m, _ = play(m, LinkUndone{})
	require.Equal(t, "https://mine.example/", m.Request.URL)
	require.Nil(t, m.Link)
}

func TestTheAddressBarFollowsWithoutSecrets(t *testing.T) {
	m, cmds := play(New(), Started{Page: "https://play.example/", Online: true})
	require.Empty(t, of[SetAddress](cmds))
	m, cmds = play(m, AddressDue{})
	require.Empty(t, of[SetAddress](cmds), "a request that nobody has edited has no address")

	m, cmds = play(m, URLEdited{"https://api.example/x"}, AuthKindChosen{request.Bearer}, SettingEdited{"token", "tell-nobody-42"})
	require.Len(t, of[After](cmds), 1, "the bar follows once, when typing pauses")
	m, cmds = play(m, AddressDue{})
	address := of[SetAddress](cmds)
	require.Len(t, address, 1)
	l, err := permalink.Decode(address[0].Fragment)
	require.NoError(t, err)
	require.Equal(t, "https://api.example/x", l.Request.URL)
	require.Empty(t, l.Request.Auth.Token.Reveal())

	_, cmds = play(m, LinkOpened{address[0].Fragment})
	require.Empty(t, cmds, "our own address is not a link that was opened")
}

func TestSharingLeavesSecretsOutUntilTheyAreTicked(t *testing.T) {
	m := typed("https://api.example/")
	m, _ = play(m, AuthKindChosen{request.Basic}, SettingEdited{"user", "me"}, SettingEdited{"password", "tell-nobody-42"}, SharePressed{})
	require.Equal(t, []ShareSecret{{Hole: "password", Where: m.Share.Secrets[0].Where}}, m.Share.Secrets)
	require.NotEmpty(t, m.Share.Items)
	password := func(m Model) string {
		page, fragment, _ := strings.Cut(m.Share.URL, "#")
		require.Equal(t, "https://play.example/lab/", page)
		require.Equal(t, len(fragment), m.Share.Length)
		l, err := permalink.Decode(fragment)
		require.NoError(t, err)
		return l.Request.Auth.Password.Reveal()
	}
	require.Empty(t, password(m))
	m, cmds := play(m, ShareSecretToggled{"password"}, CopyLinkPressed{})
	require.Equal(t, "tell-nobody-42", password(m))
	require.Equal(t, m.Share.URL, of[CopyText](cmds)[0].Text)
	m, _ = play(m, ShareSecretToggled{"password"})
	require.Empty(t, password(m))
}

func TestALongLinkOffersAFileThatCanBeOpenedAgain(t *testing.T) {
	m := typed("https://api.example/")
	var noise strings.Builder
	seed := uint32(1)
	for range 20_000 {
		seed = seed*1664525 + 1013904223
		noise.WriteByte('!' + byte(seed>>24)%90)
	}
	m, _ = play(m, MethodChosen{"POST"}, BodyKindChosen{request.Text}, BodyEdited{noise.String()}, SharePressed{})
	require.True(t, m.Share.Offer)
	m, cmds := play(m, SaveRequestPressed{})
	file := of[SaveText](cmds)[0]
	m, cmds = play(m, ShareClosed{}, URLEdited{"https://other.example/"}, FileOpened{file.Name, []byte(file.Text)})
	require.Equal(t, "https://api.example/", m.Request.URL)
	require.Equal(t, noise.String(), m.Request.Body.Text)
	require.Empty(t, of[Send](cmds))

	m, _ = play(m, ImportPressed{}, FileOpened{"cat.png", []byte("\x89PNG")})
	require.Contains(t, m.Import.Error, "cat.png")
	require.Equal(t, "https://api.example/", m.Request.URL)
}

func TestImportTakesWhatPeoplePaste(t *testing.T) {
	fragment, err := permalink.Encode(request.Request{URL: "https://api.example/x"}, nil)
	require.NoError(t, err)
	for _, text := range []string{" https://other.example/lab/#" + fragment + "\n", "#" + fragment, fragment, "#?url=https://api.example/x"} {
		m, _ := play(New(), ImportPressed{}, ImportEdited{text}, ImportSubmitted{})
		require.Nil(t, m.Import, text)
		require.Equal(t, "https://api.example/x", m.Request.URL)
	}
	m, _ := play(New(), ImportPressed{}, ImportEdited{"nonsense"}, ImportSubmitted{})
	require.NotEmpty(t, m.Import.Error)
	require.Equal(t, "nonsense", m.Import.Text, "what was pasted stays")
}

func TestWhatWasTypedBeforeTheProgramStartedIsKeptAndSent(t *testing.T) {
	m, cmds := play(New(), Started{Page: "https://play.example/", URL: "api.example/a?b=1", Method: "PUT", Send: true, Online: true})
	require.Equal(t, "api.example/a?b=1", m.Request.URL)
	require.Equal(t, "PUT", of[Send](cmds)[0].Request.Method)
	require.Len(t, m.Request.Params, 1)
}

func TestFilesBecomePartsInTheirOrder(t *testing.T) {
	m := typed("https://a.example")
	m, _ = play(m, BodyKindChosen{request.Multipart},
		PartEdited{0, request.Part{Name: "doc", IsFile: true}},
		PartEdited{1, request.Part{Name: "note", Value: "x"}},
		FilesChosen{0, []request.File{{ID: "1", Name: "a"}, {ID: "2", Name: "b"}}})
	var names []string
	for _, p := range m.Request.Body.Parts {
		names = append(names, p.Name+":"+p.Value)
		if p.File != nil {
			names[len(names)-1] += p.File.Name
		}
	}
	require.Equal(t, []string{"doc:a", "doc:b", "note:x"}, names)
	require.Len(t, m.Request.Files(), 2)
}

func TestJSONIsCheckedAndFormattedUnlessItWasTypedOn(t *testing.T) {
	m := typed("https://a.example")
	m, cmds := play(m, BodyKindChosen{request.JSON}, BodyEdited{"{"})
	require.Equal(t, []CheckJSON{{"{"}}, of[CheckJSON](cmds))
	m, _ = play(m, BodyChecked{"[", &exchange.Problem{Line: 9}})
	require.Nil(t, m.BodyProblem, "an answer about another text")
	m, _ = play(m, BodyChecked{"{", &exchange.Problem{Line: 1, Column: 2}})
	require.Equal(t, 1, m.BodyProblem.Line)
	m, _ = play(m, BodyEdited{`{"a":1}`}, BodyChecked{`{"a":1}`, nil}, Formatted{From: `{"a":1}`, Text: "{\n  \"a\": 1\n}"})
	require.Equal(t, "{\n  \"a\": 1\n}", m.Request.Body.JSON)
	m, _ = play(m, BodyEdited{"[1,2]"}, Formatted{From: `{"a":1}`, Text: "old"})
	require.Equal(t, "[1,2]", m.Request.Body.JSON)
}

func TestTheTimeoutIsTypedInSeconds(t *testing.T) {
	m, _ := play(typed("https://a.example"), SettingEdited{"timeout", "2.5"})
	require.Equal(t, 2500*time.Millisecond, m.Request.Options.Timeout)
	m, _ = play(m, SettingEdited{"timeout", ""})
	require.Equal(t, request.DefaultTimeout, m.Request.Options.TimeoutOrDefault())
	m, _ = play(m, SettingEdited{"timeout", "x"})
	timeout, _ := request.FindSetting("timeout")
	require.Equal(t, "x", m.Own().SettingText(timeout))
	require.NotEmpty(t, m.Own().SettingProblem(timeout))
	m, _ = play(m, SettingEdited{"timeout", "0,5"})
	require.Equal(t, "0,5", m.Own().SettingText(timeout), "what is typed stays as it is typed")
	require.Empty(t, m.Own().SettingProblem(timeout))
}

func TestUpdateChangesNothingThatItWasGiven(t *testing.T) {
	m := typed("https://a.example/?a=1")
	m, _ = play(m, RowEdited{HeaderList, 0, request.Field{Name: "X", Value: "1"}})
	before := m.Request.Headers[0]
	after, _ := play(m, RowEdited{HeaderList, 0, request.Field{Name: "Y", Value: "2"}})
	require.Equal(t, before, m.Request.Headers[0])
	require.Equal(t, "Y", after.Request.Headers[0].Name)
}

func TestSizesAndTimesReadAsPeopleWriteThem(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 4100: "4.1 kB", 9960: "10 kB", 999_499: "999 kB", 999_600: "1.0 MB", 12_345_678: "12 MB"} {
		require.Equal(t, want, Bytes(n))
	}
	for ms, want := range map[float64]string{0.84: "0.8 ms", 9.96: "10 ms", 132.4: "132 ms", 999.6: "1.00 s", 2345: "2.35 s", 65_000: "1 min 5 s"} {
		require.Equal(t, want, Milliseconds(ms))
	}
}

func TestEveryFailureSaysWhatHappenedWhyAndWhatToDo(t *testing.T) {
	kinds := []exchange.Kind{exchange.Cancelled, exchange.TimedOut, exchange.MixedContent, exchange.Blocked, exchange.Offline, exchange.Redirected, exchange.BrokenBody, exchange.Internal,
		exchange.ConnectTime, exchange.ReadTime, exchange.Redirects, exchange.Retries, exchange.BadStatus, exchange.Unreachable, exchange.TLS, exchange.Proxy, exchange.Relay, exchange.NotHTTP}
	for _, kind := range kinds {
		e := Explain(exchange.Failure{Kind: kind, Host: "api.example", Detail: "TypeError"}, request.Request{URL: "https://api.example/"}, "https://play.example")
		require.NotEmpty(t, e.Title, kind)
		require.NotEmpty(t, e.Why, kind)
		require.True(t, len(e.Next) > 0 || e.Retry, kind)
		require.Equal(t, kind == exchange.Cancelled || kind == exchange.Internal, e.Exception == "", kind)
	}
}

func TestTheChosenFileCanBeTakenOutAgain(t *testing.T) {
	m, _ := play(typed("https://a.example"), BodyKindChosen{request.RawFile}, FilesChosen{-1, []request.File{{ID: "1", Name: "a"}}})
	require.Len(t, m.Request.Files(), 1)
	m, _ = play(m, FilesChosen{Part: -1})
	require.Empty(t, m.Request.Files())
}

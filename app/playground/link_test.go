package playground

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/permalink"
	"roundtrip/app/request"
)

func TestOpeningALinkFillsTheRequestAndNeverSends(t *testing.T) {
	r := request.Request{Method: "POST", URL: "https://api.example/?a=1", Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("hush")},
		Body: request.Body{Kind: request.JSON, JSON: `{"a":1}`}}
	fragment, err := permalink.Keep(r).Link(nil)
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
	fragment, err := permalink.Keep(request.Request{URL: "https://api.example/a/long/path?with=parameters"}).Link(nil)
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
	require.Nil(t, m.Link, "the name of a part of a page says nothing")
	require.Empty(t, cmds)
}

func TestAPageThatIsOpenedWithSomethingElseThanALinkSaysSo(t *testing.T) {
	for _, fragment := range []string{"section-2", "/path", "url=https://example.com", "v1", "%7B%22a%22%3A1%7D", "?tab=1"} {
		m, cmds := play(New(), Started{Page: "https://play.example/", Fragment: fragment, Online: true})
		require.NotNil(t, m.Link, fragment)
		require.Contains(t, m.Link.Error, "not a link to a request", fragment)
		require.Empty(t, m.Request.URL, "no example is opened in silence")
		require.Empty(t, of[SetAddress](cmds), "the address stays as it was pasted")
	}
	m, _ := play(New(), Started{Page: "https://play.example/", Fragment: "#", Online: true})
	require.Nil(t, m.Link)
}

func TestTheNoticeOfALinkGoesWithTheFirstSend(t *testing.T) {
	m, _ := play(New(), LinkOpened{"?url=https://theirs.example/"})
	headline, rest := LinkText(*m.Link)
	require.Equal(t, "Opened from a link written by hand. Nothing has been sent.", headline+" "+rest)
	m, cmds := play(m, SendPressed{})
	require.Len(t, of[Send](cmds), 1)
	require.Nil(t, m.Link)

	m, _ = play(typed("https://mine.example/"), ClearPressed{})
	headline, rest = LinkText(*m.Link)
	require.Equal(t, "New request.", headline)
	require.Empty(t, rest)
	m, _ = play(m, URLEdited{"https://mine.example/2"}, SendPressed{})
	require.Nil(t, m.Link)
}

func TestAReloadOfOnesOwnRequestIsNoSharedLink(t *testing.T) {
	m, _ := play(New(), LinkOpened{"?url=https://theirs.example/&proxy=http://p.example:1"})
	_, cmds := play(m, URLEdited{"https://mine.example/"}, AuthKindChosen{request.Bearer}, SettingEdited{"token", "tell-nobody-42"}, HeldTaken{0, true}, AddressDue{})
	address := of[SetAddress](cmds)
	last := address[len(address)-1]
	require.True(t, last.Own)
	again, cmds := play(New(), Started{Page: "https://play.example/", Fragment: last.Fragment, Own: true, Online: true})
	require.Nil(t, again.Link)
	require.Equal(t, "https://mine.example/", again.Request.URL)
	require.Equal(t, "http://p.example:1", again.Request.Options.Network.Proxy, "what was allowed stays so")
	require.Equal(t, []string{"token"}, again.Request.Wanted())
	require.Empty(t, of[SetAddress](cmds))
	_, cmds = play(again, URLEdited{"https://mine.example/2"}, AddressDue{}, URLEdited{"https://mine.example/"}, AddressDue{})
	address = of[SetAddress](cmds)
	require.True(t, address[len(address)-1].Own)

	// The link of somebody else stays that, however often it is reloaded.
	_, cmds = play(New(), LinkOpened{"?url=https://theirs.example/&proxy=http://p.example:1"}, AddressDue{})
	for _, address := range of[SetAddress](cmds) {
		require.False(t, address.Own)
	}
	_, cmds = play(New(), LinkOpened{"?url=https://theirs.example/"}, URLEdited{"https://mine.example/"}, AddressDue{}, URLEdited{"https://theirs.example/"}, AddressDue{})
	address = of[SetAddress](cmds)
	require.Equal(t, SetAddress{Fragment: "?url=https://theirs.example/"}, address[len(address)-1])
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

func TestWhatMayBeSecretIsListedAndLeftOutOnceTicked(t *testing.T) {
	const value = "q7Xw2Lr9Vb4Tn6Zk1Pd8"
	m, _ := play(typed("https://api.example/?note="+value), SharePressed{})
	require.Empty(t, m.Share.Secrets)
	require.Len(t, m.Share.Suspects, 1)
	require.Equal(t, "parameter note", m.Share.Suspects[0].Sealed.Where)
	require.NotContains(t, m.Share.Suspects[0].Shown, value)
	held := func(m Model) bool {
		_, fragment, _ := strings.Cut(m.Share.URL, "#")
		l, err := permalink.Decode(fragment)
		require.NoError(t, err)
		_, cmds := play(m, SaveRequestPressed{})
		file := of[SaveText](cmds)[0].Text
		require.Equal(t, strings.Contains(l.Request.URL, value), strings.Contains(file, value))
		return strings.Contains(l.Request.URL, value)
	}
	require.True(t, held(m), "it is in the link until somebody says that it is secret")
	m, _ = play(m, ShareSuspectToggled{0})
	require.False(t, held(m))
	m, _ = play(m, ShareSuspectToggled{0})
	require.True(t, held(m))
}

func TestALongLinkOffersAFileThatCanBeOpenedAgain(t *testing.T) {
	m := typed("https://api.example/")
	var noise strings.Builder
	seed := uint32(1)
	for range 20_000 {
		seed = seed*1664525 + 1013904223
		noise.WriteByte('!' + byte(seed>>24)%90)
	}
	m, _ = play(m, MethodChosen{"POST"}, BodyKindChosen{request.Text}, BodyEdited{Text: noise.String()}, SharePressed{})
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
	fragment, err := permalink.Keep(request.Request{URL: "https://api.example/x"}).Link(nil)
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

// A body of Grafana or Handlebars has braces of its own.
func TestTypedBracesAreSentAsTheyStandUnlessSomebodyFillsThemIn(t *testing.T) {
	const body = `{"legendFormat":"{{pod}}","expr":"sum by (pod) ({{x}})"}`
	r := request.Request{Method: "POST", URL: "https://api.example/", Body: request.Body{Kind: request.JSON, JSON: body}, Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("hush")}}
	shared, err := permalink.Keep(r).Link(nil)
	require.NoError(t, err)
	file, err := permalink.Keep(r).File(nil)
	require.NoError(t, err)
	for name, msg := range map[string]Msg{
		"shared": LinkOpened{shared}, "by hand": LinkOpened{"?method=POST&url=https://api.example/&auth=bearer&json=" + body}, "a file": FileOpened{"r.json", file},
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := play(New(), msg)
			require.Equal(t, []string{"token"}, m.Wanted(), "only what the link left out is needed")
			require.Equal(t, []string{"pod", "x"}, m.MayFill())
			m, cmds := play(m, HoleFilled{"token", "hush"}, SendPressed{})
			require.Equal(t, body, of[Send](cmds)[0].Request.Body.JSON)

			filled, cmds := play(m, CancelPressed{}, EngineEvent{exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.Cancelled}}}, HoleFilled{"pod", `a"b`}, SendPressed{})
			require.Equal(t, `{"legendFormat":"a\"b","expr":"sum by (pod) ({{x}})"}`, of[Send](cmds)[0].Request.Body.JSON)
			require.Equal(t, []string{"x"}, filled.MayFill())

			// Shared again they are text, whatever kind of link they came from.
			again, _ := play(m, URLEdited{"https://api.example/2"}, SharePressed{})
			_, fragment, _ := strings.Cut(again.Share.URL, "#")
			l, err := permalink.Decode(fragment)
			require.NoError(t, err)
			require.Equal(t, []string{"token"}, l.Request.Holes)
			require.Equal(t, []string{"pod", "x"}, l.Typed())
		})
	}
}

func TestWhatKeepsARequestFromBeingSentIsSaidAtItsFieldWithAWayOut(t *testing.T) {
	m, _ := play(New(), LinkOpened{"?url=https://api.example/{{id}}&auth=bearer&user=x"})
	m, cmds := play(m, SendPressed{})
	require.Empty(t, of[Send](cmds))
	require.Equal(t, "Enter a value for token, or have {{token}} sent as it stands.", m.InvalidAt(exchange.AtHoles))
	m, cmds = play(m, HoleLeft{"token"})
	require.Empty(t, m.InvalidAt(exchange.AtHoles))
	require.Equal(t, []Focus{{Target{Control: "send"}}}, of[Focus](cmds))
	_, cmds = play(m, SendPressed{})
	require.Equal(t, "{{token}}", of[Send](cmds)[0].Request.Auth.Token.Reveal())
	require.Equal(t, "https://api.example/{{id}}", of[Send](cmds)[0].Request.URL)
}

func TestATemplateOfAnotherProgramIsNotAskedFor(t *testing.T) {
	body := ""
	for i := range 30 {
		body += "{{v" + string(rune('a'+i%26)) + string(rune('a'+i/26)) + "}}"
	}
	m, _ := play(New(), LinkOpened{"?url=https://api.example/&body=" + body})
	require.Empty(t, m.MayFill())
	_, cmds := play(m, SendPressed{})
	require.Equal(t, body, of[Send](cmds)[0].Request.Body.Text)
}

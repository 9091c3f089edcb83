package playground

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

const ownRelay = "https://page.example/relay/"

// withRelay is a page whose own host has a relay, and a request on it.
func withRelay(t *testing.T, msgs ...Msg) Model {
	t.Helper()
	m := New()
	m, _ = Update(m, Started{Page: "https://page.example/", Relay: ownRelay, Online: true, URL: "https://API.example.com:443/v1"})
	m.Engine.Ready = true
	for _, msg := range msgs {
		m, _ = Update(m, msg)
	}
	return m
}

func TestTheTransportIsChosenForAHost(t *testing.T) {
	m := withRelay(t)
	require.Equal(t, exchange.Via{}, m.Via())
	m, cmds := Update(m, TransportChosen{Relay: true})
	require.Equal(t, exchange.Via{Relay: ownRelay}, m.Via())
	require.Contains(t, cmds, KeepRelay{Kept: KeptRelay{Hosts: []string{"api.example.com"}}})
	for url, relay := range map[string]bool{
		"https://api.example.com/other":         true,
		"http://api.example.com:80/":            true,
		"api.example.com":                       true,
		"https://me:pw@API.EXAMPLE.COM?x":       true,
		"https://api.example.com:8443/":         false,
		"https://example.com/":                  false,
		"/v1":                                   false,
		"https://example.com/@api.example.com/": false,
	} {
		at, _ := Update(m, URLEdited{Text: url})
		require.Equal(t, relay, at.Via().Relayed(), url)
	}
	_, cmds = Update(m, SendPressed{})
	require.Equal(t, exchange.Via{Relay: ownRelay}, cmds[0].(Send).Via)
	m, _ = Update(m, TransportChosen{})
	require.Equal(t, exchange.Via{}, m.Via())
	m, _ = Update(m, URLEdited{})
	m, cmds = Update(m, TransportChosen{Relay: true})
	require.Equal(t, exchange.AtURL, m.Invalid.Where, "there is no host to choose it for")
	require.NotEmpty(t, cmds)
}

func TestWhatIsRememberedIsBounded(t *testing.T) {
	m := withRelay(t)
	for i := range maxRelayedHosts + 3 {
		m, _ = Update(m, URLEdited{Text: "https://h" + strconv.Itoa(i) + ".example/"})
		m, _ = Update(m, TransportChosen{Relay: true})
	}
	require.Len(t, m.Relay.Kept.Hosts, maxRelayedHosts)
	require.Equal(t, "h3.example", m.Relay.Kept.Hosts[0])
}

func TestARelayThatIsGoneIsNotReplacedByTheBrowser(t *testing.T) {
	m := New()
	m, _ = Update(m, Started{Page: "https://page.example/", Online: true, URL: "https://api.example.com/", Kept: KeptRelay{Hosts: []string{"api.example.com"}}})
	m, cmds := Update(m, SendPressed{})
	require.Nil(t, m.Flight)
	require.Equal(t, AtTransport, m.Invalid.Where)
	require.Contains(t, m.Transport().Problem, "knows of none")
	require.Equal(t, []Cmd{Focus{Target{Control: "transport"}}}, cmds)
	_, cmds = Update(m, TransportChosen{Relay: true})
	require.Empty(t, cmds, "the dialog opens and asks for one")
	m, _ = Update(m, TransportChosen{})
	require.Empty(t, m.Transport().Problem)
	m, _ = Update(m, SendPressed{})
	require.NotNil(t, m.Flight)
}

func TestTheRelayIsProposedAndNotTaken(t *testing.T) {
	m := withRelay(t)
	limits := []exchange.Fact{{What: "Cookie", Text: "dropped"}}
	m, _ = Update(m, Prepared{Request: m.Whole(), Sent: &exchange.Sent{}, Limits: limits})
	require.Equal(t, limits, m.Transport().Limits)
	require.False(t, m.Transport().Relay)
	// What a row of the headers says is only counted at the foot.
	redirects, stays := exchange.Fact{What: "Redirects", Text: "It ends as a failure."}, exchange.Fact{What: "Cookie", Text: "Of the jar."}
	sent := &exchange.Sent{Headers: []exchange.Header{{Name: "Cookie", Row: 1, Dropped: true, Note: "dropped"}, {Name: "Cookie", Note: "Of the jar."}}}
	for said, list := range map[string][]exchange.Fact{
		"1 header will not be sent as typed.|":                    limits,
		"1 header will not be sent as typed.|+2 more in Preview.": {redirects, limits[0], stays},
		"Redirects.|It ends as a failure.":                        {redirects},
		"Cookie.|Of the jar. +1 more in Preview.":                 {stays, redirects},
	} {
		m, _ := Update(m, Prepared{Request: m.Whole(), Sent: sent, Limits: list})
		first, rest := m.Transport().LimitsText()
		require.Equal(t, said, first+"|"+rest)
	}
	m, _ = Update(m, Prepared{Request: m.Whole(), Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtBody, Detail: "No body with GET."}, Refused: true})
	require.Equal(t, []exchange.Fact{{What: "Body", Text: "No body with GET."}}, m.Transport().Limits)
	m, cmds := Update(m, TransportChosen{Relay: true})
	require.Empty(t, m.Transport().Limits)
	require.Contains(t, cmds, Prepare{Request: m.Whole(), Via: m.Via()})
	m, _ = Update(m, Prepared{Request: m.Whole(), Sent: &exchange.Sent{}, Limits: limits})
	require.Empty(t, m.Transport().Limits, "that was about the other way")
}

func TestABlockedCallIsSentThroughTheRelayInOneStep(t *testing.T) {
	for kind, offered := range map[exchange.Kind]bool{
		exchange.Blocked: true, exchange.MixedContent: true, exchange.Redirected: true, exchange.TimedOut: false, exchange.Cancelled: false, exchange.BadStatus: false,
	} {
		m := withRelay(t, MethodChosen{Method: "DELETE"}, SendPressed{})
		m, _ = Update(m, EngineEvent{exchange.Event{ID: m.Flight.ID, Failure: &exchange.Failure{Kind: kind}}})
		require.Equal(t, offered, m.RelayOffer().Text != "", kind)
		if !offered {
			continue
		}
		m, cmds := Update(m, RelaySendPressed{})
		require.Contains(t, cmds, Send{ID: m.Flight.ID, Via: exchange.Via{Relay: ownRelay}, Request: m.Whole()})
		m, _ = Update(m, EngineEvent{exchange.Event{ID: m.Flight.ID, Failure: &exchange.Failure{Kind: kind}}})
		require.Empty(t, m.RelayOffer().Text, "it went through the relay")
	}
}

func TestWhatTheRelayAndOthersCanReadIsSaid(t *testing.T) {
	const encrypted = "HTTPS content stays encrypted."
	cases := []struct {
		name         string
		url          string
		own, session request.Network
		reason, note string
		warning      string
	}{
		{name: "over https", url: "https://api.example.com/", reason: encrypted},
		{name: "over plain http", url: "http://api.example.com/", warning: "the relay and anyone else on the way can read and change"},
		{name: "without verification", url: "https://api.example.com/", own: request.Network{Verify: request.VerifyOff}, warning: "certificate is not verified"},
		{name: "without verification in the session", url: "https://api.example.com/", session: request.Network{Verify: request.VerifyOff}, warning: "certificate is not verified"},
		{name: "with a CA", url: "https://api.example.com/", own: request.Network{CA: "-----BEGIN CERTIFICATE-----"}, warning: "Additional CA certificates are trusted"},
		{name: "with a CA of the session", url: "https://api.example.com/", session: request.Network{CA: "-----BEGIN CERTIFICATE-----\nQUE=\n-----END CERTIFICATE-----"}, warning: "Additional CA certificates are trusted"},
		{name: "with another name", url: "https://api.example.com/", own: request.Network{ServerName: "evil.example"}, warning: "may be for evil.example instead of api.example.com"},
		{name: "with the same name", url: "https://api.example.com/", own: request.Network{ServerName: "API.example.com"}, reason: encrypted},
		{name: "with old TLS", url: "https://api.example.com/", own: request.Network{MinTLS: request.TLS10}, warning: "TLS 1.0 is allowed"},
		{name: "with TLS 1.3 alone", url: "https://api.example.com/", own: request.Network{MinTLS: request.TLS13}, reason: encrypted},
		{name: "through a proxy", url: "https://api.example.com/", own: request.Network{Proxy: "http://p.example:3128"}, reason: encrypted, note: "It goes on through the proxy http://p.example:3128."},
		{name: "through a proxy of the session", url: "https://api.example.com/", session: request.Network{Proxy: "http://p.example:3128"}, reason: encrypted, note: "through the proxy http://p.example:3128."},
		{name: "through a proxy over plain http", url: "http://api.example.com/", own: request.Network{Proxy: "http://p.example:3128"}, note: "through the proxy", warning: "the relay, the proxy and anyone else"},
		{name: "through a proxy with exceptions", url: "https://api.example.com/", own: request.Network{Proxy: "http://p.example:3128", NoProxy: "a.example"}, reason: encrypted, note: "unless the host is in the list"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := withRelay(t, URLEdited{Text: c.url}, TransportChosen{Relay: true})
			m.Request.Options.Network, m.Session.Request.Options.Network = c.own, c.session
			got := m.Transport()
			require.Contains(t, got.Reason, "your choice for api.example.com")
			require.Contains(t, got.Reason, c.reason)
			require.Contains(t, got.Note, c.note)
			require.Equal(t, c.note == "", got.Note == "", "what is as usual takes no room")
			require.Contains(t, strings.Join(got.Warnings, " "), c.warning)
			require.Equal(t, c.warning == "", len(got.Warnings) == 0)
			if c.warning != "" {
				require.NotContains(t, got.Reason, "stays encrypted")
			}
		})
	}
	m := withRelay(t, TransportChosen{})
	m.Request.Options.Network.Verify = request.VerifyOff
	require.Contains(t, m.Transport().Warnings[0], "applies to relay requests only")
}

func TestRelayAddressesAreReadAsPeopleWriteThem(t *testing.T) {
	for typed, want := range map[string]string{
		"relay.example":                       "https://relay.example/relay/",
		"https://Relay.example/":              "https://relay.example/relay/",
		" wss://relay.example/relay/connect ": "https://relay.example/relay/",
		"http://127.0.0.1:8080/relay/":        "http://127.0.0.1:8080/relay/",
		"localhost:8080":                      "http://localhost:8080/relay/",
		"https://host.example/lab":            "https://host.example/lab/relay/",
		"ws://h.example/lab/relay/policy":     "http://h.example/lab/relay/",
	} {
		got, problem := RelayAddress(typed)
		require.Empty(t, problem, typed)
		require.Equal(t, want, got, typed)
	}
	for typed, want := range map[string]string{"": "Type the address", "ftp://a": "begins with https://", "https://": "not an address", "https://me:pw@a.example": "access token", "https://a b": "not an address"} {
		_, problem := RelayAddress(typed)
		require.Contains(t, problem, want, typed)
	}
}

func TestTheDialogChecksAndKeepsARelay(t *testing.T) {
	m := withRelay(t)
	m, cmds := Update(m, RelayPressed{})
	require.Equal(t, []Cmd{CheckRelay{Via: exchange.Via{Relay: ownRelay}}}, cmds, "the one that is known is asked at once")
	m, _ = Update(m, RelayChecked{Via: exchange.Via{Relay: ownRelay}, State: exchange.RelayState{Accepts: true}})
	require.True(t, m.Relay.State.Accepts)
	m, _ = Update(m, RelayEdited{Text: "relay.example"})
	m, _ = Update(m, RelayTokenEdited{Text: "t0k"})
	require.Nil(t, m.Relay.State, "that was about another")
	m, cmds = Update(m, RelayUsePressed{})
	kept := KeptRelay{Relay: "https://relay.example/relay/", Token: "t0k"}
	require.Contains(t, cmds, KeepRelay{Kept: kept})
	require.False(t, m.Relay.Open)
	require.Equal(t, exchange.Via{}, m.Via(), "nothing goes through it by itself")
	m, _ = Update(m, TransportChosen{Relay: true})
	require.Equal(t, exchange.Via{Relay: kept.Relay, Token: "t0k"}, m.Via())
	m, cmds = Update(m, RelayForgetPressed{})
	require.Contains(t, cmds, KeepRelay{})
	require.Equal(t, exchange.Via{}, m.Via())
	require.Equal(t, ownRelay, m.Relay.Address())
}

func TestAnAccessTokenGoesToNoOtherRelay(t *testing.T) {
	kept := KeptRelay{Relay: "https://one.example/relay/", Token: "for one alone"}
	m := withRelay(t, RelayKept{Kept: kept}, RelayPressed{})
	require.Equal(t, "for one alone", m.Relay.Token)
	for _, typed := range []string{"https://one.example", "ONE.example", "wss://one.example/relay/connect"} {
		m, _ = Update(m, RelayEdited{Text: typed})
		require.Equal(t, "for one alone", m.Relay.Token, "%s is the same relay", typed)
	}
	for _, typed := range []string{"https://two.example/", "https://one.example:8443/", "http://one.example/", "https://one.example/other/", "https://", ""} {
		other, _ := Update(m, RelayEdited{Text: typed})
		require.Empty(t, other.Relay.Token, typed)
		_, cmds := Update(other, RelayCheckPressed{})
		for _, cmd := range cmds {
			if check, ok := cmd.(CheckRelay); ok {
				require.Empty(t, check.Via.Token, typed)
			}
		}
		back, _ := Update(other, RelayEdited{Text: "https://one.example/"})
		require.Equal(t, "for one alone", back.Relay.Token, "it is kept for its own relay")
	}
	m, _ = Update(m, RelayEdited{Text: "https://two.example/"})
	m, _ = Update(m, RelayTokenEdited{Text: "for two"})
	m, _ = Update(m, RelayEdited{Text: "https://three.example/"})
	require.Empty(t, m.Relay.Token)

	m = withRelay(t, RelayPressed{}, RelayEdited{Text: ""}, RelayTokenEdited{Text: "typed first"}, RelayEdited{Text: "https://r"}, RelayEdited{Text: "https://relay.example/"})
	require.Equal(t, "typed first", m.Relay.Token)
}

func TestWhatAnotherTabRemembersHoldsHereToo(t *testing.T) {
	m := withRelay(t, RelayPressed{}, RelayEdited{Text: "half.exam"})
	chosen := KeptRelay{Relay: "https://relay.example/relay/", Hosts: []string{"api.example.com"}, Roots: true}
	m, cmds := Update(m, RelayKept{Kept: chosen})
	require.Equal(t, exchange.Via{Relay: chosen.Relay, Roots: true}, m.Via())
	require.Contains(t, cmds, Prepare{Request: m.Whole(), Via: m.Via()})
	require.NotContains(t, cmds, KeepRelay{Kept: chosen}, "two tabs would go on telling each other")
	require.Equal(t, "half.exam", m.Relay.Typed, "what is being typed stays")
	m, cmds = Update(m, RelayKept{Kept: KeptRelay{Relay: chosen.Relay, Hosts: append(chosen.Hosts, "other.example"), Roots: true}})
	require.Empty(t, cmds, "nothing of this request has changed")
	m, _ = Update(m, URLEdited{Text: "https://third.example/"})
	m, cmds = Update(m, TransportChosen{Relay: true})
	require.Contains(t, cmds, KeepRelay{Kept: KeptRelay{Relay: chosen.Relay, Hosts: []string{"api.example.com", "other.example", "third.example"}, Roots: true}})
	m, _ = Update(m, RelayKept{})
	require.Equal(t, exchange.Via{}, m.Via())
}

func TestRefusalsOfARelaySayWhatToDo(t *testing.T) {
	e := Explain(exchange.Failure{Kind: exchange.Relay, Detail: "10.0.0.1 is private.", Flag: "-relay-allow 10.0.0.1"}, request.Request{}, "")
	require.Equal(t, "Refused by the relay", e.Title)
	require.Equal(t, []string{"10.0.0.1 is private."}, e.Why)
	require.Contains(t, e.Next[0], "-relay-allow 10.0.0.1")
	for _, kind := range []exchange.Kind{exchange.Proxy, exchange.NotHTTP} {
		e := Explain(exchange.Failure{Kind: kind, Detail: "So it is."}, request.Request{}, "")
		require.Equal(t, []string{"So it is."}, e.Why, kind)
		require.NotEmpty(t, e.Next, kind)
	}
}

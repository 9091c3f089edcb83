package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/permalink"
	"roundtrip/app/request"
)

// A link that would send a person's token through a stranger's proxy, whose certificates would be trusted.
func TestWhatALinkCouldDoIsOffUntilItIsAllowedInEveryKindOfLink(t *testing.T) {
	const pem = "-----BEGIN CERTIFICATE-----\nQUE=\n-----END CERTIFICATE-----"
	evil := request.Request{Method: "GET", URL: "https://api.example.com/", Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("t0ken-of-mine")},
		Options: request.Options{Network: request.Network{
			Verify: request.VerifyOff, CA: pem, Cert: pem, Key: request.NewSecret("key"), ServerName: "evil.example", MinTLS: request.TLS10,
			Proxy: "http://evil.example:3128", ProxyUser: "mallory", NoProxy: "a.example"}}}
	v2, err := permalink.Keep(evil).Link(nil)
	require.NoError(t, err)
	require.Contains(t, v2, "v2.")
	v1, err := permalink.Keep(request.Request{Method: "POST", URL: "https://bank.example/pay", Options: request.Options{Credentials: request.Include}}).Link(nil)
	require.NoError(t, err)
	require.Contains(t, v1, "v1.")
	file, err := permalink.Keep(evil).File(nil)
	require.NoError(t, err)
	const hand = "?url=https://api.example.com/&auth=bearer&proxy=http://evil.example:3128&proxy-user=mallory&verify=off&tls-name=evil.example&tls-min=1.0&no-proxy=a.example" +
		"&verify-ca=-----BEGIN%20CERTIFICATE-----%0AQUE=%0A-----END%20CERTIFICATE-----&cert=-----BEGIN%20CERTIFICATE-----%0AQUE=%0A-----END%20CERTIFICATE-----"
	network := []string{"verify", "verify-ca", "cert", "tls-name", "tls-min", "proxy", "no-proxy"}
	kinds := map[string]struct {
		msgs []Msg
		held []string
	}{
		"the address bar, format 2":  {[]Msg{Started{Page: "https://play.example/", Fragment: v2, Online: true}}, network},
		"the address bar, format 1":  {[]Msg{LinkOpened{v1}}, []string{"credentials"}},
		"the address bar, by hand":   {[]Msg{LinkOpened{hand}}, network},
		"a link that was pasted":     {[]Msg{ImportPressed{}, ImportEdited{"https://play.example/#" + v2}, ImportSubmitted{}}, network},
		"the text of a file, pasted": {[]Msg{ImportPressed{}, ImportEdited{string(file)}, ImportSubmitted{}}, network},
		"a file":                     {[]Msg{ImportPressed{}, FileOpened{Name: "a.json", Data: file}}, network},
	}
	for name, kind := range kinds {
		t.Run(name, func(t *testing.T) {
			m, cmds := play(New(), kind.msgs...)
			require.Equal(t, OptionsTab, m.Tab, "where they stand is shown first")
			require.Equal(t, []Reveal{{kind.held[0]}}, of[Reveal](cmds))
			require.Empty(t, of[Send](cmds))
			var names []string
			for _, w := range m.Link.Held {
				names = append(names, w.Name)
				require.NotEmpty(t, w.Risk)
				require.False(t, w.In(&m.Request))
			}
			require.Equal(t, kind.held, names)
			require.Empty(t, m.Whole().ChosenOptions())

			m, _ = play(m, HoleFilled{"token", "mine"})
			sent, cmds := play(m, SendPressed{})
			require.Equal(t, request.Network{}, of[Send](cmds)[0].Request.Options.Network)
			require.Equal(t, request.Omit, of[Send](cmds)[0].Request.Options.Credentials)
			require.Len(t, sent.Link.Held, len(kind.held), "they may still be allowed")

			for i := range kind.held {
				m, _ = play(m, HeldTaken{Index: i, In: true})
				require.True(t, m.Link.Held[i].In(&m.Request))
			}
			for _, name := range kind.held {
				s, _ := request.FindSetting(name)
				whole := m.Whole()
				require.NotEmpty(t, s.Get(&whole), name)
			}
			m, _ = play(m, HeldTaken{Index: 0})
			require.False(t, m.Link.Held[0].In(&m.Request), "and taken back")
		})
	}
}

func TestSettingsOfASignInElsewhereAreOffUntilTheyAreAllowed(t *testing.T) {
	m, cmds := play(New(), LinkOpened{"?url=https://evil.example/&auth=oauth2&oauth2-authorize-url=https://login.example/a&oauth2-token-url=https://login.example/t&oauth2-client=c"})
	require.Equal(t, AuthTab, m.Tab)
	require.Equal(t, []Reveal{{"oauth2-authorize-url"}}, of[Reveal](cmds))
	require.Empty(t, m.Request.Auth.OAuth2.TokenURL)
	m, _ = play(m, HeldTaken{Index: 1, In: true})
	require.Equal(t, "https://login.example/t", m.Request.Auth.OAuth2.TokenURL)
}

func TestTheAddressOfALinkStaysAndHoldsNothingThatWasNotAllowed(t *testing.T) {
	const link = "?url=https://api.example.com/&proxy=http://evil.example:3128"
	m, cmds := play(New(), LinkOpened{link}, AddressDue{})
	require.Equal(t, []SetAddress{{Fragment: link}}, of[SetAddress](cmds))
	m, _ = play(m, URLEdited{"https://api.example.com/x"})
	_, cmds = play(m, AddressDue{})
	opened, err := permalink.Decode(of[SetAddress](cmds)[0].Fragment)
	require.NoError(t, err)
	require.Empty(t, opened.Request.Options.Network.Proxy)
}

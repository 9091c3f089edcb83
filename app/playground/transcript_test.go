package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestSentText(t *testing.T) {
	headers := []exchange.Header{
		{Name: "X-Twice", Value: "1", Origin: exchange.FromYou},
		{Name: "X-Twice", Value: "2", Origin: exchange.FromYou},
		{Name: "Host", Value: "other", Origin: exchange.FromYou, Dropped: true, Note: "set by the browser"},
		{Name: "User-Agent", Origin: exchange.FromBrowser, Note: "the browser's own"},
	}
	cases := []struct {
		name string
		sent exchange.Sent
		want string
	}{
		{
			"order and duplicates stay, what was not sent is left out", exchange.Sent{Method: "GET", URL: "https://a.test/?q=1", Headers: headers},
			"GET https://a.test/?q=1\nX-Twice: 1\nX-Twice: 2\n# User-Agent: set by the browser\n",
		},
		{
			"a body follows an empty line", exchange.Sent{Method: "POST", URL: "https://a.test/", BodySize: 2, BodyHead: "hi"},
			"POST https://a.test/\n\nhi",
		},
		{
			"a body that is cut says how long it was", exchange.Sent{Method: "POST", URL: "https://a.test/", BodySize: 70000, BodyHead: "hi", BodyCut: true},
			"POST https://a.test/\n\nhi\n<70 kB in all>\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, SentText(c.sent)) })
	}
}

func TestHeadText(t *testing.T) {
	head := exchange.Head{Headers: []exchange.Field{{Name: "b", Value: "2"}, {Name: "a", Value: "1"}, {Name: "b", Value: "3"}}}
	require.Equal(t, "b: 2\na: 1\nb: 3\n", HeadText(head))
}

func TestCookiesThatBrowsersHideAreSaidToBeHidden(t *testing.T) {
	require.Contains(t, CookieNote(Exchange{Head: &exchange.Head{}}), "Set-Cookie")
	require.Empty(t, CookieNote(Exchange{Head: &exchange.Head{}, Via: exchange.Via{Relay: "https://relay.example/relay/"}}), "they are listed")
	require.Empty(t, CookieNote(Exchange{Head: &exchange.Head{Type: "opaque"}}), "all headers are said to be hidden")
	require.Empty(t, CookieNote(Exchange{}))
}

func TestRedirectNote(t *testing.T) {
	sent := &exchange.Sent{URL: "https://a.test/x"}
	require.Empty(t, RedirectNote(Exchange{Sent: sent, Head: &exchange.Head{URL: "https://a.test/x"}}))
	same := RedirectNote(Exchange{Sent: sent, Head: &exchange.Head{URL: "https://a.test/y", Redirected: true}})
	require.Contains(t, same, "Redirected.")
	require.NotContains(t, same, "another host")
	require.Contains(t, RedirectNote(Exchange{Sent: sent, Head: &exchange.Head{URL: "https://b.test/y", Redirected: true}}), "another host: b.test")
}

func TestWhatARedirectLeftOutIsSaidWithTheResponse(t *testing.T) {
	head := &exchange.Head{URL: "https://b.test/y"}
	note := RedirectNote(Exchange{Head: head, Hops: []exchange.Hop{{}, {Withheld: []string{"X-API-Key", "Authorization"}}}})
	require.Contains(t, note, "Redirected to another host, and not sent there: X-API-Key, Authorization.")
	require.Empty(t, RedirectNote(Exchange{Head: head, Hops: []exchange.Hop{{}, {Withheld: []string{"cookie"}}}}), "a typed Cookie goes with the first request alone, wherever the others go")
}

//go:build !js

package e2e

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/peer"
)

// What somebody would send who wants the token of another: a link whose request looks right, and goes through their proxy, trusting their root.
func TestALinkDoesNotSendATokenThroughAProxyThatNobodyAllowed(t *testing.T) {
	s, host := relayed(t)
	evil := peer.NewAuthority(t, "Evil Root")
	target := peer.StartTLS(t, with(evil.Issue(t, peer.Paper{})), peer.Describe)
	proxy := peer.HTTPProxy(t, "", "")
	link := "?auth=bearer&url=" + url.QueryEscape(target.URL+"/") + "&proxy=http://" + proxy.Address + "&verify-ca=" + url.QueryEscape(evil.PEM())

	// The person uses the relay for this host already.
	s.byRelay(target.URL)
	s.Goto("about:blank")
	s.Goto(host.URL + "#" + link)
	s.waitReady()
	s.transport().WaitValue("relay")
	s.request().Role("tab", "Options").WaitAttr("aria-selected", "true")
	held := s.CSS("#held").WaitText("2 settings of the link are off").WaitText("Proxy").WaitText("Sends everything through http://" + proxy.Address)
	s.CSS("#transport-reason").WaitText("HTTPS content stays encrypted.")
	require.NotContains(t, s.CSS("#transport-lines").Content(), "proxy")

	s.CSS("#hole-0").Fill("t0ken-of-mine")
	s.Press("Enter")
	s.failsAgain("The certificate is not from a trusted authority")
	require.Empty(t, proxy.Asked(), "nothing went through the proxy")
	require.NotContains(t, s.notice().Content(), "Nothing has been sent")

	// Whoever allows both, and reads what they do, is asked for nothing else.
	held.Role("checkbox", "/Proxy/").Click().WaitChecked(true)
	s.CSS("#transport-lines").WaitText("through the proxy http://" + proxy.Address)
	held.Role("checkbox", "/Trust these too/").Click().WaitChecked(true)
	s.CSS(".transport-warning").WaitText("whoever holds their keys and is on the way can read HTTPS")
	require.NotContains(t, s.CSS("#transport-reason").Content(), "stays encrypted")
	s.again("200 OK")
	require.Equal(t, []string{"CONNECT " + strings.TrimPrefix(target.URL, "https://")}, proxy.Asked())

	held.Role("checkbox", "/Proxy/").Click().WaitChecked(false)
	s.again("200 OK")
	require.Len(t, proxy.Asked(), 1)
}

func TestSettingsThatALinkHasOffFitOnAPhone(t *testing.T) {
	s := start(t, "#?url=https://api.example.com/&proxy=http://"+strings.Repeat("long-", 12)+"evil.example:3128&verify=off&tls-name=evil.example")
	s.CSS("#held").WaitText("3 settings of the link are off")
	s.Size(320, 640)
	require.True(t, browser.Get[bool](s.CSS("#held"), "element.scrollWidth <= element.clientWidth && element.getBoundingClientRect().right <= element.parentNode.getBoundingClientRect().right"))
	axeEverywhere(t, s.Tab, "settings of a link that are off")
}

func TestAReloadOfOnesOwnRequestIsNoSharedLink(t *testing.T) {
	s := start(t, "#?url="+server.URL+echo(t))
	s.notice().WaitText("Opened from a link written by hand")
	s.Reload()
	s.waitReady()
	s.notice().WaitText("Opened from a link written by hand")
	s.url().Fill(server.URL + echo(t) + "?mine=1")
	_, fragment, _ := strings.Cut(s.share().Role("textbox", "Link").WaitMatch("#v1[.]").Content(), "#")
	s.Wait("location.hash === '#' + %s", fragment)
	s.Reload()
	s.waitReady()
	s.url().WaitValue(server.URL + echo(t) + "?mine=1")
	s.notice().WaitGone()

	other := startAt(t, site.URL+"#"+fragment+"%20%3E&utm_source=mail")
	other.url().WaitValue(server.URL + echo(t) + "?mine=1")
	other.notice().WaitText("Opened from a shared link").WaitText("Nothing has been sent")
	other.Press("Control+Enter")
	other.answered("200 OK")
	other.notice().WaitGone()
}

func TestAnAddressThatIsNoLinkIsSaidAndOpensNoExample(t *testing.T) {
	s := start(t, "#url=https://example.com")
	s.notice().WaitText("This link was not opened.").WaitText("not a link to a request")
	s.url().WaitValue("")
}

func TestALinkWhoseMarkWasEncodedIsFoundInThePath(t *testing.T) {
	s := start(t, "%23?url=https%3A%2F%2Fexample.com%2Fmangled&method=PUT")
	s.url().WaitValue("https://example.com/mangled")
	s.method().WaitValue("PUT")
}

//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestSendWithoutAValueThatIsNeededSaysSoAtItsField(t *testing.T) {
	s := start(t, "#?auth=bearer&url="+server.URL+echo(t))
	s.holes().WaitText("It is sent to")
	field := s.holes().Role("textbox", "token")
	s.Press("Control+Enter")
	s.CSS("#hole-0-problem").WaitText("Enter a value for token, or have {{token}} sent as it stands.")
	s.CSS("#hole-0").WaitFocus().WaitAttr("aria-invalid", "true").WaitAttr("aria-describedby", "hole-0-problem")
	axeEverywhere(t, s.Tab, "a value that is needed")
	s.holes().Role("button", "Show token").Click()
	field.WaitAttr("type", "text")
	require.Empty(t, server.Seen(echo(t)))

	s.holes().Role("button", "Send {{token}} as it stands").Click()
	s.notice().CSS("form").WaitGone()
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, "Bearer {{token}}", server.Seen(echo(t))[0].Get("Authorization"))
}

func TestTypedBracesOfALinkAreSentByteForByte(t *testing.T) {
	const body = `{"legendFormat":"{{pod}}","expr":"sum by (pod) ({{x}})"}`
	s := start(t, "#?method=POST&url="+server.URL+echo(t)+"&json="+body)
	s.notice().CSS("details").WaitText("Sent as typed unless you fill them in: pod, x")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Equal(t, body, string(server.Seen(echo(t))[0].Body))

	// A shared link holds them as text, and asks for nothing by itself.
	s.url().Fill(server.URL + echo(t) + "?2")
	link := s.share().Role("textbox", "Link").WaitMatch("#v1[.]").Content()
	other := startAt(t, link)
	details := other.notice().CSS("details")
	require.False(t, browser.Get[bool](details, "element.open"))
	details.CSS("summary").Click()
	details.Role("textbox", "pod").Fill("web")
	other.Press("Enter")
	other.Press("Control+Enter")
	other.answered("200 OK")
	seen := server.Seen(echo(t))
	require.Equal(t, `{"legendFormat":"web","expr":"sum by (pod) ({{x}})"}`, string(seen[len(seen)-1].Body))
}

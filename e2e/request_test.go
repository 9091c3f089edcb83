//go:build !js

package e2e

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryMethodIsSentAsChosen(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "GET"} {
		s.method().Choose(method)
		s.Press("Control+Enter")
		s.answered("200 OK")
		s.showsText(`"method": "` + method + `"`)
	}
	s.method().Choose("HEAD")
	s.Press("Control+Enter")
	s.response().Role("tabpanel", "Body").WaitText("No body. Responses to HEAD have none.")
	var methods []string
	for _, r := range server.Seen(echo(t)) {
		methods = append(methods, r.Method)
	}
	require.Equal(t, []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "GET", "HEAD"}, methods)
}

func TestAnyTokenIsAMethod(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	s.method().Choose("Custom…")
	custom := s.Role("textbox", "Custom method")
	custom.WaitFocus()
	s.Type("x-Purge!")
	s.Press("Enter")
	s.answered("200 OK")
	require.Equal(t, "x-Purge!", server.Seen(echo(t))[0].Method)

	custom.Fill("no/token")
	s.CSS("#method-problem").WaitText("cannot stand in a method")
	s.Press("Enter")
	s.CSS("#method-problem").WaitText("is not a method")
	require.Len(t, server.Seen(echo(t)), 1)
	custom.Fill("TRACE")
	s.CSS("#method-problem").WaitText("Browsers do not send TRACE")
}

func TestAURLWithoutASchemeGetsOne(t *testing.T) {
	s := start(t)
	s.get(strings.TrimPrefix(server.URL, "http://")+echo(t), "200 OK")
	require.Len(t, server.Seen(echo(t)), 1)
	s.url().WaitValue(strings.TrimPrefix(server.URL, "http://") + echo(t)) // as typed
	s.responseTab("Request").WaitText(server.URL + echo(t))
}

func TestSpacesAroundAURLAreKeptInTheFieldAndNotSent(t *testing.T) {
	s := start(t)
	s.get("  "+server.URL+echo(t)+"  ", "200 OK")
	require.Equal(t, echo(t), server.Seen(echo(t))[0].Target)
	s.url().WaitValue("  " + server.URL + echo(t) + "  ")
}

func TestAnEmptyURLIsAskedForAtItsField(t *testing.T) {
	s := start(t)
	s.url().Fill("")
	s.Press("Enter")
	s.CSS("#url-problem").WaitText("Type a URL")
	s.url().WaitFocus().WaitAttr("aria-invalid", "true").WaitAttr("aria-describedby", "url-problem")
	s.Type("e")
	s.CSS("#url-problem").WaitGone()
}

func TestABadURLIsSaidAtItsField(t *testing.T) {
	s := start(t)
	for _, url := range []string{"http://", "ftp://example.com/", "http://exa mple.com/", "https://example.com:99999/"} {
		s.send(url)
		s.CSS("#url-problem").Wait()
		s.url().WaitAttr("aria-invalid", "true").WaitFocus()
		s.url().Fill("x")
		s.CSS("#url-problem").WaitGone()
	}
}

func TestModEnterSendsFromAnyField(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + echo(t))
	name, _ := row(s.tab("Headers"), "1")
	name.Fill("X-From")
	s.Press("Control+Enter")
	s.answered("200 OK")
	require.Len(t, server.Seen(echo(t)), 1)
}

func TestADoubleClickOnSendSendsOnce(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.url().Fill(server.URL + "/flow/" + unique(t))
	s.sendButton().DoubleClick()
	require.NoError(t, flow.Arrived(s.Within()))
	flow.Head(200)
	flow.Write("whole")
	flow.End()
	s.answered("200 OK")
	s.shows("whole")
	require.Len(t, server.Seen("/flow/"+unique(t)), 1)
}

func TestAUserAndAPasswordInTheURLAreSentAsBasicCredentials(t *testing.T) {
	s := start(t)
	s.get(strings.Replace(server.URL, "http://", "http://alice:wonder%21@", 1)+echo(t), "200 OK")
	seen := server.Seen(echo(t))[0]
	require.Equal(t, "Basic "+base64.StdEncoding.EncodeToString([]byte("alice:wonder!")), seen.Get("Authorization"))
}

//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestTheFocusIsNotLostWithTheButtonThatHadIt(t *testing.T) {
	s := start(t, "#?url="+site.Demo+"/get")
	s.url().WaitValue(site.Demo + "/get")
	dialog := s.session("Headers")
	name, _ := row(dialog, "1")
	name.Fill("X-Team")
	s.done(dialog)
	s.request().Role("button", "Use the session").Focus()
	s.Press("Enter")
	s.request().Role("button", "Use the session").WaitGone()
	s.request().Role("tab", "Params").WaitFocus()

	s.notice().Role("button", "Dismiss").Focus()
	s.Press("Enter")
	s.url().WaitFocus()

	// A dialog that was opened by a button that is not there any more.
	s.tab("Headers").Role("button", "Edit session").Focus()
	s.Press("Enter")
	dialog = s.Role("dialog", "Session").Wait()
	dialog.Role("button", "Clear session").Focus()
	s.Press("Enter")
	dialog.Role("textbox", "Base URL").WaitFocus()
	s.closed(dialog)
	s.request().Role("tab", "/^Headers/").WaitFocus()

	// A failure that gives way to an answer.
	s.send(server.URL + "/no-cors/echo/" + unique(t))
	s.status().WaitText("Blocked or unreachable")
	s.url().Fill(server.URL + echo(t))
	s.response().Role("button", "Send again").Focus()
	s.Press("Enter")
	s.answered("200 OK")
	s.response().Role("tab", "Body").WaitFocus()

	// Whoever uses a pointer is left alone: on a telephone, a field that takes the focus opens the keyboard.
	s.Goto(site.URL + "#?url=" + site.Demo + "/headers")
	s.notice().Role("button", "Dismiss").Click()
	s.notice().Role("button", "Dismiss").WaitGone()
	s.Settle()
	require.False(t, browser.Get[bool](s.url(), "element === document.activeElement"))
}

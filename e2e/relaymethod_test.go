//go:build !js

package e2e

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"roundtrip/e2e/peer"
)

// tracing is the address of a server that answers TRACE as RFC 9110, section 9.3.8, has it: with the head that it got.
func tracing(t *testing.T) string {
	return peer.Listen(t, func(c net.Conn) {
		var head strings.Builder
		for lines := bufio.NewScanner(c); lines.Scan() && lines.Text() != ""; {
			head.WriteString(lines.Text() + "\n")
		}
		_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: message/http\r\nContent-Length: %d\r\nConnection: close\r\n\r\n", head.Len())
		_, _ = io.WriteString(c, head.String())
	})
}

func TestAMethodThatBrowsersDoNotSendIsProposedToTheRelay(t *testing.T) {
	s, _ := relayed(t)
	address := tracing(t)
	s.url().Fill("http://" + address + "/way")
	s.method().Choose("Custom…")
	s.Role("textbox", "Custom method").WaitFocus()
	s.Type("TRACE")
	problem := s.CSS("#method-problem").WaitText("Browsers do not send TRACE")
	note := s.Role("note", "Not by the browser").WaitText("Method.").WaitText("TRACE")
	note.Role("button", "Use the relay").Click()
	s.transport().WaitValue("relay")
	problem.WaitGone()
	note.WaitGone()
	s.again("200 OK")
	s.showsFirst("TRACE /way HTTP/1.1", "Host: "+address)
	s.responseTab("Traffic").WaitText("> TRACE /way HTTP/1.1")
}

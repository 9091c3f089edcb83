//go:build !js

package e2e

import (
	"io"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

func TestServersThatFailInDifferentWaysAreToldApart(t *testing.T) {
	s, _ := relayed(t)
	origin := server.URL + "/no-cors" // no page could have read any of it
	read := s.tab("Options").CSS("#set-read")
	read.Fill("0.5")
	s.failsByRelay(origin+"/hang", "Timed out reading").WaitText("within the read timeout, ").WaitText("Options > Read timeout")
	s.failsByRelay(origin+"/stall?n=640", "200 OK, then Timed out reading").WaitText("640 B of the body had come")
	s.lines().Nth(0).WaitText("0123456789")
	read.Fill("") // a busy machine takes longer for what follows

	s.failsByRelay(origin+"/reset", "Connection reset")
	s.failsByRelay(origin+"/reset?n=640", "200 OK, then The body broke off").WaitText("640 B of the body")
	s.failsByRelay("http://"+peer.Nobody(t), "Connection refused").WaitText("Check the port in the URL, and that the server runs.")
	s.failsByRelay(origin+"/lie?said=100&sent=64", "200 OK, then The body broke off").WaitText("64 B of the body")
	s.failsByRelay("http://"+saying(t, ""), "Closed without an answer")
	s.failsByRelay("http://"+saying(t, "220 mail.example ESMTP\r\n"), "The answer is not HTTP")
	s.failsByRelay(strings.Replace(server.URL, "http:", "https:", 1), "The server does not speak TLS").WaitText("Write http:// in the URL")
}

// saying is the address of a server that answers whatever it is asked with a text, and closes.
func saying(t *testing.T, text string) string {
	return peer.Listen(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 4096)) // closing a connection with unread bytes would reset it
		_, _ = io.WriteString(c, text)
	})
}

func TestARequestThatHangsBehindTheRelayIsCancelled(t *testing.T) {
	s, _ := relayed(t)
	flow := server.Flow(unique(t))
	s.byRelay(server.URL + "/no-cors/flow/" + unique(t))
	s.Press("Control+Enter")
	require.NoError(t, flow.Arrived(s.Within()))
	s.cancelButton().Click()
	s.status().WaitText("Cancelled")
	require.NoError(t, flow.Gone(s.Within()), "the relay closes what the page has left")
	s.sendButton().Wait()

	// A server that has not even said hello, for TLS.
	entered, left := make(chan struct{}), make(chan struct{})
	silent := peer.Listen(t, func(c net.Conn) {
		close(entered)
		for b := make([]byte, 4096); ; {
			if _, err := c.Read(b); err != nil {
				close(left)
				return
			}
		}
	})
	s.byRelay("https://" + silent)
	s.Press("Control+Enter")
	s.await(entered)
	s.cancelButton().Click()
	s.status().WaitText("Cancelled")
	s.await(left)
}

// await waits for something outside of the page.
func (s screen) await(event <-chan struct{}) {
	s.Helper()
	select {
	case <-event:
	case <-s.Within().Done():
		s.Fatal("it never came")
	}
}

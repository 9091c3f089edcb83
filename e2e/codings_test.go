//go:build !js

package e2e

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// rawAnswer is the URL of a server that gives one answer to everything: a status line, header lines and a body, as they stand,
// with what CORS needs. Preflights are allowed.
func rawAnswer(t *testing.T, status, header, body string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := http.ReadRequest(bufio.NewReader(conn)); err != nil {
					return
				}
				_, _ = fmt.Fprintf(conn, "%s\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\nAccess-Control-Expose-Headers: *\r\n"+
					"Content-Length: %d\r\nConnection: close\r\n%s\r\n%s", status, len(body), header, body)
			}()
		}
	}()
	return "http://" + listener.Addr().String() + "/"
}

func TestWhatTheHeadersSayWronglyOfABodyIsNamedOnBothTransports(t *testing.T) {
	s, _ := relayed(t)
	shown := func() browser.Locator { return s.responseTab("Body") }
	for _, transport := range []string{"browser", "relay"} {
		get := func(url, status string) {
			if transport == "relay" {
				s.getByRelay(url, status)
			} else {
				s.get(url, status)
			}
		}
		get(rawAnswer(t, "HTTP/1.1 200 OK", "Content-Type: application/json\r\nContent-Encoding: UTF-8\r\n", `{"plain":true}`), "200 OK")
		shown().WaitText("Content-Encoding is UTF-8, which is not a known coding.").WaitText(`"plain": true`)

		get(rawAnswer(t, "HTTP/1.1 200 OK", "Content-Type: text/plain; charset=klingon\r\n", "caf\u00e9"), "200 OK")
		shown().WaitText("The charset klingon is unknown.").WaitText("café")

		get(rawAnswer(t, "HTTP/1.1 200 ", "Content-Type: text/plain\r\nX-Latin: caf\xe9\r\nX-Wide: na\u00efve\r\n", "no reason"), "200")
		require.NotContains(t, s.status().Content(), "OK")
		headers := s.responseTab("Headers")
		headers.WaitText("café").WaitText("naïve")
	}
}

func TestABodyThatIsNotInTheCodingOfItsHeaderIsShownAsItCameThroughTheRelay(t *testing.T) {
	s, _ := relayed(t)
	url := rawAnswer(t, "HTTP/1.1 200 OK", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", `{"plain":true}`)
	s.byRelay(url)
	s.Press("Control+Enter")
	s.status().WaitText("200 OK")
	body := s.responseTab("Body")
	body.WaitText("Content-Encoding is gzip, but the body is not").WaitText(`"plain": true`)
	body.Role("radio", "Hex").Click()
	body.WaitText("7b 22 70 6c 61 69 6e")

	s.transport().Focus()
	s.Press("ArrowUp")
	s.transport().WaitValue("browser")
	s.Press("Control+Enter")
	s.responseTab("Body").WaitText("Browsers do not give undecoded bytes to pages.")
}

func TestAPreviewHasTheCharsetOfTheText(t *testing.T) {
	s := start(t)
	s.get(rawAnswer(t, "HTTP/1.1 200 OK", "Content-Type: text/html\r\n", "<!doctype html><p>\u0627\u0644\u0627\u0633\u0645 caf\u00e9</p>"), "200 OK")
	s.responseTab("Body").Role("radio", "Preview").Click()
	frame := s.response().CSS("iframe")
	frame.Wait()
	require.Contains(t, browser.Get[string](frame, "element.srcdoc"), "<p>الاسم café</p>")
}

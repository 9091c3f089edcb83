//go:build !js

package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRedirectsAndCookiesAreFollowedThroughTheRelay(t *testing.T) {
	s, _ := relayed(t)
	path := "/no-cors" + echo(t)
	s.getByRelay(server.URL+"/no-cors/cookie?first=1&second=2", "200 OK")
	headers := s.responseTab("Headers").WaitText("first=1; Path=/").WaitText("second=2; Path=/")
	require.Equal(t, 2, strings.Count(headers.Content(), "Set-Cookie"), "each has a line of its own")

	// To another origin and back: each request is listed, and the jar goes with each.
	there := server.Other + "/no-cors/redirect?code=303&to=" + url.QueryEscape(server.URL+path)
	s.getByRelay(server.URL+"/no-cors/redirect?code=307&to="+url.QueryEscape(there), "200 OK")
	traffic := s.responseTab("Traffic").WaitText("307 Temporary Redirect").WaitText("303 See Other").WaitText("200 OK")
	traffic.Role("heading", "/^2. Redirected: GET /").Wait()
	traffic.Role("heading", "/^3. Redirected: GET /").Wait()
	timing := s.responseTab("Timing").WaitText("the relay at 127.0.0.1:").WaitText("1. Relay")
	for hop := 1; hop <= 3; hop++ {
		waited := timing.CSS(".waterfall tr").Text(fmt.Sprintf(`/^\s*%d\. Waiting for the server\s+[0-9.]+ m?s\s+[0-9.]+ m?s/`, hop))
		waited.WaitUntil("element.querySelector('rect').getBoundingClientRect().width > 0")
	}
	require.ElementsMatch(t, []string{"first=1", "second=2"}, strings.Split(s.arrived(path).Get("Cookie"), "; "))

	dialog := s.tool("Cookies").WaitText("The jar goes with requests through a relay")
	list := dialog.Role("list", "Cookies in the jar").WaitText("first").WaitText("second")
	dialog.Role("button", "/^Delete first of/").Click()
	list.Role("listitem").WaitCount(1)
	s.Press("Escape")
	dialog.WaitGone()
	before := len(server.Seen(path))
	s.getByRelay(server.URL+path, "200 OK")
	require.Eventually(t, func() bool { return len(server.Seen(path)) > before }, 20*time.Second, 20*time.Millisecond)
	require.Equal(t, "second=2", server.Seen(path)[before].Get("Cookie"))
}

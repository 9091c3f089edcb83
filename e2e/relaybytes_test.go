//go:build !js

package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/body"
	"roundtrip/e2e/hostile"
)

func TestEveryByteOfARequestThroughTheRelayCanBeSeen(t *testing.T) {
	s, host := relayed(t)
	path := "/no-cors" + echo(t)
	s.byRelay(server.URL + path)
	name, value := row(s.tab("Headers"), "1")
	name.Fill("x-ODD")
	value.Fill("one two")
	s.get(server.URL+path, "200 OK")
	traffic := s.responseTab("Traffic")
	traffic.WaitText("> GET " + path + " HTTP/1.1").WaitText("> x-ODD: one two").WaitText("< HTTP/1.1 200 OK")

	bytes := traffic.Role("button", "Bytes of request 1")
	bytes.Focus()
	s.Press("Enter")
	sent := traffic.Role("region", "Bytes sent by request 1")
	sent.WaitText("|GET /no-cors")
	require.Equal(t, body.HexRows([]byte(arrivedHead(server.Seen(path)[0]))), sent.Content(), "as they came to the server")
	traffic.Role("region", "Bytes received by request 1").WaitText("|HTTP/1.1 200 OK.|")
	s.Press("Enter")
	sent.WaitGone()

	// Of what the browser sends itself, nobody knows the bytes.
	s.get(host.URL+"demo/get", "200 OK")
	s.responseTab("Traffic").WaitText("> GET /demo/get")
	require.Zero(t, bytes.Count())
}

// arrivedHead is the head of a request as it came over HTTP/1.1 (RFC 9112, section 3).
func arrivedHead(r hostile.Request) string {
	var head strings.Builder
	head.WriteString(r.Method + " " + r.Target + " HTTP/1.1\r\n")
	for _, f := range r.Headers {
		head.WriteString(f.Name + ": " + f.Value + "\r\n")
	}
	return head.String() + "\r\n"
}

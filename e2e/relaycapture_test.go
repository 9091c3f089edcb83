//go:build !js

package e2e

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

func TestWhoListensBehindTheRelayReadsNothingOfHTTPS(t *testing.T) {
	s, _ := relayed(t)
	const path, name, value, body, answer = "/path-of-the-test", "X-Name-Of-The-Test", "value of the test", "body of the test", "answer of the test"
	handler := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, answer)
	}
	root := peer.NewAuthority(t, "Test Root")
	secure := peer.StartTLS(t, with(root.Issue(t, peer.Paper{})), handler)
	plain := httptest.NewServer(http.HandlerFunc(handler))
	t.Cleanup(func() { plain.CloseClientConnections(); plain.Close() })
	overTLS, overTCP := peer.Tap(t, secure.Listener.Addr().String()), peer.Tap(t, plain.Listener.Addr().String())

	s.trust(root)
	field, text := row(s.tab("Headers"), "1")
	field.Fill(name)
	text.Fill(value)
	s.method().Choose("POST")
	panel := s.tab("Body")
	panel.Role("radio", "Text").Click()
	panel.Role("textbox", "Text body").Paste(body)

	secrets := []string{path, name, value, body, answer}
	s.getByRelay("http://"+overTCP.Address+path, "200 OK")
	s.shows(answer)
	require.Equal(t, secrets, overTCP.Found(secrets...), "a tap that hears nothing would find nothing below either")
	s.CSS("#transport-reason").WaitText("Via relay")
	s.CSS(".transport-warning").WaitText("Plain HTTP: the relay and anyone else on the way can read and change this request")

	s.getByRelay("https://"+overTLS.Address+path, "200 OK")
	s.shows(answer)
	s.CSS(".transport-warning").WaitText("whoever holds their keys and is on the way can read HTTPS") // of the root that the test trusts
	s.responseTab("Timing").WaitText("TLS 1.3")                                                       // so it is this answer, and not the one before
	require.Empty(t, overTLS.Found(secrets...))
	heard := overTLS.Heard()
	require.True(t, bytes.HasPrefix(heard, []byte{22, 3}), "it begins with a handshake of TLS (RFC 8446, section 5.1)")
	require.Greater(t, len(heard), 1000)
}

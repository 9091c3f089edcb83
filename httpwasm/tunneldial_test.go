//go:build !js

package httpwasm

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay"
	"roundtrip/httpwasm/relay/wire"
)

func TestADialThatFailsSaysWhy(t *testing.T) {
	r := newTestRelay(t, func(c *relay.Config) { c.Own = false })
	own := newTestRelay(t, nil)
	locked := newTestRelay(t, func(c *relay.Config) {
		var err error
		c.Tokens, err = relay.ParseTokens("a-token-of-sixteen-letters")
		require.NoError(t, err)
	})
	site := httptest.NewServer(http.NotFoundHandler())
	defer site.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	babbling := relayThatSays(t, "not json")
	for sentence, c := range map[string]struct {
		tunnel  Tunnel
		address string
		kind    wire.Kind
		refused bool
	}{
		"a private address":             {Tunnel{URL: r.URL}, "127.0.0.1:80", wire.Forbidden, true},
		"a name that does not resolve":  {Tunnel{URL: own.URL}, "nothing.invalid:80", wire.NotFound, true},
		"nothing listens":               {Tunnel{URL: own.URL}, gone.Listener.Addr().String(), wire.Unreachable, true},
		"no token":                      {Tunnel{URL: locked.URL}, "127.0.0.1:80", wire.Denied, true},
		"no relay at the address":       {Tunnel{URL: gone.URL}, "127.0.0.1:80", RelayUnreachable, false},
		"a site without a relay":        {Tunnel{URL: site.URL}, "127.0.0.1:80", RelayRefused, false},
		"an address that is none":       {Tunnel{URL: "relay.example"}, "127.0.0.1:80", RelayUnreachable, false},
		"no host in the address":        {Tunnel{URL: "https:///x"}, "127.0.0.1:80", RelayUnreachable, false},
		"a port that is a word":         {Tunnel{URL: own.URL}, "127.0.0.1:http", wire.BadOpen, false},
		"no port":                       {Tunnel{URL: own.URL}, "127.0.0.1", wire.BadOpen, false},
		"a relay that says nonsense":    {Tunnel{URL: babbling}, "127.0.0.1:80", RelayBroke, false},
		"a relay with an absurd window": {Tunnel{URL: relayThatSays(t, `{"window":1}`)}, "127.0.0.1:80", RelayBroke, false},
	} {
		t.Run(sentence, func(t *testing.T) {
			conn, err := c.tunnel.DialContext(t.Context(), "tcp", c.address)
			require.Nil(t, conn)
			var failure *RelayError
			require.ErrorAs(t, err, &failure)
			require.Equal(t, c.kind, failure.Kind, "%v", err)
			require.Equal(t, c.refused, failure.Refusal() != nil)
			require.Equal(t, c.address, failure.Address)
			var netError net.Error
			require.ErrorAs(t, err, &netError)
			require.False(t, netError.Timeout())
		})
	}
	_, err := (&Tunnel{URL: own.URL}).DialContext(t.Context(), "udp", "127.0.0.1:80")
	require.ErrorContains(t, err, "udp")
	_, err = (&Tunnel{URL: locked.URL, Token: "a-token-of-sixteen-letters"}).DialContext(t.Context(), "tcp", gone.Listener.Addr().String())
	var failure *RelayError
	require.ErrorAs(t, err, &failure)
	require.Equal(t, wire.Unreachable, failure.Kind, "with its token it gets to the server")
}

// relayThatSays answers every Open with the same text.
func relayThatSays(t testing.TB, text string) (url string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}})
		if err != nil {
			return
		}
		defer ws.CloseNow()
		_, _, _ = ws.Read(r.Context())
		if text != "" {
			_ = ws.Write(r.Context(), websocket.MessageText, []byte(text))
		}
		_, _, _ = ws.Read(r.Context())
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestADialEndsWithItsContext(t *testing.T) {
	deaf, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer deaf.Close()
	for sentence, url := range map[string]string{
		"before the WebSocket is open": "http://" + deaf.Addr().String(),
		"before the relay answers":     relayThatSays(t, ""),
	} {
		t.Run(sentence, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			_, err := (&Tunnel{URL: url}).DialContext(ctx, "tcp", "127.0.0.1:80")
			var failure *RelayError
			require.ErrorAs(t, err, &failure)
			require.Equal(t, wire.TimedOut, failure.Kind)
			require.True(t, failure.Timeout())
			require.ErrorIs(t, err, context.DeadlineExceeded)

			ctx, cancel = context.WithCancel(t.Context())
			time.AfterFunc(100*time.Millisecond, cancel)
			_, err = (&Tunnel{URL: url}).DialContext(ctx, "tcp", "127.0.0.1:80")
			require.ErrorAs(t, err, &failure)
			require.Equal(t, DialCancelled, failure.Kind)
			require.False(t, failure.Timeout())
			require.ErrorIs(t, err, context.Canceled)
		})
	}
}

func TestTheURLOfARelayMayBeThatOfItsSite(t *testing.T) {
	for url, want := range map[string]string{
		"https://a.example":                        "wss://a.example/relay/connect",
		"http://a.example:8080/":                   "ws://a.example:8080/relay/connect",
		"https://a.example/lab/":                   "wss://a.example/lab/relay/connect",
		"https://a.example/relay":                  "wss://a.example/relay/connect",
		"wss://a.example/relay/connect":            "wss://a.example/relay/connect",
		"https://u:p@a.example/relay/connect/#x":   "wss://a.example/relay/connect",
		"https://[2001:db8::1]:8443/a%20b?token=1": "wss://[2001:db8::1]:8443/a%20b/relay/connect?token=1",
	} {
		got, err := (&Tunnel{URL: url}).endpoint()
		require.NoError(t, err, url)
		require.Equal(t, want, got.String())
	}
}

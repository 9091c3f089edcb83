//go:build !js

package httpwasm

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/nettest"
)

func TestATunnelIsANetConn(t *testing.T) {
	relay := httptest.NewServer(http.HandlerFunc(smallRelay))
	t.Cleanup(relay.Close)
	nettest.TestConn(t, func() (c1, c2 net.Conn, stop func(), err error) {
		far, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		c1, err = (&Tunnel{URL: relay.URL}).DialContext(t.Context(), "tcp", far.Addr().String())
		require.NoError(t, err)
		c2, err = far.Accept()
		require.NoError(t, err)
		return c1, c2, func() { c1.Close(); c2.Close(); far.Close() }, nil
	})
}

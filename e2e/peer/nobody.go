package peer

import (
	"net"
	"testing"

	"github.com/stretchr/testify/require"
)

// Nobody is an address at which connections are refused. Its port is held by the near end of a connection: one that was let go could be
// another's by the time that it is called.
func Nobody(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	c, err := net.Dial("tcp", listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { c.Close(); listener.Close() })
	return c.LocalAddr().String()
}

//go:build unix

package peer

import (
	"net"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// Silence is an address at which connections neither come to be nor are refused: the queue of those that nobody has taken is full, so the
// system drops what asks for more (listen(2)).
func Silence(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	raw, err := listener.(*net.TCPListener).SyscallConn()
	require.NoError(t, err)
	var short error
	require.NoError(t, raw.Control(func(fd uintptr) { short = syscall.Listen(int(fd), 0) })) // a queue for one
	require.NoError(t, short)
	first, err := net.Dial("tcp", listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { first.Close(); listener.Close() })
	return listener.Addr().String()
}

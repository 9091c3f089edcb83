//go:build !js

package relay

import (
	"io"
	"net"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

func TestAConnectionThroughASOCKSProxyEndsByHalves(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer server.Close()
	go func() {
		c, err := server.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		said, _ := io.ReadAll(c) // to the end that the other side makes
		_, _ = io.WriteString(c, "heard "+string(said))
	}()
	socks := peer.SOCKSProxy(t, "u", "p")
	conn, err := connectThrough(t.Context(), &url.URL{Scheme: "socks5", User: url.UserPassword("u", "p"), Host: socks.Address}, server.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	require.NoError(t, conn.SetDeadline(time.Now().Add(20*time.Second)))
	_, err = io.WriteString(conn, "words")
	require.NoError(t, err)
	require.NoError(t, closeWrite(conn))
	answer, err := io.ReadAll(conn)
	require.NoError(t, err)
	require.Equal(t, "heard words", string(answer))
	require.Len(t, socks.Asked(), 1)
}

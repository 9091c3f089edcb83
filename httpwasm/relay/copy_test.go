//go:build !js

package relay

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

func tunnelTo(t testing.TB, relay *httptest.Server, to net.Addr) *tunnel {
	t.Helper()
	host, port := hostPort(t, to)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := dialTunnel(ctx, address(relay), wire.Open{Host: host, Port: port, Window: wire.MinWindow})
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.ws.CloseNow() })
	return conn
}

// listen serves each connection with f.
func listen(t testing.TB, f func(*net.TCPConn)) net.Addr {
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
			go f(conn.(*net.TCPConn))
		}
	}()
	return listener.Addr()
}

func TestBytesArriveAsTheyWereSentBothWays(t *testing.T) {
	_, relay := serveRelay(t, nil)
	echo := listen(t, func(c *net.TCPConn) {
		_, _ = io.Copy(c, c)
		_ = c.CloseWrite()
		_ = c.Close()
	})
	conn := tunnelTo(t, relay, echo)
	sent := make([]byte, 20<<20)
	_, err := rand.Read(sent)
	require.NoError(t, err)
	go func() {
		_, _ = conn.Write(sent)
		_ = conn.CloseWrite()
	}()
	received, err := io.ReadAll(conn)
	require.NoError(t, err)
	require.True(t, bytes.Equal(sent, received))
}

func TestAnEndOfOneDirectionLeavesTheOtherOpen(t *testing.T) {
	_, relay := serveRelay(t, nil)
	server := listen(t, func(c *net.TCPConn) {
		question, _ := io.ReadAll(c)
		time.Sleep(50 * time.Millisecond)
		_, _ = c.Write(append([]byte("you asked "), question...))
		_ = c.Close()
	})
	conn := tunnelTo(t, relay, server)
	_, err := conn.Write([]byte("something"))
	require.NoError(t, err)
	require.NoError(t, conn.CloseWrite())
	answer, err := io.ReadAll(conn)
	require.NoError(t, err)
	require.Equal(t, "you asked something", string(answer))
}

func TestAnHTTPClientWorksThroughIt(t *testing.T) {
	_, relay := serveRelay(t, nil)
	site := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	}))
	defer site.Close()
	transport := through(relay)
	transport.TLSClientConfig = site.Client().Transport.(*http.Transport).TLSClientConfig
	client := &http.Client{Transport: transport}
	for range 3 {
		response, err := client.Post(site.URL, "text/plain", bytes.NewReader([]byte("hello")))
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		require.Equal(t, "hello", string(body))
	}
	transport.CloseIdleConnections()
}

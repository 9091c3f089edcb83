//go:build !js

package httpwasm

import (
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
	"roundtrip/httpwasm/relay"
)

// TestATunnelGoesThroughTheProxiesOfTheManual runs nginx and Caddy, where they are installed, as docs/relay.md has them.
func TestATunnelGoesThroughTheProxiesOfTheManual(t *testing.T) {
	for _, c := range []struct {
		program peer.Program
		begins  string // the block in the manual
		file    func(block, listen string) string
	}{
		{peer.Nginx, "location /relay/ {", func(block, listen string) string {
			return peer.NginxFile("server {\nlisten " + listen + ";\n" + block + "}\n")
		}},
		{peer.Caddy, "relay.example {", func(block, listen string) string {
			return peer.CaddyFile(strings.Replace(block, "relay.example", "http://"+listen, 1))
		}},
	} {
		t.Run(c.program.Name, func(t *testing.T) {
			manual, err := os.ReadFile(filepath.Join("..", "docs", "relay.md"))
			require.NoError(t, err)
			_, rest, found := strings.Cut(string(manual), "\n"+c.begins)
			require.True(t, found, "the manual has no such block")
			rest, _, _ = strings.Cut(rest, "\n```")
			block := c.begins + rest + "\n"

			listen := peer.Free(t)
			behind := relayNamed(t, listen)
			require.Contains(t, block, "127.0.0.1:8080")
			c.program.Run(t, c.file(strings.Replace(block, "127.0.0.1:8080", behind, 1), listen), listen)

			far, _ := farServer(t, 0, false)
			tunnel := &Tunnel{URL: "http://" + listen + "/relay/"}
			client := &http.Client{Transport: &http.Transport{DialContext: tunnel.DialContext}, Timeout: 20 * time.Second}
			defer client.CloseIdleConnections()
			response, err := client.Get(far.URL + "/?n=300000")
			require.NoError(t, err)
			defer response.Body.Close()
			n, err := io.Copy(io.Discard, response.Body)
			require.NoError(t, err)
			require.EqualValues(t, 300000, n)
			policy, err := http.Get("http://" + listen + "/relay/policy")
			require.NoError(t, err)
			defer policy.Body.Close()
			text, err := io.ReadAll(policy.Body)
			require.NoError(t, err)
			require.Contains(t, string(text), `"accepts":true`)
		})
	}
}

// relayNamed is a relay that goes by a name alone, behind proxies on this machine; and where it listens.
func relayNamed(t *testing.T, name string) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	config := relay.Defaults()
	config.Names = []string{name}
	require.NoError(t, config.Allow.Set("127.0.0.1"))
	config.TrustProxy = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	config.Listening(listener.Addr())
	handler, err := relay.New(config)
	require.NoError(t, err)
	server := &http.Server{Handler: http.StripPrefix("/relay", handler)}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() {
		server.Close()
		handler.Close()
	})
	return listener.Addr().String()
}

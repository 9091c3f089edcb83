//go:build !js

package httpwasm

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay"
)

// TestATunnelGoesThroughTheProxiesOfTheManual runs nginx and Caddy, where they are installed, as docs/relay.md has them.
func TestATunnelGoesThroughTheProxiesOfTheManual(t *testing.T) {
	for name, c := range map[string]struct {
		begins string // the block in the manual
		config func(block, listen string) string
		start  []string
	}{
		"nginx": {"location /relay/ {", func(block, listen string) string {
			paths := "access_log off;\n"
			for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
				paths += kind + "_temp_path " + kind + ";\n"
			}
			return "error_log stderr;\npid nginx.pid;\nevents {}\nhttp {\n" + paths + "server {\nlisten " + listen + ";\n" + block + "}\n}\n"
		}, []string{"nginx", "-p", ".", "-c", "config", "-g", "daemon off; master_process off;"}},
		"Caddy": {"relay.example {", func(block, listen string) string {
			return "{\n\tadmin off\n}\n" + strings.Replace(block, "relay.example", "http://"+listen, 1)
		}, []string{"caddy", "run", "--config", "config", "--adapter", "caddyfile"}},
	} {
		t.Run(name, func(t *testing.T) {
			program, err := exec.LookPath(c.start[0])
			if err != nil {
				t.Skip(name + " is not installed here")
			}
			manual, err := os.ReadFile(filepath.Join("..", "docs", "relay.md"))
			require.NoError(t, err)
			_, rest, found := strings.Cut(string(manual), "\n"+c.begins)
			require.True(t, found, "the manual has no such block")
			rest, _, _ = strings.Cut(rest, "\n```")
			block := c.begins + rest + "\n"

			free, err := net.Listen("tcp", "127.0.0.1:0")
			require.NoError(t, err)
			listen := free.Addr().String()
			require.NoError(t, free.Close())
			behind := relayNamed(t, listen)
			require.Contains(t, block, "127.0.0.1:8080")
			dir := t.TempDir()
			config := c.config(strings.Replace(block, "127.0.0.1:8080", behind, 1), listen)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "config"), []byte(config), 0o600))
			server := exec.Command(program, c.start[1:]...)
			server.Dir = dir
			var said bytes.Buffer
			server.Stdout, server.Stderr = &said, &said
			require.NoError(t, server.Start())
			t.Cleanup(func() {
				_ = server.Process.Kill() // it is one process
				_ = server.Wait()
				if t.Failed() {
					t.Log(said.String())
				}
			})
			require.Eventually(t, func() bool {
				conn, err := net.Dial("tcp", listen)
				if err == nil {
					conn.Close()
				}
				return err == nil
			}, 20*time.Second, 20*time.Millisecond, "%s", config)

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

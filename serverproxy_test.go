//go:build !js

package main

import (
	"bufio"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
	"roundtrip/httpwasm"
	"roundtrip/web"
)

// The program with proxies in its environment. What is asked for is 0.0.0.0, which is this machine as well: loopback would never go through a
// proxy, and no other address is sure to be here.
func TestTheRelayOfTheProgramGoesThroughTheProxiesOfItsEnvironment(t *testing.T) {
	if _, err := fs.Stat(bundle, "web/site/"+web.PageWith(false, true)); err != nil {
		t.Skip("the bundle is not built: run make build")
	}
	serve := func(text string) (address string) {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }))
		t.Cleanup(s.Close)
		_, port, err := net.SplitHostPort(s.Listener.Addr().String())
		require.NoError(t, err)
		return "0.0.0.0:" + port
	}
	through, straight := serve("through a proxy"), serve("straight")
	plain, secure := peer.HTTPProxy(t, "user", "secret-of-one"), peer.SOCKSProxy(t, "user", "secret-of-other")

	program := exec.Command(programOf(t), "-addr", "127.0.0.1:0", "-relay", "-relay-allow", "0.0.0.0")
	program.Env = append(withoutProxies(os.Environ()),
		"HTTP_PROXY=http://user:secret-of-one@"+plain.Address, "HTTPS_PROXY=socks5://user:secret-of-other@"+secure.Address, "NO_PROXY="+straight)
	program.Stderr = os.Stderr
	stdout, err := program.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, program.Start())
	defer program.Process.Kill()
	var printed []string
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		printed = append(printed, lines.Text())
		if strings.HasPrefix(lines.Text(), "a connection carries") {
			break // which is the last line
		}
	}
	require.Contains(t, printed, "goes to port 80 through http://"+plain.Address+" (HTTP_PROXY), to all other ports through socks5://"+secure.Address+
		" (HTTPS_PROXY), straight to "+straight+" (NO_PROXY)")
	require.NotContains(t, strings.Join(printed, "\n"), "secret-of")
	at := slices.IndexFunc(printed, func(line string) bool { return strings.HasPrefix(line, "The relay is at ") })
	require.GreaterOrEqual(t, at, 0, "%v", printed)

	tunnel := &httpwasm.Tunnel{URL: strings.TrimPrefix(printed[at], "The relay is at ")}
	client := &http.Client{Transport: &http.Transport{DialContext: tunnel.DialContext, DisableKeepAlives: true}, Timeout: 30 * time.Second}
	get := func(address string) (string, error) {
		response, err := client.Get((&url.URL{Scheme: "http", Host: address, Path: "/"}).String())
		if err != nil {
			return "", err
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		return string(text), err
	}
	text, err := get(through)
	require.NoError(t, err)
	require.Equal(t, "through a proxy", text)
	text, err = get(straight)
	require.NoError(t, err)
	require.Equal(t, "straight", text)
	require.Equal(t, []string{"CONNECT " + through + " as user:secret-of-other"}, secure.Asked())
	require.Empty(t, plain.Asked())

	_, _ = get("0.0.0.0:80") // where nobody need listen: the proxy is asked
	require.Equal(t, []string{"CONNECT 0.0.0.0:80 as user:secret-of-one"}, plain.Asked())
	require.Len(t, secure.Asked(), 1)

	require.NoError(t, program.Process.Signal(syscall.SIGTERM))
	require.NoError(t, program.Wait())
}

// withoutProxies is an environment without those of this machine.
func withoutProxies(environment []string) []string {
	return slices.DeleteFunc(environment, func(variable string) bool {
		name, _, _ := strings.Cut(strings.ToUpper(variable), "=")
		return strings.HasSuffix(name, "_PROXY")
	})
}

//go:build !js

package relay

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// relayProcess is a relay in a process of its own, whose memory and time are nobody else's.
type relayProcess struct {
	*exec.Cmd
	stdin   io.Closer
	address string
}

// What the other process is told in its environment.
const (
	processVariable  = "RELAY_TEST_LISTEN"   // at which address
	settingsVariable = "RELAY_TEST_SETTINGS" // as JSON
)

type processSettings struct {
	PingAfter, Pong, Idle time.Duration
	Connections           int
}

var usualSettings = processSettings{usual.pingAfter, usual.pong, Defaults().Idle, many}

func TestMain(m *testing.M) {
	if addr := os.Getenv(processVariable); addr != "" {
		if err := serveProcess(addr); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// serveProcess is what the other process does, until its input ends. Beside the relay it has a site.
func serveProcess(addr string) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	var settings processSettings
	if err := json.Unmarshal([]byte(os.Getenv(settingsVariable)), &settings); err != nil {
		return err
	}
	config := Defaults()
	config.Log = slog.New(slog.DiscardHandler)
	config.Proxy = nil
	config.Connections, config.PerClient, config.Rate, config.Burst = settings.Connections, 2*many, 1e6, 1e6
	config.Idle = settings.Idle
	config.Window = 64 << 10
	config.Listening(listener.Addr())
	relay, err := New(config)
	if err != nil {
		return err
	}
	relay.times.pingAfter, relay.times.pong = settings.PingAfter, settings.Pong
	mux := http.NewServeMux()
	mux.Handle("/relay/", http.StripPrefix("/relay", relay))
	mux.HandleFunc("/goroutines", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, runtime.NumGoroutine()) })
	mux.HandleFunc("/free", func(http.ResponseWriter, *http.Request) { debug.FreeOSMemory() })
	server := &http.Server{Handler: mux}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = server.Shutdown(context.Background())
		relay.Close()
		os.Exit(0)
	}()
	fmt.Println(listener.Addr())
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	select {} // until all connections are closed as well
}

func startProcess(t testing.TB, addr string) *relayProcess {
	t.Helper()
	return startProcessWith(t, addr, usualSettings)
}

func startProcessWith(t testing.TB, addr string, settings processSettings) *relayProcess {
	t.Helper()
	text, err := json.Marshal(settings)
	require.NoError(t, err)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), processVariable+"="+addr, settingsVariable+"="+string(text))
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	require.NoError(t, err)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	return &relayProcess{cmd, stdin, strings.TrimSpace(line)}
}

func (p *relayProcess) relay() string { return "ws://" + p.address + "/relay/connect" }

// stop lets it end by itself.
func (p *relayProcess) stop(t testing.TB) {
	t.Helper()
	require.NoError(t, p.stdin.Close())
	require.NoError(t, p.Wait())
}

func (p *relayProcess) goroutines(t testing.TB) int {
	t.Helper()
	n, err := strconv.Atoi(p.get(t, "/goroutines"))
	require.NoError(t, err)
	return n
}

// get asks the site beside the relay.
func (p *relayProcess) get(t testing.TB, path string) string {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 20 * time.Second}
	response, err := client.Get("http://" + p.address + path)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return string(text)
}

// memory is what the process holds, in bytes; with all that could be given back given back. It is 0 where that is not to be measured.
func (p *relayProcess) memory(t testing.TB) int64 {
	t.Helper()
	if !measured {
		return 0
	}
	p.get(t, "/free")
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Process.Pid))
	if os.IsNotExist(err) {
		t.Skip("no /proc to read a process's memory from")
	}
	require.NoError(t, err)
	_, after, found := strings.Cut(string(text), "VmRSS:")
	require.True(t, found)
	kB, err := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
	require.NoError(t, err)
	return kB << 10
}

// processor is the time that the process has kept processors busy.
func (p *relayProcess) processor(t testing.TB) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.Process.Pid))
	if os.IsNotExist(err) {
		t.Skip("no /proc to read a process's time from")
	}
	require.NoError(t, err)
	_, after, found := strings.Cut(string(text), ") ")
	require.True(t, found)
	fields := strings.Fields(after)
	user, err := strconv.ParseInt(fields[11], 10, 64)
	require.NoError(t, err)
	system, err := strconv.ParseInt(fields[12], 10, 64)
	require.NoError(t, err)
	return time.Duration(user+system) * (time.Second / 100) // clock ticks, 100 a second on Linux
}

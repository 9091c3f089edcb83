//go:build linux

package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// demoProcess makes this test's program a server of the demo, whose memory is nobody else's.
const demoProcess = "ROUNDTRIP_TEST_DEMO"

func TestMain(m *testing.M) {
	if os.Getenv(demoProcess) == "" {
		os.Exit(m.Run())
	}
	listener, err := Listen("127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(Address(listener))
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	_ = Serve(ctx, listener, Demo("/demo"))
}

type demoServer struct {
	url string
	pid int
}

func startDemo(t *testing.T) demoServer {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), demoProcess+"=1")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	require.NoError(t, err)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line := make([]byte, 100)
	n, err := stdout.Read(line)
	require.NoError(t, err)
	return demoServer{strings.TrimSpace(string(line[:n])) + "demo/", cmd.Process.Pid}
}

// peak is the most memory that the process ever had, in MB.
func (s demoServer) peak(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(s.pid) + "/status")
	require.NoError(t, err)
	kB, err := strconv.Atoi(string(regexp.MustCompile(`VmHWM:\s*(\d+) kB`).FindSubmatch(status)[1]))
	require.NoError(t, err)
	return kB / 1024
}

// from is a client with an address of its own, of those that loopback has.
func from(address string) *http.Client {
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext, MaxConnsPerHost: 1000}, Timeout: time.Minute}
}

const most = 320 // MB; before, one request took 1.3 GB

func TestNoBodyTakesTheDemosMemory(t *testing.T) {
	bodies := []struct {
		name, contentType, body string
	}{
		{"28 MB of JSON", "application/json", "[" + strings.Repeat(`{"a":[1,2]},`, 28<<20/12) + "1]"},
		{"1 MB of brackets", "application/json", strings.Repeat("[", 500_000) + strings.Repeat("]", 500_000)},
		{"brackets as deep as JSON may be", "application/json", strings.Repeat("["+strings.Repeat("[", 9000)+strings.Repeat("]", 9000)+"],", 50)},
		{"1 MB of small values", "application/json", "[" + strings.Repeat("{},", 1<<20/3-2) + "1]"},
		{"1 MB of fields", "application/x-www-form-urlencoded", strings.Repeat("a&", 1<<19)},
		{"1 MB of control characters", "text/plain", strings.Repeat("\x01", 1<<20)},
		{"1 MB of parts", "multipart/form-data; boundary=b", strings.Repeat("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n", 1<<20/50) + "--b--"},
		{"1 MB of bytes", "application/octet-stream", strings.Repeat("\xff", 1<<20)},
	}
	for _, b := range bodies {
		t.Run(b.name, func(t *testing.T) {
			s := startDemo(t)
			start := time.Now()
			var wait sync.WaitGroup
			for i := range 64 {
				wait.Go(func() {
					client := from(fmt.Sprintf("127.0.1.%d", i%8+1))
					defer client.CloseIdleConnections()
					response, err := client.Post(s.url+"post", b.contentType, strings.NewReader(b.body))
					if err != nil {
						return // cut off, which is an answer too
					}
					defer response.Body.Close()
					_, _ = io.Copy(io.Discard, response.Body)
				})
			}
			wait.Wait()
			t.Logf("64 of 8 clients: %d MB, %v", s.peak(t), time.Since(start).Round(time.Millisecond))
			if measured {
				require.Less(t, s.peak(t), most)
			}
			response, err := from("127.0.0.2").Get(s.url + "get")
			require.NoError(t, err)
			require.NoError(t, response.Body.Close())
		})
	}
}

func TestAnswersThatNobodyReadsTakeNoMemory(t *testing.T) {
	for _, path := range []string{"bytes/33554432", "stream-bytes/33554432?chunk_size=33554432", "range/33554432", "drip?numbytes=1048576&duration=0&delay=0", "base64/" + strings.Repeat("QUFB", 4000)} {
		t.Run(path[:min(len(path), 40)], func(t *testing.T) {
			s := startDemo(t)
			address := strings.TrimSuffix(strings.TrimPrefix(s.url, "http://"), "/demo/")
			for i := range 100 {
				conn, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(i%10+1))}}).Dial("tcp", address)
				require.NoError(t, err)
				t.Cleanup(func() { _ = conn.Close() })
				_, err = fmt.Fprintf(conn, "GET /demo/%s HTTP/1.1\r\nHost: demo\r\n\r\n", path)
				require.NoError(t, err)
			}
			time.Sleep(2 * time.Second)
			t.Logf("100 unread: %d MB", s.peak(t))
			if measured {
				require.Less(t, s.peak(t), most)
			}
		})
	}
}

func TestAClientsFloodDoesNotHoldUpOthers(t *testing.T) {
	s := startDemo(t)
	flood := from("127.0.0.1")
	defer flood.CloseIdleConnections()
	ctx, stop := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	answers := make(chan int, 1000)
	for range 400 {
		wait.Go(func() {
			r, err := http.NewRequestWithContext(ctx, "GET", s.url+"delay/5", nil)
			if err != nil {
				return
			}
			response, err := flood.Do(r)
			if err != nil {
				return
			}
			answers <- response.StatusCode
			_ = response.Body.Close()
		})
	}
	require.Equal(t, http.StatusServiceUnavailable, <-answers, "more than can wait are sent away at once")
	other := from("127.0.0.2")
	defer other.CloseIdleConnections()
	var slowest time.Duration
	for range 20 {
		start := time.Now()
		response, err := other.Get(s.url + "get")
		require.NoError(t, err)
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		require.Equal(t, 200, response.StatusCode)
		slowest = max(slowest, time.Since(start))
	}
	t.Logf("slowest answer for another client: %v; memory %d MB", slowest, s.peak(t))
	require.Less(t, slowest, time.Second)
	stop()
	wait.Wait()
}

func TestABodyThatIsTooLongIsRefusedInWords(t *testing.T) {
	s := startDemo(t)
	for _, size := range []int{1<<20 + 1, 28 << 20} {
		response, err := http.Post(s.url+"post", "text/plain", bytes.NewReader(make([]byte, size)))
		require.NoError(t, err)
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		_ = response.Body.Close()
		require.Equal(t, http.StatusRequestEntityTooLarge, response.StatusCode)
		require.Equal(t, "The demo API takes bodies of 1 MB at most.\n", string(text))
	}
	response, err := http.Post(s.url+"post", "text/plain", bytes.NewReader(make([]byte, 1<<20)))
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, 200, response.StatusCode)
}

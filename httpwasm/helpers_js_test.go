package httpwasm

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall/js"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// servers are the origins of internal/testserver.
type servers struct{ HTTP, Other, TLS, TLS1, Relay, Echo, PEM string }

func serversOf(t testing.TB) (s servers) {
	t.Helper()
	addresses := os.Getenv("HTTPWASM_TESTSERVER")
	if addresses == "" {
		t.Fatal("these tests need servers: see httpwasm/internal/testserver")
	}
	require.NoError(t, json.Unmarshal([]byte(addresses), &s))
	return s
}

// at writes the URL of a behaviour, with its parameters as name, value, name, value.
func at(origin, path string, params ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(params); i += 2 {
		query.Set(params[i], params[i+1])
	}
	if len(query) == 0 {
		return origin + path
	}
	return origin + path + "?" + query.Encode()
}

var keys atomic.Int64

// newKey names an event that no other test knows.
func newKey() string { return fmt.Sprintf("key-%d-%d", time.Now().UnixNano(), keys.Add(1)) }

// send makes a request with one body at most and sends it; name, value pairs are headers.
func send(ctx context.Context, method, url string, body io.Reader, headers ...string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	return new(Transport).RoundTrip(req)
}

func get(t testing.TB, url string) *http.Response {
	t.Helper()
	resp, err := send(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

func readAllOf(t testing.TB, resp *http.Response) string {
	t.Helper()
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return string(data)
}

// echoed is what /echo tells.
type echoed struct {
	Method, Path, Proto string
	Header              http.Header
	ContentLength       int64
	Length              int64
	SHA256              string
	Complete            bool
}

func echo(t testing.TB, resp *http.Response, err error) (e echoed) {
	t.Helper()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal([]byte(readAllOf(t, resp)), &e))
	return e
}

func failureOf(t testing.TB, err error, kind Kind) *Error {
	t.Helper()
	var failure *Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, kind, failure.Kind, "%v", err)
	return failure
}

func infoOf(t testing.TB, resp *http.Response) Info {
	t.Helper()
	info, ok := InfoOf(resp)
	require.True(t, ok)
	return info
}

// seen waits until an event of the server has happened, and gives what the server tells about it.
func seen(t testing.TB, s servers, key string) (note string) {
	t.Helper()
	resp := get(t, at(s.HTTP, "/await", "key", key))
	note = readAllOf(t, resp)
	require.Equal(t, http.StatusOK, resp.StatusCode, "the server never saw %s", key)
	return note
}

// pattern is what /bytes sends.
func pattern(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteByte(byte(i * 31))
	}
	return b.String()
}

// nothingLeft fails unless callbacks and goroutines go back to their numbers from before.
func nothingLeft(t testing.TB) {
	t.Helper()
	w := newAwaiter() // the runtime has a goroutine of its own once JavaScript has called back
	_, err := w.await(js.Global().Get("Promise").Call("resolve"), nil)
	require.NoError(t, err)
	w.close()
	callbacks, goroutines := liveCallbacks.Load(), runtime.NumGoroutine()
	t.Cleanup(func() {
		deadline := time.Now().Add(10 * time.Second)
		for liveCallbacks.Load() > callbacks || runtime.NumGoroutine() > goroutines {
			if time.Now().After(deadline) {
				stacks := make([]byte, 1<<20)
				t.Errorf("%d callbacks and %d goroutines more than before\n%s", liveCallbacks.Load()-callbacks,
					runtime.NumGoroutine()-goroutines, stacks[:runtime.Stack(stacks, true)])
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	})
}

package demo

import (
	"io"
	"net/http"
	"net/http/httptest"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestFlakyFailsTheFirstTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t)
		ask := func(key string) (status int, after string, attempt any) {
			w := a.get("/flaky?fail=2&status=502&retry_after=1&key=" + key)
			return w.Code, w.Header().Get("Retry-After"), read[map[string]any](t, w)["attempt"]
		}
		for i, want := range []int{502, 502, 200, 200} {
			status, after, attempt := ask("k")
			require.Equal(t, want, status)
			require.Equal(t, want != 200, after == "1")
			require.EqualValues(t, i+1, attempt)
		}
		status, _, _ := ask("another")
		require.Equal(t, 502, status, "each key counts for itself")
		time.Sleep(flakyLife)
		status, _, attempt := ask("k")
		require.Equal(t, 502, status, "a key is forgotten after a while")
		require.EqualValues(t, 1, attempt)
		w := a.get("/flaky?key=plain")
		require.Equal(t, 503, w.Code)
		require.Empty(t, w.Header().Get("Retry-After"))
	})
}

func TestFlakyResetBreaksTheConnection(t *testing.T) {
	server := httptest.NewUnstartedServer(Handler("/demo", http.NotFoundHandler()))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	plain := httptest.NewServer(Handler("/demo", http.NotFoundHandler()))
	defer plain.Close()

	ask := func(client *http.Client, address string) (string, error) {
		response, err := client.Get(address + "/demo/flaky/reset?fail=2&key=k")
		if err != nil {
			return "", err
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return response.Proto + " " + string(body), err
	}
	// A connection for each request: one that was used before is tried again by Go itself.
	http1 := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for range 2 {
		_, err := ask(http1, plain.URL)
		require.ErrorIs(t, err, syscall.ECONNRESET)
	}
	body, err := ask(http1, plain.URL)
	require.NoError(t, err)
	require.Equal(t, "HTTP/1.1 {\"attempt\":3,\"fail\":2,\"key\":\"k\"}\n", body)

	for range 2 {
		_, err := ask(server.Client(), server.URL)
		require.ErrorContains(t, err, "INTERNAL_ERROR")
	}
	body, err = ask(server.Client(), server.URL)
	require.NoError(t, err)
	require.Contains(t, body, "HTTP/2.0")
}

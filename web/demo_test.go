package web

import (
	"bufio"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheDemoIsOpenToEveryOrigin(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)

	t.Run("a preflight allows any method and the headers that it names", func(t *testing.T) {
		response, _ := ask(t, "OPTIONS", server.URL+"/demo/anything", "Origin", "https://a.test",
			"Access-Control-Request-Method", "PURGE", "Access-Control-Request-Headers", "x-a, x-b")
		require.Equal(t, 204, response.StatusCode)
		require.Equal(t, "https://a.test", response.Header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, "true", response.Header.Get("Access-Control-Allow-Credentials"))
		require.Equal(t, "PURGE", response.Header.Get("Access-Control-Allow-Methods"))
		require.Equal(t, "x-a, x-b", response.Header.Get("Access-Control-Allow-Headers"))
	})
	t.Run("a response exposes every field by name, and its timing", func(t *testing.T) {
		response, _ := ask(t, "GET", server.URL+"/demo/response-headers?X-Own=1", "Origin", "https://a.test")
		require.Equal(t, "https://a.test", response.Header.Get("Access-Control-Allow-Origin"))
		require.Contains(t, response.Header.Get("Access-Control-Expose-Headers"), "X-Own")
		require.Contains(t, response.Header.Get("Access-Control-Expose-Headers"), "Date")
		require.Equal(t, "*", response.Header.Get("Timing-Allow-Origin"))
	})
	t.Run("it knows its prefix", func(t *testing.T) {
		response, _ := ask(t, "GET", server.URL+"/demo/redirect/2")
		require.Equal(t, 302, response.StatusCode)
		require.True(t, strings.HasPrefix(response.Header.Get("Location"), "/demo/"))
	})
	t.Run("what it sends back runs no scripts as a document", func(t *testing.T) {
		response, _ := ask(t, "GET", server.URL+"/demo/response-headers?Content-Type=text/html&Content-Security-Policy=none")
		require.Contains(t, response.Header.Values("Content-Security-Policy"), "sandbox allow-forms")
	})
	t.Run("it streams", func(t *testing.T) {
		response, body := ask(t, "GET", server.URL+"/demo/drip?numbytes=3&duration=0&delay=0")
		require.Equal(t, 200, response.StatusCode)
		require.Len(t, body, 3)
	})
	t.Run("its websocket can be opened", func(t *testing.T) {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		require.NoError(t, err)
		defer conn.Close()
		_, err = conn.Write([]byte("GET /demo/websocket/echo HTTP/1.1\r\nHost: demo\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
			"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
		require.NoError(t, err)
		line, err := bufio.NewReader(conn).ReadString('\n')
		require.NoError(t, err)
		require.Equal(t, "HTTP/1.1 101 Switching Protocols\r\n", line)
	})
	t.Run("its own machine stays unknown", func(t *testing.T) {
		_, body := ask(t, "GET", server.URL+"/demo/env")
		require.JSONEq(t, `{"env": {}}`, string(body))
	})
}

func TestTheDemoHasMoreThanGoHTTPBin(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)

	t.Run("go-httpbin answers beside it", func(t *testing.T) {
		for _, path := range []string{"/demo/", "/demo/get", "/demo/anything/flaky", "/demo/cache", "/demo/sse?count=1&duration=1ms&delay=0s", "/demo/links/3/0", "/demo/headers"} {
			response, _ := ask(t, "GET", server.URL+path)
			require.Equal(t, 200, response.StatusCode, path)
			require.Equal(t, "*", response.Header.Get("Access-Control-Allow-Origin"), path)
		}
		response, _ := ask(t, "GET", server.URL+"/demo/nothing-here")
		require.Equal(t, 404, response.StatusCode)
	})
	t.Run("a page of any origin reads the additions in full", func(t *testing.T) {
		for _, path := range []string{"/demo/pages/link", "/demo/limited", "/demo/cached", "/demo/oauth/me", "/demo/events?n=1", "/demo/flaky?fail=1", "/demo/webhook/github/sample"} {
			response, _ := ask(t, "GET", server.URL+path, "Origin", "https://a.test")
			require.Equal(t, []string{"https://a.test"}, response.Header.Values("Access-Control-Allow-Origin"), path)
			require.Equal(t, "true", response.Header.Get("Access-Control-Allow-Credentials"), path)
			require.Contains(t, response.Header.Get("Access-Control-Expose-Headers"), "Content-Type", path)
		}
		response, _ := ask(t, "GET", server.URL+"/demo/pages/link", "Origin", "https://a.test")
		require.Contains(t, response.Header.Get("Access-Control-Expose-Headers"), "Link")
	})
	t.Run("a preflight allows a token request with the client in its header", func(t *testing.T) {
		response, _ := ask(t, "OPTIONS", server.URL+"/demo/oauth/token", "Origin", "https://a.test",
			"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization")
		require.Equal(t, 204, response.StatusCode)
		require.Equal(t, "authorization", response.Header.Get("Access-Control-Allow-Headers"))
	})
	t.Run("the page that asks may send its form and run no scripts", func(t *testing.T) {
		response, body := ask(t, "GET", server.URL+"/demo/oauth/device/verify")
		require.Equal(t, 200, response.StatusCode)
		require.Contains(t, response.Header.Values("Content-Security-Policy"), "sandbox allow-forms")
		require.NotContains(t, string(body), "<script")
	})
	t.Run("a broken connection breaks through every wrapper", func(t *testing.T) {
		request, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/demo/flaky/reset", nil)
		require.NoError(t, err)
		_, err = (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
		require.ErrorIs(t, err, syscall.ECONNRESET)
	})
}
